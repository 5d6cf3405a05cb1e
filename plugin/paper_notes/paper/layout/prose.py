"""Short rows of Chinese prose: what is left of a paragraph, a line that leads to a figure, a row that small formulas
break into pieces.

Chinese paragraphs are often a row or two, so that nothing fills the column. What tells them is where they begin: at
their column's edge or two characters from it, in the type of the running text. What stands in a figure does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from paper_notes.language.script import han_count
from paper_notes.paper.layout.strips import Strip
from paper_notes.paper.layout.style import Style
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Page

INDENT = (1.4, 2.8)
"""Type sizes from a column's edge to where a paragraph begins: two characters."""
AT_EDGE = 3.0
"""Points."""
WORD_GAP = 1.2
"""Type sizes between two pieces of a row with nothing in between."""
FEWEST = 4
"""Chinese characters."""
TALLEST = 3.0
"""Type sizes; a picture that is no higher is a formula in its row."""
HANGING = 1.3
"""Type sizes by which a mark hangs over a column's edge."""
_SENTENCE = re.compile(r"[，。；：]|[:：]$")
_LISTED = re.compile(r"^\s*(?:[•●◦▪■–—·*]|[（(]?\d{1,2}[.)）、]|[①-⑳])")


def short_prose(rows: Sequence[Strip], page: Page, columns: Sequence[tuple[float, float]], style: Style) -> set[int]:
    """Indices of the rows of such prose, with the pieces that stand beside them."""
    found: set[int] = set()
    small = [g.box for g in page.graphics if g.kind == "image" and g.box.height < TALLEST * style.size]
    for left, right in columns:
        for line in _lines(rows, left, right + HANGING * style.size):
            if _is_prose([rows[i] for i in line], left, right, small, style):
                found |= set(line)
    return found


def _lines(rows: Sequence[Strip], left: float, right: float) -> list[list[int]]:
    """The rows of a column by baseline, each from left to right."""
    lines: list[list[int]] = []
    for i, row in enumerate(rows):
        if row.box.x0 < left - 5 or row.box.x1 > right:
            continue
        if lines and abs(rows[lines[-1][0]].baseline - row.baseline) < 0.4 * row.size:
            lines[-1].append(i)
        else:
            lines.append([i])
    return [sorted(line, key=lambda i: rows[i].box.x0) for line in lines]


def _is_prose(line: Sequence[Strip], left: float, right: float, small: Sequence[Box], style: Style) -> bool:
    first, last = line[0], line[-1]
    size = style.size
    text = "".join(row.text for row in line)
    if han_count(text) < max(FEWEST, 0.3 * len("".join(text.split()))):
        return False
    if any(abs(row.size - size) > style.near for row in line if han_count(row.text)):
        return False
    indent = first.box.x0 - left
    edge = abs(indent) < AT_EDGE + style.slack or INDENT[0] * size < indent < INDENT[1] * size
    if not edge and not (0 < indent < INDENT[1] * size and _LISTED.match(text)):
        return False
    for a, b in pairwise(line):
        gap = Box(a.box.x1, a.box.y0, b.box.x0, a.box.y1)
        if gap.width > WORD_GAP * size and not any(_fills(box, gap) for box in small):
            return False
    return bool(_SENTENCE.search(text)) or last.box.x1 - first.box.x0 > 0.5 * (right - left)


def _fills(box: Box, gap: Box) -> bool:
    common = min(box.x1, gap.x1) - max(box.x0, gap.x0)
    return common > 0.6 * gap.width and box.y0 < gap.y1 and box.y1 > gap.y0
