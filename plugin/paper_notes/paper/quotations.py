"""On which page of a paper quoted words stand, and where on it. Writers, linter and site all ask here.

Reference marks ("[12]") may be left out of a quotation, which counts for the page on which it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from paper_notes.language.match import Match, locate, parts_of, places, skeleton
from paper_notes.paper.model import UNREAD, Box, Paper, PrintedRow, Sentence
from paper_notes.paper.parts_of_rows import part_of_row, parts_of_rows

_REFERENCE = re.compile(r"\[\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*\]|\((?:[^()]{0,80}\b(?:19|20)\d\d[a-z]?)\)")

_ELSEWHERE = Box(0.0, 0.0, 0.0, 0.0)
"""The box of a row on another page."""


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """``page`` is where the quotation begins; ``slips`` counts letters that differ."""

    page: int
    slips: int


@dataclass(frozen=True, slots=True)
class _Printed:
    """A text to look in for what begins on a page, and where the rows of it stand there."""

    text: str
    rows: tuple[PrintedRow, ...]


def find_quote(quote: str, paper: Paper, page: int, end_page: int | None = None) -> QuoteMatch | None:
    """Find a quotation that begins on ``page`` (or on a page up to ``end_page``); None when it isn't there, and when
    there is a character in it that could not be read.

    A quotation that runs over the page's end counts for the page on which it begins.
    """
    for number in range(page, (end_page or page) + 1):
        found = _locate(quote, paper, number)
        if found is not None:
            return QuoteMatch(number, found[0].slips)
    return None


def boxes_of_quote(quote: str, paper: Paper, page: int) -> tuple[Box, ...]:
    """Where a quotation that begins on a page stands on it, one box a row, in points as displayed; () when it isn't
    there. What runs on over the page's end has none."""
    found = _locate(quote, paper, page)
    if found is None:
        return ()
    match, printed = found
    characters, starts = _places(printed.text), [row.start for row in printed.rows]
    boxes: list[Box] = []
    for first, last in match.stretches:
        start, end = characters[first], characters[last - 1] + 1
        for i, part in parts_of_rows(printed.text, starts, start, end):
            if printed.rows[i].box.width > 0:
                boxes.append(part_of_row(printed.rows[i].box, *part))
    if not boxes:  # it begins with the last letters of the page: the row that they end
        boxes = [row.box for row in printed.rows if row.start <= start and row.box.width > 0][-1:]
    return tuple(boxes)


def _locate(quote: str, paper: Paper, page: int) -> tuple[Match, _Printed] | None:
    if UNREAD in quote or not parts_of(quote):
        return None
    whole = skeleton(quote)
    found = _first(quote, _texts(paper, page, whole))
    if found is not None or page < 1:
        return found
    following = (_Printed(text, ()) for text in paper.page_texts[page : page + 1])
    return None if _first(quote, following) else _first(quote, _over_the_end(paper, page))


def _first(quote: str, texts: Iterable[_Printed]) -> tuple[Match, _Printed] | None:
    for printed in texts:
        match = locate(quote, _skeleton(printed.text))
        if match is not None:
            return match, printed
    return None


def is_printed(sentence: Sentence, paper: Paper) -> bool:
    """Whether a sentence can be quoted: its pages hold it as it is. True for a paper without page texts."""
    return not paper.page_texts or find_quote(sentence.text, paper, sentence.page, sentence.end_page) is not None


def pages_of_quote(quote: str, paper: Paper) -> tuple[int, ...]:
    """Every page on which the quotation begins."""
    return tuple(page for page in range(1, paper.pages + 1) if find_quote(quote, paper, page))


def _texts(paper: Paper, page: int, quote: str) -> Iterator[_Printed]:
    """Texts of a page to look in: its own, and that one without the reference marks that the quotation's skeleton
    leaves out."""
    if not 1 <= page <= len(paper.page_texts):
        return
    text = paper.page_texts[page - 1]
    rows = paper.prints[page - 1].rows if paper.prints else ()
    yield _Printed(text, rows)
    yield _Printed(
        _REFERENCE.sub(lambda mark: mark[0] if skeleton(mark[0]) in quote else " " * len(mark[0]), text), rows
    )


@lru_cache(maxsize=512)
def _skeleton(text: str) -> str:
    return skeleton(text)


@lru_cache(maxsize=32)
def _places(text: str) -> list[int]:
    return places(text)


def _over_the_end(paper: Paper, page: int) -> Iterator[_Printed]:
    """Sentences that run over the end of the page, each with its neighbours."""
    for section in paper.sections:
        sentences = section.sentences
        for i, sentence in enumerate(sentences):
            if sentence.page == page and sentence.end_page > page:
                before = [s for s in sentences[max(i - 2, 0) : i] if s.page == page]
                yield _run([*before, sentence, *sentences[i + 1 : i + 3]], page)


def _run(sentences: Sequence[Sentence], page: int) -> _Printed:
    """Sentences one behind the other. How a sentence's text falls on its rows is reckoned from their widths."""
    text, rows = "", []
    for sentence in sentences:
        text = f"{text} " if text else text
        whole = sum(place.box.width for place in sentence.places) or 1.0
        done = 0.0
        for place in sentence.places:
            start = len(text) + round(len(sentence.text) * done / whole)
            rows.append(PrintedRow(start, place.box if place.page == page else _ELSEWHERE))
            done += place.box.width
        text += sentence.text
    return _Printed(text, tuple(rows))
