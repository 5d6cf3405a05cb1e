"""Glyphs of fonts that a PDF gives as other characters."""

import io
from collections.abc import Mapping
from pathlib import Path

import pymupdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from paper_notes.paper.reader import read_paper

Outline = list[tuple[float, float]]
TEXT = "Waves of calcium run through the cells of the glia, and nobody has said yet how far they get before they die. "


def bar(x0: float, y0: float, x1: float, y1: float) -> Outline:
    return [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]


GLYPHS: dict[str, list[Outline]] = {
    "+": [bar(50, 225, 550, 275), bar(275, 0, 325, 225), bar(275, 275, 325, 500)],
    "=": [bar(50, 130, 550, 185), bar(50, 315, 550, 370)],
    "±": [bar(50, 0, 550, 50), bar(50, 325, 550, 375), bar(275, 100, 325, 325), bar(275, 375, 325, 600)],
    "×": [[(70, 90), (460, 480), (500, 440), (110, 50)], [(70, 440), (110, 480), (500, 90), (460, 50)]],
}
"""Outlines in thousandths of the type size, as the symbols are commonly drawn."""


def pi_font(codes: Mapping[str, str], name: str) -> bytes:
    """A font that has symbols at other characters' codes, as publishers' fonts of pictures do."""
    names = [".notdef", *(f"H{11000 + i}" for i in range(len(codes)))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): glyph for char, glyph in zip(codes, names[1:], strict=True)})
    outlines = {".notdef": TTGlyphPen(None).glyph()}
    for glyph, symbol in zip(names[1:], codes.values(), strict=True):
        pen = TTGlyphPen(None)
        for first, *rest in GLYPHS[symbol]:
            pen.moveTo(first)
            for point in rest:
                pen.lineTo(point)
            pen.closePath()
        outlines[glyph] = pen.glyph()
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2()
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def paper(path: Path, rows: list[list[tuple[str, bool]]], font: bytes) -> Path:
    """Pieces of text and, where told, of the symbol font, on rows below much text."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 60), "Waves of Calcium in Glia", fontsize=18)
    for number in range(30):
        page.insert_text((72, 100 + 14 * number), TEXT[:90], fontsize=10)
    text, symbols = pymupdf.Font("tiro"), pymupdf.Font(fontbuffer=font)
    writer = pymupdf.TextWriter(page.rect)
    for number, row in enumerate(rows):
        x = 72.0
        for piece, special in row:
            _, end = writer.append((x, 560 + 20 * number), piece, font=symbols if special else text, fontsize=10)
            x = end.x
    writer.write_text(page)
    document.save(path)
    return path


@pytest.mark.parametrize(
    ("codes", "pieces", "printed"),
    [
        ({"6": "±"}, [("Cells died after 250 ", False), ("6", True), (" 41 seconds.", False)], "250 ± 41 seconds"),
        ({"3": "×"}, [("Seen at 20", False), ("3", True), (" by two of us.", False)], "Seen at 20× by two"),
        ({"5": "="}, [("The mean was n ", False), ("5", True), (" 12 in all.", False)], "n = 12 in all"),
        ({"¼": "="}, [("The mean was n ", False), ("¼", True), (" 12 in all.", False)], "n = 12 in all"),
        ({"þ": "+"}, [("Of Ca2", False), ("þ", True), (" there was much.", False)], "Ca2+ there was much"),
    ],
)
def test_the_ink_says_which_character_a_symbol_is(
    tmp_path: Path, codes: dict[str, str], pieces: list[tuple[str, bool]], printed: str
) -> None:
    path = paper(tmp_path / "paper.pdf", [pieces], pi_font(codes, "MathematicalPi-One"))
    assert printed in read_paper(path).page_texts[0]


def test_a_digit_that_is_a_digit_stays_one(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    for number in range(30):
        page.insert_text((72, 100 + 14 * number), TEXT[:90], fontsize=10)
    writer = pymupdf.TextWriter(page.rect)
    writer.append((72, 560), "1234567890", font=pymupdf.Font("hebo"), fontsize=10)
    writer.write_text(page)
    document.save(tmp_path / "paper.pdf")
    assert "1234567890" in read_paper(tmp_path / "paper.pdf").page_texts[0]
