"""What a reader marked in a PDF: highlights and underlines with the words below them, comments, sticky notes."""

from __future__ import annotations

from collections.abc import Iterator

from paper_notes.paper.model import Remark
from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.paper.pdf.opening import MUPDF_ERRORS

MARKS = frozenset(("Highlight", "Underline", "Squiggly"))
NOTE = "Text"
MOST_REMARKS = 500
LONGEST = 2_000
"""Characters of a quotation or comment; what is longer is cut."""
_COVERED = 0.5
"""The share of a word's box that a mark covers when the word is meant."""


def remarks_of(document: pymupdf.Document) -> tuple[Remark, ...]:
    """The remarks in the order of the pages, each page's from top to bottom; a page that can't be read has none."""
    found: list[Remark] = []
    for number in range(document.page_count):
        try:
            found += sorted(_on_page(document[number]), key=lambda remark: (remark.top, remark.quote))
        except (*MUPDF_ERRORS, MemoryError, RecursionError):
            continue
        if len(found) >= MOST_REMARKS:
            break
    return tuple(found[:MOST_REMARKS])


def _on_page(page: pymupdf.Page) -> Iterator[Remark]:
    words = None
    for annotation in page.annots() or ():
        kind = annotation.type[1]
        comment = _line(annotation.info.get("content") or "")
        if kind == NOTE and comment:
            yield Remark(page.number + 1, "", comment, round(float(annotation.rect.y0), 1))
        elif kind in MARKS:
            words = page.get_text("words") if words is None else words
            quote = _words_below(annotation, page, words)
            if quote or comment:
                yield Remark(page.number + 1, quote, comment, round(float(annotation.rect.y0), 1))


def _words_below(annotation: pymupdf.Annot, page: pymupdf.Page, words: list[tuple[float, ...]]) -> str:
    """The words that a mark covers, in the order of the text, words that a line's end divides put together."""
    corners = annotation.vertices or []
    quads = [pymupdf.Quad(corners[i : i + 4]).rect for i in range(0, len(corners) - 3, 4)] or [annotation.rect]
    lines: dict[tuple[float, float], list[str]] = {}
    for x0, y0, x1, y1, word, block, line, *_ in words:
        box = pymupdf.Rect(x0, y0, x1, y1)
        area = abs(box.get_area())
        if area and any(abs((box & quad).get_area()) >= _COVERED * area for quad in quads if box.intersects(quad)):
            lines.setdefault((block, line), []).append(str(word))
    text = ""
    for parts in lines.values():
        joined = " ".join(parts)
        divided = text.endswith("-") and joined[:1].islower()
        text = text[:-1] + joined if divided else f"{text} {joined}"
    return _line(text)


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST]
