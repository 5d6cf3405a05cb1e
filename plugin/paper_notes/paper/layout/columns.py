"""Columns and reading order of one page.

The page is cut at the gutter that the fewest lines cross, provided that text stands on both sides of it; lines that
cross a gutter (a title, a wide caption) part the page into bands, which are read one after the other, each from its
left column to its right one. Columns are cut again in the same way. (A recursive X-Y cut, Nagy and Seth 1984, that
tolerates crossing lines.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Line

BIN = 2.0  # points
_MARK = re.compile(r"\s*[\[(]?\d{1,3}[\])]?\.?\s*")
MARK_STRIP, FEWEST_MARKS = 18.0, 4
"""Points left of an edge in which the marks of a list stand, and how many of them make it the list's own edge."""


def columns(lines: Sequence[Line], widest: float = 0.0, usual: float | None = None) -> list[list[Line]]:
    """The lines in groups, one a column of a band, in reading order. Only horizontal lines belong here.

    ``widest`` is the width in points of all text, of which a part is looked at; what fills less than half of it is
    not parted again. ``usual`` is the gutter of the paper's other pages: little text is parted there too.
    """
    gutter = gutter_of(lines, widest)
    if gutter is None and usual is not None and _may_part(lines, usual):
        gutter = usual
    if gutter is None:
        return [list(lines)] if lines else []
    widest = widest or around(lines).width
    left = [line for line in lines if line.box.x1 <= gutter + 1]
    right = [line for line in lines if line.box.x0 >= gutter - 1]
    sides = {id(line) for line in left} | {id(line) for line in right}
    crossing = sorted((line for line in lines if id(line) not in sides), key=lambda line: line.box.y0)
    ordered: list[list[Line]] = []
    for block in _blocks(crossing, left + right):
        top = min(line.box.y0 for line in block)
        above_left = [line for line in left if _middle(line) < top]
        above_right = [line for line in right if _middle(line) < top]
        ordered += columns(above_left, widest) + columns(above_right, widest)
        ordered.append(block)
        left = [line for line in left if _middle(line) >= top]
        right = [line for line in right if _middle(line) >= top]
    ordered += columns(left, widest) + columns(right, widest)
    return [group for group in ordered if group]


def around(lines: Sequence[Line]) -> Box:
    """The box around the lines."""
    lefts, tops, rights, bottoms = zip(*[line.box for line in lines], strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _middle(line: Line) -> float:
    return (line.box.y0 + line.box.y1) / 2


def _blocks(crossing: Sequence[Line], others: Sequence[Line]) -> list[list[Line]]:
    """Crossing lines with nothing of the columns between them belong together."""
    middles = sorted(map(_middle, others))
    blocks: list[list[Line]] = []
    for line in crossing:
        if blocks:
            last = max(_middle(known) for known in blocks[-1])
            if not any(last < middle < line.box.y0 for middle in middles):
                blocks[-1].append(line)
                continue
        blocks.append([line])
    return blocks


def gutter_of(lines: Sequence[Line], widest: float = 0.0) -> float | None:
    """Where columns part, in points; None when the text stands in one column."""
    if len(lines) < 8:
        return None
    box = around(lines)
    if box.width < 0.52 * widest:
        return None
    bins = int(box.width / BIN) + 2
    cross = [0.0] * (bins + 1)
    left = [0.0] * (bins + 1)
    right = [0.0] * (bins + 1)
    for line in lines:
        x0, y0, x1, y1 = line.box
        first = int((x0 - box.x0) / BIN)
        last = min(int((x1 - box.x0) / BIN), bins - 1)
        height = y1 - y0
        cross[first] += height
        cross[last + 1] -= height
        left[last + 1] += height
        right[first] += height
    for i in range(1, bins + 1):
        cross[i] += cross[i - 1]
        left[i] += left[i - 1]
    for i in range(bins - 1, -1, -1):
        right[i] += right[i + 1]
    enough = 4 * min([height for line in lines if (height := line.box.height) > 4], default=0.0)
    inner = [i for i in range(int(bins * 0.12), int(bins * 0.88)) if min(left[i], right[i]) > enough]
    if not inner:
        return None
    floor = min(cross[i] for i in inner)
    runs: list[list[int]] = []
    for i in inner:
        if cross[i] <= floor + 1:
            if runs and i == runs[-1][-1] + 1:
                runs[-1].append(i)
            else:
                runs.append([i])
    runs.sort(key=lambda run: (-min(left[run[0]], right[run[-1]]), -len(run)))
    for run in runs[:4]:
        x = box.x0 + (run[0] + run[-1] + 1) / 2 * BIN
        if _parts(lines, x):
            return x
    return None


def _may_part(lines: Sequence[Line], x: float) -> bool:
    """Whether text stands on both sides of a gutter that is known from other pages, and most of it keeps to it."""
    left = sum(line.box.x1 <= x + 1 for line in lines)
    right = sum(line.box.x0 >= x - 1 for line in lines)
    return min(left, right) >= 3 and left + right > 0.6 * len(lines)


def _parts(lines: Sequence[Line], x: float) -> bool:
    """Whether running text stands side by side left and right of ``x``, not the cells of a table, nor the marks of a
    list before its entries."""
    near = [line for line in lines if x - MARK_STRIP < line.box.x1 <= x + 1]
    marks = sum(_MARK.fullmatch(line.text) is not None for line in near)
    if marks >= FEWEST_MARKS and marks > 0.8 * len(near):
        return False
    on_left: set[int] = set()
    on_right: set[int] = set()
    across: set[int] = set()
    for line in lines:
        x0, y0, x1, y1 = line.box
        ys = range(int(y0 / 3), int(y1 / 3) + 1)
        (on_left if x1 <= x + 1 else on_right if x0 >= x - 1 else across).update(ys)
    both = (on_left & on_right) - across
    if len(both) * 3 < 20:
        return False
    # Cells leave most of their side empty; running text fills it.
    left, right = (_fullness(lines, x, both, left=side) for side in (True, False))
    if len(both) * 3 >= 40 and min(left[0], right[0]) >= 3:
        return True
    # A short column, or an aside, beside a long one whose rows end at one edge.
    if max(left[1], right[1]) >= 12 and len(both) * 3 >= 40:
        return True
    return (left[0] >= 2 and left[1] >= 6) or (right[0] >= 2 and right[1] >= 6)


def _fullness(lines: Sequence[Line], x: float, rows: set[int], *, left: bool) -> tuple[int, int]:
    """How many rows are full on one side of ``x`` where both sides have text (0 for what is no running text), and
    how many of all the side's rows are full and end at the same edge."""
    side = [
        line
        for line in lines
        if (line.box.x1 <= x + 1 if left else line.box.x0 >= x - 1) and int(_middle(line) / 3) in rows
    ]
    if not side:
        return 0, 0
    edge = max(line.box.x1 for line in side)
    width = edge - min(line.box.x0 for line in side)
    by_row: dict[int, float] = {}
    letters = full = 0
    for line in side:
        by_row[int(_middle(line) / 3)] = by_row.get(int(_middle(line) / 3), 0.0) + line.box.width
        letters += sum(map(str.isalpha, line.text))
        full += line.box.width > 0.7 * width
    fills = sorted(by_row.values())
    filled = fills[len(fills) // 2] > 0.45 * width and letters > 12 * len(by_row) and full >= 0.25 * len(by_row)
    whole = [line for line in lines if (line.box.x1 <= x + 1 if left else line.box.x0 >= x - 1)]
    even = sum(line.box.width > 0.8 * width and abs(line.box.x1 - edge) < 2 for line in whole)
    return full if filled else 0, even
