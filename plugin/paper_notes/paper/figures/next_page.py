"""Figures that stand on the page before their caption, or on the one behind it.

A figure that fills a page has its caption beside it, and a text processor breaks pages between a figure and its
caption. What ends the page before belongs to the caption that begins the next one, when nothing else claims it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from paper_notes.paper.figures.candidates import divide, whole_content
from paper_notes.paper.figures.captions import Caption
from paper_notes.paper.figures.pictures import parted_between
from paper_notes.paper.figures.scene import Scene
from paper_notes.paper.model import Box

WIDE = 0.2
"""Share of the page's width from which a row of text parts what is above it from what is below."""
WHOLE_PAGE = 0.08
"""Share of the page that a figure takes at least whose caption only stands near the page's edge."""
LEFT_OVER = 0.03
"""The same of a figure whose caption begins or ends its page."""


def content_elsewhere(
    caption: Caption,
    own: Scene,
    there: Callable[[int], Scene | None],
    taken: Mapping[int, Sequence[tuple[Caption, Box]]],
    lost: Sequence[Caption],
) -> tuple[int, Box] | None:
    """The page and the box of what belongs to a caption that has nothing on its own page, in points.

    ``own`` is the caption's page, ``there`` gives the scenes of others, ``taken`` what other captions took by page
    number, and ``lost`` are all captions that have nothing on their pages.
    """
    middle = (own.area.y0 + own.area.y1) / 2
    for step in (-1, 1) if caption.box.y0 < middle else (1, -1):
        scene = there(caption.page + step)
        if scene is None:
            continue
        at_edge = _is_outermost(caption, own, step)
        if scene.captions and not at_edge:
            continue
        row = [c for c in lost if c.page == caption.page and abs(c.box.y0 - caption.box.y0) < caption.size]
        row.sort(key=lambda c: c.box.x0)
        if len(row) > 1:
            drawn = tuple(graphic.box for graphic in parted_between(scene.graphics, row))
            scene = replace(scene, drawn=drawn)
        others = [box for owner, box in taken.get(caption.page + step, ()) if owner not in row]
        box = whole_content(scene, _free_end(caption, scene, step, others, row))
        least = (LEFT_OVER if at_edge and step < 0 else WHOLE_PAGE) * scene.page.box.area
        if box is not None and box.area > least:
            return caption.page + step, box
    return None


def _is_outermost(caption: Caption, scene: Scene, step: int) -> bool:
    """Whether nothing but other captions stands between the caption and the page's edge."""
    boxes = [*scene.walls, *scene.texts, *scene.drawn]
    if step < 0:
        return not any(box.y0 < caption.box.y0 - 2 for box in boxes)
    return not any(box.y1 > caption.box.y1 + 2 for box in boxes)


def _free_end(caption: Caption, scene: Scene, step: int, taken: Sequence[Box], row: Sequence[Caption]) -> Box:
    """The end of the page that no text, caption or other figure takes; the caption's share of it where several
    captions of a row have lost theirs."""
    walls = [wall for wall in scene.walls if wall.width > WIDE * scene.area.width]
    walls += [c.box for c in scene.captions] + list(taken)
    top, bottom = scene.area.y0, scene.area.y1
    if step < 0:
        top = max([top, *(wall.y1 for wall in walls)])
    else:
        bottom = min([bottom, *(wall.y0 for wall in walls)])
    left, right = scene.area.x0, scene.area.x1
    for other in row:
        if other is caption or top >= bottom:
            continue
        if other.box.x0 > caption.box.x1:
            right = min(right, divide(scene, caption.box, other.box, top, bottom))
        elif other.box.x1 < caption.box.x0:
            left = max(left, divide(scene, other.box, caption.box, top, bottom))
    return Box(left, top, right, bottom)
