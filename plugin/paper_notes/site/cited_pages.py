"""The PDF pages that a note cites: a picture of each, and where on it the quoted words stand."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from paper_notes.cache.sealed import read_sealed, seal
from paper_notes.files import write_atomically
from paper_notes.language.match import locate, locate_in_pieces, places, skeleton
from paper_notes.paper.pdf.isolation import guarded
from paper_notes.site.thumbnails import PAGE_WIDTH, file_key, page_size

if TYPE_CHECKING:
    from paper_notes.paper.pdf.mupdf import pymupdf

# What opens PDFs is imported where it is used, in a worker: a build with nothing to look up doesn't load PyMuPDF.

Mark = tuple[float, float, float, float]
"""Left, top, width and height in hundredths of the page's size."""

Corners = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points of the page before it is turned."""

Letter = tuple[tuple[int, int], Corners]
"""A letter's block and line on its page, and where it stands."""

_VERSION = "5"
_SECONDS = 120.0
"""Time for finding the quotations of one note."""
_SHORTEST = 6  # letters and digits; a shorter quotation is found in too many places to mark one
_SHORTEST_PIECE = 12  # letters of a quotation before it runs on elsewhere


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


def cited_pages(pdf: Path, wanted: Mapping[int, Iterable[str]], cache: Path) -> dict[int, CitedPage]:
    """The wanted pages (from 1) with the places of the quotations wanted on each; pictures are not drawn here.

    Pages that the PDF doesn't have are left out. Places are kept in ``cache``; an unchanged PDF whose quotations
    are unchanged isn't opened. Raises ``OSError`` when there is no file, and
    :class:`~paper_notes.errors.PaperError` when it can't be read.
    """
    asked = {page: sorted({quote for quote in quotes if quote}) for page, quotes in sorted(wanted.items())}
    if not asked:
        return {}
    key = file_key(pdf)
    record = cache / f"{key}-{hashlib.sha256(json.dumps([_VERSION, asked]).encode()).hexdigest()[:16]}.json"
    found = _load(record)
    if found is None:
        found = guarded(find_pages, _SECONDS, pdf, asked)
        with contextlib.suppress(OSError):  # found again the next time
            write_atomically(record, seal(record.name, msgspec.json.encode(found)))
    return {
        page.number: CitedPage(
            page.number, cache / f"{key}-p{page.number}-{PAGE_WIDTH}.webp", page.width, page.height, page.marks
        )
        for page in found
    }


def find_pages(pdf: Path, asked: Mapping[int, Sequence[str]]) -> list[FoundPage]:
    """Those of the pages that the PDF has, with the places of the quotations; runs in a worker process."""
    from paper_notes.paper.pdf.opening import MUPDF_ERRORS, messages, open_pdf

    found = []
    with open_pdf(pdf) as document:
        for number, quotes in asked.items():
            if not 1 <= number <= document.page_count:
                continue
            try:
                page = document[number - 1]
                places = find_quotes(page, quotes) if quotes else {}
                found.append(FoundPage(number, *page_size(page), places))
            except (*MUPDF_ERRORS, MemoryError):
                continue  # told by whoever reads the paper
    messages()
    return found


def find_quotes(page: pymupdf.Page, quotes: Iterable[str]) -> dict[str, tuple[Mark, ...]]:
    """Where quotations that begin on a page stand on it, one mark a line; those that aren't found are left out.

    Words are compared as the linter compares them (see :mod:`paper_notes.language.match`). A quotation may run on in
    another column or over the page's end, where it is not marked.
    """
    printed = _Printed.of(page)
    whole = printed
    if page.number + 1 < page.parent.page_count:
        following = _Printed.of(page.parent[page.number + 1])
        whole = _Printed(printed.letters + following.letters, printed.boxes)
    found: dict[str, tuple[Mark, ...]] = {}
    for quote in quotes:
        if len(skeleton(quote)) < _SHORTEST:
            continue
        match = locate(quote, printed.letters) or locate_in_pieces(quote, whole.letters, _SHORTEST_PIECE)
        if match is not None and match.stretches[0][0] < len(printed.boxes):
            found[quote] = tuple(
                mark for start, end in match.stretches for mark in _marks(printed.boxes[start:end], page)
            )
    return found


@dataclass(frozen=True, slots=True)
class _Printed:
    """A page's words as a skeleton in the order of the file, and where on the page each of its letters stands."""

    letters: str
    boxes: list[Letter]

    @classmethod
    def of(cls, page: pymupdf.Page) -> _Printed:
        from paper_notes.paper.pdf.mupdf import pymupdf

        # words, not characters: a fifth of the time
        flags = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_MEDIABOX_CLIP
        letters, boxes = [], []
        for x0, y0, x1, y1, word, block, line, _ in page.get_text("words", flags=flags):
            letters.append(skeleton(word))
            step = (x1 - x0) / len(word)
            boxes += [((block, line), (x0 + at * step, y0, x0 + (at + 1) * step, y1)) for at in places(word)]
        return cls("".join(letters), boxes)


def _marks(boxes: list[Letter], page: pymupdf.Page) -> list[Mark]:
    """One mark for each line that the boxes stand in."""
    from paper_notes.paper.pdf.mupdf import pymupdf

    width, height = page.rect.width, page.rect.height
    marks: list[Mark] = []
    for _, line in itertools.groupby(boxes, key=lambda item: item[0]):
        lefts, tops, rights, bottoms = zip(*(corners for _, corners in line), strict=True)
        box = pymupdf.Rect(min(lefts), min(tops), max(rights), max(bottoms)) * page.rotation_matrix
        left, top = (box.x0 - page.rect.x0) / width, (box.y0 - page.rect.y0) / height
        shares = (left, top, box.width / width, box.height / height)
        marks.append(tuple(round(share * 100, 2) for share in shares))
    return marks


def _load(record: Path) -> list[FoundPage] | None:
    data = read_sealed(record)
    try:
        return None if data is None else msgspec.json.decode(data, type=list[FoundPage])
    except msgspec.DecodeError:
        return None
