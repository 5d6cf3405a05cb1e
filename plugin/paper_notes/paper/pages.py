"""A PDF's pages as lines of text and graphics, in points of the page as displayed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from paper_notes.paper.model import Box
from paper_notes.paper.mupdf import pymupdf

TEXT_FLAGS = pymupdf.TEXTFLAGS_DICT & ~pymupdf.TEXT_PRESERVE_IMAGES & ~pymupdf.TEXT_PRESERVE_LIGATURES
GRID = 6.0
"""Points. Paths whose corners fall into the same cells count as one: a dense plot costs no more than a photo."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one font. ``size`` in points; ``color`` is sRGB as an integer; ``origin`` is where its
    baseline begins, as displayed."""

    text: str
    box: Box
    font: str
    size: float
    bold: bool
    italic: bool
    superscript: bool
    color: int
    origin: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Line:
    """A line of text as MuPDF groups it. ``direction`` is (cos, sin) of the baseline as displayed."""

    # no slots: text and size are asked for many times and kept

    spans: tuple[Span, ...]
    box: Box
    direction: tuple[float, float]
    block: int

    @cached_property
    def text(self) -> str:
        return "".join([span.text for span in self.spans])

    @cached_property
    def size(self) -> float:
        """The size in points that most characters have."""
        return max(self.spans, key=lambda span: len(span.text.strip())).size if self.spans else 0.0


@dataclass(frozen=True, slots=True)
class Graphic:
    """A drawn path, a shading or an image. ``kind`` is "image" or "vector"."""

    box: Box
    kind: str


@dataclass(frozen=True, slots=True)
class Page:
    """``number`` from 1; ``box`` is the whole page, (0, 0, width, height)."""

    number: int
    box: Box
    rotation: int
    lines: tuple[Line, ...]
    graphics: tuple[Graphic, ...]


def read_page(page: pymupdf.Page, textpage: pymupdf.TextPage | None = None) -> Page:
    """Read one page's text lines and graphics. Boxes with no finite size are left out.

    ``textpage`` is text to take instead of the page's own (from OCR).
    """
    matrix = page.rotation_matrix
    rotated = page.rotation != 0

    def displayed(rect: Sequence[float]) -> Box:
        return Box(*(pymupdf.Rect(rect) * matrix)) if rotated else Box._make(rect)

    def line(raw: dict[str, Any], block: int) -> Line:
        dx, dy = raw["dir"]
        if rotated:
            dx, dy = dx * matrix.a + dy * matrix.c, dx * matrix.b + dy * matrix.d
        return Line(tuple(span(s) for s in raw["spans"]), displayed(raw["bbox"]), (dx, dy), block)

    def span(raw: dict[str, Any]) -> Span:
        flags = raw["flags"]
        return Span(
            raw["text"],
            displayed(raw["bbox"]),
            raw["font"],
            raw["size"],
            bool(flags & pymupdf.TEXT_FONT_BOLD),
            bool(flags & pymupdf.TEXT_FONT_ITALIC),
            bool(flags & pymupdf.TEXT_FONT_SUPERSCRIPT),
            raw["color"],
            origin(raw["origin"]),
        )

    def origin(raw: tuple[float, float]) -> tuple[float, float]:
        if not rotated:
            return raw
        point = pymupdf.Point(raw) * matrix
        return point.x, point.y

    blocks, images = _text_and_images(page, textpage)
    lines = tuple(
        line(raw, i) for i, block in enumerate(blocks) for raw in block.get("lines", ()) if _finite(raw["bbox"])
    )
    graphics = [Graphic(displayed(box), "vector") for box in _paths(page)]
    graphics += [Graphic(displayed(raw["bbox"]), "image") for raw in images if _finite(raw["bbox"])]
    return Page(page.number + 1, Box(*page.rect), page.rotation, lines, tuple(graphics))


def _text_and_images(
    page: pymupdf.Page, textpage: pymupdf.TextPage | None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Blocks of text and image places, in the coordinates of the page before ``/Rotate``."""
    if textpage is not None or page.rotation != 0:
        return page.get_text("dict", flags=TEXT_FLAGS, textpage=textpage)["blocks"], page.get_image_info()
    # A display list spares the second interpretation of the page; it would be in turned coordinates on turned pages.
    shown = page.get_displaylist(annots=0)
    text = pymupdf.TextPage(shown.get_textpage(TEXT_FLAGS)).extractDICT()
    images = pymupdf.TextPage(shown.get_textpage(pymupdf.TEXT_PRESERVE_IMAGES)).extractIMGINFO()
    return text["blocks"], images


def _paths(page: pymupdf.Page) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of the painted paths, those that nearly coincide united; white on its own leaves no ink."""
    cells: dict[tuple[int, int, int, int], tuple[float, float, float, float]] = {}
    for raw in page.get_cdrawings():
        box = raw.get("rect")
        if box is None or not _finite(box):
            continue
        fill = raw.get("fill")
        if fill is not None and min(fill) > 0.98 and raw.get("type") == "f":
            continue
        x0, y0, x1, y1 = box
        cell = (int(x0 // GRID), int(y0 // GRID), int(x1 // GRID), int(y1 // GRID))
        if cell[3] == cell[1] or cell[2] == cell[0]:  # a rule keeps its own box, it may be a border
            cell = (int(x0), int(y0), int(x1), int(y1)) if cell[3] != cell[1] or cell[2] != cell[0] else cell
        held = cells.get(cell)
        if held is not None:
            box = (min(x0, held[0]), min(y0, held[1]), max(x1, held[2]), max(y1, held[3]))
        cells[cell] = box
    return iter(cells.values())


def _finite(box: Sequence[float]) -> bool:
    return all(math.isfinite(value) and abs(value) < 1e5 for value in box)
