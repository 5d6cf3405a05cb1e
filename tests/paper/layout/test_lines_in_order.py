"""Lines of the text stay in their order and in the text, whatever hangs or stands beside them."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from paper_notes.paper.layout.rows import rows_of
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Line, Span
from paper_notes.paper.reader import read_paper


def line(y: float, text: str, tall: str = "") -> Line:
    """A line of 10 points with its top at ``y``; ``tall`` is a glyph whose box hangs over the rows below."""
    box = Box(50, y, 50 + 5 * len(text), y + 12)
    spans = [Span(text, box, "Body", 10.0, False, False, False, 0, (50, y + 9))]
    if tall:
        hangs = Box(box.x1, y, box.x1 + 6, y + 38)
        spans.append(Span(tall, hangs, "CMEX10", 10.0, False, False, False, 0, (box.x1, y + 9)))
        box = box.union(hangs)
    return Line.of(spans, box, (1.0, 0.0), 0)


def test_a_glyph_that_hangs_low_does_not_move_its_line_below_the_next() -> None:
    lines = [line(100, "We notice the second moment estimate ", "b"), line(111, "vanishes after a few epochs.")]
    rows = rows_of(lines, Box(50, 90, 300, 200), 1)
    assert [row.text.split()[0] for row in rows] == ["We", "vanishes"]


def test_a_line_beside_the_number_of_an_axis_stays_in_the_text(tmp_path: Path) -> None:
    document = pymupdf.open()
    for number in range(1, 4):
        page = document.new_page()
        if number == 1:
            page.insert_text((72, 60), "Notes on a shelf and their order", fontsize=18)
        top = 130 if number == 1 else 60
        words = ("order of notes", "their distance", "and the shelf", "as a whole line", "of this column")
        for i in range(40):
            told = f"Row {words[(i + 2 * number) % 5]} tells of page {number}, side {i}, of"
            page.insert_text((60, top + 12 * i), told, fontsize=10)
        if number == 2:
            page.insert_text((330, top + 12), "3", fontsize=9)  # a tick of the plot in the other column
            page.draw_line((345, top), (345, 240), color=(0, 0, 0))
            page.draw_line((345, 240), (540, 240), color=(0, 0, 0))
    path = tmp_path / "ticks.pdf"
    document.save(path)
    text = read_paper(path).page_texts[1]
    places = [text.find(f"of page 2, side {i}, of") for i in range(40)]
    assert -1 not in places and places == sorted(places)
