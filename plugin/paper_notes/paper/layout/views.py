"""A page as it is read: upright, and turned by a quarter where a table or caption is set sideways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from paper_notes.paper.labels import match_label
from paper_notes.paper.layout.strips import Strip, make_strips
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Graphic, Line, Page

Quarter = int
"""0 as displayed, 1 turned clockwise (its text ran upward), 3 turned counter-clockwise (it ran downward)."""


@dataclass(frozen=True, slots=True)
class View:
    """``page`` in the coordinates in which ``rows`` are upright; ``heads`` index lines left out of the rows."""

    page: Page
    quarter: Quarter
    rows: tuple[Strip, ...]
    heads: frozenset[int]


def views_of(page: Page, heads: frozenset[int]) -> list[View]:
    """The upright view, and a turned one for each direction in which a sideways line begins with a label."""
    views = [View(page, 0, tuple(make_strips(page, without=heads)), heads)]
    for quarter, sign in ((1, -1.0), (3, 1.0)):
        if any(line.direction[1] * sign > 0.99 and match_label(line.text) for line in page.lines):
            turned = turn(page, quarter)
            views.append(View(turned, quarter, tuple(make_strips(turned, without=heads)), heads))
    return views


def turn(page: Page, quarter: Quarter) -> Page:
    """The page in turned coordinates; line indices stay the same."""
    width, height = page.box.width, page.box.height

    def box(b: Box) -> Box:
        if quarter == 1:
            return Box(height - b.y1, b.x0, height - b.y0, b.x1)
        return Box(b.y0, width - b.x1, b.y1, width - b.x0)

    def line(raw: Line) -> Line:
        dx, dy = raw.direction
        direction = (-dy, dx) if quarter == 1 else (dy, -dx)
        spans = []
        for span in raw.spans:
            x, y = span.origin
            origin = (height - y, x) if quarter == 1 else (y, width - x)
            spans.append(span._replace(box=box(span.box), origin=origin))
        return Line.of(spans, box(raw.box), direction, raw.block)

    lines = tuple(line(raw) for raw in page.lines)
    graphics: Sequence[Graphic] = [replace(g, box=box(g.box)) for g in page.graphics]
    return Page(page.number, Box(0, 0, height, width), page.rotation, lines, tuple(graphics))


def turn_back(box: Box, quarter: Quarter, page: Page) -> Box:
    """A box of a turned view in the coordinates of the page as displayed."""
    width, height = page.box.width, page.box.height
    if quarter == 1:
        return Box(box.y0, height - box.x1, box.y1, height - box.x0)
    if quarter == 3:
        return Box(width - box.y1, box.x0, width - box.y0, box.x1)
    return box
