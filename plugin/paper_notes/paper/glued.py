"""Words that run together, parted again.

Tightly justified text has gaps between words that MuPDF takes for kerning, so that a whole line comes out as one
word. Such lines are read again letter by letter: their gaps fall into two kinds, next to none and the width of
the narrowed space.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pymupdf

from paper_notes.paper.pages import TEXT_FLAGS, Line, Page

_LONG = re.compile(r"(?<![\w/.@:_])[^\W\d_]{18,}(?![\w/@_])|[a-z]{2,}[,;][^\W\d_]{12,}")
GAP = 0.1
"""Share of the type size. A gap between letters that is wider than this holds a space."""


def unglued(source: pymupdf.Page, page: Page) -> Page:
    """The page with spaces put into lines whose words run together."""
    suspects = {i for i, line in enumerate(page.lines) if _LONG.search(line.text)}
    if not suspects:
        return page
    raw = {
        (index, tuple(line["bbox"])): line
        for index, block in enumerate(source.get_text("rawdict", flags=TEXT_FLAGS)["blocks"])
        for line in block.get("lines", ())
    }
    if source.rotation:  # boxes were turned: the lines can't be told by them
        return page
    near = {page.lines[i].block for i in suspects}
    lines = tuple(
        _parted(line, found)
        if line.block in near and (found := raw.get((line.block, tuple(line.box)))) is not None
        else line
        for line in page.lines
    )
    return replace(page, lines=lines)


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
    spans = tuple(
        replace(span, text=_spaced(piece["chars"], piece["size"]))
        for span, piece in zip(line.spans, raw["spans"], strict=True)
    )
    return replace(line, spans=spans)


def _spaced(chars: Sequence[dict[str, Any]], size: float) -> str:
    parts: list[str] = []
    previous: dict[str, Any] | None = None
    for char in chars:
        if (
            previous is not None
            and not previous["c"].isspace()
            and not char["c"].isspace()
            and char["bbox"][0] - previous["bbox"][2] > GAP * size
        ):
            parts.append(" ")
        parts.append(char["c"])
        previous = char
    return "".join(parts)
