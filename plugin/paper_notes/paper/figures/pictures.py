"""One picture that holds the figures of several captions side by side, parted between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from paper_notes.paper.figures.captions import Caption
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Graphic

NEAR = 30.0
"""Points from a picture to its captions, at most."""
OVERLAP = 3.0
"""Points."""


def shared_pictures(graphics: Sequence[Graphic], captions: Sequence[Caption]) -> tuple[Graphic, ...]:
    """The graphics, such pictures cut into as many pieces as captions stand under or over them."""
    if len(captions) < 2:
        return tuple(graphics)
    parted: list[Graphic] = []
    for graphic in graphics:
        facing = _facing(graphic.box, captions) if graphic.kind == "image" else []
        parted += [Graphic(box, graphic.kind) for box in _pieces(graphic.box, facing)] if facing else [graphic]
    return tuple(parted)


def parted_between(graphics: Sequence[Graphic], captions: Sequence[Caption]) -> tuple[Graphic, ...]:
    """The graphics, pictures cut that reach over the middles of several of these captions, which stand on one row of
    another page."""
    parted: list[Graphic] = []
    for graphic in graphics:
        box = graphic.box
        facing = [c for c in captions if box.x0 < (c.box.x0 + c.box.x1) / 2 < box.x1]
        several = graphic.kind == "image" and len(facing) > 1
        parted += [Graphic(piece, graphic.kind) for piece in _pieces(box, facing)] if several else [graphic]
    return tuple(parted)


def _facing(box: Box, captions: Sequence[Caption]) -> list[Caption]:
    """Two or more captions on one row right below the picture, or above it, with their middles over its width."""
    for row in (captions, captions[::-1]):
        first = next((c for c in row if c.kind == "figure" and _is_near(c.box, box)), None)
        if first is None:
            continue
        beside = [c for c in captions if abs(c.box.y0 - first.box.y0) < 0.5 * c.size and _is_near(c.box, box)]
        if len(beside) > 1:
            return sorted(beside, key=lambda c: c.box.x0)
    return []


def _is_near(own: Box, picture: Box) -> bool:
    gap = max(own.y0 - picture.y1, picture.y0 - own.y1)
    return -OVERLAP < gap < NEAR and picture.x0 < (own.x0 + own.x1) / 2 < picture.x1


def _pieces(box: Box, captions: Sequence[Caption]) -> list[Box]:
    """Equal pieces when each holds the middle of one caption, else pieces that end halfway between captions."""
    count = len(captions)
    middles = [(c.box.x0 + c.box.x1) / 2 for c in captions]
    edges = [box.x0 + box.width * i / count for i in range(count + 1)]
    if not all(edges[i] < middle < edges[i + 1] for i, middle in enumerate(middles)):
        between = [(a.box.x1 + b.box.x0) / 2 for a, b in pairwise(captions)]
        edges = [box.x0, *between, box.x1]
    return [Box(x0, box.y0, x1, box.y1) for x0, x1 in pairwise(edges)]
