"""How a document sets its running text: size, fonts, columns, headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from paper_notes.language.script import HAN
from paper_notes.paper.layout.strips import Strip
from paper_notes.paper.model import Box

HEADING_NUMBER = re.compile(
    rf"^(?:\d+(?:\.\d+)*\.?|[IVX]+\.|[A-H]\.?(?:\d+(?:\.\d+)*)?|§\s?\d+)\s+[A-Z{HAN}]"
    r"|^第?[一二三四五六七八九十]+[章节、]"
)


NEAR, NEAR_ON_SCANS = 0.3, 0.8
"""Points by which sizes of one kind of type differ, at most."""
SLACK_ON_SCANS = 4.0
"""Points by which the edges of a column waver on a scan."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a document sets its running text.

    ``size`` in points, ``font`` by name, ``sizes`` every size in which whole columns are set (references,
    footnotes), ``leading`` from baseline to baseline, ``columns`` the (left, right) edges most used; ``ragged``
    when lines don't reach the right edge alike; ``headings`` the (font, size) of headings. ``near`` is by how many
    points sizes of one kind differ, ``slack`` by how many edges waver beyond what print does: text recognised on a
    scan has neither one size nor straight edges.
    """

    size: float
    font: str
    sizes: frozenset[float]
    leading: float
    columns: tuple[tuple[float, float], ...]
    ragged: bool
    headings: frozenset[tuple[str, float]] = frozenset()
    near: float = NEAR
    slack: float = 0.0


def document_style(pages: Sequence[Sequence[Strip]], *, scanned: bool = False) -> Style:
    """Body size, font and column edges, from all rows that are densely set."""
    near, slack = (NEAR_ON_SCANS, SLACK_ON_SCANS) if scanned else (NEAR, 0.0)
    looks: Counter[tuple[float, str]] = Counter()
    for rows in pages:
        for row in rows:
            if row.dense and row.places > 20:
                looks[round(row.size, 1), row.font] += row.places
    size, font = looks.most_common(1)[0][0] if looks else (10.0, "")
    set_solid: Counter[float] = Counter()
    leadings: Counter[float] = Counter()
    plain: list[Strip] = []
    for rows in pages:
        for row, following in pairwise(rows):
            if not row.dense:
                continue
            set_solid[round(row.size, 1)] += 1
            if abs(row.size - size) <= near:
                plain.append(row)
                if abs(following.box.x0 - row.box.x0) < 1:
                    leadings[round(following.baseline - row.baseline, 1)] += 1
    leading = leadings.most_common(1)[0][0] if leadings else 1.2 * size
    columns = columns_of(plain, max(3, len(plain) // 25))
    fitting = sum(_fills(row.box, columns, slack) for row in plain)
    ragged = fitting < 0.35 * len(plain)
    if ragged:
        columns = _ragged_columns(plain)
    sizes = frozenset(s for s, n in set_solid.items() if n >= 15)
    style = Style(size, font, sizes, leading, tuple(columns[:5]), ragged, near=near, slack=slack)
    return replace(style, headings=_heading_styles(pages, style))


def _heading_styles(pages: Sequence[Sequence[Strip]], style: Style) -> frozenset[tuple[str, float]]:
    """Type in which several rows above running text are set, at its left edge, bold or large."""
    seen: Counter[tuple[str, float]] = Counter()
    for rows in pages:
        for row, following in pairwise(rows):
            step = following.baseline - row.baseline
            if (
                is_heading(row, style)
                and (row.font != style.font or row.size > style.size + 0.8)
                and 0.9 * row.size < step < 3.4 * row.size
                and abs(following.box.x0 - row.box.x0) < 26
                and fills_column(following, style.columns, style)
            ):
                seen[row.font, round(row.size, 1)] += 1
    return frozenset(look for look, count in seen.items() if count >= 2)


def fills_column(row: Strip, columns: Sequence[tuple[float, float]], style: Style) -> bool:
    """Whether the row is set in type of the running text and reaches across a column, as far as ragged lines do."""
    known = abs(row.size - style.size) <= style.near or round(row.size, 1) in style.sizes
    if not known or not row.dense:
        return False
    if style.ragged:
        box = row.box
        return any(abs(box.x0 - x0) < 2.5 and x0 + 0.72 * (x1 - x0) < box.x1 < x1 + 4 for x0, x1 in columns)
    return _fills(row.box, columns, style.slack)


def _fills(box: Box, columns: Sequence[tuple[float, float]], slack: float) -> bool:
    return any(abs(box.x0 - x0) < 2.5 + slack and abs(box.x1 - x1) < 3.5 + slack for x0, x1 in columns)


def is_heading(row: Strip, style: Style) -> bool:
    """Bold, larger than the text, or numbered; a short row."""
    text = row.text.strip()
    if len(text) > 110 or text.endswith((",", ";")) or len(text) < 3:
        return False
    return row.bold or row.size > style.size + 0.8 or bool(HEADING_NUMBER.match(text))


def columns_of(rows: Sequence[Strip], support: int) -> list[tuple[float, float]]:
    """The (left, right) edges that at least ``support`` rows share, commonest first."""
    cells: dict[tuple[int, int], list[Box]] = {}
    for row in rows:
        cells.setdefault((round(row.box.x0 / 3), round(row.box.x1 / 3)), []).append(row.box)
    found: list[tuple[float, float]] = []
    for (left, right), boxes in sorted(cells.items(), key=lambda item: -len(item[1])):
        around = [b for a in (-1, 0, 1) for c in (-1, 0, 1) for b in cells.get((left + a, right + c), ())]
        x0, x1 = median(b.x0 for b in boxes), median(b.x1 for b in boxes)
        if len(around) >= support and not any(abs(x0 - k0) < 7 and abs(x1 - k1) < 7 for k0, k1 in found):
            found.append((x0, x1))
    return _without_indents(found)


def _without_indents(columns: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leave out edges that a commoner column explains: its first lines' indent, its short lines."""
    return [
        (x0, x1)
        for i, (x0, x1) in enumerate(columns)
        if not any(
            (2 < x0 - k0 < 30 and abs(x1 - k1) < 4) or (abs(x0 - k0) < 4 and x1 < k1 - 4) for k0, k1 in columns[:i]
        )
    ]


def _ragged_columns(rows: Sequence[Strip]) -> list[tuple[float, float]]:
    """Columns of text that isn't justified: common left edges, and how far nearly all lines go."""
    lefts: dict[int, list[Box]] = {}
    for row in rows:
        lefts.setdefault(round(row.box.x0 / 3), []).append(row.box)
    found: list[tuple[float, float]] = []
    for boxes in sorted(lefts.values(), key=len, reverse=True):
        if len(boxes) < max(4, len(rows) // 12):
            break
        x0 = median(b.x0 for b in boxes)
        x1 = sorted(b.x1 for b in boxes)[int(0.97 * (len(boxes) - 1))]
        if not any(abs(x0 - k0) < 30 and abs(x1 - k1) < 40 for k0, k1 in found):
            found.append((x0, x1))
    return found
