"""Which sentences can stand in a note: whole, legible, saying something by themselves."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from paper_notes.language.identify import is_chinese
from paper_notes.language.script import HAN, HAN_CHARACTER, han_count
from paper_notes.paper.model import UNREAD
from paper_notes.writing.extract import patterns

MIN_WORDS, MAX_WORDS = 5, 70
MIN_HAN, MAX_HAN = 10, 130

_WORD = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]*|\d[\d.,]*")
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\S+",
        "a an the of to in on at by for from with as and or but not that which this these those is are "
        "was were be been has have had can could may might will would do does did we our it its they "
        "their than then when where while if so such all each both more most only also between into over "
        "under after before because since there any no",
    )
)
_SHORT_WORDS = frozenset(
    re.findall(
        r"\S+",
        "of to in is as at by we it on or an be if so no do us up he my me go am vs et al id ai ml ii iv uk eu",
    )
)


_GLUED = re.compile(r"[A-Za-z]{23,}|[a-z]{18,}[A-Z]")
"""Words that lost the space between them."""


def is_glued(text: str) -> bool:
    """Whether words of a text seem to have lost the space between them."""
    return bool(_GLUED.search(text))


def refers_to_figure(text: str) -> bool:
    """Whether a sentence names a numbered figure, table or algorithm."""
    return bool(patterns.FIGURE.search(text))


@lru_cache(maxsize=16384)
def length(text: str) -> int:
    """Han characters plus words, the measure of a text's length in either language."""
    return han_count(text) + len(_WORD.findall(text))


def is_dangling(text: str) -> bool:
    """Whether a sentence leans on the one before it ("This …", "However, it …")."""
    return bool(patterns.DANGLING.match(text)) and not patterns.SAFE_OPENING.match(text)


def is_signpost(text: str) -> bool:
    """Whether a sentence only says what stands where."""
    return bool(patterns.SIGNPOST.search(text))


def broken_maths(text: str) -> float:
    """How much of a sentence is formula debris, from 0 (prose) to 1.

    A text layer holds formulas as loose letters and symbols, in the order in which they were set. The measure
    is the share of such tokens, and 1 when four or more stand in a row or a formula seems to have dropped out.
    """
    if patterns.LOST_FORMULA.search(text) or not _balanced(text):
        return 1.0
    tokens = re.sub(rf"([{HAN}，。、；：（）“”])", r" \1 ", text).split()
    if not tokens:
        return 1.0
    total, run = 0.0, 0
    for token in tokens:
        weight = _oddness(token)
        total += weight
        run = run + 1 if weight >= 0.5 else 0
        if run >= 4:
            return 1.0
    return min(1.0, 0.1 * total if is_chinese(text) else total / len(tokens))


def _oddness(token: str) -> float:
    if token.isascii() and token.isalpha() and (len(token) > 2 or token in _SHORT_WORDS):
        return 0.0
    bare = token.strip(".,;:()[]{}“”‘’\"'?!，。、；：（）")
    if not bare or HAN_CHARACTER.fullmatch(bare):
        return 0.0
    if patterns.MATHEMATICAL.search(bare):
        return 1.0
    if len(bare) == 1:
        if bare.isdigit() or bare in "aAI&–—-%":
            return 0.0
        return 0.6 if bare.isalpha() else 1.0
    if re.fullmatch(r"[A-Za-z]\d|[A-Za-z]\([^)]*\)?|[a-z][A-Z]", bare):
        return 0.7
    if len(bare) == 2 and bare.isalpha() and bare.islower() and bare not in _SHORT_WORDS:
        return 0.6
    if any(unicodedata.category(c) in ("Sm", "Mn", "So") for c in bare if c not in "+-<>~|"):
        return 0.8
    return 0.0


def _balanced(text: str) -> bool:
    text = re.sub(r"(?:^|(?<=\s))\(?[a-zA-Z0-9]{1,3}\)", "", text) if text.count(")") > text.count("(") else text
    return (
        text.count("(") + text.count("（") == text.count(")") + text.count("）")
        and text.count("[") == text.count("]")
        and text.count("“") >= text.count("”")
    )


@lru_cache(maxsize=16384)
def quality(text: str) -> float:
    """How well a sentence can be quoted alone, 0 (not at all) to 1."""
    if (
        UNREAD in text
        or not patterns.ENDING.search(text)
        or "..." in text
        or text.count("..")
        or "!!" in text
        or "……" in text
    ):
        return 0.0
    if (
        patterns.CAPTION_START.match(text)
        or patterns.RUNNING_HEAD.search(text)
        or patterns.REFERENCE.search(text)
        or is_signpost(text)
    ):
        return 0.0
    fit = _chinese(text) if is_chinese(text) else _english(text)
    if not fit:
        return 0.0
    if (
        (patterns.ENUMERATED.search(text) and not patterns.COUNTED.search(text))
        or patterns.EQUATION_NUMBER.match(text)
        or patterns.GARBLED.search(text)
    ):
        return 0.0
    if patterns.POINTING.match(text):
        fit *= 0.75
    if text[0] in "(（" or patterns.DROP_CAP.match(text):
        fit *= 0.5
    if "Appendix" in text or "appendix" in text:
        fit *= 0.5
    if patterns.LABELLED.match(text) or text.rstrip("”\"'’)）")[-1:] in "?？":
        fit *= 0.6
    return fit * max(0.0, 1.0 - 4.0 * broken_maths(text))


def _chinese(text: str) -> float:
    count = han_count(text)
    if not MIN_HAN <= count <= MAX_HAN:
        return 0.0
    if len(re.findall(r"\d+(?:\.\d+)?", text)) > 12 or re.search(r"[A-Za-z]\.$", text):
        return 0.0
    return 1.0 if 16 <= count <= 90 else 0.7


def _english(text: str) -> float:
    words = _WORD.findall(text)
    if not MIN_WORDS <= len(words) <= MAX_WORDS or not re.match(r"[\"“‘'(]?[A-ZÀ-Þ\d]", text):
        return 0.0
    numbers = sum(word[0].isdigit() for word in words)
    function = sum(word.lower() in _FUNCTION_WORDS for word in words)
    plain = sum(word.islower() and len(word) > 2 for word in words)  # a sentence of long words, no list of names
    if numbers > 0.3 * len(words) or function < (0.08 if plain > 0.7 * len(words) else 0.16) * len(words):
        return 0.0
    if _GLUED.search(text) or sum(word.isupper() and len(word) > 1 for word in words) > 0.4 * len(words):
        return 0.0
    return 1.0 if 10 <= len(words) <= 38 else 0.75 if len(words) > 6 else 0.6
