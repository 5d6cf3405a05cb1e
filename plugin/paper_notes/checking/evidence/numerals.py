"""Numbers spelled out in words: English ("twenty-eight", "three hundred") and Chinese ("二十八", "百分之三十")."""

from __future__ import annotations

import re
from decimal import Decimal

from paper_notes.language.whole_numbers import capped

_ONES = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
)
_TENS = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_VALUES = {word: i for i, word in enumerate(_ONES)} | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
_WORD = "|".join(sorted([*_VALUES, *_SCALES], key=len, reverse=True))
ENGLISH = re.compile(rf"\b(?:{_WORD})(?:(?:[ -]|\sand\s)(?:{_WORD}))*\b", re.I)

_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_BIG = {"万": 10**4, "亿": 10**8}
_HAN = "零〇一二两三四五六七八九十百千"
CHINESE = re.compile(
    rf"(?<![几数上成若])(?!两两|一一|千万别|万一)(?P<percent>百分之)?[{_HAN}]+(?:[万亿][{_HAN}]*)*(?:点[{_HAN}]+)?"
)


def english_value(text: str) -> Decimal:
    """Value of a numeral matched by :data:`ENGLISH`."""
    total = current = 0
    for word in re.split(r"[\s-]+", text.lower()):
        if word == "and":
            continue
        if word in _VALUES:
            current += _VALUES[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        else:
            total += max(current, 1) * _SCALES[word]
            current = 0
    return Decimal(total + current)


def chinese_value(text: str) -> Decimal:
    """Value of a numeral matched by :data:`CHINESE`, without its percent prefix."""
    whole, _, fraction = text.removeprefix("百分之").partition("点")
    value = Decimal(_chinese_whole(whole))
    if fraction:
        value += Decimal("0." + "".join(str(_HAN_DIGITS.get(c, 0)) for c in fraction))
    return value


def _chinese_whole(text: str) -> int:
    total = section = digit = 0
    if not set(text) & (set(_HAN_UNITS) | set(_HAN_BIG)):
        return capped("".join(str(_HAN_DIGITS[c]) for c in text) or "0")
    for c in text:
        if c in _HAN_DIGITS:
            digit = _HAN_DIGITS[c]
        elif c in _HAN_UNITS:
            section += (digit or 1) * _HAN_UNITS[c]
            digit = 0
        else:
            total += (section + digit or 1) * _HAN_BIG[c]
            section = digit = 0
    return total + section + digit
