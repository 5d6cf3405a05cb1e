"""Graphics that belong to the pages, not to what stands on them: logos, rules of running heads, frames."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from paper_notes.paper.layout.furniture import text_area
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Page

OUTSIDE = 2.0
"""Points by which what stands outside the text may reach into it."""


def recurring(pages: Sequence[Page]) -> frozenset[tuple[int, ...]]:
    """Cells of the graphics that stand in the same place outside the text of several pages: logos, rules."""
    top, bottom = text_area(pages)
    seen: Counter[tuple[int, ...]] = Counter()
    for page in pages:
        seen.update(
            {
                cell(g.box)
                for g in page.graphics
                if in_margin(g.box, page) and (g.box.y1 < top + 2 or g.box.y0 > bottom - 2)
            }
        )
    return frozenset(place for place, count in seen.items() if count >= max(3, 0.2 * len(pages)))


def in_margin(box: Box, page: Page) -> bool:
    """Whether the box lies at the head or foot of the page."""
    return box.y1 < 0.16 * page.box.y1 or box.y0 > 0.84 * page.box.y1


def cell(box: Box) -> tuple[int, ...]:
    """A box to the nearest two points, so that the same decoration on another page compares equal."""
    return tuple(round(value / 2) for value in box)
