"""Which candidate each caption gets: the habits of the document and the neighbours on the page decide together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from paper_notes.paper.figures.candidates import Candidate, Side, candidates, content_box
from paper_notes.paper.figures.captions import Caption
from paper_notes.paper.figures.scene import Scene
from paper_notes.paper.model import Box, FigureKind

PRIOR: dict[FigureKind, dict[Side, float]] = {
    "figure": {"above": 0.5, "below": 0.0, "left": 0.0, "right": 0.0},
    "table": {"above": 0.0, "below": 0.4, "left": 0.0, "right": 0.0},
    "algorithm": {"above": 0.0, "below": 0.4, "left": 0.0, "right": 0.0},
}
MOST = 4096
"""Combinations tried on one page before the captions are decided one after the other."""


def choose(scenes: Sequence[Scene]) -> dict[Caption, Candidate]:
    """One candidate for each caption that has any."""
    offers = {caption: candidates(scene, caption) for scene in scenes for caption in scene.captions}
    habit: dict[FigureKind, Counter[Side]] = {"figure": Counter(), "table": Counter(), "algorithm": Counter()}
    for _ in range(2):
        chosen: dict[Caption, Candidate] = {}
        for scene in scenes:
            chosen.update(_part(scene, _choose_on_page([offers[c] for c in scene.captions if offers[c]], habit)))
        for kind in habit:
            habit[kind] = Counter(c.side for c in chosen.values() if c.caption.kind == kind)
    return chosen


def _choose_on_page(offers: list[list[Candidate]], habit: dict[FigureKind, Counter[Side]]) -> dict[Caption, Candidate]:
    scored = [[(c, c.score + _leaning(c, habit)) for c in options] for options in offers]
    count = 1
    for options in scored:
        count *= len(options)
    if count > MOST:
        taken: list[Candidate] = []
        for options in scored:
            taken.append(max(options, key=lambda o: o[1] - sum(_conflict(o[0], t) for t in taken))[0])
        return {c.caption: c for c in taken}
    best: tuple[float, tuple[Candidate, ...]] = (float("-inf"), ())
    for combination in product(*scored):
        total = sum(worth for _, worth in combination)
        picked = tuple(c for c, _ in combination)
        for i, first in enumerate(picked):
            for second in picked[i + 1 :]:
                total -= _conflict(first, second)
        if total > best[0]:
            best = (total, picked)
    return {c.caption: c for c in best[1]}


def _part(scene: Scene, chosen: dict[Caption, Candidate]) -> dict[Caption, Candidate]:
    """Take a neighbour's area out of one that swallowed it, such as a table that ends right above a figure."""
    parted = dict(chosen)
    for caption, outer in chosen.items():
        for inner in chosen.values():
            own = parted[caption].box
            if inner is outer or not own.covers(inner.box, 0.9) or own.area < 1.1 * inner.box.area:
                continue
            if outer.side == "above":
                left = Box(own.x0, inner.box.y1, own.x1, own.y1)
            elif outer.side == "below":
                left = Box(own.x0, own.y0, own.x1, inner.box.y0)
            else:
                continue
            content = content_box(scene, left, caption, outer.side) if left.height > 8 else None
            if content is not None and content.height > 8:
                parted[caption] = replace(outer, box=content)
    return parted


def _leaning(candidate: Candidate, habit: dict[FigureKind, Counter[Side]]) -> float:
    counts = habit[candidate.caption.kind]
    total = sum(counts.values())
    lean = PRIOR[candidate.caption.kind][candidate.side]
    if total >= 2:
        lean += 1.0 * counts[candidate.side] / total
    return lean


def _conflict(a: Candidate, b: Candidate) -> float:
    common = a.box.intersection(b.box)
    if common.width <= 0 or common.height <= 0:
        return 0.0
    share = common.area / max(min(a.box.area, b.box.area), 1.0)
    return 4.0 * share if share > 0.05 else 0.0
