"""Words of direction that numbers speak against: those of the claim itself, or how the page bounds the same number.

"From 84 % it fell to 95 %" contradicts itself; "less than 5 mV" contradicts a page that says "more than 5 mV". Numbers
are the same in every language, so this needs no likeness of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.evidence.case import Case
from paper_notes.checking.evidence.numbers_in_context import Found
from paper_notes.checking.evidence.opposites import Word, words_of
from paper_notes.checking.evidence.passages import PaperPassages
from paper_notes.checking.evidence.quantities import Quantity
from paper_notes.checking.evidence.verdict import Contradiction

NEAR = 24
"""Characters between two numbers of a change, and between them and the word for it."""
BOUND = 12
"""Characters before a number in which it is said to be more or less than that."""
_FROM = re.compile(r"(?:从|由|自|\bfrom)\s*(?:[^\d\s，,。；;]{0,12}\s*)?[$（(]*$", re.I)
_TO = re.compile(r"(?:到|至|为|成|\bto)\s*[$（(]*$", re.I)
_OPPOSITE = {"above": "below", "below": "above"}
_CHANGE = "change"


def wrong_directions(case: Case, found: dict[Quantity, Found], known: PaperPassages) -> Iterator[Contradiction]:
    """The words of a claim that its numbers, or the page's, speak against."""
    yield from _changes(case)
    for quantity, what in found.items():
        if what.state in ("carried", "loose") and quantity.number.mark in _OPPOSITE:
            yield from _bounds(case, quantity, known)


def _changes(case: Case) -> Iterator[Contradiction]:
    text = case.statement.text
    words = [word for word in words_of(text) if word.axis == _CHANGE]
    for one, two in zip(case.quantities, case.quantities[1:], strict=False):
        between = text[one.end : two.start]
        if one.kind not in ("", two.kind) or len(between) > NEAR or not _FROM.search(text[: one.start]):
            continue
        if not _TO.search(text[: two.start]) or one.negative or two.negative:
            continue
        word = _of_change(words, one, two)
        rises = two.number.value > one.number.value
        if word is None or one.number.value == two.number.value or (word.pole == "up") == rises:
            continue
        start = case.statement.start
        said = text[word.start : word.end]
        numbers = f"{one.text} → {two.text}"
        yield Contradiction("direction", start + word.start, start + word.end, said, numbers)


def _of_change(words: list[Word], one: Quantity, two: Quantity) -> Word | None:
    """The one word for the change from one number to another: between them, or not far before the first."""
    inside = [word for word in words if one.end <= word.start < two.start]
    before = [word for word in words if one.start - NEAR <= word.end <= one.start]
    held = inside or before
    return held[0] if len({word.pole for word in held}) == 1 else None


def _bounds(case: Case, quantity: Quantity, known: PaperPassages) -> Iterator[Contradiction]:
    """A number that the cited pages bound the other way, wherever they have it."""
    pages, _ = case.clause(quantity)
    places = [
        (passage, occurrence.quantity)
        for passage, occurrence in known.occurrences(pages or case.pages)
        if occurrence.role == "value"
        and occurrence.quantity.number.value == quantity.number.value
        and occurrence.quantity.kind == quantity.kind
    ]
    if places and all(other.number.mark == _OPPOSITE[quantity.number.mark] for _, other in places):
        start, end = case.place(quantity)
        passage, other = places[0]
        said = case.statement.text[max(0, quantity.start - BOUND) : quantity.end].strip()
        printed = passage.text[max(0, other.start - BOUND) : other.end].strip()
        yield Contradiction("direction", start, end, said, printed, passage)
