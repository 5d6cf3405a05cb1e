"""A PDF's pages as lines of text and graphics, in points of the page as displayed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pymupdf

from paper_notes.paper.model import Box

TEXT_FLAGS = pymupdf.TEXTFLAGS_DICT & ~pymupdf.TEXT_PRESERVE_IMAGES & ~pymupdf.TEXT_PRESERVE_LIGATURES


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one font. ``size`` in points; ``color`` is sRGB as an integer."""

    text: str
    box: Box
    font: str
    size: float
    bold: bool
    italic: bool
    superscript: bool
    color: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as MuPDF groups it. ``direction`` is (cos, sin) of the baseline as displayed."""

    spans: tuple[Span, ...]
    box: Box
    direction: tuple[float, float]
    block: int

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def size(self) -> float:
        """The size in points that most characters have."""
        return max(self.spans, key=lambda span: len(span.text.strip())).size if self.spans else 0.0


@dataclass(frozen=True, slots=True)
class Graphic:
    """A drawn path, a shading or an image. ``kind`` tells an image from vector graphics."""

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


def read_page(page: pymupdf.Page) -> Page:
    """Read one page's text lines and graphics."""
    matrix = page.rotation_matrix
    rotated = page.rotation != 0

    def displayed(rect: tuple[float, float, float, float]) -> Box:
        return Box(*(pymupdf.Rect(rect) * matrix)) if rotated else Box(*rect)

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
        )

    blocks = page.get_text("dict", flags=TEXT_FLAGS)["blocks"]
    lines = tuple(line(raw, i) for i, block in enumerate(blocks) for raw in block.get("lines", ()))
    graphics = [Graphic(displayed(raw["rect"]), "vector") for raw in page.get_cdrawings() if "rect" in raw]
    graphics += [Graphic(displayed(raw["bbox"]), "image") for raw in page.get_image_info()]
    return Page(page.number + 1, Box(*page.rect), page.rotation, lines, tuple(graphics))
