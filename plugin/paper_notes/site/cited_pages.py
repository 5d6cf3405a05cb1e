"""The PDF pages that a note cites: a picture of each, and where on it the quoted words stand."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from paper_notes.cache.keys import code_version
from paper_notes.cache.sealed import read_sealed, seal
from paper_notes.files import write_atomically
from paper_notes.paper.model import Box, Paper, Print
from paper_notes.paper.pdf.isolation import guarded
from paper_notes.paper.quotations import boxes_of_quote
from paper_notes.site.thumbnails import PAGE_WIDTH, file_key, page_size

# What opens PDFs is imported where it is used, in a worker: a build with nothing to look up doesn't load PyMuPDF.

Mark = tuple[float, float, float, float]
"""Left, top, width and height in hundredths of the page's size."""

_SECONDS = 120.0
"""Time for finding the sizes of pages in a PDF."""


@dataclass(frozen=True, slots=True)
class CitedPage:
    """A page: where its picture belongs, that picture's size in pixels, and the marks of each quotation found."""

    number: int
    thumbnail: Path
    width: int
    height: int
    marks: Mapping[str, tuple[Mark, ...]]


class FoundPage(msgspec.Struct, frozen=True):
    """What is kept of a page: its number (from 1), its picture's size in pixels, the marks of each quotation."""

    number: int
    width: int
    height: int
    marks: dict[str, tuple[Mark, ...]]


def cited_pages(
    pdf: Path, wanted: Mapping[int, Iterable[str]], cache: Path, paper: Callable[[], Paper | None]
) -> dict[int, CitedPage]:
    """The wanted pages (from 1) with the places of the quotations wanted on each; pictures are not drawn here.

    Pages that the PDF doesn't have are left out. ``paper`` gives what was read of the PDF, None when that can't be had:
    pages then have no marks. Places are kept in ``cache``; a note whose quotations are unchanged asks for no paper.
    Raises ``OSError`` when there is no file, and :class:`~paper_notes.errors.PaperError` when it can't be read.
    """
    asked = {page: sorted({quote for quote in quotes if quote}) for page, quotes in sorted(wanted.items())}
    if not asked:
        return {}
    key = file_key(pdf)
    code = code_version("site/cited_pages", "paper")
    record = cache / f"{key}-{hashlib.sha256(json.dumps([code, asked]).encode()).hexdigest()[:16]}.json"
    found = _load(record)
    if found is None:
        read = paper()
        found = guarded(find_pages, _SECONDS, pdf, list(asked)) if read is None else marked_pages(read, asked)
        with contextlib.suppress(OSError):  # found again the next time
            write_atomically(record, seal(record.name, msgspec.json.encode(found)))
    return {
        page.number: CitedPage(
            page.number, cache / f"{key}-p{page.number}-{PAGE_WIDTH}.webp", page.width, page.height, page.marks
        )
        for page in found
    }


def marked_pages(paper: Paper, asked: Mapping[int, Sequence[str]]) -> list[FoundPage]:
    """Those of the pages that the paper has and that could be read, with the places of the quotations."""
    found = []
    for number, quotes in asked.items():
        if 1 <= number <= len(paper.prints) and number not in paper.lost_pages:
            page = paper.prints[number - 1]
            boxes = {quote: boxes_of_quote(quote, paper, number) for quote in quotes}
            marks = {quote: tuple(_mark(box, page) for box in places) for quote, places in boxes.items() if places}
            found.append(FoundPage(number, *page_size(page.width, page.height), marks))
    return found


def find_pages(pdf: Path, numbers: Sequence[int]) -> list[FoundPage]:
    """Those of the pages that the PDF has, without marks; runs in a worker process."""
    from paper_notes.paper.pdf.opening import MUPDF_ERRORS, messages, open_pdf

    found = []
    with open_pdf(pdf) as document:
        for number in numbers:
            if 1 <= number <= document.page_count:
                with contextlib.suppress(*MUPDF_ERRORS, MemoryError):  # told by whoever reads the paper
                    rect = document[number - 1].rect
                    found.append(FoundPage(number, *page_size(rect.width, rect.height), {}))
    messages()
    return found


def _mark(box: Box, page: Print) -> Mark:
    shares = (box.x0 / page.width, box.y0 / page.height, box.width / page.width, box.height / page.height)
    left, top, width, height = (round(share * 100, 2) for share in shares)
    return left, top, width, height


def _load(record: Path) -> list[FoundPage] | None:
    data = read_sealed(record)
    try:
        return None if data is None else msgspec.json.decode(data, type=list[FoundPage])
    except msgspec.DecodeError:
        return None
