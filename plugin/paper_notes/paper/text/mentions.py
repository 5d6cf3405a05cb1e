"""Sentences that refer to a figure, table, algorithm or equation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from paper_notes.language.whole_numbers import capped
from paper_notes.paper.model import Figure, Formula, Mention, Section

_NUMBER = r"(?:S?\d{1,3}(?:[.\-–]\d{1,2})?|[IVX]{1,5}|[A-Z]\.?\d{1,2})"
_LIST = rf"{_NUMBER}(?:\s?[(（]?[a-hA-H][)）]?(?![A-Za-z]))?"
_WORDS = {
    "figure": ("fig", "图"),
    "table": ("tab", "表"),
    "algorithm": ("alg", "算法"),
    "formula": ("eq", "formula", "expression", "公式", "方程", "式"),
}
"""What a reference of each kind holds in small letters: most sentences need no closer look."""
_KINDS = {
    "figure": re.compile(
        rf"(?:\b(?:supplementary\s+)?(?:figures?|figs?\.?|fig\s?\.)|图)\s*({_LIST}(?:\s*(?:,|、|和|与|至|and|&"
        rf"|to|–|-)\s*{_LIST})*)",
        re.I,
    ),
    "table": re.compile(
        rf"(?:\b(?:tables?|tabs?\.)|表)\s*({_LIST}(?:\s*(?:,|、|和|与|至|and|&|to|–|-)\s*{_LIST})*)", re.I
    ),
    "algorithm": re.compile(
        rf"(?:\b(?:algorithms?|algs?\.|algo\.)|算法)\s*({_LIST}(?:\s*(?:,|、|和|与|and|&)\s*{_LIST})*)", re.I
    ),
    "formula": re.compile(
        r"(?:\b(?:equations?|eqs?\.?|eqns?\.?|formulae?|formulas?|expressions?)\s*|(?:公式|方程|式)\s*)"
        r"[(（]?(\d{1,3}(?:[.\-–]\d{1,3})*[a-z]?(?:[)）]?\s*(?:,|、|和|与|至|and|&|to|–"
        r"|-)\s*[(（]?\d{1,3}(?:[.\-–]\d{1,3})*[a-z]?)*)",
        re.I,
    ),
}
_ELSEWHERE = re.compile(r"supplementary\b", re.I)
""""Supplementary Fig. 2" isn't the paper's second figure."""
_RANGE = re.compile(r"(\d{1,3})\s*(?:to|至|–|-)\s*(\d{1,3})$")


def mentions_of(sections: Sequence[Section]) -> dict[tuple[str, str], tuple[Mention, ...]]:
    """Every reference in the sections' sentences, by kind and number: ("figure", "3"), ("formula", "2")."""
    found: dict[tuple[str, str], list[Mention]] = {}
    for index, section in enumerate(sections):
        for sentence in section.sentences:
            text = sentence.text
            if not (any(map(str.isdigit, text)) or "I" in text or "V" in text or "X" in text):
                continue
            small = text.lower()
            for kind, pattern in _KINDS.items():
                if not any(word in small for word in _WORDS[kind]):
                    continue
                numbers = {
                    number
                    for match in pattern.finditer(text)
                    if not _ELSEWHERE.match(match[0]) or match[1][0] in "sS"
                    for number in _numbers(match[1])
                }
                for number in sorted(numbers):
                    found.setdefault((kind, number), []).append(Mention(sentence, index))
    return {key: tuple(mentions) for key, mentions in found.items()}


def _numbers(text: str) -> set[str]:
    numbers = set()
    for part in re.split(r"\s*(?:,|、|和|与|\band\b|&)\s*", text):
        part = part.strip("()（） ")
        if span := _RANGE.fullmatch(part):
            first, last = capped(span[1]), capped(span[2])
            if first < last <= first + 12:
                numbers |= {str(n) for n in range(first, last + 1)}  # and "2-3", the third figure of chapter 2, below
        if match := re.match(_NUMBER, part, re.I):
            numbers.add(match[0].upper() if match[0].isalpha() else match[0].replace("–", "-"))
    return numbers


def with_mentions(
    figures: Sequence[Figure], formulas: Sequence[Formula], sections: Sequence[Section]
) -> tuple[tuple[Figure, ...], tuple[Formula, ...]]:
    """Figures and formulas with the sentences that refer to them. A figure's own number decides, not its label."""
    found = mentions_of(sections)
    told = tuple(replace(figure, mentions=found.get((figure.kind, figure.number), ())) for figure in figures)
    used = set()
    equations = []
    for formula in formulas:
        key = ("formula", formula.number)
        fresh = formula.number and key not in used
        used.add(key)
        equations.append(replace(formula, mentions=found.get(key, ())) if fresh else formula)
    return told, tuple(equations)
