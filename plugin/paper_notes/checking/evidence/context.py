"""Whether a small number stands on a page beside what it is said of.

"8" stands on most pages, so that finding it says little: what counts is that it stands near the words that it stands
near in the note ("8 个头", "8 heads"). Those words are Latin names and words of the note's sentence, and for Chinese
nouns of measure their English counterparts.
"""

from __future__ import annotations

import re
import unicodedata

from paper_notes.checking.evidence.numbers import Number, PageNumbers

NEAR_IN_NOTE = 24
"""Characters between a number and a word of the note that may belong to it."""
NEAR_ON_PAGE = 60
"""Characters between them on the page: a sentence of a paper says more in between."""
SMALL = 100
"""Whole numbers from here on are rare enough to be found by themselves."""

_NAME = re.compile(r"(?<![A-Za-z\\])[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]|(?<![A-Za-z\\])[A-Za-z](?=\s*=)")
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "the and for with from into that this than are was were has have each all one two its their they not but of "
        "in on at by to as is it an or per be no page pp paper pdf times frac sqrt cdot text mathrm left right derived",
    )
)
_MEASURES = {
    "层": "layer",
    "头": "head",
    "步": "step",
    "天": "day",
    "小时": "hour",
    "分钟": "minute",
    "秒": "second",
    "轮": "epoch",
    "维": "dimension",
    "词元": "token",
    "词表": "vocabular",
    "检查点": "checkpoint",
    "束宽": "beam",
    "批": "batch",
    "句": "sentence",
    "样本": "sample",
    "参数": "parameter",
    "窗口": "window",
    "核": "kernel",
    "数量级": "order",
    "数据集": "dataset",
    "重复": "repeat",
    "折": "fold",
    "像素": "pixel",
    "音符": "note",
    "机器": "machine",
    "节点": "node",
    "模块": "module",
    "阶段": "stage",
    "邻居": "neighbo",
    "类": "class",
    "名": "participant",
}


def stands_apart(number: Number, text: str, page: PageNumbers) -> str:
    """The word of the note's sentence (``text``, holding the number) beside which the page has other numbers but never
    this one; "" when the number is large, when the page speaks of none of its words, or when it stands beside one."""
    if number.spelled or number.mark or number.value >= SMALL or number.value != number.value.to_integral_value():
        return ""
    words = _words_beside(number, text)
    folded = page.text.casefold()
    strangers: list[str] = []
    for word in words:
        places = [match.start() for match in re.finditer(re.escape(word), folded)]
        beside = [other for other in page.numbers if any(_near(other, place, len(word)) for place in places)]
        if any(other.value == number.value for other in beside):
            return ""
        if any(other.value < SMALL for other in beside):
            strangers.append(word)
    return strangers[0] if strangers else ""


def _words_beside(number: Number, text: str) -> list[str]:
    """Words of the note near the number, as a page would print them, nearest first."""
    start = max(number.start - NEAR_IN_NOTE, 0)
    around = unicodedata.normalize("NFKC", text[start : number.end + NEAR_IN_NOTE])
    found: dict[str, int] = {}
    for match in _NAME.finditer(around):
        word = match[0].casefold()
        if word not in _COMMON:
            found.setdefault(word.rstrip("s") if len(word) > 3 else word, abs(match.start() - (number.start - start)))
    close = text[max(number.start - 8, 0) : number.end + 8]
    for han, english in _MEASURES.items():
        if han in close:
            found.setdefault(english, 0)
    return sorted(found, key=lambda word: found[word])


def _near(number: Number, place: int, length: int) -> bool:
    return place - NEAR_ON_PAGE <= number.end and number.start <= place + length + NEAR_ON_PAGE
