"""Pages to blocks of running text in reading order: paragraphs, list items, headings-to-be, displayed mathematics,
footnotes, asides. Furniture of the page and what lies inside figures is left out."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from paper_notes.language.script import HAN
from paper_notes.paper.characters import ends_sentence
from paper_notes.paper.layout.columns import around, columns, gutter_of
from paper_notes.paper.layout.footnotes import footnotes_from, goes_on_below
from paper_notes.paper.layout.rows import Row, is_monospaced, rows_of
from paper_notes.paper.layout.style import Style
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Line, Page, is_level
from paper_notes.paper.text.formulas import is_display
from paper_notes.paper.text.heading_numbers import parted
from paper_notes.paper.text.roles import known_heading

BlockKind = Literal["text", "item", "formula", "footnote", "aside", "code"]

BULLET = re.compile(r"[•●▪■◦‣∙·➢➤✓\uf0b7\uf06c\uf0a7\uf076]\s*|[–—*-]\s+|[oO]\s{2,}")
ITEM = re.compile(
    r"(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-h])\)|(?:\d{1,2}|[ivx]{1,4})[.、](?!\d)|\[\d{1,3}\]"
    r"|[（(][一二三四五六七八九十\d]+[)）]|[①-⑳])\s*(?=\S)"
)
_NUMBERED_TITLE = re.compile(r"(\d{1,2}(\.\d{1,2}){0,3}|[A-Z](\.\d{1,2})+)[.\s]\s*[^\W\d_]")
_DEEP_TITLE = re.compile(
    rf"\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}}[.．]?(?:\s+(?=[A-Z{HAN}])|(?=[{HAN}]))|第[一二三四五六七八九十]+[章节]"
)


@dataclass(frozen=True)
class Block:
    """Rows that belong together. ``gap`` is the white space above it in points."""

    kind: BlockKind
    rows: tuple[Row, ...]
    gap: float

    @property
    def page(self) -> int:
        return self.rows[0].page

    @cached_property
    def box(self) -> Box:
        box = self.rows[0].box
        for row in self.rows[1:]:
            box = box.union(row.box)
        return box

    @property
    def column(self) -> Box:
        return self.rows[0].column

    @cached_property
    def text(self) -> str:
        """The rows' texts joined by spaces: for looking at, not for quoting."""
        return " ".join(row.text for row in self.rows)


def blocks_of(
    pages: Sequence[Page],
    dropped: Sequence[frozenset[int]],
    style: Style,
    taken: Mapping[int, Sequence[Box]],
) -> tuple[Block, ...]:
    """The pages' running text; ``dropped`` are the indices of the lines that belong to the pages, and what lies inside
    the boxes ``taken`` (by page number) is no part of it either."""
    blocks: list[Block] = []
    text: list[list[Line]] = []
    for page, drop in zip(pages, dropped, strict=True):
        boxes = taken.get(page.number, ())
        text.append(
            [
                line
                for i, line in enumerate(page.lines)
                if i not in drop and not line.blank and is_level(line) and not _inside(line.box, boxes)
            ]
        )
    usual = _usual_gutter(text)
    for page, lines in zip(pages, text, strict=True):
        blocks += _page_blocks(page, lines, style.size, usual)
    return tuple(blocks)


def _inside(box: Box, taken: Sequence[Box]) -> bool:
    if not taken:
        return False
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return any(b.x0 - 1 <= x <= b.x1 + 1 and b.y0 - 1 <= y <= b.y1 + 1 for b in taken)


def _usual_gutter(pages: Sequence[Sequence[Line]]) -> float | None:
    """Where most pages that are set in columns part them, in points; None for a paper in one column."""
    found = [x for lines in pages[:12] if (x := gutter_of(lines)) is not None]
    if not found or len(found) < 0.3 * min(len(pages), 12):
        return None
    return statistics.median(found)


def _page_blocks(page: Page, lines: Sequence[Line], body: float, usual: float | None) -> list[Block]:
    groups = columns(lines, usual=usual)
    boxes = _column_boxes(groups)
    blocks: list[Block] = []
    asides: list[Block] = []
    notes: list[Block] = []
    widest = max((box.width for box in boxes), default=0.0)
    for group, box in zip(groups, boxes, strict=True):
        found = _split(rows_of(group, box, page.number), body)
        narrow = box.width < 0.45 * widest and len(found) > 1
        if narrow and page.number == 1 and all(block.rows[0].size < 0.97 * body for block in found):
            asides += [Block("aside", block.rows, block.gap) for block in found]
            continue
        cut = footnotes_from(found, page, body)
        blocks += found[:cut]
        notes += [Block("footnote", block.rows, block.gap) for block in found[cut:]]
    return [block for block in blocks if not goes_on_below(block, notes, body)] + [
        *notes,
        *(Block("footnote", block.rows, block.gap) for block in blocks if goes_on_below(block, notes, body)),
        *asides,
    ]


def _column_boxes(groups: Sequence[Sequence[Line]]) -> list[Box]:
    """Each group's column: a short group stands in the column of the longest group that it lies in."""
    boxes = [around(group) for group in groups]
    result = []
    for group, box in zip(groups, boxes, strict=True):
        wide = box
        for other, outer in zip(groups, boxes, strict=True):
            if len(other) > len(group) and outer.x0 - 6 <= box.x0 and box.x1 <= outer.x1 + 6:
                wide = Box(min(box.x0, outer.x0), box.y0, max(box.x1, outer.x1), box.y1)
                break
        result.append(wide)
    return result


def _split(rows: Sequence[Row], body: float) -> list[Block]:
    """Rows of one column to blocks: a wider gap, an indent, a new style, a bullet or a formula starts a new one."""
    leading = _leading(rows, body)
    blocks: list[Block] = []
    current: list[Row] = []
    kind: BlockKind = "text"
    gap = 0.0
    previous: Row | None = None
    for i, row in enumerate(rows):
        following = rows[i + 1] if i + 1 < len(rows) else None
        row_kind = _kind(row, body)
        if row_kind == "code" and kind in ("text", "item") and previous is not None and not _ended(previous):
            row_kind = kind  # an address that runs over from a sentence
        space = row.text_box.y0 - previous.text_box.y1 if previous else 99.0
        starts = previous is None or (row_kind != kind and not {kind, row_kind} <= {"text", "item"})
        if not starts and previous is not None:
            starts = _begins_block(row, previous, current, following, leading, kind)
            starts = starts or (gap > 0.5 * row.size and len(current) == 1 and _short_title(previous))
        if starts:
            if current:
                blocks.append(Block(kind, tuple(current), gap))
            current, kind, gap = [], row_kind, space
        current.append(row)
        previous = row
    if current:
        blocks.append(Block(kind, tuple(current), gap))
    return blocks


def _kind(row: Row, body: float) -> BlockKind:
    if is_display(row):
        return "formula"
    if is_monospaced(row.font):
        return "code"
    if BULLET.match(row.text) or (ITEM.match(row.text) and not row.bold and row.size < 1.1 * body):
        return "item"
    return "text"


def _leading(rows: Sequence[Row], body: float) -> float:
    """The usual distance of baselines in points."""
    steps = [
        b.text_box.y1 - a.text_box.y1
        for a, b in itertools.pairwise(rows)
        if 0.7 * body < b.text_box.y1 - a.text_box.y1 < 2.6 * body and abs(a.size - b.size) < 0.5
    ]
    return statistics.median_low(steps) if steps else 1.25 * body


def _begins_block(
    row: Row, previous: Row, current: Sequence[Row], following: Row | None, leading: float, kind: BlockKind
) -> bool:
    step = row.text_box.y1 - previous.text_box.y1
    if kind == "formula":
        return step > 3.2 * leading
    if step > 1.3 * max(leading, 1.2 * row.size) + 0.15 * row.size or step < -leading:
        return True
    if row.bold and previous.bold and _NUMBERED_TITLE.match(row.text):
        return True
    if _plain_title(row) and (_ended(previous) or _plain_title(previous)):
        return True
    if len(current) == 1 and _plain_title(previous) and kind == "text":
        return True
    if _restyled(row, previous):
        return True
    short = previous.box.x1 < previous.column.x1 - 0.25 * previous.column.width and len(previous.text) < 80
    if row.font != previous.font and short and len(current) == 1 and max(row.math, previous.math) < 0.2:
        return True  # a heading in a face of its own
    if BULLET.match(row.text):
        return True
    if ITEM.match(row.text) and (kind == "item" or _ended(previous)):
        # "[12]" may begin a row of text as well: an entry stands elsewhere, or behind a row that isn't full
        ends = previous.box.x1 < previous.column.x1 - 2 * row.size
        return ends or kind == "item" or row.box.x0 > previous.box.x0 + 0.5 * row.size
    size = row.size
    indent = row.box.x0 - previous.box.x0
    if kind == "item":
        return (indent < -0.8 * size and len(current) > 1) or (indent < -1.2 * size and _ended(previous))
    at_edge = abs(previous.box.x0 - row.column.x0) < 0.7 * size or (
        len(current) > 1 and abs(previous.box.x0 - current[-2].box.x0) < 0.4 * size
    )
    titled = row.bold and previous.bold and len(current) < 3
    if not titled and 0.7 * size < indent < 4.5 * size and at_edge and len(row.text) > 12:
        back = following is None or following.box.x0 < row.box.x0 - 0.5 * size or _restyled(following, row)
        return back and (_ended(previous) or previous.box.x1 < previous.column.x1 - 2 * size)
    short = previous.box.x1 < previous.column.x1 - 0.15 * previous.column.width
    return short and _ended(previous) and row.box.x0 <= previous.column.x0 + 0.5 * size and len(current) > 1


def _short_title(row: Row) -> bool:
    """Whether a row with white space above it is a number and a few words, or words that papers head sections with:
    a heading set like the text."""
    number = parted(row.text)
    short = row.box.x1 < row.column.x1 - 0.3 * row.column.width
    words = number.scheme in ("arabic", "roman", "han", "hanparen") and not number.title[:1].islower()
    return short and ((words and 2 < len(number.title) < 60 and not _ended(row)) or known_heading(row.text))


def _plain_title(row: Row) -> bool:
    """Whether the row reads like a heading though it is set like the text: numbered and short, or centred."""
    if len(row.text) > 70 or _ended(row):
        return False
    left, right = row.box.x0 - row.column.x0, row.column.x1 - row.box.x1
    if right > 0.12 * row.column.width and _DEEP_TITLE.match(row.text):
        return True
    centred = min(left, right) > 0.14 * row.column.width and abs(left - right) < 0.08 * row.column.width
    return centred and (bool(parted(row.text).scheme) or known_heading(row.text))


def _ended(row: Row) -> bool:
    return ends_sentence(row.text)


def _restyled(row: Row, previous: Row) -> bool:
    """Whether the row is set unlike the one before it: headings beside text."""
    if min(len(row.text), len(previous.text)) < 2:
        return False
    if max(row.math, previous.math) > 0.4:
        return False
    if abs(row.largest - previous.largest) > 0.09 * previous.largest and abs(row.size - previous.size) > 0.4:
        return True
    if row.bold != previous.bold or row.caps != previous.caps:
        return True
    return row.italic != previous.italic and (previous.box.x1 < previous.column.x1 - 0.2 * previous.column.width)
