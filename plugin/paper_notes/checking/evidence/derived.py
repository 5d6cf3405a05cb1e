"""Numbers that follow from others of the same statement: a difference, a ratio, a share, a sum or a product."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from paper_notes.checking.evidence.numbers import Number
from paper_notes.checking.evidence.quantities import Quantity

SAID_AGAIN = Decimal("0.05")
"""Share by which a number may differ from one of which it is said to be about as much."""
MOST = 10
"""Numbers of a statement from which others are tried to be derived."""


_TWICE = re.compile(r"[各每双两]|前后|一半|翻倍|\b(?:each|both|double|half|twice|per)\b", re.I)
_HALVED = re.compile(r"对数|\\?log|步|层|位|次|\b(?:bits?|levels?|steps?|halv\w+|depth)\b", re.I)


_WORKED = re.compile(
    r"推算|倍|相差|差距|差|比|共|合计|总计|占|平均|提高|降低|高出|超出|多出|少|每|约为|相当于|也就是|即"
    r"|\b(?:derived|times|twice|fold|difference|gap|more|less|fewer|total|together|sum|share|half|ratio|per|each|by|of|than"
    r"|higher|lower|faster|slower|average|i\.e\.|that is|which is)\b|[=≈≃]|\\approx",
    re.I,
)
NEAR = 24
"""Characters around a number among which the word stands that says how it is worked out."""


def follows(quantity: Quantity, others: Iterable[Quantity], text: str) -> bool:
    """Whether a quantity is what two others of its statement (``text``) give, at the precision in which it is told."""
    given = [q for q in others if q is not quantity and q.number.value != quantity.number.value][:MOST]
    half = Fraction(quantity.number.step) / 2 if "." in quantity.number.text else Fraction(1, 2)
    if quantity.number.mark:
        half = max(half, abs(Fraction(quantity.number.value)) / 40)
    elif "." not in quantity.number.text:
        half = Fraction(0)
    for other in given:  # another name for the same: 2^20 is about a million
        marked = quantity.number.mark or other.number.mark
        if marked and other.number.value and abs(quantity.number.value / other.number.value - 1) <= SAID_AGAIN:
            return True
        if other.number.value > 100 and not quantity.kind and _HALVED.search(text) and _is_log(quantity, other):
            return True
        if not quantity.kind and _TWICE.search(text) and quantity.number.value in _halves(other.number.value):
            return True
    around = text[max(0, quantity.start - NEAR) : quantity.end + NEAR]
    if not _WORKED.search(around):
        return False
    for one, two in permutations(given, 2):
        if not _of_a_kind(quantity, one, two):
            continue
        if any(abs(value - Fraction(quantity.number.value)) <= half for value in _results(one.number, two.number)):
            return True
    return False


def _of_a_kind(quantity: Quantity, one: Quantity, two: Quantity) -> bool:
    """Whether the kinds fit: a ratio or a share of two alike, a difference or product of what is measured alike."""
    if quantity.kind in ("", "%", "‰", "×"):
        return True
    return quantity.kind in (one.kind, two.kind)


def _halves(value: Decimal) -> tuple[Decimal, Decimal]:
    return 2 * value, value / 2


def _is_log(quantity: Quantity, of: Quantity) -> bool:
    """Whether a number is how often another one halves."""
    return abs(math.log2(of.number.value) - float(quantity.number.value)) <= 0.1


def _results(one: Number, two: Number) -> list[Fraction]:
    a, b = Fraction(one.value), Fraction(two.value)
    found = [a - b, a * b] if a >= b else [a * b]
    if b:
        found += [a / b, 100 * a / b, 100 * (a - b) / b, 100 * (b - a) / b]
    return [value for value in found if value > 0]
