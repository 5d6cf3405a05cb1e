"""Numbers in running text, English or Chinese.

A number is read with its scale ("3.2k", "65M", "4.5 million", "4500 万", "2.3 × 10^19"), its unit as far as it
changes the value (%, ×) and the mark that says it is rounded ("about", "约", "over", "超过"). Digits inside a name
("P100", "ResNet-50", "word2vec") are not numbers. Signs are set aside: text layers lose them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from paper_notes.checking.evidence.numerals import CHINESE, ENGLISH, chinese_value, english_value

Mark = Literal["", "about", "above", "below"]
Unit = Literal["", "%", "‰", "×"]

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SCRIPTS = re.compile("([⁰¹²³⁴-⁹⁺⁻⁼⁽⁾ⁿ₀-₉₊₋]+)")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_MINUS = "[-−–‑]"
_DIGITS = r"\d{1,3}(?:(?:,|\{,\}|\\,|[\u2009\u202f\u00a0])\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|\.\d+"
_NUMBER = re.compile(
    rf"""
    (?<![A-Za-z0-9_\\.])(?<![A-Za-z][-_‑])
    (?P<digits>{_DIGITS})
    (?:
        \s?(?:×|x|·|⋅|∗|\*|\\times|\\cdot)\s?10\s?(?:(?!0)\^?\s?\{{?\s?(?P<power>{_MINUS}?\s?\d{{1,2}})\s?\}}?(?![\d.])
            |(?P<raised>⁻?[⁰¹²³⁴-⁹]+))
      | [eE](?P<e>[-−+]?\d{{1,3}})(?![A-Za-z0-9])
      | (?:\^\s?\{{?\s?(?P<exponent>{_MINUS}?\s?\d{{1,3}})\s?\}}?|(?P<raised_exponent>⁻?[⁰¹²³⁴-⁹]+))
      | \s?(?P<permille>‰)
      | \s?(?P<percent>%|\\%|percent(?:age\ points?)?\b|个百分点)
      | \s?(?P<times>(?:×|\\times(?![A-Za-z]))(?!\s?[\d(（])|倍|-?fold\b) | (?P<x>[xX])(?![A-Za-z0-9])
      | \s?(?:[多余]\s?(?=[万亿]))?(?P<scale>thousands?|millions?|billions?|trillions?
            |十万|百万|千万|[十百千万]亿|[万亿千])(?![A-Za-z])
      | (?P<letter>[kKMBT]|\sk)(?![A-Za-z0-9])
    )?
    (?!\.?\d)(?!(?!(?:st|nd|rd|th|D)\b)(?:[A-Za-z]{4}|[A-Za-z]*[_\d]))(?!(?:st|nd|rd|th|D)(?![A-Za-z]))
    """,
    re.X,
)
_SCALES = {
    "k": 10**3,
    "thousand": 10**3,
    "千": 10**3,
    "万": 10**4,
    "m": 10**6,
    "million": 10**6,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "b": 10**9,
    "billion": 10**9,
    "t": 10**12,
    "trillion": 10**12,
    "万亿": 10**12,
    "十万": 10**5,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
}
_MARK_WORDS: dict[Mark, str] = {
    "about": r"大约|约[为合是]?|约等于|近|接近|将近|大概|≈|~|～"
    r"|\b(?:about|around|roughly|approximately|nearly|almost|some)",
    "above": r"超过|超|逾|高于|大于|不止|至少|>|＞|\b(?:over|more than|above|at least|exceed(?:s|ing)?)",
    "below": r"不到|不足|低于|小于|至多|<|＜|\b(?:less than|fewer than|under|below|at most|up to)",
}
_NOT_BEYOND: dict[Mark, re.Pattern[str]] = {
    "below": re.compile(
        r"(?:不超过|不高于|不大于|不多于|\b(?:not|never) exceed(?:ing)?"
        r"|\b(?:no|not) (?:more|greater|larger|longer) than)\s*[$¥]?\s*$",
        re.I,
    ),
    "above": re.compile(r"(?:不低于|不少于|不小于|\b(?:no|not) (?:less|fewer|smaller) than)\s*[$¥]?\s*$", re.I),
}
_BEFORE = {mark: re.compile(rf"(?:{words})\s*[$¥]?\s*$", re.I) for mark, words in _MARK_WORDS.items()}
_AFTER: dict[Mark, re.Pattern[str]] = {
    "about": re.compile(r"\s*\S{0,2}(?:左右|上下|or so\b)"),
    "above": re.compile(r"\s*(?:多|余|以上|\+|or more\b)"),
    "below": re.compile(r"\s*(?:以下|以内)"),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text; ``start`` and ``end`` are offsets into it. ``value`` is the whole value ("3.2k" is 3200,
    "28 %" is 28), ``mantissa`` what is printed before the scale, ``scale`` the factor between them. ``mark`` says
    how it is rounded; ``spelled`` that it stands in words."""

    text: str
    start: int
    end: int
    value: Decimal
    mantissa: Decimal
    scale: Decimal
    unit: Unit = ""
    mark: Mark = ""
    spelled: bool = False

    @property
    def step(self) -> Decimal:
        """The value of the last significant digit: 10 for "280", 0.1 for "28.4"."""
        mantissa = self.mantissa.normalize()
        exponent = mantissa.as_tuple().exponent
        assert isinstance(exponent, int)
        return Decimal(1).scaleb(exponent) * self.scale


def folded(text: str) -> str:
    """The text in NFKC, except that raised and lowered digits stay what they are: 2¹⁴ isn't 214."""
    return "".join(
        part if i % 2 else unicodedata.normalize("NFKC", part) for i, part in enumerate(_SCRIPTS.split(text))
    )


def read_numbers(text: str) -> list[Number]:
    """All numbers of a text in order. Offsets fit the text as given."""
    plain = text.translate(_FULL_WIDTH)
    found = [_digits(match, plain) for match in _NUMBER.finditer(plain)]
    taken = [(number.start, number.end) for number in found]
    for pattern, value in ((ENGLISH, english_value), (CHINESE, chinese_value)):
        for match in pattern.finditer(plain):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                found.append(_spelled(match, value(match[0]), plain))
    found = [replace(number, text=text[number.start : number.end]) for number in found]
    return sorted(found, key=lambda number: number.start)


def _digits(match: re.Match[str], text: str) -> Number:
    mantissa = Decimal(re.sub(r"[^\d.]", "", match["digits"]))
    value, scale = mantissa, Decimal(1)
    unit: Unit = ""
    power = match["power"] or match["e"] or (match["raised"] or "").translate(_SUPERSCRIPTS)
    exponent = match["exponent"] or (match["raised_exponent"] or "").translate(_SUPERSCRIPTS)
    word = match["scale"] or match["letter"]
    if power:
        scale = Decimal(10) ** _whole(power)
    elif exponent and mantissa in (10, 2) and abs(_whole(exponent)) < 100:
        value = mantissa = mantissa ** _whole(exponent)
    elif word:
        scale = Decimal(_SCALES[word.strip().lower().removesuffix("s")])
    elif match["percent"]:
        unit = "%"
    elif match["permille"]:
        unit = "‰"
    elif match["times"] or match["x"]:
        unit = "×"
    value *= scale
    printed = match[0].rstrip()
    return Number(
        printed,
        match.start(),
        match.start() + len(printed),
        _plain(value),
        _plain(mantissa),
        scale,
        unit,
        "above" if word and re.search("[多余]", printed) else _mark(text, *match.span()),
    )


def _spelled(match: re.Match[str], value: Decimal, text: str) -> Number:
    unit: Unit = "%" if match[0].startswith("百分之") else ""
    value = _plain(value)
    return Number(
        match[0], match.start(), match.end(), value, value, Decimal(1), unit, _mark(text, *match.span()), spelled=True
    )


def _mark(text: str, start: int, end: int) -> Mark:
    before, after = text[max(start - 16, 0) : start], text[end : end + 6]
    for mark, pattern in (*_NOT_BEYOND.items(), *_BEFORE.items()):
        if pattern.search(before):
            return mark
    for mark, pattern in _AFTER.items():
        if pattern.match(after):
            return mark
    return ""


def _whole(text: str) -> int:
    return int(re.sub(r"[−–‑]", "-", text).replace(" ", "").replace("+", ""))


def _plain(value: Decimal) -> Decimal:
    return value.normalize()
