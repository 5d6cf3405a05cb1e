"""What is one thing though written with several signs: a shape (3 × 3, 224 × 224) and a power of a symbol (r²).

Its parts stand on many a page by themselves, so that looking them up one by one finds nothing wrong. A shape or a power
is held against those of the cited pages; where the pages have none of its kind, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from paper_notes.checking.evidence.case import Case
from paper_notes.checking.evidence.numbers import Number
from paper_notes.checking.evidence.passages import PaperPassages
from paper_notes.checking.evidence.terms import GREEK
from paper_notes.checking.evidence.verdict import Contradiction

_TIMES = r"\s?\$?\s?(?:×|x|\\times)\s?\$?\s?"
_SHAPE = re.compile(rf"(?<![\d.,A-Za-z])\d{{1,5}}(?:{_TIMES}\d{{1,5}}){{1,3}}(?![\d.,]\d|\d|\s?\^|[⁰¹²³⁴-⁹⁻])")
_WORKED_OUT = re.compile(r"\s?\$?\s?(?:=|≈|\\approx|＝)")
_SAID_POWER = re.compile(
    r"(?<![A-Za-z\\_^{])(?P<base>[A-Za-z]|\\[a-z]+)\s?\^\s?\{?\s?(?P<power>[-−]?\d{1,2})\s?\}?(?![\w}])"
)
_PRINTED_POWER = re.compile(r"(?<![A-Za-z])(?P<base>[A-Za-zα-ωΑ-Ω])(?P<power>⁻?[⁰¹²³⁴-⁹]+)")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")


def wrong_shapes(case: Case, known: PaperPassages) -> Iterator[Contradiction]:
    """The shapes and the powers of symbols of a claim that its pages have otherwise."""
    if not case.statement.cited:
        return
    text, start = case.statement.text, case.statement.start
    for match in _SHAPE.finditer(text):
        if _WORKED_OUT.match(text, match.end()) or any(match.start() <= o.start < match.end() for o in _operands(case)):
            continue
        printed = {shape for passage in known.on(case.pages) for shape in _shapes(passage.text)}
        said = _parts(match[0])
        if printed and not any(_within(said, other) for other in printed):
            nearest = max(sorted(printed), key=lambda other: len(set(other) & set(said)))
            yield Contradiction("foreign", start + match.start(), start + match.end(), match[0], "×".join(nearest))
    raised = case.original
    for match in _SAID_POWER.finditer(raised):
        base, power = _base(match["base"]), match["power"].translate(_RAISED)
        texts = [passage.text for passage in known.on(case.pages)]
        printed_powers = {p for text in texts for b, p in _powers(text) if b == base}
        flat = any(re.search(rf"(?<![A-Za-z\d]){re.escape(base + power)}(?!\d)", text) for text in texts)
        if printed_powers and power not in printed_powers and not flat:
            there = f"{base}^{min(printed_powers)}"
            yield Contradiction(
                "formula", start + match.start(), start + match.end(), f"{base}^{power}", there, pages=case.pages
            )


def _operands(case: Case) -> list[Number]:
    return [operand for found in case.sums for operand in found.operands]


def _parts(shape: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", shape))


def _within(said: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Whether a shape is a page's, or the first of its dimensions (11 × 11 of 11 × 11 × 3)."""
    return printed[: len(said)] == said or said[: len(printed)] == printed


@lru_cache(maxsize=8192)
def _shapes(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(_parts(match[0]) for match in _SHAPE.finditer(text))


@lru_cache(maxsize=8192)
def _powers(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((m["base"], m["power"].translate(_RAISED)) for m in _PRINTED_POWER.finditer(text))


def _base(said: str) -> str:
    return GREEK.get(said[1:], said[1:]) if said.startswith("\\") else said
