"""Holds what the model read against the paper: the quotation on its page, the numbers of the statement beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from paper_notes.checking.evidence.derived import follows
from paper_notes.checking.evidence.numbers_in_context import look_up
from paper_notes.checking.evidence.passages import passages_of
from paper_notes.checking.evidence.quantities import read_quantities, same
from paper_notes.checking.evidence.terms import terms_of
from paper_notes.language.match import skeleton
from paper_notes.language.script import is_han
from paper_notes.paper.model import Paper
from paper_notes.paper.quotations import find_quote, pages_of_quote
from paper_notes.writing.claude.schema import Correction, Form, Reading

SHORTEST_QUOTE = 10
"""Letters below which a quotation shows nothing; a Chinese character says as much as two."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that didn't stand the check; ``id`` is its place in the reading ("results[2]")."""

    id: str
    statement: str
    page: int
    quote: str
    reason: str


def check_reading(reading: Reading, paper: Paper) -> list[Failure]:
    """Every item whose quotation or numbers don't stand on its page. A paper without a text layer can't be checked;
    there only the pages are."""
    return [failure for place, item in items(reading) if (failure := _check(place, item, paper))]


def count_items(reading: Reading) -> int:
    """How many items the check looks at."""
    return sum(1 for _ in items(reading))


def items(record: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every record with a page and a quotation, with its place."""
    if isinstance(record, Form):
        if hasattr(record, "page") and hasattr(record, "quote"):
            yield place, record
            return
        for name in record.__struct_fields__:
            yield from items(getattr(record, name), f"{place}.{name}" if place else name)
    elif isinstance(record, tuple):
        for i, inner in enumerate(record):
            yield from items(inner, f"{place}[{i}]")


def correct(reading: Reading, corrections: dict[str, Correction | None]) -> Reading:
    """The reading with items replaced, or left out where the correction is None.

    An item that must be there (the problem, the approach) becomes an empty statement.
    """
    fixed = _corrected(reading, "", corrections)
    assert isinstance(fixed, Reading)
    return fixed


def _corrected(record: Any, place: str, corrections: dict[str, Correction | None]) -> Any:
    if place in corrections:
        correction = corrections[place]
        if correction is None:
            return None
        changes: dict[str, Any] = {"page": correction.page, "quote": correction.quote}
        if hasattr(record, "statement"):
            changes["statement"] = correction.statement
        return msgspec.structs.replace(record, **changes)
    if isinstance(record, Form):
        changes = {}
        for name in record.__struct_fields__:
            old = getattr(record, name)
            new = _corrected(old, f"{place}.{name}" if place else name, corrections)
            if new is None and old is not None:
                new = msgspec.structs.replace(old, statement="", quote="")
            if new is not old:
                changes[name] = new
        return msgspec.structs.replace(record, **changes) if changes else record
    if isinstance(record, tuple):
        inner = [_corrected(value, f"{place}[{i}]", corrections) for i, value in enumerate(record)]
        if all(a is b for a, b in zip(inner, record, strict=True)):
            return record
        return tuple(value for value in inner if value is not None)
    return record


def _check(place: str, item: Any, paper: Paper) -> Failure | None:
    statement: str = getattr(item, "statement", "") or getattr(item, "latex", "")

    def failure(reason: str) -> Failure:
        return Failure(place, statement, item.page, item.quote, reason)

    if not 1 <= item.page <= paper.pages:
        return failure(f"the PDF has pages 1 to {paper.pages}")
    if not paper.has_text:
        return None
    if _weight(item.quote) < SHORTEST_QUOTE:
        return failure("the quotation is too short to show anything: copy at least five words, or six characters")
    if find_quote(item.quote, paper, item.page) is None:
        pages = pages_of_quote(item.quote, paper)
        if pages:
            return failure(f"the quotation stands on page {pages[0]}, not on page {item.page}")
        return failure("these words don't stand in the paper as they are: copy others, letter for letter")
    if hasattr(item, "latex"):
        return None  # constants of a formula are those of its derivation
    for said in (statement, *(getattr(item, name, "") for name in ("value", "setting", "baseline"))):
        reason = _numbers(said or "", item.page, paper)
        if reason:
            return failure(reason)
    return None


def _numbers(said: str, page: int, paper: Paper) -> str:
    """What is wrong with the numbers of a statement that the page, or its next, should hold; "" when nothing is."""
    known = passages_of(paper)
    terms = terms_of(said, known.chinese)
    quantities = [q for q in read_quantities(said) if q.role != "pointer" and not q.number.spelled]
    pages = tuple(n for n in (page, page + 1) if n <= paper.pages)
    everywhere = tuple(range(1, paper.pages + 1))
    for quantity in quantities:
        if look_up(quantity, terms, quantities, pages, known).state not in ("absent", "unit"):
            continue
        if follows(quantity, quantities, said):
            continue
        where = sorted({p.page for p, o in known.occurrences(everywhere) if same(quantity, o.quantity)})
        if not where:
            return f"the number {quantity.text} doesn't stand in the paper: leave it out"
        there = ", ".join(map(str, where[:4]))
        return (
            f"the number {quantity.text} stands on page {there}, not on page {page}: quote from there, or leave the "
            "number out"
        )
    return ""


def _weight(quote: str) -> int:
    """Letters and digits of a quotation, Chinese characters counted twice."""
    return sum(2 if is_han(c) else 1 for c in skeleton(quote))
