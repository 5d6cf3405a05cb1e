"""The layout of a whole document, found once and read by figures, text, headings and front matter alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from paper_notes.paper.layout.blocks import Block, blocks_of
from paper_notes.paper.layout.decoration import recurring
from paper_notes.paper.layout.furniture import furniture
from paper_notes.paper.layout.style import Style, document_style
from paper_notes.paper.layout.views import View, views_of
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Page
from paper_notes.paper.pdf.scans import is_scan


@dataclass(frozen=True)
class Layout:
    """How a document is set.

    ``furniture`` holds for each page the indices of the lines that belong to the page: running heads and feet, page
    and line numbers, stamps. ``decoration`` are the cells of the graphics that do (see ``decoration.cell``). ``views``
    are the pages as they are read, upright and turned, with their strips of text; ``style`` is how the running text
    is set. ``blocks`` are the running text in reading order, once figures have been found (see :meth:`with_text`).
    """

    pages: tuple[Page, ...]
    furniture: tuple[frozenset[int], ...]
    decoration: frozenset[tuple[int, ...]]
    views: tuple[View, ...]
    style: Style
    blocks: tuple[Block, ...] = ()

    @property
    def body_size(self) -> float:
        """Points of the running text."""
        return self.style.size

    @property
    def body_font(self) -> str:
        """The font of the running text."""
        return self.style.font

    def with_text(self, taken: Mapping[int, Sequence[Box]] | None = None) -> Layout:
        """The layout with its running text laid out; what lies inside the boxes ``taken`` (by page number) is no part
        of it."""
        return replace(self, blocks=blocks_of(self.pages, self.furniture, self.style, taken or {}))


def find_layout(pages: Sequence[Page]) -> Layout:
    """The layout of these pages, its running text not laid out yet."""
    dropped = tuple(furniture(pages))
    views = tuple([view for page, drop in zip(pages, dropped, strict=True) for view in views_of(page, drop)])
    scanned = sum(map(is_scan, pages)) > 0.5 * len(pages)
    style = document_style([view.rows for view in views if view.quarter == 0], scanned=scanned)
    return Layout(tuple(pages), dropped, recurring(pages), views, style)
