"""Sums shown in a note ("28.4 − 26.36 = 2.04"): found, and done again.

Only what can't be read two ways counts as a sum: numbers joined by + − × ÷ / and brackets, then = or ≈ and one
number. "$N = 6$" is no sum.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from paper_notes.checking.evidence.numbers import Number, read_numbers

_OPERATOR = re.compile(r"\s*(?:(\+)|(-|−|–)|(×|\*|·|⋅|\\times|\\cdot)|(÷|/|\\div)|(\(|（)|(\)|）))\s*")
_SYMBOLS = "+-*/()"
_EQUALS = re.compile(r"\s*(?:=|≈|\\approx|＝)\s*")
_FRACTION = re.compile(r"\\d?frac\{([^{}]*)\}\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum as shown; ``holds`` says whether the result is right at the precision it is given with."""

    operands: tuple[Number, ...]
    result: Number
    holds: bool


def read_sums(text: str) -> list[Sum]:
    """All sums of a text in order; offsets of their numbers fit the text as given."""
    text = _FRACTION.sub(lambda m: f"({m[1]}/{m[2]})".ljust(len(m[0])), text)
    numbers = {number.start: number for number in read_numbers(text) if not number.spelled}
    sums = []
    for equals in _EQUALS.finditer(text):
        tokens, signed = _tokens_before(text, equals.start(), numbers)
        at = re.compile(r"[\s$(（+]*").match(text, equals.end())
        result = numbers.get(at.end()) if at else None
        operands = tuple(token for token in tokens if isinstance(token, Number))
        if result is None or len(operands) < 2:
            continue
        # a minus before the first number is its sign, or a dash: the sum holds when it holds either way
        values = [_evaluate(tokens)] + ([_evaluate(["-", *tokens])] if signed else [])
        if values[0] is not None:
            holds = any(value is not None and _fits(value, result) for value in values)
            sums.append(Sum(operands, result, holds))
    return sums


def _tokens_before(text: str, end: int, numbers: dict[int, Number]) -> tuple[list[Number | str], bool]:
    """The longest run of numbers, operators and brackets that ends at an offset, and whether a minus precedes it."""
    by_end = {number.end: number for number in numbers.values()}
    tokens: list[Number | str] = []
    while end > 0:
        if text[end - 1] in " $":
            end -= 1
            continue
        number = by_end.get(end)
        if number is not None and not (tokens and isinstance(tokens[0], Number)):
            tokens.insert(0, number)
            end = number.start
            continue
        for length in (1, 4, 5, 6):
            match = _OPERATOR.fullmatch(text, max(end - length, 0), end)
            if match:
                tokens.insert(0, _SYMBOLS[next(i for i, group in enumerate(match.groups()) if group)])
                end = match.start()
                break
        else:
            break
    signed = False
    while tokens and isinstance(tokens[0], str) and tokens[0] != "(":
        signed = tokens.pop(0) == "-"
    while tokens.count("(") > tokens.count(")") and tokens[0] == "(":
        tokens.pop(0)
    return tokens, signed


def _evaluate(tokens: list[Number | str]) -> Fraction | None:
    """Value of a sum; None when it isn't well formed or divides by zero."""
    rest = list(tokens)

    def factor() -> Fraction:
        token = rest.pop(0)
        if token == "-":
            return -factor()
        if isinstance(token, Number):
            value = Fraction(token.value)
            return value / 100 if token.unit == "%" and mixed else value
        if token != "(":
            raise ValueError(token)
        value = expression()
        if rest.pop(0) != ")":
            raise ValueError("(")
        return value

    def term() -> Fraction:
        value = factor()
        while rest and rest[0] in ("*", "/"):
            value = value * factor() if rest.pop(0) == "*" else value / factor()
        return value

    def expression() -> Fraction:
        value = term()
        while rest and rest[0] in ("+", "-"):
            value = value + term() if rest.pop(0) == "+" else value - term()
        return value

    units = {token.unit for token in tokens if isinstance(token, Number)}
    mixed = "%" in units and len(units) > 1
    try:
        value = expression()
    except (ValueError, IndexError, ZeroDivisionError):
        return None
    return None if rest else value


def _fits(value: Fraction, result: Number) -> bool:
    """Whether a result rounds from the value; a percentage may stand for a ratio, "4.5 million" for 4500000."""
    exponent = result.mantissa.as_tuple().exponent
    digits = re.sub(r"[^\d.]", "", result.text)
    places = len(digits.partition(".")[2]) if isinstance(exponent, int) else 0
    half = Fraction(result.scale) * Fraction(Decimal(1).scaleb(-places)) / 2
    readings = [value, value * 100] if result.unit == "%" else [value]
    return any(abs(abs(reading) - Fraction(result.value)) <= half for reading in readings)
