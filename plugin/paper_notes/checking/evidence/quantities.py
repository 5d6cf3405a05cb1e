"""Quantities: a number with its unit and sign, and when two of them say the same.

Compared are values with their units (50 ms is .05 s), shares with percentages (.9 is 90 %), and what is rounded as it
says ("about 2.1" for 2.07). A unit that measures something else is another quantity, whatever the digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from paper_notes.checking.evidence.numbers import Number, read_numbers
from paper_notes.checking.evidence.statements import FIGURE_WORD, TABLE_WORD
from paper_notes.checking.evidence.units import Unit, read_unit
from paper_notes.language.script import HAN

Role = Literal["value", "deviation", "pointer", "version", "tick"]
"""What a number is where it stands. Only a value bears a claim out; a deviation stands behind ±; a pointer is the
number of a section, figure, formula or reference; a version belongs to a name; a tick stands alone beside an axis."""

_MINUS = re.compile(r"(?:^|[\s(（=≈:：,，{$])(?:[-−–]|\\text\{-\})\s?$")
_DEVIATION = re.compile(r"(?:±|\\pm|\+/[-−])\s?\$?\s*$")
_POINTER = re.compile(
    r"(?:\b(?:sec(?:tion)?s?|fig(?:ure)?s?|tab(?:le)?s?|eq(?:uation|n)?s?|alg(?:orithm)?s?|theorem|lemma|corollary|appendix|app|"
    r"chapter|ref|no|version|ver|pp?|page|footnote|step|line|part)\.?|"
    rf"{FIGURE_WORD}|{TABLE_WORD}|[式节章页]|公式|算法|第|附录|版本)[\s~（(]*"
    r"(?:\d+(?:\.\d+)*[a-z]?(?:\s*(?:,|and|–|-|和|与|、|to)\s*))*[（(]?$",
    re.I,
)
_REFERENCE = re.compile(r"\[[\d\s,;–-]*$")
_IN_BRACKETS = re.compile(r"[\d\s,;–-]*\\?\]")
_YEAR_OF_REFERENCE = re.compile(r"(?:[A-Z][\w’'-]+|al\.|&|,)\s*,?\s*\(?$")
_VERSION = re.compile(r"(?:[A-Za-z][A-Za-z0-9]*[-‑_]|\bv\.?\s?|[A-Za-z]{2,}\s)$")
_DATE = re.compile(
    r"\s?月|\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_ITEM = re.compile(rf"[.、．]\s?[^\d\s]|[.、．]\d+[.\s]|\s+[A-Z{HAN}][a-z]*\s[A-Z]")
_TRAIL = re.compile(r"\)?[a-z]?\s*[,;)\]]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text with what it measures. ``start``/``end`` are offsets into the text, unit included."""

    number: Number
    unit: Unit | None
    negative: bool
    role: Role
    start: int
    end: int

    @property
    def kind(self) -> str:
        """What may be compared with it: what its unit measures, "%", "×" or "" for a bare number."""
        return self.unit.measures if self.unit else self.number.unit

    @property
    def text(self) -> str:
        return self.number.text.strip()


@lru_cache(maxsize=8192)
def read_quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a text in order, spelled numbers too."""
    found = []
    for number in read_numbers(text):
        unit, end = None, number.end
        if not number.unit:
            read = read_unit(text, number.end + text.startswith(")", number.end))
            if read is not None:
                unit, end = read
            elif not number.spelled and number.scale == 1:
                shared = _unit_behind_range(text, number.end)
                unit = shared
        before = text[max(0, number.start - 40) : number.start]
        found.append(
            Quantity(number, unit, bool(_MINUS.search(before)), _role(before, text, number), number.start, end)
        )
    return tuple(found)


_RANGE = re.compile(r"\s?(?:[-–—~～、,/]|to|到|至|and|和|与|or|或|,\s?and)\s?(?=[\d.])")


LONGEST = 32
"""Characters of a number with its scale."""


def scaled_alike(quantity: Quantity, text: str) -> Quantity | None:
    """What "15.3" is in "15.3/19.6 billion", where the scale behind the last number may stand for all; None where no
    such number follows."""
    if quantity.kind or quantity.number.scale != 1 or quantity.number.spelled:
        return None
    at = quantity.number.end
    for _ in range(6):
        join = _RANGE.match(text, at)
        if join is None:
            return None
        following = next(iter(read_numbers(text[join.end() : join.end() + LONGEST])), None)
        if following is None or following.start:
            return None
        if following.scale != 1:
            value = quantity.number.mantissa * following.scale
            return replace(quantity, number=replace(quantity.number, value=value, scale=following.scale))
        at = join.end() + following.end
    return None


def _unit_behind_range(text: str, at: int) -> Unit | None:
    """The unit of "3" in "3–5 ms"."""
    for _ in range(6):
        join = _RANGE.match(text, at)
        if join is None:
            return None
        digits = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+").match(text, join.end())
        if digits is None:
            return None
        read = read_unit(text, digits.end())
        if read is not None:
            return read[0]
        at = digits.end()
    return None


def _role(before: str, text: str, number: Number) -> Role:
    if _DEVIATION.search(before):
        return "deviation"
    after = text[number.end : number.end + 12]
    if _POINTER.search(before):
        return "pointer"
    if _REFERENCE.search(before) and _IN_BRACKETS.match(after):
        return "pointer"
    whole = number.value == number.value.to_integral_value()
    year = whole and 1800 <= number.value <= 2100 and not number.unit and len(number.text.strip()) == 4
    if year and _TRAIL.match(after) and (_YEAR_OF_REFERENCE.search(before) or before.rstrip().endswith("(")):
        return "pointer"
    if whole and number.value < 100 and not before.strip() and _ITEM.match(after):
        return "pointer"
    of_month = after.lstrip().startswith("日") and before.rstrip().endswith("月")
    if whole and number.value <= 31 and (of_month or _DATE.match(after)):
        return "pointer"
    if (
        re.search(r"(?:^|[^A-Za-z0-9])\($", before)
        and after.startswith(")")
        and whole
        and number.value < 100
        and not number.unit
    ):
        return "pointer"  # a formula's number, or an item's
    return "value"


def same(said: Quantity, printed: Quantity) -> bool:
    """Whether a quantity of a page is the one that a note says, as far as value and unit tell. A bare number of the
    page (a table's cell, whose unit stands in its head) may have any unit."""
    a, b = said.kind, printed.kind
    if a == b:
        if said.unit and printed.unit:
            return _measured(said, printed)
        return _equal(said, printed)
    if {a, b} == {"%", ""}:
        plain, percent = (said, printed) if a == "" else (printed, said)
        return _equal(said, printed) or plain.number.value * 100 == percent.number.value
    if "‰" in (a, b):
        share = said.number.value / (1000 if a == "‰" else 100 if a == "%" else 1)
        return share == printed.number.value / (1000 if b == "‰" else 100 if b == "%" else 1)
    if "" in (a, b):
        return _equal(said, printed)
    return False


def _measured(said: Quantity, printed: Quantity) -> bool:
    assert said.unit is not None
    assert printed.unit is not None
    value = Fraction(said.number.value) * said.unit.factor
    other = Fraction(printed.number.value) * printed.unit.factor
    if value == other or (said.unit.measures == "data" and other and value / other in _BINARY):
        return True
    if said.unit.factor == printed.unit.factor:
        return _equal(said, printed)
    # converted: right to the precision in which it is given
    step = Fraction(said.number.step) * said.unit.factor
    slack = step / 2 if _digits(said.number) > 1 or said.number.mark else Fraction(0)
    return abs(value - other) <= slack


def converted(said: Quantity, printed: Quantity) -> bool:
    """Whether a quantity is a page's in another unit of the same measure: hardly ever by chance."""
    if said.unit is None or printed.unit is None or said.unit.measures != printed.unit.measures:
        return False
    return said.unit.factor != printed.unit.factor and _measured(said, printed)


_BINARY = frozenset(Fraction(1024, 1000) ** power for power in (-4, -3, -2, -1, 1, 2, 3, 4))
"""What a thousand and 1,024 may differ by in amounts of data."""


def _digits(number: Number) -> int:
    return len(number.mantissa.normalize().as_tuple().digits)


def _equal(said: Quantity, printed: Quantity) -> bool:
    number, other = said.number, printed.number
    if number.value == other.value:
        return True
    if number.scale != 1 and other.scale == 1 and number.mantissa == other.value:
        return False
    if not number.mark:
        return False
    return rounds_to(number, other.value)


def is_flattened(said: Quantity, printed: Quantity) -> bool:
    """Whether a page prints a power whose exponent its text layer doesn't raise: "220" for 2^20."""
    power = re.fullmatch(r"\$?\s?(\d+)\s?(?:\^\s?\{?\s?(\d+)\s?\}?|([⁰¹²³⁴-⁹]+))\s?", said.text)
    if power is None:
        return False
    exponent = power[2] or power[3].translate(_RAISED_DIGITS)
    return printed.text == power[1] + exponent


_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


WITHIN = Decimal("0.05")
"""Share by which what is said to be over or under a number may lie beyond it."""


def rounds_to(number: Number, value: Decimal) -> bool:
    """Whether a marked number ("about 28", "over 40") may be said of a value: it tells no digit more than the value."""
    if number.value == value:
        return True
    slack = max(number.step, abs(number.value) * WITHIN)
    if number.mark == "about":
        finer = (Fraction(value) / Fraction(number.step * 10)).denominator == 1
        return not finer and (
            abs(value - number.value) <= number.step / 2 or abs(value - number.value) * 50 <= abs(number.value)
        )
    if number.mark == "above":
        return number.value <= value <= number.value + slack
    return number.value - slack <= value <= number.value
