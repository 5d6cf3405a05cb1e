"""Algorithms without a frame: which rows below their caption are steps of a program and no running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from paper_notes.paper.layout.strips import Strip
from paper_notes.paper.layout.style import Style
from paper_notes.paper.model import Box

FARTHEST_STEP = 2.4
"""Type sizes from one step's baseline to the next, at most."""
FEWEST_STEPS = 3
SHORT = 2.5
"""Type sizes that a step stays clear of its column's right edge."""

_BEGINS = re.compile(
    r"\s*(?:输\s?入|输\s?出|步骤|(?:inputs?|outputs?|require|ensure|data|result|function|procedure|parameters?"
    r"|initiali[sz]e|step)\b|\d{1,2}\s?[:：.)）]|\d{1,2}\s+\S)",
    re.I,
)
_STEP = re.compile(
    r"\s*(?:\(?\d{1,2}\s?[:：.)）]|\d{1,2}(?:\s+\S|$)|(?:if|else|elif|for|foreach|while|repeat|until|return|end|do|then|loop"
    r"|begin|function|procedure|inputs?|outputs?|require|ensure)\b|输\s?入|输\s?出|步骤|返回|如果|否则|循环|结束)",
    re.I,
)
_HEADS = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})+\.?\s+\S|\s*[IVX]+\.\s+[A-Z]")
LARGER = 0.8
"""Points by which a heading is larger than the text."""


def begins_program(text: str) -> bool:
    """Whether the row is the first of an algorithm's body: its input, or its first step."""
    return _BEGINS.match(text) is not None


def program_below(caption: Box, rows: Sequence[Strip], style: Style) -> Box | None:
    """Around the steps that follow below an algorithm's caption without a frame; None when no program follows.

    ``rows`` are the page's rows without captions, from top to bottom.
    """
    column = min(
        (c for c in style.columns if c[0] - 10 < caption.x0 < c[1]), key=lambda c: abs(c[0] - caption.x0), default=None
    )
    if column is None:
        return None
    box: Box | None = None
    steps = count = 0
    bottom, wraps, baseline = caption.y1, False, float("-inf")
    for row in rows:
        if row.box.y1 <= caption.y1 or row.box.x0 < column[0] - 4 or row.box.x0 > column[1]:
            continue
        if box is not None and abs(row.baseline - baseline) < 0.4 * row.size:
            box = box.union(row.full)  # a step's number, or the remark behind it
            continue
        if row.box.y0 - bottom > FARTHEST_STEP * row.size:
            break
        step = _STEP.match(row.text) is not None
        full = row.box.x1 > column[1] - SHORT * row.size
        if (not step and full and not wraps) or _HEADS.match(row.text) or row.size > style.size + LARGER:
            break
        if not step and not wraps and row.text.rstrip().endswith("。"):
            break
        steps += step
        count += 1
        wraps = (step or wraps) and full
        bottom, baseline = max(bottom, row.box.y1), row.baseline
        box = row.full if box is None else box.union(row.full)
    return box if count >= FEWEST_STEPS and steps >= max(2, 0.4 * count) else None
