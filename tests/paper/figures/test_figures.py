"""A figure is found from its caption, and running text that begins with "Figure 3 shows" is no caption."""

import pymupdf

from paper_notes.paper.figures.find import find_figures
from paper_notes.paper.layout.document import find_layout
from paper_notes.paper.pdf.pages import interpret, read_page

PROSE = "The method reads every page once and keeps what it needs of it while the rest is left alone for later use. "


def _page_with_a_figure() -> pymupdf.Document:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.draw_rect(pymupdf.Rect(150, 90, 440, 250), color=(0, 0, 1))
    page.draw_circle(pymupdf.Point(300, 170), 40, color=(1, 0, 0))
    page.insert_textbox(pymupdf.Rect(100, 262, 495, 290), "Figure 3: Two shapes that stand for a plot.", fontsize=9)
    page.insert_textbox(pymupdf.Rect(100, 300, 495, 700), PROSE * 8 + "Figure 3 shows it. " + PROSE * 8, fontsize=10)
    return document


def test_a_figure_above_its_caption_is_found_and_text_is_left_out():
    document = _page_with_a_figure()
    (figure,) = find_figures(document, find_layout([read_page(interpret(page)) for page in document]))
    assert (figure.kind, figure.number, figure.label, figure.page) == ("figure", "3", "Figure 3", 1)
    assert figure.caption == "Two shapes that stand for a plot."
    assert abs(figure.box.x0 - 150) < 3 and abs(figure.box.y1 - 250) < 3
    assert figure.caption_box.y0 > figure.box.y1
