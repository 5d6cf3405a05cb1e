"""Figures as pictures: a box of a page rendered to PNG, cropped to its ink."""

from __future__ import annotations

from paper_notes.paper.model import Box
from paper_notes.paper.mupdf import pymupdf

MARGIN = 4.0
"""Points of white kept around the ink."""
WHITE = 245
"""Grey level from which a pixel counts as paper."""


def render_crop(document: pymupdf.Document, page_number: int, box: Box, dpi: int) -> bytes:
    """A PNG of ``box`` (points of the page as displayed) on page ``page_number`` (from 1), without white borders."""
    page = document[page_number - 1]
    clip = pymupdf.Rect(box) & page.rect
    if clip.is_empty or not clip.is_valid:
        raise ValueError(f"the box {tuple(round(v) for v in box)} lies outside page {page_number}")
    pixmap = page.get_pixmap(dpi=dpi, clip=clip, annots=False)
    data: bytes = pixmap.tobytes("png")
    return data
