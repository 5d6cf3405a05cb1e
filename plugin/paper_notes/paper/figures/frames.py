"""Frames: the rules above and below a table or algorithm, and drawn boxes, that say where it begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from paper_notes.paper.figures.captions import Caption
from paper_notes.paper.layout.strips import Strip
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Page

SAME_HEIGHT = 1.2
"""Points by which the heights of two segments of one rule differ, at most."""
HEAD = 5.0
"""Type sizes of a caption; no higher is the head of a table."""
FARTHEST_ROW = 2.2
"""Type sizes of white between two rows of a table, at most."""
SMALLER = 0.5
"""Points by which a table's type is smaller than the text's."""
FEWEST_LINES = 2
TOUCHING = 4.0
"""Points of white between two segments of one rule, at most."""


def horizontal_rules(page: Page) -> list[Box]:
    """Thin horizontal lines of 25 points or more from top to bottom; segments that touch are one."""
    thin = sorted(
        (g.box for g in page.graphics if _is_thin(g.box)),
        key=lambda b: (round(b.y0), b.x0),
    )
    merged: list[Box] = []
    for box in thin:
        for i in range(len(merged) - 1, max(-1, len(merged) - 5), -1):
            last = merged[i]
            if abs(last.y0 - box.y0) < SAME_HEIGHT and max(box.x0 - last.x1, last.x0 - box.x1) < TOUCHING:
                merged[i] = last.union(box)
                break
        else:
            merged.append(box)
    return [box for box in merged if box.width >= 25]


def _is_thin(box: Box) -> bool:
    """A rule, also one that a scanner has set a little askew."""
    return (box.height < 3 and box.width > 4) or (box.height < 6 and box.width > 25 * box.height)


def drawn_boxes(page: Page) -> list[Box]:
    """Drawn areas that can enclose text; not the page's own background or border."""
    return [
        g.box
        for g in page.graphics
        if g.kind == "vector" and g.box.width > 60 and g.box.height > 24 and g.box.area < 0.6 * page.box.area
    ]


def stack(
    rules: Sequence[Box],
    caption: Caption,
    below: bool,
    captions: Sequence[Caption],
    rows: Sequence[Strip],
    strong: Sequence[Box],
) -> Box | None:
    """The box from the first to the last of the rules of equal extent that begin next to a caption.

    ``rows`` are the page's rows without captions, ``strong`` the boxes of those that are surely running text.
    """
    own = caption.box
    edge = own.y1 if below else own.y0
    ahead = [r for r in rules if (r.y0 >= edge - 3 if below else r.y1 <= edge + 3)]
    ahead.sort(key=lambda r: r.y0 if below else -r.y1)
    first = next((r for r in ahead if _overlap(r, own) > 0.5 * min(r.width, own.width)), None)
    if first is None or abs((first.y0 if below else first.y1) - edge) > 2.6 * caption.size + 4:
        return None
    between = Box(first.x0, min(edge, first.y0), first.x1, max(edge, first.y1))
    if any(between.covers(row.box, 0.6) for row in rows):
        return None
    last = first
    for rule in ahead:
        if rule is first or abs(rule.x0 - first.x0) > 4 or abs(rule.x1 - first.x1) > 4:
            continue
        gap = Box(first.x0, min(last.y1, rule.y0), first.x1, max(last.y0, rule.y1))
        if any(c is not caption and gap.intersection(c.box).area > 0.5 * c.box.area for c in captions):
            break
        if sum(gap.covers(box, 0.8) for box in strong) > 4:
            break
        last = rule
    if last is first or abs(last.y0 - first.y0) < 10:
        return None
    return first.union(last)


def notes_below(frame: Box, rows: Sequence[Strip], size: float) -> list[Strip]:
    """Rows of small type that follow directly under a table: its notes."""
    found: list[Strip] = []
    bottom = frame.y1
    for row in rows:  # from top to bottom
        if row.box.y0 < bottom - 2:
            continue
        if row.box.x0 < frame.x0 - 8 or row.box.x0 > frame.x1:
            continue
        limit = 1.5 if not found else 0.75
        if row.size > size - 0.6 or row.box.y0 - bottom > limit * row.size or row.box.x1 > frame.x1 + 12:
            break
        found.append(row)
        bottom = max(bottom, row.box.y1)
    return found


def _overlap(a: Box, b: Box) -> float:
    return min(a.x1, b.x1) - max(a.x0, b.x0)


def cells_below(frame: Box, rows: Sequence[Strip], size: float, sure: Sequence[Box], caption: Caption) -> Box:
    """A frame that holds no more than a table's head, with the rows of cells that follow it without a rule.

    ``rows`` are the page's rows without captions from top to bottom, ``sure`` the boxes of running text, ``size`` is
    that of the text.
    """
    if frame.height > HEAD * caption.size:
        return frame
    box, bottom = frame, frame.y1
    lines = 0
    for line in _lines(rows, frame):
        first = line[0]
        if first.box.y0 - bottom > FARTHEST_ROW * first.size or any(wall in sure for wall in (r.box for r in line)):
            break
        apart = any(b.box.x0 - a.box.x1 > first.size for a, b in pairwise(line))
        if not apart and first.size > size - SMALLER:
            break
        lines += apart
        for row in line:
            box, bottom = box.union(row.full), max(bottom, row.box.y1)
    return box if lines >= FEWEST_LINES else frame


def _lines(rows: Sequence[Strip], frame: Box) -> list[list[Strip]]:
    """The rows below a frame and within its sides, by baseline, from left to right."""
    lines: list[list[Strip]] = []
    for row in rows:
        if row.box.y0 < frame.y1 - 2 or row.box.x0 < frame.x0 - 8 or row.box.x1 > frame.x1 + 8:
            continue
        if lines and abs(lines[-1][0].baseline - row.baseline) < 0.4 * row.size:
            lines[-1].append(row)
        else:
            lines.append([row])
    return [sorted(line, key=lambda row: row.box.x0) for line in lines]
