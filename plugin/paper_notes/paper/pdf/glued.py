"""Words that run together, parted again.

Tightly justified text has gaps between words that MuPDF takes for kerning, so that a whole line comes out as one
word. Such lines are read again letter by letter: their gaps fall into two kinds, next to none and the width of
the narrowed space.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from paper_notes.language.script import is_han
from paper_notes.paper.characters import whole
from paper_notes.paper.pdf.pages import Line, Page, Source

_LONG = re.compile(r"(?<![\w/.@:_])[^\W\d_]{18,}(?![\w/@_])|[a-z]{2,}[,;][^\W\d_]{12,}")
SHORTEST = 15
"""Characters that anything found by ``_LONG`` has at least, without white space: most lines need no closer look."""
GAP = 0.1
"""Share of the type size. A gap between letters that is wider than this holds a space."""


def unglued(source: Source, page: Page, known: set[str]) -> Page:
    """The page with spaces put into lines whose words run together.

    ``known`` are long words that turned out to be one word on an earlier page; this page's are added.
    """
    if page.rotation:  # boxes were turned: the lines can't be told by them
        return page
    suspects = {i: words for i, line in enumerate(page.lines) if (words := _long_words(line.text) - known)}
    if not suspects:
        return page
    near = {page.lines[i].block for i in suspects}
    raw = {
        (index, line["bbox"]): line
        for index, block in enumerate(source.text.extractRAWDICT()["blocks"])
        if index in near
        for line in block.get("lines", ())
    }
    lines = tuple(
        [
            _parted(line, found)
            if line.block in near and (found := raw.get((line.block, line.box))) is not None
            else line
            for line in page.lines
        ]
    )
    for i, words in suspects.items():
        known |= words & _long_words(lines[i].text)
    return replace(page, lines=lines)


def _long_words(text: str) -> set[str]:
    if max(map(len, text.split()), default=0) < SHORTEST:
        return set()
    return {match[0] for match in _LONG.finditer(text)}


def _parted(line: Line, raw: dict[str, Any]) -> Line:
    letters = [(char, span["size"]) for span in raw["spans"] for char in span["chars"]]
    gaps = [
        (b["bbox"][0] - a["bbox"][2]) / size
        for (a, size), (b, _) in itertools.pairwise(letters)
        if not a["c"].isspace() and not b["c"].isspace()
    ]
    wide = sum(gap > GAP for gap in gaps)
    if not wide or wide > 0.35 * len(gaps) or len(raw["spans"]) != len(line.spans):
        return line  # nothing to part, or letters set apart from one another on purpose
    spans = [
        span._replace(text=_spaced(piece["chars"], piece["size"]))
        for span, piece in zip(line.spans, raw["spans"], strict=True)
    ]
    return line.with_spans(spans)


def _spaced(chars: Sequence[dict[str, Any]], size: float) -> str:
    parts: list[str] = []
    previous: dict[str, Any] | None = None
    for char in chars:
        if (
            previous is not None
            and char["bbox"][0] - previous["bbox"][2] > GAP * size
            and _may_part(previous["c"], char["c"])
        ):
            parts.append(" ")
        parts.append(char["c"])
        previous = char
    return whole("".join(parts))


def _may_part(before: str, after: str) -> bool:
    """Whether a gap between the characters is one between words: justified Chinese is set apart without words, and
    mathematics spaces its operators."""
    if before.isspace() or after.isspace() or (is_han(before) and is_han(after)):
        return False
    return "Sm" not in (unicodedata.category(before), unicodedata.category(after))
