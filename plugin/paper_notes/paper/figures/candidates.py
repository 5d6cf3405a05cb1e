"""What area of a page can belong to a caption: candidates above, below and beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from paper_notes.paper.figures.captions import Caption
from paper_notes.paper.figures.scene import Scene
from paper_notes.paper.model import Box

LONE_SHARE = 0.4
"""Share of a region that an image fills that is the whole figure."""
TOUCHES = 3.0
"""Points."""
OVERHANG = 3.0
"""Points by which content may stand out of the area that is free for it."""
Side = Literal["above", "below", "left", "right"]
SIDES: tuple[Side, ...] = ("above", "below", "left", "right")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An area beside a caption: ``box`` is around its content, ``score`` how well it suits the caption."""

    caption: Caption
    side: Side
    box: Box
    score: float


def candidates(scene: Scene, caption: Caption) -> list[Candidate]:
    """Areas on all four sides that hold something, with scores before habits of the document are known."""
    found = []
    for side in SIDES:
        frame = scene.frames.get((caption, side == "below")) if side in ("above", "below") else None
        if frame is not None and caption.kind != "figure":
            box = clear_of(_around_frame(scene, frame), caption.box, side)
            found.append(Candidate(caption, side, box, score(scene, caption, side, box) + 0.8))
            continue
        seen: list[Box] = []
        for area, penalty in _areas(scene, caption, side):
            content = content_box(scene, area, caption, side)
            if content is not None and caption.kind == "figure":
                content = lone_image(scene, content) or content
            if content is None or content.width <= 15 or content.height <= 8 or content in seen:
                continue
            seen.append(content)
            found.append(Candidate(caption, side, content, score(scene, caption, side, content) - penalty))
    return found


def _areas(scene: Scene, caption: Caption, side: Side) -> list[tuple[Box, float]]:
    """Free areas beside a caption, each with a penalty: once as if there were no other frames, once clear of those
    that rules draw around the tables of other captions."""
    tables = [f for (c, _), f in scene.frames.items() if c is not caption and c.kind != "figure"]
    found: list[tuple[Box, float]] = []
    for bounds, penalty in _bounds(scene, caption, side):
        area = free_area(scene, caption, side, bounds)
        found.append((area, penalty))
        inside = [table for table in tables if area.covers(table, 0.5) and not table.covers(caption.box, 0.1)]
        if inside:
            found.append((free_area(scene, caption, side, bounds, inside), penalty))
    return found


def _around_frame(scene: Scene, frame: Box) -> Box:
    """The frame and what touches it, such as a table's last column that stands out beyond its rules."""
    box = frame
    for item in (*scene.drawn, *scene.texts):
        if frame.covers(item, 0.6):
            box = box.union(item)
    return box


def _bounds(scene: Scene, caption: Caption, side: Side) -> list[tuple[tuple[float, float], float]]:
    """Left and right limits to try, each with a penalty: the caption's own text column, and the whole page."""
    whole = (0.0, scene.area.x1)
    own = caption.box
    if side in ("left", "right"):
        return [(whole, 0.0)]
    home = next((c for c in scene.columns if own.x0 > c[0] - 10 and own.x1 < c[1] + 10), None)
    if home is None:
        return [(whole, 0.0)]
    left = max((c[1] for c in scene.columns if c[1] < home[0] + 2), default=None)
    right = min((c[0] for c in scene.columns if c[0] > home[1] - 2), default=None)
    if left is None and right is None:
        return [(whole, 0.0)]
    column = (
        (left + home[0]) / 2 if left is not None else 0.0,
        (right + home[1]) / 2 if right is not None else scene.area.x1,
    )
    area = free_area(scene, caption, side, whole)
    items = _within((*scene.drawn, *scene.texts), area)
    astride = any(b.x0 < x - 4 and b.x1 > x + 4 for b in items for x in column if 0 < x < scene.area.x1)
    return [(column, 1.0 if astride else 0.0), (whole, 0.0 if astride else 0.4)]


def free_area(
    scene: Scene, caption: Caption, side: Side, bounds: tuple[float, float], besides: Sequence[Box] = ()
) -> Box:
    """The empty rectangle beside the caption, between walls, that holds most content whole; ``besides`` are further
    boxes that it must not cross."""
    own, area = caption.box, scene.area
    walls = [*scene.walls, *(c.box for c in scene.captions if c is not caption), *besides]
    if side in ("left", "right"):
        return _beside(own, area, walls, side)
    x0, x1 = own.x0 + 0.08 * own.width, own.x1 - 0.08 * own.width
    facing = [w for w in walls if w.x0 < x1 and w.x1 > x0]
    if side == "above":
        far = max([w.y1 for w in facing if w.y0 < own.y0 - 2 and w.y1 < own.y1], default=area.y0)
    else:
        far = min([w.y0 for w in facing if w.y1 > own.y1 + 2 and w.y0 > own.y0], default=area.y1)
    found: list[Box] = []
    middle = (x0 + x1) / 2
    for _ in range(10):  # give up height for width, wall by wall
        y0, y1 = (far, own.y0) if side == "above" else (own.y1, far)
        beside = [w for w in walls if w.y0 < y1 - 2 and w.y1 > y0 + 2 and w.x1 > bounds[0] and w.x0 < bounds[1]]
        left = max((w for w in beside if w.x1 < middle), key=lambda w: w.x1, default=None)
        right = min((w for w in beside if w.x0 > middle), key=lambda w: w.x0, default=None)
        limits = (max(bounds[0], left.x1 if left else 0.0), min(bounds[1], right.x0 if right else area.x1))
        limits = _shared(scene, caption, limits, y0, y1)
        found.append(Box(min(limits[0], own.x0), y0, max(limits[1], own.x1), y1))
        walled = [w for w in (left, right) if w is not None]
        if not walled:
            break
        far = max(w.y1 for w in walled) if side == "above" else min(w.y0 for w in walled)
        if abs(far - (own.y0 if side == "above" else own.y1)) < 10:
            break
    return max(found, key=lambda box: _held(scene, box)) if len(found) > 1 else found[0]


def _shared(scene: Scene, caption: Caption, limits: tuple[float, float], y0: float, y1: float) -> tuple[float, float]:
    """Limits that leave captions on the same row their share of the space between."""
    left, right = limits
    own = caption.box
    for other in scene.captions:
        if other is caption or min(other.box.y1, own.y1) - max(other.box.y0, own.y0) < 2:
            continue
        if other.box.x0 >= own.x1:
            right = min(right, divide(scene, own, other.box, y0, y1))
        elif other.box.x1 <= own.x0:
            left = max(left, divide(scene, other.box, own, y0, y1))
    return left, right


def _beside(own: Box, area: Box, walls: Sequence[Box], side: Side) -> Box:
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


def _held(scene: Scene, area: Box) -> float:
    """Square points of content that lies whole inside, less what the edge would cut through."""
    total = 0.0
    left, top, right, bottom = area
    for x0, y0, x1, y1 in (*scene.texts, *scene.drawn):
        if x0 > right or x1 < left or y0 > bottom or y1 < top:
            continue
        width, height = min(x1, right) - max(x0, left), min(y1, bottom) - max(y0, top)
        if width < 0 or height < 0:
            continue
        size = max(x1 - x0, 1.0) * max(y1 - y0, 1.0)
        share = max(width, 1.0) * max(height, 1.0) / size
        inside = x0 > left - OVERHANG and y0 > top - OVERHANG and x1 < right + OVERHANG and y1 < bottom + OVERHANG
        total += size if inside else -share * size
    return total


def divide(scene: Scene, left: Box, right: Box, y0: float, y1: float) -> float:
    """Where the figures of two captions on one row part: the widest gap in the content between their centres."""
    start, end = (left.x0 + left.x1) / 2, (right.x0 + right.x1) / 2
    middle = (left.x1 + right.x0) / 2
    spans = sorted(
        (b.x0, b.x1)
        for b in (*scene.drawn, *scene.texts)
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
    inner = _within((*scene.drawn, *scene.texts), area)
    if not inner:
        return None
    inner.sort(key=lambda b: (_apart(b, caption.box, side), _distance(b, caption.box)))
    box = inner[0]
    for other in inner[1:]:
        gap = max(other.y0 - box.y1, box.y0 - other.y1) if side in ("above", "below") else _distance(box, other)
        if gap > 60:
            continue
        x0, y0, x1, y1 = box
        if other.x0 < x0 or other.y0 < y0 or other.x1 > x1 or other.y1 > y1:
            box = box.union(other)
    clipped = clear_of(box.intersection(area.grown(OVERHANG)), caption.box, side)
    return clipped if clipped.width > 0 and clipped.height > 0 else None


def lone_image(scene: Scene, box: Box) -> Box | None:
    """The image that is alone in a region, with its sub-captions and whatever touches it; None when more is drawn.

    Text around an image that is the whole figure is no part of it: the image's own bounds are right.
    """
    inner = [graphic for graphic in scene.graphics if box.covers(graphic.box, 0.6)]
    images = [graphic.box for graphic in inner if graphic.kind == "image"]
    if len(images) != 1:
        return None
    image = images[0]
    if image.area < LONE_SHARE * box.area or image.width < 0.4 * box.width:
        return None
    if any(g.kind != "image" and not image.grown(TOUCHES).covers(g.box, 0.9) and g.box.height > 2 for g in inner):
        return None
    whole = image
    for text in _within(scene.texts, box):
        gap = _distance(text, image)
        small = text.width < 0.5 * image.width and image.x0 <= (text.x0 + text.x1) / 2 <= image.x1
        if gap <= TOUCHES or (small and gap < 1.5 * text.height):
            whole = whole.union(text)
    return whole.intersection(box.grown(TOUCHES))


def whole_content(scene: Scene, area: Box) -> Box | None:
    """Around everything in an area that is drawn, and the text among it; None when nothing is drawn there."""
    drawn = _within(scene.drawn, area)
    if not any(box.width > 30 and box.height > 30 for box in drawn):
        return None
    box = drawn[0]
    for other in [*drawn[1:], *_within(scene.texts, area)]:
        box = box.union(other)
    return box.intersection(area)


def clear_of(box: Box, own: Box, side: Side) -> Box:
    """The box cut off where the caption begins."""
    if side == "above":
        return box._replace(y1=min(box.y1, own.y0))
    if side == "below":
        return box._replace(y0=max(box.y0, own.y1))
    if side == "left":
        return box._replace(x1=min(box.x1, own.x0))
    return box._replace(x0=max(box.x0, own.x1))


def _within(boxes: Sequence[Box], area: Box) -> list[Box]:
    """Those whose centre lies in the area, or a point beside it."""
    left, top, right, bottom = area.grown(1)
    return [box for box in boxes if left <= (box[0] + box[2]) / 2 <= right and top <= (box[1] + box[3]) / 2 <= bottom]


def _distance(a: Box, b: Box) -> float:
    return max(a.x0 - b.x1, b.x0 - a.x1, a.y0 - b.y1, b.y0 - a.y1, 0.0)


def score(scene: Scene, caption: Caption, side: Side, box: Box) -> float:
    """Closeness, size, and how much of it is graphics rather than stray text."""
    own = caption.box
    distance = _distance(own, box)
    inner = _within(scene.drawn, box)
    drawn = any(b.width > 0.3 * box.width or b.height > 0.3 * box.height for b in inner)
    drawn = drawn or sum(b.area for b in inner) > 0.25 * box.area  # many small pieces
    words = len(_within(scene.texts, box))
    worth = 1.0 - min(distance, 80) / 60
    worth += min(box.area / 20000, 1.0)
    if drawn:
        worth += 0.8
    elif caption.kind == "figure" or words < 4:
        worth -= 0.8
    if side in ("left", "right"):
        worth -= 0.6
        overlap = min(box.y1, own.y1) - max(box.y0, own.y0)
        if overlap < 0.6 * min(own.height, box.height):
            worth -= 1.0
    else:
        overlap = min(box.x1, own.x1) - max(box.x0, own.x0)
        if overlap < 0.6 * min(own.width, box.width):
            worth -= 1.0
    return worth


def _apart(box: Box, own: Box, side: Side) -> bool:
    """Whether a piece of content doesn't face the caption."""
    if side in ("above", "below"):
        return min(box.x1, own.x1) - max(box.x0, own.x0) <= 0
    return min(box.y1, own.y1) - max(box.y0, own.y0) <= 0
