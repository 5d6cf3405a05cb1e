"""The number of a heading: "3.2", "IV.", "A.1", "第三章", "（一）", "§2", and its place in a count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from paper_notes.language.whole_numbers import whole_number

Scheme = Literal["", "chapter", "appendix", "deep", "arabic", "roman", "letterdeep", "letter", "han", "hanparen"]

HAN_DIGITS = "一二三四五六七八九十"
_POINT = ".．\ue000-\uf8ff"
"""What parts the numbers of a chapter and its section: some faces have their own full stop, which no map knows."""
_NUMBER = re.compile(
    rf"""(?:§\s*)?(?:
      (?P<appendix>(?:(?i:appendix|appendices)\s+(?:\d{{1,2}}|[IVXLC]+|[A-Z])(?![A-Za-z\d])
        |附\s*(?:录|件)\s*(?:[A-Z]\d{{0,2}}|\d{{1,2}}|[{HAN_DIGITS}]))\s*[.．、:：—–-]?)
    | (?P<chapter>(?:(?i:chapter|part)\s+(?:\d{{1,2}}|[IVXLC]+|[A-Z])(?![A-Za-z\d])
        |第\s*[{HAN_DIGITS}\d]+\s*[章节部])\s*[.:：—–-]?)
    | (?P<deep>\d{{1,2}}(?:\s?[{_POINT}]\s?\d{{1,2}}){{1,3}})[.．]?(?=\s|[^\d\s.,%/-])
    | (?P<arabic>\d{{1,2}})(?:\s?[.、．](?!\d)|(?=\s|[^\d\s.,%)\]/:：-]))
    | (?P<roman>[IVX]{{1,5}})\s?[.．]
    | (?P<letterdeep>[A-Z](?:\.\d{{1,2}}){{1,3}})\.?(?=\s)
    | (?P<letter>[A-Z])(?:[.)](?=\s)|(?=\s{{1,3}}[A-Z][A-Za-z]))
    | (?P<han>[{HAN_DIGITS}]{{1,3}})\s?[、.．]
    | [（(](?P<hanparen>[{HAN_DIGITS}]{{1,3}})[)）]
    )\s*""",
    re.X,
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Number:
    """A heading's number as printed, what kind of number it is, and the title behind it."""

    text: str
    scheme: Scheme
    title: str


def parted(text: str) -> Number:
    """Part a heading into number and title; no number gives the scheme ""."""
    match = _NUMBER.match(text)
    if not match:
        return Number("", "", text.strip())
    scheme: Scheme = match.lastgroup  # type: ignore[assignment]
    number = re.sub(rf"[{_POINT}]", ".", re.sub(r"\s", "", match[scheme])) if scheme == "deep" else match[scheme]
    number = re.sub(r"\s", "", number).replace("．", ".")
    if scheme in ("chapter", "appendix"):
        number = re.sub(r"(?i)^(chapter|appendix|appendices|part|附录|附件)|[第章节部.:：、—–-]", "", number)
    return Number(number, scheme, text[match.end() :].strip(" :：.—–-"))


def place(number: str, scheme: Scheme) -> int | None:
    """Which one of its kind the number is, from 1; None when that can't be told."""
    if scheme in ("roman", "chapter", "appendix") and number and all(char in _ROMAN for char in number):
        values = [_ROMAN[char] for char in number]
        return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    if number.isascii() and (whole := whole_number(number)) is not None:
        return whole
    if len(number) == 1 and number.isascii() and number.isupper():
        return ord(number) - 64
    if number and all(char in HAN_DIGITS for char in number):
        tens, ten, ones = number.rpartition("十") if "十" in number else ("", "", number)
        base = (HAN_DIGITS.index(tens) + 1 if tens else 1) * 10 if ten else 0
        return base + (HAN_DIGITS.index(ones) + 1 if ones else 0)
    return None
