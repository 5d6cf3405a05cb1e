"""Why a figure was cut as it was: pages with captions, regions and running text drawn on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from paper_notes.paper.figures.captions import find_captions
from paper_notes.paper.figures.scene import make_scene
from paper_notes.paper.layout.document import find_layout
from paper_notes.paper.model import Box, Figure
from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.paper.pdf.pages import interpret, read_page
from paper_notes.paper.pdf.scans import with_ink

CAPTION, BODY, FIGURE = (0.0, 0.2, 1.0), (0.75, 0.75, 0.75), (0.9, 0.0, 0.0)
MARGIN, GRAPHIC, TEXT = (1.0, 0.85, 0.2), (0.6, 0.0, 0.6), (1.0, 0.55, 0.0)
DPI = 110


def draw_pages(document: pymupdf.Document, figures: Sequence[Figure]) -> Iterator[tuple[int, bytes]]:
    """(page number, PNG) of every page that has a caption or a figure.

    Grey is running text, yellow headers and footers, blue captions, orange other text, purple graphics, red the
    regions chosen.
    """
    pages = [read_page(interpret(document[i])) for i in range(document.page_count)]
    layout = find_layout(with_ink(document, pages))
    captions = find_captions(layout)
    for view in layout.views:
        number = view.page.number
        here = [c for c in captions if c.page == number]
        chosen = [figure for figure in figures if number in (figure.page, figure.caption_page)]
        if view.quarter or not (here or chosen):
            continue
        scene = make_scene(view, [c for c in here if c.quarter == 0], layout.style, layout.decoration)
        page = document[number - 1]
        for box in scene.walls:
            _draw(page, box, fill=BODY)
        for index in view.heads:
            _draw(page, view.page.lines[index].box, fill=MARGIN)
        for box in scene.texts:
            _draw(page, box, line=TEXT, width=0.4)
        for graphic in scene.graphics[:5000]:
            _draw(page, graphic.box, line=GRAPHIC, width=0.3)
        for figure in chosen:
            if figure.caption_page == number:
                _draw(page, figure.caption_box, line=CAPTION, width=1.0)
            if figure.page == number:
                _draw(page, figure.box, line=FIGURE, width=1.5)
        yield number, page.get_pixmap(dpi=DPI).tobytes("png")


def _draw(
    page: pymupdf.Page,
    box: Box,
    *,
    line: tuple[float, float, float] | None = None,
    fill: tuple[float, float, float] | None = None,
    width: float = 1.0,
) -> None:
    rect = (pymupdf.Rect(box) & page.rect) * page.derotation_matrix
    if not rect.is_empty:
        page.draw_rect(rect, color=line, fill=fill, width=width, fill_opacity=0.4, overlay=True)
