"""Minutes it takes to read a note: Han characters and Latin words are counted apart."""

from __future__ import annotations

import re
from math import ceil

from paper_notes.language.script import han_count
from paper_notes.note.prose import WORD

HAN_PER_MINUTE = 400
WORDS_PER_MINUTE = 230
SECONDS_PER_FIGURE = 12

_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_SKIPPED = re.compile(r"```.*?```|\$\$.*?\$\$|\]\([^)]*\)|<!--.*?-->", re.S)


def reading_minutes(markdown: str) -> int:
    """Whole minutes, at least 1. The rates are those common for silent reading of technical prose; code and
    display formulas count as nothing, a figure as a pause."""
    figures = len(_IMAGE.findall(markdown))
    text = _SKIPPED.sub(" ", _IMAGE.sub(" ", markdown))
    minutes = han_count(text) / HAN_PER_MINUTE + len(WORD.findall(text)) / WORDS_PER_MINUTE
    return max(1, ceil(minutes + figures * SECONDS_PER_FIGURE / 60))
