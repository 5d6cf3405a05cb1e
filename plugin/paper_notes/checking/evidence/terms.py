"""The terms of a text in order: what a note and a page are compared by.

A term is a stemmed word, a name, a symbol with its index ("d_k", ``d_{k}`` and "dₖ" are one), a number in plain
digits, or, in Chinese, a pair of characters. For an English paper Chinese words count as their English counterparts.
Places count terms, function words too; a stop between clauses counts as several, since what stands behind it says
less about what stands before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from paper_notes.checking.evidence.numbers import folded, read_numbers
from paper_notes.checking.evidence.translations import chinese_words, translated
from paper_notes.language.script import HAN

SENTENCE, CLAUSE, LISTED = 8, 3, 1
"""Terms that a full stop or semicolon, a comma, and an enumeration comma count as."""
_FULL_STOPS = frozenset("；;。.!?！？")
SHORTEST_STEM = 4

GREEK: dict[str, str] = dict(
    zip(
        re.findall(
            r"[A-Za-z]+",
            "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma "
            "tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell",
        ),
        "αβγδεεζηθθικλμνξπρστυφφχψωΓΔΘΛΞΠΣΥΦΨΩℓ",
        strict=True,
    )
)
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", "0123456789+-=()aehijklmnoprstuvxβγρφχ")
_LETTER = r"(?:\\[A-Za-z]+|[A-Za-zα-ωΑ-Ωℓϵ])"
_INDEX = r"(?:_\s?(?:\{[^{}]*\}|\\?[A-Za-z0-9]+)|[₀-₉ₐ-ₜᵢᵣᵤᵥᵦᵧᵨᵩᵪⱼ]+)"
_TOKEN = re.compile(
    rf"""
    (?P<symbol>(?<![A-Za-z\\]){_LETTER}{_INDEX})
    | (?P<command>\\[A-Za-z]+)
    | (?P<word>[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9+'’_-]*[A-Za-zÀ-ɏ0-9+]|[A-Za-z])
    | (?P<greek>[α-ωΑ-Ωℓϵ])
    | (?P<digits>\d+(?:\.\d+)?)
    | (?P<han>[{HAN}]+)
    | (?P<stop>[，,；;：:。.!?！？()（）|\n]+) | (?P<listed>、)
    """,
    re.X,
)
COMMON = frozenset(
    re.findall(
        r"\w+",
        "a an the and or but for with from into that this than these those there then of in on at by to as is are was "
        "were be been being it its they their we our us no not if so do did done does have has had having can could "
        "may might must would will all any some few many much very each one two more most less only also both other "
        "same such which when where what why how over under above up down out off per very between within without "
        "about after before through while during because since make made use used using e g i s t et al "
        "page paper pdf figure table section frac sqrt cdot text mathrm left right sum derived speculation times",
    )
)
_ENDINGS = (
    "izations",
    "ization",
    "ations",
    "ation",
    "ings",
    "ing",
    "edly",
    "ers",
    "er",
    "ed",
    "ies",
    "es",
    "ly",
    "s",
    "e",
)
_GLYPH_WORDS = {"ϵ": "ε"}


class Term(NamedTuple):
    """A term, its place among the terms of its text, and where it starts in the text (in characters)."""

    text: str
    place: int
    start: int


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a text. ``places`` holds every place of each term; ``names`` those that are written as names."""

    all: tuple[Term, ...]
    places: dict[str, tuple[int, ...]]
    names: frozenset[str]
    length: int

    def between(self, start: int, end: int) -> Terms:
        """Those that start between two offsets."""
        return _collected([term for term in self.all if start <= term.start < end], self.names, self.length)

    def place_at(self, start: int) -> int:
        """The place of the first term at or behind an offset; the end's when there is none."""
        for term in self.all:
            if term.start >= start:
                return term.place
        return self.length


def stem(word: str) -> str:
    """An English word without its ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=16384)
def terms_of(text: str, chinese_paper: bool) -> Terms:
    """The terms of a text of a note or a paper; ``chinese_paper`` says by what language Chinese is compared."""
    plain = folded(text) if not text.isascii() else text
    if len(plain) != len(text):
        plain = text  # offsets must fit; a ligature more or less is worth less than that
    numbers = {number.start: number for number in read_numbers(plain) if not number.spelled}
    ends = {start: number.end for start, number in numbers.items()}
    found: list[Term] = []
    names: set[str] = set()
    place = skip = 0

    def add(term: str, start: int, name: bool = False) -> None:
        found.append(Term(term, place, start))
        if name:
            names.add(term)

    for match in _TOKEN.finditer(plain):
        start = match.start()
        if start < skip:
            continue
        if start in numbers:
            add(number_term(numbers[start].value), start)
            skip = ends[start]
            place += 1
        elif match["stop"]:
            place += SENTENCE if match["stop"].strip()[:1] in _FULL_STOPS else CLAUSE
        elif match["listed"]:
            place += LISTED
        elif match["symbol"]:
            add(symbol(match["symbol"]), start, True)
            place += 1
        elif match["command"]:
            glyph = GREEK.get(match["command"][1:])
            if glyph:
                add(glyph, start, True)
                place += 1
        elif match["greek"]:
            add(_GLYPH_WORDS.get(match["greek"], match["greek"]), start, True)
            place += 1
        elif match["digits"]:
            place += 1
        elif match["word"]:
            place = _word(match["word"], start, place, found, names, chinese_paper)
        else:
            place = _han(match["han"], start, place, chinese_paper, found)
    return _collected(found, frozenset(names), place)


def _collected(found: list[Term], names: frozenset[str], length: int) -> Terms:
    places: dict[str, list[int]] = {}
    for term in found:
        places.setdefault(term.text, []).append(term.place)
    return Terms(tuple(found), {term: tuple(at) for term, at in places.items()}, names, length)


def number_term(value: Decimal) -> str:
    """How a number's value stands among terms."""
    return f"#{value:f}"


def symbol(text: str) -> str:
    """A symbol with its index as letters alone: ``\\beta_{1}`` is "β1"."""
    text = re.sub(r"\\([A-Za-z]+)", lambda m: str(GREEK.get(m[1], "" if m[1] in _FONTS else m[1])), text)
    text = re.sub(r"[\\{}_\s]|mathrm|text", "", text.translate(_LOWERED)).replace("ϵ", "ε")
    return text if len(text) <= 2 else stem(text.casefold())


_FONTS = frozenset({"mathrm", "text", "mathbf", "mathit", "mathcal", "operatorname", "rm", "bf", "textit"})


def _word(word: str, start: int, place: int, found: list[Term], names: set[str], chinese_paper: bool) -> int:
    name = is_name(word)
    whole = word.casefold().strip("-_'’")
    parts = [part for part in re.split("[-_]", whole) if part]
    if len(parts) > 1:
        joined = stem("".join(parts))
        found.append(Term(joined, place, start))
        if name:
            names.add(joined)
    for part in parts:
        if part not in COMMON and (len(part) > 1 or len(parts) == 1):
            term = word if len(word) == 1 else stem(part)
            found.append(Term(term, place, start))
            if name and len(parts) == 1:
                names.add(term)
            for han in chinese_words(part) if chinese_paper else ():
                found.extend(Term(han[i : i + 2], place, start) for i in range(len(han) - 1))
    return place + 1


def is_name(word: str) -> bool:
    """Whether a word is written as a name: capitals or digits inside, not only at its head."""
    return any(c.isupper() or c.isdigit() for c in word[1:]) or (len(word) == 1 and word.isupper())


def _han(text: str, start: int, place: int, chinese_paper: bool, found: list[Term]) -> int:
    if chinese_paper:
        for i in range(len(text)):
            if i + 1 < len(text):
                found.append(Term(text[i : i + 2], place + i // 2, start + i))
        return place + (len(text) + 1) // 2
    for at, length, words in translated(text):
        for word in words:
            found.append(Term(stem(word), place + (at + 1) // 2, start + at))
        del length
    return place + (len(text) + 1) // 2
