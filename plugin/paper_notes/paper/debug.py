"""Why a paper was read as it was: its pages with what was found drawn on them."""

from __future__ import annotations

from collections.abc import Iterator

from paper_notes.paper.figures.captions import find_captions
from paper_notes.paper.figures.find import taken_by
from paper_notes.paper.figures.scene import make_scene
from paper_notes.paper.layout.document import Layout, find_layout
from paper_notes.paper.layout.views import View
from paper_notes.paper.model import Box, Figure, Paper
from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.paper.pdf.pages import interpret, read_page
from paper_notes.paper.pdf.scans import with_ink

Colour = tuple[float, float, float]
CAPTION, WALL, FIGURE = (0.0, 0.2, 1.0), (0.75, 0.75, 0.75), (0.9, 0.0, 0.0)
MARGIN, GRAPHIC, TEXT = (1.0, 0.85, 0.2), (0.6, 0.0, 0.6), (1.0, 0.55, 0.0)
BLOCK, HEADING, COLUMN, CELL = (0.0, 0.55, 0.2), (0.9, 0.0, 0.6), (0.3, 0.8, 0.8), (0.2, 0.5, 0.9)
DPI = 110
MOST_GRAPHICS = 5000
"""Graphics drawn on one page."""


def draw_pages(document: pymupdf.Document, paper: Paper) -> Iterator[tuple[int, bytes]]:
    """(page number, PNG) of every page.

    Grey are walls (rows of running text), yellow running heads and page numbers, turquoise the columns' edges, green
    the blocks of text with their number in reading order, pink headings, blue captions, orange other text, purple
    graphics, red the regions chosen, light blue the cells of tables.
    """
    pages = [read_page(interpret(document[i])) for i in range(document.page_count)]
    layout = find_layout(with_ink(document, pages)).with_text(taken_by(paper.figures))
    captions = find_captions(layout)
    for view in layout.views:
        if view.quarter:
            continue
        number = view.page.number
        here = [c for c in captions if c.page == number and c.quarter == 0]
        page = document[number - 1]
        scene = make_scene(view, here, layout.style, layout.decoration)
        for box in scene.walls:
            _draw(page, box, fill=WALL)
        for index in view.heads:
            _draw(page, view.page.lines[index].box, fill=MARGIN)
        for box in scene.texts:
            _draw(page, box, line=TEXT, width=0.4)
        for graphic in scene.graphics[:MOST_GRAPHICS]:
            _draw(page, graphic.box, line=GRAPHIC, width=0.3)
        _draw_text(page, layout, view, paper)
        _draw_figures(page, number, paper.figures)
        yield number, page.get_pixmap(dpi=DPI).tobytes("png")


def _draw_text(page: pymupdf.Page, layout: Layout, view: View, paper: Paper) -> None:
    number = view.page.number
    for x0, x1 in layout.style.columns:
        for x in (x0, x1):
            _draw(page, Box(x, 0, x + 0.4, view.page.box.y1), fill=COLUMN)
    for order, block in enumerate((b for b in layout.blocks if b.page == number), 1):
        _draw(page, block.box, line=BLOCK, width=0.6)
        corner = pymupdf.Point(block.box.x0 - 8, block.box.y0 + 6) * page.derotation_matrix
        page.insert_text(corner, str(order), fontsize=6, color=BLOCK, rotate=page.rotation)
    for section in paper.sections:
        for place in section.places:
            if place.page == number:
                _draw(page, place.box, line=HEADING, width=1.2)


def _draw_figures(page: pymupdf.Page, number: int, figures: tuple[Figure, ...]) -> None:
    for figure in figures:
        if figure.caption_page == number:
            _draw(page, figure.caption_box, line=CAPTION, width=1.0)
        if figure.page == number:
            for cell in figure.cells:
                _draw(page, cell.box, line=CELL, width=0.4)
            _draw(page, figure.box, line=FIGURE, width=1.5)
        for place in figure.parts:
            if place.page == number:
                _draw(page, place.box, line=FIGURE, width=1.5)


def _draw(
    page: pymupdf.Page, box: Box, *, line: Colour | None = None, fill: Colour | None = None, width: float = 1.0
) -> None:
    rect = (pymupdf.Rect(box) & page.rect) * page.derotation_matrix
    if not rect.is_empty:
        page.draw_rect(rect, color=line, fill=fill, width=width, fill_opacity=0.4, overlay=True)
