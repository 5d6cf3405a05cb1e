"""How far a caption goes: which rows below its label continue it, and where it goes on in the next column."""

from __future__ import annotations

from collections.abc import Sequence

from paper_notes.language.script import han_count
from paper_notes.paper.figures.programs import begins_program
from paper_notes.paper.labels import Label, match_label
from paper_notes.paper.layout.strips import Strip
from paper_notes.paper.layout.style import Style
from paper_notes.paper.layout.views import View
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Page

STEP = 1.62
"""Type sizes from one baseline of a caption to the next, at most."""
STEP_BELOW_LABEL = 2.2
"""The same below a label on a row of its own."""
NEXT_COLUMN = 60.0
"""Points to the second column of a caption that isn't set in the columns of the text."""
CENTRED = 4.0
"""Points by which the middles of centred rows differ, at most."""
_STOPS = (".", "。", ":", "：", ")", "）", "!", "?")


def rows_of_caption(
    first: int, label: Label, view: View, style: Style, firsts: set[int]
) -> tuple[list[int], list[int]]:
    """Indices of the caption's rows below each other, and of those in the next column. ``firsts`` are the rows in
    which captions begin."""
    taken = _below(first, label, view, style, firsts)
    beside = [] if label.kind == "algorithm" else _next_column(taken, view, style, firsts)
    return taken, beside


def placed_like_a_caption(rows: Sequence[Strip], index: int, style: Style) -> bool:
    """Whether the row is centred in its column, clear of both edges: no paragraph begins so."""
    row = rows[index]
    column = column_around(row.box, style)
    if column is None:
        return False
    left, right = row.box.x0 - column[0], column[1] - row.box.x1
    return min(left, right) > 1.5 * row.size and abs(left - right) < max(0.06 * (column[1] - column[0]), 6)


def column_around(box: Box, style: Style) -> tuple[float, float] | None:
    """The edges of the narrowest column that the box stands in; None when it stands in none."""
    around = [c for c in style.columns if box.x0 >= c[0] - 5 and box.x1 <= c[1] + 5]
    return min(around, key=lambda c: c[1] - c[0]) if around else None


def _below(first: int, label: Label, view: View, style: Style, firsts: set[int]) -> list[int]:
    page, rows = view.page, view.rows
    size = rows[first].size
    taken = [first]
    box = rows[first].box
    bare = not label.rest.strip()
    leading: float | None = None
    while True:
        last = rows[taken[-1]]
        only_label = bare and len(taken) == 1
        following = _next_row(rows, taken, box, size, 2.2 if only_label else 0.7)
        if following is None or following in firsts:
            break
        row = rows[following]
        if label.kind == "algorithm" and begins_program(row.text):
            break
        step = row.baseline - last.baseline
        limit = (2.0 if only_label else STEP) * size if leading is None else leading + 0.25 * size
        if step > limit or _ruled(page, last.box, row.box) or _scattered(rows, following, box):
            break
        if only_label:
            if not _titles(row, last, style):
                break
            size = row.size
        elif _ended(rows, taken, row, box, style):
            break
        elif leading is None:
            leading = step
        for i in [following, *_companions(rows, following, box)]:
            taken.append(i)
            box = box.union(rows[i].box)
    return taken


def _titles(row: Strip, label: Strip, style: Style) -> bool:
    """Whether the row below a bare label is its caption: centred under it, or set unlike the running text."""
    if _same_middle(row, label):
        return True
    return not _is_plain(row, style) and abs(row.box.x0 - label.box.x0) < 2 * row.size


def _is_plain(row: Strip, style: Style) -> bool:
    """Whether the row is set as the running text is."""
    return abs(row.size - style.size) <= 0.4 and row.font == style.font and not row.bold


def _ended(rows: Sequence[Strip], taken: Sequence[int], row: Strip, box: Box, style: Style) -> bool:
    """Whether the caption ended in the row above: the next word had room there, in the width that the row itself
    uses, and no centring explains that."""
    last = rows[taken[-1]]
    centred = _same_middle(row, last) and not _at_column_edge(row, style)
    if row.box.width > 1.25 * box.width + 12 and not centred:
        return True
    if han_count(last.text) > 0.3 * len(last.text):
        if not centred and _is_plain(row, style) and not _is_plain(last, style):
            return True
        column = column_around(last.box, style)
        short = column is not None and last.box.x1 < column[1] - 2.5 * row.size
        if short and not centred and row.box.x1 > last.box.x1 + 2.5 * row.size:
            return True
        if short and last.text.rstrip().endswith("。") and not centred:
            return True
        return row.box.x0 > last.box.x0 + 1.2 * row.size and _at_column_edge(row, style, indent=2.6) and not centred
    room = box.x1 - last.box.x1
    words = row.text.split(maxsplit=1)
    word = len(words[0]) if words else 0
    ended = last.text.rstrip().endswith(_STOPS)
    return (
        ended
        and not centred
        and row.block != last.block
        and room > (word * 0.55 + 1) * row.size
        and row.box.x0 < box.x0 + 2 * row.size
    )


def _same_middle(a: Strip, b: Strip) -> bool:
    return abs((a.box.x0 + a.box.x1) - (b.box.x0 + b.box.x1)) < 2 * CENTRED and abs(a.box.x0 - b.box.x0) > 3


def _at_column_edge(row: Strip, style: Style, indent: float = 0.4) -> bool:
    """Whether the row begins at a column's left edge, or ``indent`` type sizes from it, and reaches its right one."""
    return any(
        -3 < row.box.x0 - x0 < indent * row.size + 1 and abs(row.box.x1 - x1) < 1.2 * row.size
        for x0, x1 in style.columns
    )


def _next_row(rows: Sequence[Strip], taken: list[int], box: Box, size: float, tolerance: float) -> int | None:
    """The row directly below that could continue the caption."""
    last = rows[taken[-1]]
    below = [
        i
        for i, row in enumerate(rows)
        if i not in taken
        and 0.6 * size < row.baseline - last.baseline < STEP_BELOW_LABEL * size
        and abs(row.size - size) <= tolerance
        and min(row.box.x1, box.x1) - max(row.box.x0, box.x0) > 0.3 * min(row.box.width, box.width)
    ]
    return min(below, key=lambda i: (round(rows[i].baseline / 2), abs(rows[i].box.x0 - box.x0)), default=None)


def _ruled(page: Page, above: Box, below: Box) -> bool:
    """Whether a horizontal rule runs between two rows."""
    top, bottom = above.y1 - 0.35 * above.height, below.y0 + 0.35 * below.height
    return any(
        top <= g.box.y0
        and g.box.y1 <= bottom
        and g.box.height < 3
        and g.box.width > 0.4 * below.width
        and min(g.box.x1, below.x1) - max(g.box.x0, below.x0) > 0.3 * below.width
        for g in page.graphics
    )


def _companions(rows: Sequence[Strip], index: int, box: Box) -> list[int]:
    """Further pieces on the row, parted from it by no more than a wide word space."""
    row = rows[index]
    beside = [
        i
        for i, other in enumerate(rows)
        if abs(other.baseline - row.baseline) < 0.3 * row.size
        and other.block == row.block
        and other.box.x0 > row.box.x1
        and other.box.x1 < box.x1 + 3
    ]
    return sorted(beside, key=lambda i: rows[i].box.x0)


def _scattered(rows: Sequence[Strip], index: int, box: Box) -> bool:
    """Whether the row is one of several cells side by side under the caption."""
    row = rows[index]
    return any(
        i != index
        and abs(other.baseline - row.baseline) < 0.3 * row.size
        and other.box.x0 > box.x0 - 3
        and other.box.x1 < box.x1 + 3
        and abs(other.size - row.size) < 1
        and (other.block != row.block or max(other.box.x0 - row.box.x1, row.box.x0 - other.box.x1) > 1.8 * row.size)
        for i, other in enumerate(rows)
    )


def _next_column(taken: Sequence[int], view: View, style: Style, firsts: set[int]) -> list[int]:
    """Rows of a caption that is set in two columns: beside its own rows, in its own type, unlike the text."""
    rows = view.rows
    first, last = rows[taken[0]], rows[taken[-1]]
    body = rows[taken[min(1, len(taken) - 1)]]
    unlike = abs(body.size - style.size) > 0.3 or body.font != style.font
    if not unlike or len(taken) < 2 or last.text.rstrip().endswith((".", "。")):
        return []
    right = max(rows[i].box.x1 for i in taken)
    found: list[int] = []
    expected = first.baseline
    for i, row in enumerate(rows):
        if i in firsts or i in taken or row.box.x0 < right + 4 or match_label(row.text):
            continue
        if row.box.x0 > right + NEXT_COLUMN and not any(abs(row.box.x0 - x0) < 6 for x0, _ in style.columns):
            continue
        if abs(row.size - body.size) > 0.3 or row.font != body.font:
            continue
        step = row.baseline - expected
        if not found and _goes_on_above(row, rows):
            continue
        if (not found and abs(row.baseline - first.baseline) < 0.4 * row.size) or (
            found and 0 < step < STEP * row.size
        ):
            found.append(i)
            expected = row.baseline
    return found


def _goes_on_above(row: Strip, rows: Sequence[Strip]) -> bool:
    """Whether rows of the same type stand right above: no caption's second column begins so."""
    return any(
        0 < row.baseline - other.baseline < STEP * row.size
        and abs(other.size - row.size) < 0.3
        and other.font == row.font
        and min(other.box.x1, row.box.x1) > max(other.box.x0, row.box.x0)
        for other in rows
    )
