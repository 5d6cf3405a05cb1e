"""Numbers in a margin that count the lines of the text, as drafts have them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from statistics import median

from paper_notes.language.whole_numbers import whole_number
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Page, is_level

LONG_LINE = 25
"""Characters of a line of text."""
FEWEST_NUMBERED_LINES = 8
TINY = 0.7
"""Share of the usual size of the page's text up to which numbers that count its lines may stand anywhere."""
FEWEST_LONE_NUMBERS = 12
"""Numbers in a strip of the outer margin that are line numbers, whether they count or not."""


def text_edges(pages: Sequence[Page]) -> tuple[float, float]:
    """Between what edges nearly all long lines of the document stand."""
    boxes = [line.box for page in pages for line in page.lines if len(line.text) >= LONG_LINE and is_level(line)]
    if not boxes:
        return 0.0, float("inf")
    lefts, rights = sorted(box.x0 for box in boxes), sorted(box.x1 for box in boxes)
    return lefts[len(lefts) // 50], rights[-1 - len(rights) // 50]


def line_numbers(page: Page, left: float, right: float) -> set[int]:
    """Numbers that count the lines in a margin: many in one column of their own, rising steadily, outside the edges of
    the text. The first column of a table lies inside them."""
    by_edge: dict[int, list[tuple[float, int, int]]] = {}
    for i, line in enumerate(page.lines):
        number = whole_number(line.text)
        if number is not None and number < 10_000 and is_level(line):
            by_edge.setdefault(round(line.box.x1 / 4), []).append((line.box.y0, number, i))
    found: set[int] = set()
    for edge, numbers in by_edge.items():
        outer = [i for _, _, i in numbers if page.lines[i].box.x1 < 0.14 * page.box.width]
        if len(outer) >= FEWEST_LONE_NUMBERS:
            found |= set(outer)
        numbers = sorted(numbers + by_edge.get(edge + 1, []))
        if len(numbers) < FEWEST_NUMBERED_LINES:
            continue
        steps = Counter(b[1] - a[1] for a, b in itertools.pairwise(numbers))
        step, times = steps.most_common(1)[0]
        box = Box(*_span(page, [i for _, _, i in numbers]))
        others = [line.box for i, line in enumerate(page.lines) if i not in {n for _, _, n in numbers}]
        outside = all(other.x0 > box.x1 - 1 or other.x1 < box.x0 + 1 for other in others if other.width > 60)
        if step in (1, 5) and times >= 0.7 * (len(numbers) - 1) and (outside or _are_tiny(page, numbers)):
            found |= {i for _, _, i in numbers}
    return found


def _are_tiny(page: Page, numbers: Sequence[tuple[float, int, int]]) -> bool:
    """Whether the numbers are far smaller than the page's text: they may stand between a side column and the text."""
    sizes = [line.size for line in page.lines if len(line.text) >= LONG_LINE]
    largest = max(page.lines[i].size for _, _, i in numbers)
    return bool(sizes) and largest < TINY * median(sizes)


def _span(page: Page, indices: Sequence[int]) -> tuple[float, float, float, float]:
    boxes = [page.lines[i].box for i in indices]
    return min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes)
