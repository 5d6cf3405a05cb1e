"""What area of a page can belong to a caption: candidates above, below and beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from paper_notes.paper.captions import Caption
from paper_notes.paper.model import Box
from paper_notes.paper.pages import Graphic, Line, Page

Side = Literal["above", "below", "left", "right"]
SIDES: tuple[Side, ...] = ("above", "below", "left", "right")


@dataclass(frozen=True, slots=True)
class Scene:
    """A page as the search for regions sees it: walls that no figure crosses, and what figures are made of."""

    page: Page
    area: Box
    captions: tuple[Caption, ...]
    walls: tuple[Box, ...]
    texts: tuple[Line, ...]
    graphics: tuple[Graphic, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An area beside a caption: ``box`` is around its content, ``score`` how well it suits the caption."""

    caption: Caption
    side: Side
    box: Box
    score: float


def make_scene(page: Page, captions: Sequence[Caption], body: set[int], heads: set[int]) -> Scene:
    """Sort a page's lines into walls and content; drop graphics that are decoration."""
    owned = {i for caption in captions for i in caption.lines}
    walls = [page.lines[i].box for i in body if i not in owned]
    texts = tuple(line for i, line in enumerate(page.lines) if i not in body | heads | owned and line.text.strip())
    tops = [page.lines[i].box.y1 for i in heads if page.lines[i].box.y1 < 0.15 * page.box.height]
    bottoms = [page.lines[i].box.y0 for i in heads if page.lines[i].box.y0 > 0.85 * page.box.height]
    area = Box(0, max(tops, default=0.0), page.box.x1, min(bottoms, default=page.box.y1))
    graphics = tuple(g for g in page.graphics if _is_content(g, page, area, walls))
    return Scene(page, area, tuple(captions), tuple(walls), texts, graphics)


def _is_content(graphic: Graphic, page: Page, area: Box, walls: Sequence[Box]) -> bool:
    box = graphic.box
    if box.x1 < 0 or box.y1 < 0 or box.x0 > page.box.x1 or box.y0 > page.box.y1:
        return False
    if box.area > 0.85 * page.box.area or (box.y1 < area.y0 + 6 and box.height < 6) or box.y1 < area.y0 - 4:
        return False
    if box.y0 > area.y1 - 6 and (box.height < 6 or box.y0 > area.y1):
        return False
    if box.height < 2 and any(w.x0 - 2 <= box.x0 and box.x1 <= w.x1 + 2 and w.y0 <= box.y0 <= w.y1 + 2 for w in walls):
        return False  # underline, fraction bar
    return not any(w.grown(1).covers(box, 0.9) for w in walls)


def candidates(scene: Scene, caption: Caption) -> list[Candidate]:
    """Areas on all four sides that hold something, with scores before habits of the document are known."""
    found = []
    for side in SIDES:
        area = _free_area(scene, caption, side)
        box = content_box(scene, area, caption, side)
        if box is not None and box.width > 15 and box.height > 8:
            found.append(Candidate(caption, side, box, _score(scene, caption, side, box)))
    return found


def _free_area(scene: Scene, caption: Caption, side: Side) -> Box:
    """The strip beside the caption up to the next wall, then widened to the walls beside it."""
    own = caption.box
    walls = [*scene.walls, *(c.box for c in scene.captions if c is not caption)]
    area = scene.area
    if side in ("above", "below"):
        x0, x1 = own.x0 + 0.08 * own.width, own.x1 - 0.08 * own.width
        facing = [w for w in walls if w.x0 < x1 and w.x1 > x0]
        if side == "above":
            y0, y1 = max([w.y1 for w in facing if w.y0 < own.y0 - 2 and w.y1 < own.y1], default=area.y0), own.y0
        else:
            y0, y1 = own.y1, min([w.y0 for w in facing if w.y1 > own.y1 + 2 and w.y0 > own.y0], default=area.y1)
        beside = [w for w in walls if w.y0 < y1 - 2 and w.y1 > y0 + 2]
        left = max([w.x1 for w in beside if w.x1 < (x0 + x1) / 2], default=0.0)
        right = min([w.x0 for w in beside if w.x0 > (x0 + x1) / 2], default=area.x1)
        for other in scene.captions:  # neighbours on the same row share the space between them
            if other is caption or min(other.box.y1, own.y1) - max(other.box.y0, own.y0) < 2:
                continue
            if other.box.x0 >= own.x1:
                right = min(right, _divide(scene, own, other.box, y0, y1))
            elif other.box.x1 <= own.x0:
                left = max(left, _divide(scene, other.box, own, y0, y1))
        return Box(min(left, own.x0), y0, max(right, own.x1), y1)
    y0, y1 = own.y0, own.y1
    facing = [w for w in walls if w.y0 < y1 - 1 and w.y1 > y0 + 1]
    if side == "left":
        x0, x1 = max([w.x1 for w in facing if w.x1 <= own.x0 + 2], default=0.0), own.x0
    else:
        x0, x1 = own.x1, min([w.x0 for w in facing if w.x0 >= own.x1 - 2], default=area.x1)
    over = [w for w in walls if w.x0 < x1 - 2 and w.x1 > x0 + 2]
    top = max([w.y1 for w in over if w.y1 < (y0 + y1) / 2], default=area.y0)
    bottom = min([w.y0 for w in over if w.y0 > (y0 + y1) / 2], default=area.y1)
    return Box(x0, top, x1, bottom)


def _divide(scene: Scene, left: Box, right: Box, y0: float, y1: float) -> float:
    """Where the figures of two captions on one row part: the widest gap in the content between their centres."""
    start, end = (left.x0 + left.x1) / 2, (right.x0 + right.x1) / 2
    middle = (left.x1 + right.x0) / 2
    spans = sorted(
        (b.x0, b.x1)
        for b in [*(g.box for g in scene.graphics), *(t.box for t in scene.texts)]
        if b.y0 < y1 - 1 and b.y1 > y0 + 1 and b.x1 > start and b.x0 < end
    )
    best, best_at, reach = -1.0, middle, start
    for x0, x1 in [*spans, (end, end)]:
        gap = x0 - reach
        worth = gap - 0.15 * abs((x0 + reach) / 2 - middle)
        if gap > 0 and worth > best:
            best, best_at = worth, (x0 + reach) / 2
        reach = max(reach, x1)
    return best_at if best > 0 else middle


def content_box(scene: Scene, area: Box, caption: Caption, side: Side) -> Box | None:
    """Around all content whose centre lies in the area, connected from the caption outward."""
    inner = [g.box for g in scene.graphics if _inside(g.box, area)]
    inner += [t.box for t in scene.texts if _inside(t.box, area)]
    if not inner:
        return None
    key = {
        "above": lambda b: caption.box.y0 - b.y1,
        "below": lambda b: b.y0 - caption.box.y1,
        "left": lambda b: caption.box.x0 - b.x1,
        "right": lambda b: b.x0 - caption.box.x1,
    }[side]
    inner.sort(key=key)
    box = inner[0]
    for other in inner[1:]:
        if _distance(box, other) > 60:
            continue
        box = box.union(other)
    clipped = box.intersection(area.grown(3))
    return clipped if clipped.area > 0 else None


def _inside(box: Box, area: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return area.x0 - 1 <= x <= area.x1 + 1 and area.y0 - 1 <= y <= area.y1 + 1


def _distance(a: Box, b: Box) -> float:
    return max(a.x0 - b.x1, b.x0 - a.x1, a.y0 - b.y1, b.y0 - a.y1, 0.0)


def _score(scene: Scene, caption: Caption, side: Side, box: Box) -> float:
    """Closeness, size, and how much of it is graphics rather than stray text."""
    own = caption.box
    distance = _distance(own, box)
    drawn = any(
        _inside(g.box, box) and (g.box.width > 0.3 * box.width or g.box.height > 0.3 * box.height)
        for g in scene.graphics
    )
    words = sum(1 for t in scene.texts if _inside(t.box, box))
    score = 1.0 - min(distance, 80) / 60
    score += min(box.area / 20000, 1.0)
    if drawn:
        score += 0.8
    elif caption.kind == "figure" or words < 4:
        score -= 0.8
    if side in ("left", "right"):
        score -= 0.6
        overlap = min(box.y1, own.y1) - max(box.y0, own.y0)
        if overlap < 0.6 * min(own.height, box.height):
            score -= 1.0
    else:
        overlap = min(box.x1, own.x1) - max(box.x0, own.x0)
        if overlap < 0.6 * min(own.width, box.width):
            score -= 1.0
    return score
