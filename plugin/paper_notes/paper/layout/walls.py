"""Which rows of a page are running text, headings, headers and footers: what a figure can't contain."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from paper_notes.paper.layout.prose import short_prose
from paper_notes.paper.layout.strips import Strip
from paper_notes.paper.layout.style import Style, columns_of, fills_column, is_heading
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Page

DEEPEST_INDENT = 4.5
"""Type sizes by which a row of running text is indented, at most."""
EDGE = 0.6
"""Type sizes by which marks at a row's end may fall short of the column's edge, or hang over it."""
LIST_MARK = re.compile(r"^\s*(?:[•●◦▪■–—∙·*]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\[\d+\])\s")
EQUATION_NUMBER = re.compile(r"(?:^|\s)[(（ð]\s?(?:[A-Z]\.?)?\d+(?:\.\d+)*[a-z]?\s?[)）Þ]$")
NOTE_MARK = re.compile(r"^\s*(?:[*∗†‡§¶⋆]|\d{1,2}\s?(?=[A-Zh])|https?:|E-mail|\{)")


def body_rows(rows: Sequence[Strip], page: Page, style: Style) -> tuple[set[int], set[int]]:
    """Indices of the rows of running text, headings, numbered equations and footnotes; then of the sure ones alone.

    ``rows`` are without captions and running heads, from top to bottom.
    """
    blocks = _blocks(rows, style)
    columns = list(style.columns)
    seeds = {i for i, row in enumerate(rows) if fills_column(row, columns, style) or _runs_to_edge(row, columns, style)}
    if len(seeds) < 4 and not style.ragged:
        own = columns_of([row for row in rows if row.dense and abs(row.size - style.size) <= style.near], 5)
        columns = own or columns
        seeds |= {i for i, row in enumerate(rows) if fills_column(row, columns, style)}
    body: set[int] = set()
    for block in blocks:
        filled = [i for i in block if i in seeds]
        if len(filled) > 1 or (filled and (len(block) < 3 or abs(rows[filled[0]].size - style.size) <= style.near)):
            left = min(rows[i].box.x0 for i in filled) - 3 - style.slack
            right = max(rows[i].box.x1 for i in filled) + 8
            body |= {i for i in block if rows[i].box.x0 >= left and rows[i].box.x1 <= right}
        elif _ragged_prose([rows[i] for i in block], columns, style):
            body |= set(block)
    body |= short_prose(rows, page, columns, style)
    baselines = [row.baseline for row in rows]
    alone = {i for i in range(len(rows)) if i not in body and _alone(rows, i, baselines, columns)}
    for _ in range(4):
        added = {i for i in alone - body if _attached(rows, i, body, columns, style)}
        if not added:
            break
        body |= added
    strong = seeds & body
    return body | _equations(rows, body, columns) | _footnotes(rows, blocks, page, body, style), strong


def _runs_to_edge(row: Strip, columns: Sequence[tuple[float, float]], style: Style) -> bool:
    """Whether a row of the text's own type, indented like a paragraph's first row or an entry of a list, runs on to
    the right edge of its column."""
    if not row.dense or row.font != style.font or abs(row.size - style.size) > style.near:
        return False
    return any(
        -2.5 - style.slack < row.box.x0 - x0 < DEEPEST_INDENT * row.size
        and abs(row.box.x1 - x1) < EDGE * row.size + style.slack
        and row.box.width > 0.5 * (x1 - x0)
        for x0, x1 in columns
    )


def _blocks(rows: Sequence[Strip], style: Style) -> list[list[int]]:
    """Rows that follow each other with regular leading in one size, as paragraphs do."""
    blocks: list[list[int]] = []
    loose = max(1.62, 1.2 * style.leading / style.size)
    for i, row in enumerate(rows):
        home = None
        size, baseline, box = row.size, row.baseline, row.box
        least, most = 0.6 * size, max(loose, 2.0) * size
        for block in reversed(blocks[-60:]):
            last = rows[block[-1]]
            step = baseline - last.baseline
            if not least < step < most or abs(size - last.size) > 0.3 + style.near:
                continue
            other = last.box
            if (
                abs(box.x0 - other.x0) < 3.2 * size
                and min(box.x1, other.x1) - max(box.x0, other.x0) > 0.5 * min(box.width, other.width)
                and (step < loose * size or _runs_on(last, row, style))
            ):
                home = block
                break
        if home is None:
            blocks.append([i])
        else:
            home.append(i)
    return blocks


def _runs_on(last: Strip, row: Strip, style: Style) -> bool:
    """Whether a row that fills its column is followed by one that begins at the column's left edge."""
    return abs(row.size - last.size) < 0.3 and any(
        -3 < last.box.x0 - x0 < 30 and abs(last.box.x1 - x1) < 10 and abs(row.box.x0 - x0) < 3
        for x0, x1 in style.columns
    )


def _column_of(box: Box, columns: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    around = [c for c in columns if box.x0 >= c[0] - 5 and box.x1 <= c[1] + 5]
    return min(around, key=lambda c: c[1] - c[0]) if around else None


def _ragged_prose(block: Sequence[Strip], columns: Sequence[tuple[float, float]], style: Style) -> bool:
    """Three rows or more of body type, most of them long: text that isn't justified."""
    if len(block) < 3 or not columns:
        return False
    like = [row for row in block if abs(row.size - style.size) <= style.near and row.font == style.font and row.dense]
    width = min(x1 - x0 for x0, x1 in columns)
    wide = [row for row in like if row.box.width > 0.8 * width and row.places > 45]
    return len(wide) >= 3 and len(wide) >= 0.5 * len(block)


def _alone(
    rows: Sequence[Strip], index: int, baselines: Sequence[float], columns: Sequence[tuple[float, float]]
) -> bool:
    """Whether no other row stands beside it in its column; ``baselines`` are those of the rows."""
    row = rows[index]
    column = _column_of(row.box, columns)
    if column is None:
        return False
    first = bisect_left(baselines, row.baseline - 0.5 * row.size)
    last = bisect_right(baselines, row.baseline + 0.5 * row.size)
    return not any(
        other is not row
        and abs(other.baseline - row.baseline) < 0.5 * row.size
        and other.box.x0 > column[0] - 3
        and other.box.x1 < column[1] + 3
        for other in rows[first:last]
    )


def _attached(
    rows: Sequence[Strip], index: int, body: set[int], columns: Sequence[tuple[float, float]], style: Style
) -> bool:
    """Whether a row that stands alone in its column goes with the running text next to it."""
    row = rows[index]
    column = _column_of(row.box, columns)
    if column is None:
        return False
    indent = row.box.x0 - column[0]
    centred = abs((row.box.x0 + row.box.x1) / 2 - (column[0] + column[1]) / 2) < 4
    plain = abs(row.size - style.size) <= 0.3 + style.near
    width = column[1] - column[0]
    alike = (
        row.font == style.font
        and abs(row.size - style.size) <= style.near
        and abs(indent) < 3 + style.slack
        and row.dense
    )
    if alike and row.box.width > (0.6 if row.text.rstrip().endswith((".", ":")) else 0.9) * width:
        return True
    above, below = 99.0, 99.0
    over: Strip | None = None
    (left, _, right, _), wide = row.box, row.box.width
    for b in body:
        other = rows[b]
        step = (row.baseline - other.baseline) / row.size
        if not (0 < step < above or 0 < -step < below):
            continue
        box = other.box
        # what is left of a paragraph stands under the indent of its first row
        begin = column[0] if 0 < box.x0 - column[0] < DEEPEST_INDENT * row.size else box.x0
        if min(right, box.x1) - max(left, begin) < 0.4 * min(wide, box.x1 - begin):
            continue
        if step > 0:
            above, over = step, other
        else:
            below = -step
    if is_heading(row, style):
        if (indent < 26 or centred) and below < 3.4:
            return True
        if -3 < indent < 3 and (row.font, round(row.size, 1)) in style.headings and row.text[:1].isupper():
            return True
    if over is not None and _ends_paragraph(row, over, columns, style):
        return True
    if not plain or not -4 - style.slack < indent < 30:
        return False
    if min(above, below) < max(1.45, 1.25 * style.leading / style.size) and row.font == style.font:
        return True
    prose = (row.places > 24 and row.dense) or bool(LIST_MARK.match(row.text))
    return prose and min(above, below) < 2.6


def _ends_paragraph(row: Strip, over: Strip, columns: Sequence[tuple[float, float]], style: Style) -> bool:
    """Whether the row, in whatever font, is what is left of a paragraph whose row above it is full."""
    if abs(row.size - style.size) > style.near or abs(over.size - row.size) > style.near:
        return False
    if row.baseline - over.baseline > 1.15 * style.leading:
        return False
    return any(
        abs(row.box.x0 - x0) < 3 + style.slack and abs(over.box.x1 - x1) < EDGE * row.size + style.slack
        for x0, x1 in columns
    )


def _equations(rows: Sequence[Strip], body: set[int], columns: Sequence[tuple[float, float]]) -> set[int]:
    """Rows of display equations: a number in parentheses at the column's right edge, near running text."""
    found = set()
    for i, row in enumerate(rows):
        if i in body or not EQUATION_NUMBER.search(row.text):
            continue
        column = next((c for c in columns if abs(row.box.x1 - c[1]) < 6 and row.box.x0 >= c[0] - 3), None)
        if column is None or not any(abs(rows[b].baseline - row.baseline) < 5 * row.size for b in body):
            continue
        found |= {
            j
            for j, other in enumerate(rows)
            if j not in body
            and abs(other.baseline - row.baseline) < 1.2 * row.size
            and other.box.x0 > column[0] - 3
            and other.box.x1 < column[1] + 3
        }
    return found


def _footnotes(
    rows: Sequence[Strip], blocks: Sequence[Sequence[int]], page: Page, body: set[int], style: Style
) -> set[int]:
    """Small text at the foot of a column under a short rule, or marked as a note."""
    found: set[int] = set()
    for block in blocks:
        first = rows[block[0]]
        if block[0] in body or first.size > style.size - 0.6 or first.box.y0 < 0.5 * page.box.height:
            continue
        if first.places <= 12:
            continue
        ruled = any(
            g.box.height < 2
            and 30 < g.box.width < 0.35 * page.box.width
            and -2 < first.box.y0 - g.box.y1 < 9
            and abs(g.box.x0 - first.box.x0) < 20
            for g in page.graphics
        )
        if not ruled and not NOTE_MARK.match(first.text):
            continue
        under = any(
            abs(rows[j].box.y0 - rows[block[-1]].box.y1) < 400
            and rows[j].box.y0 > rows[block[-1]].box.y1
            and min(rows[j].box.x1, first.box.x1) > max(rows[j].box.x0, first.box.x0)
            and rows[j].size > first.size + 0.4
            for j in range(len(rows))
        )
        if not under:
            found |= set(block)
    return found
