"""Pages of a paper as content blocks: the text of each in a frame, and its picture."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from paper_notes.errors import PaperError
from paper_notes.paper.model import Paper
from paper_notes.paper.pdf.isolation import guarded
from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.paper.pdf.opening import MUPDF_ERRORS, messages, open_pdf
from paper_notes.writing.claude.paper_input import inert

LONGEST_SIDE = 1568
"""Pixels beyond which the smaller models see no more of a picture."""
FINEST_DPI = 150
DRAWING_SECONDS = 120.0
"""Time for the pages of one paper."""


def page_pictures(pdf: Path, pages: Iterable[int]) -> dict[int, bytes]:
    """PNGs of pages (from 1); a page that can't be drawn is left out, and so are all when the PDF can't be opened."""
    try:
        return guarded(draw_pages, DRAWING_SECONDS, pdf, tuple(pages))
    except (PaperError, OSError):
        return {}


def draw_pages(pdf: Path, pages: tuple[int, ...]) -> dict[int, bytes]:
    """Draw pages; runs in a worker process."""
    drawn = {}
    with open_pdf(pdf) as document:
        for number in pages:
            try:
                page = document[number - 1]
                zoom = min(FINEST_DPI / 72, LONGEST_SIDE / max(page.rect.width, page.rect.height, 1))
                drawn[number] = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), annots=False).tobytes("png")
            except (*MUPDF_ERRORS, ValueError, MemoryError):
                continue
    messages()
    return drawn


def page_blocks(paper: Paper, pages: tuple[int, ...], pictures: Mapping[int, bytes]) -> tuple[Mapping[str, Any], ...]:
    """The text of each page, then its picture where there is one."""
    blocks: list[Mapping[str, Any]] = []
    for page in pages:
        text = inert(paper.page_texts[page - 1], "page")
        blocks.append({"type": "text", "text": f'<page number="{page}">\n{text}\n</page>'})
        if page in pictures:
            data = base64.standard_b64encode(pictures[page]).decode()
            blocks.append({"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": data}})
    return tuple(blocks)
