"""Captions side by side in one line of the text layer."""

import pymupdf

from paper_notes.paper.pdf.pages import interpret, read_page
from paper_notes.paper.pdf.side_by_side import with_parted_captions


def lines(text: str) -> list[tuple[str, float]]:
    document = pymupdf.open()
    document.new_page().insert_text((80, 100), text, fontname="china-s", fontsize=10)
    source = interpret(pymupdf.open(stream=document.tobytes())[0])
    page = with_parted_captions(source, read_page(source))
    return [(line.text, round(line.box.x0)) for line in page.lines]


def test_each_caption_is_a_line_where_it_stands() -> None:
    first, second = lines("图5-1 输入的界面" + " " * 12 + "图5-2 输出的界面")
    assert first == ("图5-1 输入的界面", 80)
    assert second[0] == "图5-2 输出的界面" and second[1] > 200


def test_a_sentence_that_names_two_figures_is_one_line() -> None:
    assert len(lines("图5-1 和 图5-2 是输入和输出的界面")) == 1
