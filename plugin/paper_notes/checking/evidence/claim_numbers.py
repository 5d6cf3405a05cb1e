"""The numbers and shown sums of a claim, each looked up where the claim says that it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from paper_notes.checking.evidence.case import Case
from paper_notes.checking.evidence.derived import follows
from paper_notes.checking.evidence.marks import ABOUT_A_FIGURE
from paper_notes.checking.evidence.numbers import Number
from paper_notes.checking.evidence.numbers_in_context import KNOWN, Found, look_up
from paper_notes.checking.evidence.passages import PaperPassages
from paper_notes.checking.evidence.quantities import Quantity, rounds_to, same
from paper_notes.checking.evidence.verdict import Contradiction

KNOWN_ABROAD = 0.35
"""Likeness from which a place is what an English claim on a Chinese paper speaks of."""
CONSTANT = 10
"""Numbers below this in a formula that works something out (letters and operators) are its own constants."""
SPELLED_FROM = 4
"""Numerals in words below this count the note's own things ("two reasons", 三个问题)."""
COUNTED = 12
"""Whole numbers up to this in a shown sum may count something that the paper names (months, items of a list)."""
_FACTORS = frozenset(map(Decimal, (2, 7, 10, 12, 24, 60, 100, 365, 1000, 1024, 3600, 10**6)))
"""Operands of a shown sum that change a unit, or double, and stand in no paper."""
_SPREAD = re.compile(
    r"±|\\pm|标准差|方差|误差|偏差|波动|\b(?:deviations?|std|s\.d\.|errors?|variance|interval)\b", re.I
)


def wrong_sums(case: Case) -> Iterator[Contradiction]:
    """The sums of a claim that don't give what they say."""
    for found in case.sums:
        if not found.holds:
            start = case.statement.start
            yield Contradiction(
                "sum", start + found.operands[0].start, start + found.result.end, found.result.text.strip()
            )


def numbers(case: Case, known: PaperPassages, derived: set[Decimal]) -> Iterator[tuple[Quantity, Found]]:
    """What became of each quantity that the paper should hold."""
    results = {found.result.start for found in case.sums}
    operands = {operand.start for found in case.sums for operand in found.operands}
    for quantity in case.quantities:
        number = quantity.number
        if number.start in results or {number.value, number.mantissa} & derived:
            continue
        if number.spelled and number.value < SPELLED_FROM:
            continue
        if case.statement.label and not case.statement.column and any(map(str.isalpha, case.statement.label)):
            continue  # a number in a row's name
        if number.value < CONSTANT and any(a <= quantity.start < b for a, b in case.worked):
            continue
        pages, beside = case.clause(quantity)
        pages = pages or case.pages or tuple(range(1, len(known.pages) + 1))
        what = look_up(
            quantity,
            case.terms_of(quantity),
            case.quantities,
            pages,
            known,
            beyond=[q for q in case.quantities if q not in beside],
            strict=bool(case.statement.cited) and not case.sums and not case.abroad,
            cell=case.statement.block.kind == "cell",
            spread=bool(_SPREAD.search(case.statement.text)),
            known=KNOWN_ABROAD if case.abroad else KNOWN,
        )
        if what.state == "foreign" and (number.start in operands or not case.pages):
            what = Found("loose", what.here, None, what.like)
        if what.state in ("absent", "unit"):
            if number.start in operands and _counts(quantity):
                continue
            if number.start in operands and _anywhere(quantity, known):
                what = Found("loose")
            if any(found.holds and rounds_to(_about(number), found.result.value) for found in case.sums):
                what = Found("loose")
            gone = what.state == "absent"
            by_sum = gone and number.start not in operands and follows(quantity, case.quantities, case.statement.text)
            if number.spelled or by_sum or (gone and _glued(quantity, pages, known)):
                what = Found("loose")
            elif number.mark and ABOUT_A_FIGURE.search(case.original):
                what = Found("loose")  # read off the figure that it names
        yield quantity, what


def _anywhere(quantity: Quantity, known: PaperPassages) -> bool:
    """Whether the paper holds the quantity, or its digits at another scale (3.3 of 3.3 · 10^18), on any page."""
    everywhere = tuple(range(1, len(known.pages) + 1))
    digits = quantity.number.mantissa.normalize().as_tuple().digits
    return any(
        same(quantity, o.quantity) or o.quantity.number.mantissa.normalize().as_tuple().digits == digits
        for _, o in known.occurrences(everywhere)
    )


def _about(number: Number) -> Number:
    return replace(number, mark="about")


def _counts(quantity: Quantity) -> bool:
    """Whether an operand changes a unit or counts what the paper names, and needs to stand nowhere."""
    value = quantity.number.value
    return value in _FACTORS or (value <= COUNTED and value == value.to_integral_value() and not quantity.kind)


def _glued(quantity: Quantity, pages: tuple[int, ...], known: PaperPassages) -> bool:
    """Whether a decimal stands behind a letter: signs of some fonts reach the text layer as letters ("EO0.7" for
    E > 0.7)."""
    digits = quantity.number.text.strip()
    if "." not in digits:
        return False
    stands = re.compile(rf"(?<=[A-Za-z]){re.escape(digits)}(?![\d.])")
    return any(stands.search(passage.text) for passage in known.on(pages))


def against(case: Case, quantity: Quantity, what: Found, known: PaperPassages) -> Iterator[Contradiction]:
    """What is wrong with a quantity by what became of it."""
    start, end = case.place(quantity)
    if what.state in ("carried", "loose"):
        return
    printed = what.rival[1].quantity.text if what.rival else ""
    passage = what.rival[0] if what.rival else None
    if what.state == "absent":
        everywhere = tuple(range(1, len(known.pages) + 1))
        where = sorted({p.page for p, o in known.occurrences(everywhere) if same(quantity, o.quantity)})
        if where and not case.statement.cited:
            return
        in_sum = any(quantity.start == o.start for found in case.sums for o in found.operands)
        yield Contradiction(
            "elsewhere" if where else "absent", start, end, quantity.text, pages=tuple(where), in_sum=in_sum
        )
        return
    yield Contradiction("unit" if what.state == "unit" else "foreign", start, end, quantity.text, printed, passage)
