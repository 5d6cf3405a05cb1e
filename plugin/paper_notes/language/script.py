"""Which characters are Chinese. Ranges are strings that stand inside a character class: ``rf"[{HAN}]"``."""

from __future__ import annotations

import re

# Two ranges below U+10000 compile at once, three cost milliseconds: the hexagrams U+4DC0-4DFF are let in for that.
HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Unified ideographs with their extensions, and compatibility ideographs."""
WIDE_MARKS = r"\u3000-\u303f\uff00-\uffef"
"""CJK punctuation and full-width forms."""

HAN_CHARACTER = re.compile(rf"[{HAN}]")
"""One Han character."""


def is_han(character: str) -> bool:
    """Whether the text begins with a Han character."""
    return HAN_CHARACTER.match(character) is not None


def han_count(text: str) -> int:
    """How many Han characters the text has."""
    return 0 if text.isascii() else len(HAN_CHARACTER.findall(text))
