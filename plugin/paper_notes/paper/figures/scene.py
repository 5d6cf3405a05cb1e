"""A page as the search for figures sees it: walls that no figure crosses, and what figures are made of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from paper_notes.paper.figures.captions import Caption
from paper_notes.paper.figures.frames import cells_below, drawn_boxes, horizontal_rules, notes_below, stack
from paper_notes.paper.figures.pictures import shared_pictures
from paper_notes.paper.figures.programs import program_below
from paper_notes.paper.layout.decoration import cell, in_margin
from paper_notes.paper.layout.strips import Strip, upright
from paper_notes.paper.layout.style import Style, columns_of
from paper_notes.paper.layout.views import View
from paper_notes.paper.layout.walls import body_rows
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Graphic, Page

IMPRINT = re.compile(r"^\s*(?:https?://(?:dx\.)?doi\.org/|doi:\s?10\.)\S+$", re.I)
"""A figure's own identifier, printed under its caption."""


@dataclass(frozen=True, slots=True)
class Scene:
    """``area`` is the page without headers and footers; ``walls`` are rows of running text, ``texts`` the other
    rows; ``drawn`` are the boxes of the graphics; ``columns`` the (left, right) edges of the text columns; ``frames``
    what rules delimit below (True) and above (False) a caption."""

    page: Page
    area: Box
    style: Style
    captions: tuple[Caption, ...]
    walls: tuple[Box, ...]
    texts: tuple[Box, ...]
    graphics: tuple[Graphic, ...]
    drawn: tuple[Box, ...]
    columns: tuple[tuple[float, float], ...]
    frames: dict[tuple[Caption, bool], Box]


def make_scene(
    view: View, captions: Sequence[Caption], style: Style, decoration: frozenset[tuple[int, ...]] = frozenset()
) -> Scene:
    """Sort a page's rows into walls and content; drop graphics that are decoration (see ``recurring``)."""
    page = view.page
    owned = {i for caption in captions for i in caption.lines}
    rows = [row for row in view.rows if not owned.intersection(row.lines)]
    area = _without_margins(view)
    body, strong = body_rows(rows, page, style)
    columns = columns_of([rows[i] for i in strong], 2) or list(style.columns)
    frames: dict[tuple[Caption, bool], Box] = {}
    rules = [rule for rule in horizontal_rules(page) if area.y0 - 2 < rule.y0 < area.y1 + 2]
    sure = [rows[i].box for i in strong]
    plain = [row for row in rows if not IMPRINT.match(row.text)] if captions else []
    for caption in captions:
        for below in (True, False):
            frame = stack(rules, caption, below, captions, rows, sure)
            if frame is None:
                continue
            if below and caption.kind == "table":
                frame = cells_below(frame, plain, style.size, sure, caption)
            for row in notes_below(frame, plain, style.size) if below or caption.kind == "table" else ():
                frame = frame.union(row.full)
            frames[caption, below] = frame
        if caption.kind == "algorithm" and not any((caption, below) in frames for below in (True, False)):
            program = program_below(caption.box, rows, style)
            if program is not None:
                frames[caption, True] = program
    boxes = drawn_boxes(page)
    inside = {i for i in body if any(f.covers(rows[i].box, 0.9) for f in frames.values())}
    inside |= {i for i in body - strong if any(b.covers(rows[i].box, 0.95) for b in boxes)}
    body = (body - inside) | (_title_rows(rows, page, body, style) if page.number == 1 else set())
    walls = sorted((row.box for i, row in enumerate(rows) if i in body), key=_top)
    texts = [row.full for i, row in enumerate(rows) if i not in body and not IMPRINT.match(row.text)]
    texts += [
        line.box
        for i, line in enumerate(page.lines)
        if not upright(line) and not line.blank and i not in view.heads and i not in owned
    ]
    graphics = tuple(
        g
        for g in page.graphics
        if _is_content(g, page, area, walls) and not (in_margin(g.box, page) and cell(g.box) in decoration)
    )
    graphics = shared_pictures(graphics, captions)
    drawn = tuple([graphic.box for graphic in graphics])
    return Scene(
        page, area, style, tuple(captions), tuple(walls), tuple(texts), graphics, drawn, tuple(columns), frames
    )


def _without_margins(view: View) -> Box:
    page = view.page
    heads = [page.lines[i].box for i in view.heads if not page.lines[i].blank]
    # a stamp between the rows of the text is no margin: text stands farther out
    first = min((row.box.y0 for row in view.rows), default=page.box.y1)
    last = max((row.box.y1 for row in view.rows), default=0.0)
    tops = [box.y1 for box in heads if box.y1 < 0.15 * page.box.height and box.y0 < first]
    bottoms = [box.y0 for box in heads if box.y0 > 0.85 * page.box.height and box.y1 > last]
    return Box(0, max(tops, default=0.0), page.box.x1, min(bottoms, default=page.box.y1))


def _title_rows(rows: Sequence[Strip], page: Page, body: set[int], style: Style) -> set[int]:
    """On the first page: title, authors and addresses, down to the first running text."""
    big = [row for row in rows if row.size > style.size + 2.5 and row.box.y0 < 0.45 * page.box.height]
    if not big:
        return set()
    title = max(big, key=lambda row: (round(row.size), row.places))
    drawn = [g.box for g in page.graphics if g.box.height > 12 and g.box.width > 12]
    start = [rows[i].box.y0 for i in body if rows[i].box.y0 > title.box.y1]
    end = min([*start, *(b.y0 for b in drawn if b.y0 > title.box.y1)], default=title.box.y1)
    return {
        i
        for i, row in enumerate(rows)
        if row.box.y0 < end and row.box.y0 > title.box.y0 - 6 * style.size and not any(b.covers(row.box) for b in drawn)
    }


def _is_content(graphic: Graphic, page: Page, area: Box, walls: Sequence[Box]) -> bool:
    """Whether a graphic can be part of a figure; ``walls`` are sorted by their top."""
    box = graphic.box
    height = box.height
    if box.x1 < 0 or box.y1 < 0 or box.x0 > page.box.x1 or box.y0 > page.box.y1:
        return False
    if box.area > 0.85 * page.box.area or (box.y1 < area.y0 + 6 and height < 6) or box.y1 < area.y0 - 4:
        return False
    if box.y0 > area.y1 - 6 and (height < 6 or box.y0 > area.y1):
        return False
    if height > 40:
        return True
    thin = height < 2  # an underline or fraction bar, when it lies in a row of running text
    for wall in walls[bisect_left(walls, box.y0 - 40, key=_top) : bisect_right(walls, box.y1 + 2, key=_top)]:
        if thin and wall.x0 - 2 <= box.x0 and box.x1 <= wall.x1 + 2 and wall.y0 <= box.y0 <= wall.y1 + 2:
            return False
        if wall.grown(1).covers(box, 0.9):
            return False
    return True


def _top(box: Box) -> float:
    return box.y0
