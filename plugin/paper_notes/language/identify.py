"""Which language a text is written in."""

from __future__ import annotations

from typing import Literal

from paper_notes.language.script import han_count

Language = Literal["zh", "en"]

HAN_SHARE = 0.2
"""Share of Han characters among the letters from which on a text is Chinese. A Chinese word has 1.7 characters and an
English one about five letters, so that a text with a fifth of Han has nearly as many Chinese words as foreign ones,
and it is the Chinese ones that hold the sentence together."""


def language_of(text: str) -> Language:
    """Chinese, with terms in Latin letters or without, or else English; English also for a text without letters."""
    return "zh" if is_chinese(text) else "en"


def is_chinese(text: str) -> bool:
    """Whether a text is written in Chinese rather than quoting a word of it."""
    han = han_count(text)
    return han > 0 and han > HAN_SHARE * sum(map(str.isalpha, text))
