"""Graphics that belong to the pages, not to what stands on them: logos, rules of running heads, frames."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Page


def recurring(pages: Sequence[Page]) -> frozenset[tuple[int, ...]]:
    """Cells of the graphics that stand in the same place at the head or foot of several pages: logos, rules."""
    seen: Counter[tuple[int, ...]] = Counter()
    for page in pages:
        seen.update({cell(g.box) for g in page.graphics if in_margin(g.box, page)})
    return frozenset(place for place, count in seen.items() if count >= max(3, 0.2 * len(pages)))


def in_margin(box: Box, page: Page) -> bool:
    """Whether the box lies at the head or foot of the page."""
    return box.y1 < 0.16 * page.box.y1 or box.y0 > 0.84 * page.box.y1


def cell(box: Box) -> tuple[int, ...]:
    """A box to the nearest two points, so that the same decoration on another page compares equal."""
    return tuple(round(value / 2) for value in box)
