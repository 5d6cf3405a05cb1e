"""What a page's content stream holds decides how often MuPDF interprets it: nothing painted may be missed."""

from __future__ import annotations

import pymupdf
import pytest

from paper_notes.paper.pdf.glued import unglued
from paper_notes.paper.pdf.pages import Page, interpret, read_page


def _read(content: bytes) -> Page:
    """A page with this content, which may use the form /Fm (a black square) and the pattern /P."""
    document = pymupdf.open()
    page = document.new_page(width=300, height=300)
    font, form, pattern, stream = (document.get_new_xref() for _ in range(4))
    box = "/BBox [0 0 50 50]/Resources<<>>"
    document.update_object(font, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    document.update_object(form, f"<</Type/XObject/Subtype/Form {box}>>")
    document.update_stream(form, b"5 5 20 20 re f")
    tiling = "/PatternType 1/PaintType 1/TilingType 1/XStep 50/YStep 50"
    document.update_object(pattern, f"<</Type/Pattern{tiling} {box}>>")
    document.update_stream(pattern, b"0 0 9 9 re f")
    document.update_object(stream, "<<>>")
    document.update_stream(stream, content + b"\nBT /F 10 Tf 20 20 Td (Text) Tj ET")
    named = f"/Font<</F {font} 0 R>>/XObject<</Fm {form} 0 R>>/Pattern<</P {pattern} 0 R>>/ExtGState<</G <<>>>>"
    document.xref_set_key(page.xref, "Resources", f"<<{named}>>")
    document.xref_set_key(page.xref, "Contents", f"{stream} 0 R")
    again = pymupdf.open(stream=document.tobytes(), filetype="pdf")
    return read_page(interpret(again[0]))


def test_a_page_of_text_has_no_graphics():
    page = _read(b"q 1 0 0 1 0 0 cm Q")
    assert [line.text for line in page.lines] == ["Text"]
    assert page.graphics == ()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"10 10 80 60 re f", "vector"),
        (b"10 10 80 60 re\nf*", "vector"),
        (b"10 10 80 60 re f/G gs", "vector"),  # no white space behind the operator
        (b"10 10 m 90 70 l S[3]0 d", "vector"),
        (b"10 10 m 90 70 l s%drawn", "vector"),
        (b"10 10 80 60 re B", "vector"),
        (b"/Pattern cs /P scn 10 10 80 60 re b", "vector"),
        (b"q 2 0 0 2 10 10 cm/Fm Do Q", "vector"),
        (b"q 80 0 0 60 10 10 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x10\x20\x30\x40 EI Q", "image"),
    ],
)
def test_what_is_painted_is_seen(content: bytes, kind: str):
    assert kind in [graphic.kind for graphic in _read(content).graphics]


def test_what_an_annotation_paints_is_seen():
    document = pymupdf.open()
    page = document.new_page(width=300, height=300)
    page.insert_text((20, 280), "Text", fontsize=10)
    page.add_rect_annot(pymupdf.Rect(50, 60, 200, 160))
    again = pymupdf.open(stream=document.tobytes(), filetype="pdf")
    (graphic,) = read_page(interpret(again[0])).graphics
    assert [round(value, -1) for value in graphic.box] == [50, 60, 200, 160]


def test_a_line_tells_how_its_characters_are_set():
    document = pymupdf.open()
    page = document.new_page(width=300, height=300)
    page.insert_text((20, 100), "Bold ", fontsize=10, fontname="hebo")
    page.insert_text((46, 100), "and plain words", fontsize=10, fontname="helv")
    (line,) = read_page(interpret(page)).lines
    assert [(look.bold, look.signs, look.letters) for look in line.looks] == [(True, 4, True), (False, 15, True)]
    assert line.main.text.strip() == "and plain words"
    assert not line.blank


def test_a_long_word_that_was_whole_once_is_not_taken_apart_again():
    document = pymupdf.open()
    for _ in range(2):
        document.new_page(width=400, height=300).insert_text((20, 100), "We measure evapotranspirations here.")
    known: set[str] = set()
    sources = [interpret(page) for page in document]
    for source in sources:
        page = read_page(source)
        assert unglued(source, page, known).lines[0].text == "We measure evapotranspirations here."
    assert known == {"evapotranspirations"}


def test_half_a_character_does_not_keep_the_text_from_being_saved():
    """A map to Unicode may give the two halves of a letter of mathematics each on its own, or one of them alone."""
    document = pymupdf.open()
    page = document.new_page(width=500, height=100)
    font, names, stream = (document.get_new_xref() for _ in range(3))
    document.update_object(
        font, f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode {names} 0 R>>"
    )
    document.update_object(names, "<<>>")
    document.update_stream(
        names,
        b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 3 beginbfchar <41> <D835> <42> <DC37> "
        b"<43> <DC37> endbfchar 1 beginbfrange <61> <7A> <0061> endbfrange endcmap",
    )
    document.update_object(stream, "<<>>")
    content = b"BT /F 10 Tf 20 20 Td [(measureevapotranspirations) -140 (here) -140 (ABandCandA)] TJ ET"
    document.update_stream(stream, content)
    document.xref_set_key(page.xref, "Resources", f"<</Font<</F {font} 0 R>>>>")
    document.xref_set_key(page.xref, "Contents", f"{stream} 0 R")
    again = pymupdf.open(stream=document.tobytes(), filetype="pdf")
    source = interpret(again[0])
    text = "".join(line.text for line in unglued(source, read_page(source), set()).lines)
    assert text.encode("utf-8").decode("utf-8").startswith("measureevapotranspirations here")
    assert "and\ufffdand\ufffd" in text
