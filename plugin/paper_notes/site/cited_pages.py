"""The PDF pages that a note cites: a picture of each, and where on it the quoted words stand."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from paper_notes.language.match import locate, locate_in_pieces, skeleton
from paper_notes.note.store import write_atomically
from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.site.thumbnails import PAGE_WIDTH, file_key, page_size

Mark = tuple[float, float, float, float]
"""Left, top, width and height in hundredths of the page's size."""

Corners = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points of the page before it is turned."""

Letter = tuple[tuple[int, int], Corners]
"""A letter's block and line on its page, and where it stands."""

_VERSION = "3"
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


def cited_pages(pdf: Path, wanted: Mapping[int, Iterable[str]], cache: Path) -> dict[int, CitedPage]:
    """The wanted pages (from 1) with the places of the quotations wanted on each; pictures are not drawn here.

    Pages that the PDF doesn't have are left out. Places are kept in ``cache``; an unchanged PDF whose quotations
    are unchanged isn't opened. Raises ``OSError`` when there is no file, and what PyMuPDF raises
    (``RuntimeError``) when it can't be read.
    """
    asked = {page: sorted({quote for quote in quotes if quote}) for page, quotes in sorted(wanted.items())}
    if not asked:
        return {}
    key = file_key(pdf)
    record = cache / f"{key}-{hashlib.sha256(json.dumps([_VERSION, asked]).encode()).hexdigest()[:16]}.json"
    kept = _load(record, cache)
    if kept is not None:
        return kept
    pages: dict[int, CitedPage] = {}
    with pymupdf.open(pdf) as document:
        for number, quotes in asked.items():
            if not 1 <= number <= document.page_count:
                continue
            page = document[number - 1]
            places = find_quotes(page, quotes) if quotes else {}
            pages[number] = CitedPage(number, cache / f"{key}-p{number}-{PAGE_WIDTH}.webp", *page_size(page), places)
    _keep(record, pages)
    return pages


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
        # words, not characters: a fifth of the time
        flags = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_MEDIABOX_CLIP
        letters, boxes = [], []
        for x0, y0, x1, y1, word, block, line, _ in page.get_text("words", flags=flags):
            spelled = skeleton(word)
            step = (x1 - x0) / max(1, len(spelled))
            letters.append(spelled)
            boxes += [
                ((block, line), (x0 + place * step, y0, x0 + (place + 1) * step, y1)) for place in range(len(spelled))
            ]
        return cls("".join(letters), boxes)


def _marks(boxes: list[Letter], page: pymupdf.Page) -> list[Mark]:
    """One mark for each line that the boxes stand in."""
    width, height = page.rect.width, page.rect.height
    marks: list[Mark] = []
    for _, line in itertools.groupby(boxes, key=lambda item: item[0]):
        lefts, tops, rights, bottoms = zip(*(corners for _, corners in line), strict=True)
        box = pymupdf.Rect(min(lefts), min(tops), max(rights), max(bottoms)) * page.rotation_matrix
        left, top = (box.x0 - page.rect.x0) / width, (box.y0 - page.rect.y0) / height
        shares = (left, top, box.width / width, box.height / height)
        marks.append(tuple(round(share * 100, 2) for share in shares))
    return marks


def _load(record: Path, cache: Path) -> dict[int, CitedPage] | None:
    try:
        raw: list[dict[str, Any]] = json.loads(record.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return {
        item["number"]: CitedPage(
            item["number"],
            cache / item["thumbnail"],
            item["width"],
            item["height"],
            {quote: tuple(tuple(mark) for mark in marks) for quote, marks in item["marks"].items()},
        )
        for item in raw
    }


def _keep(record: Path, pages: dict[int, CitedPage]) -> None:
    rows = [{**asdict(page), "thumbnail": page.thumbnail.name} for page in pages.values()]
    write_atomically(record, json.dumps(rows, ensure_ascii=False).encode())
