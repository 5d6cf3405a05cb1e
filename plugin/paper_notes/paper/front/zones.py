"""The pieces a front page is made of: title, names, addresses, boxes and side columns each as a zone of its own.

A zone is text that a reader sees as one piece: rows one under another in one size and weight, as far apart as the
rows before. Columns of running text are found for a whole page; a front page has pieces side by side of which each
has a width and a place of its own, so that it is put together from below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from paper_notes.paper.layout.rows import Row, make_row
from paper_notes.paper.layout.style import Style
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Line, Page, Span, is_level

WORD_GAP = 0.9
"""Type sizes. Pieces on one baseline that are farther apart belong to different columns …"""
OTHER_BLOCK_GAP, SAME_BLOCK_GAP = 0.6, 2.0
"""… words if MuPDF saw them in different blocks, or in one: the gaps of a justified row are wide."""
RUN_IN_GAP, SPACED_GAP = 3.5, 8.0
"""Type sizes between a label such as "Abstract" and the text that it stands before, and between the two characters of
a label such as 摘 要 at most."""
NEAR = 0.95
"""Type sizes of white space between two rows of one zone at most …"""
WIDER = 0.2
"""… or by which it may exceed the document's own leading: theses and drafts are set far apart."""
UNEVEN = 0.35
"""Type sizes by which the white space may grow within a zone."""
CENTRED = 1.5
"""Type sizes by which a centred row is shorter at either end than the row below it."""
SAME_SIZE = 0.1
"""Share of the type size by which rows of one zone may differ."""
_WIDEST_GAP = max(WORD_GAP, OTHER_BLOCK_GAP, SAME_BLOCK_GAP, RUN_IN_GAP, SPACED_GAP)
_FARTHEST = 3.0
"""Text sizes between the tops of two lines beyond which they share no baseline."""

ASCENT, DESCENT = 0.78, 0.22
"""Type sizes above and below the baseline that letters reach."""

_RUN_IN = re.compile(
    r"[【\[]?\s*(abstract|summary|key\s?words|摘\s*要|关\s*键\s*词|摘|关|提)\s*[】\]]?\s*[.:：—]*", re.I
)


@dataclass(frozen=True)
class Zone:
    """Rows from top to bottom that belong together."""

    rows: tuple[Row, ...]

    @property
    def page(self) -> int:
        return self.rows[0].page

    @cached_property
    def box(self) -> Box:
        box = self.rows[0].box
        for row in self.rows[1:]:
            box = box.union(row.box)
        return box

    @cached_property
    def text(self) -> str:
        """The rows' texts joined by spaces: for looking at, not for quoting."""
        return " ".join(row.text for row in self.rows)

    @property
    def size(self) -> float:
        """The size of most characters of the first row, in points."""
        return self.rows[0].size

    @cached_property
    def largest(self) -> float:
        """The largest size of a word in the first row, in points: drop capitals aside."""
        return largest_word(self.rows[0])

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for row in self.rows for line in row.lines)


def largest_word(row: Row) -> float:
    """The largest size in points in which the row has more than one letter on end; of its letters, if it has one."""
    sizes = [look.size for line in row.lines for look in line.looks if look.letters and look.signs > 1]
    return max(sizes, default=row.largest)


def zones_of(page: Page, dropped: Iterable[int] = (), style: Style | None = None) -> list[Zone]:
    """The page's zones, from top to bottom, zones that begin at one height from left to right. ``dropped`` are indices
    of lines that are no part of it: running heads, stamps. ``style`` tells how far apart the document's rows are."""
    left_out = frozenset(dropped)
    lines = [
        part
        for i, line in enumerate(page.lines)
        if i not in left_out and is_level(line) and not line.blank
        for part in _pieces(line)
    ]
    rows = _rows(lines, page.number)
    zones: list[list[Row]] = []
    for row in rows:
        above = _above(row, zones)
        if above is not None and _goes_on(row, above, _near(row, style)):
            above.append(row)
        else:
            zones.append([row])
    parts = (part for zone in zones for part in _parted(zone))
    return sorted((Zone(tuple(rows)) for rows in parts), key=lambda zone: (round(zone.box.y0), zone.box.x0))


def _rows(lines: Sequence[Line], page: int) -> list[Row]:
    """Pieces on one baseline with no more than a word's gap between them, from top to bottom."""
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.box.x0, line.box.y0)):
        best = None
        for group in groups:
            last = group[-1]
            size = max(last.size, line.size)
            gap = line.box.x0 - max(other.box.x1 for other in group[-3:])
            if not -0.6 * size < gap < _WIDEST_GAP * size or abs(last.box.y0 - line.box.y0) > _FARTHEST * size:
                continue  # as nearly all are: what follows costs more
            alike = last.block == line.block and last.main.font == line.main.font
            words = min(len(last.text.strip()), len(line.text.strip())) > 3
            limit = (SAME_BLOCK_GAP if alike else OTHER_BLOCK_GAP if words else WORD_GAP) * size
            before = "".join(other.text for other in group).strip()
            if _RUN_IN.fullmatch(before):
                limit = (SPACED_GAP if len(before) == 1 else RUN_IN_GAP) * size
            if (
                gap < limit
                and _on_one_baseline(group, line)
                and not (gap > 0.2 * size and _set_apart(group, line))
                and (best is None or gap < best[0])
            ):
                best = (gap, group)
        if best is None:
            groups.append([line])
        else:
            best[1].append(line)
    rows = []
    for group in groups:
        main = max(group, key=lambda line: (line.size * len(line.text), line.box.width))
        top, bottom = _reach(main)
        box = Box(min(line.box.x0 for line in group), top, max(line.box.x1 for line in group), bottom)
        row = make_row(group, box, page)
        rows.append(row._replace(box=box, text_box=box))
    return sorted(rows, key=lambda row: (row.box.y0 + row.box.y1, row.box.x0))


def _pieces(line: Line) -> list[Line]:
    """The line parted where words of another size and colour stand beside it, or a column's gutter runs through it."""
    groups: list[list[Span]] = []
    for span in line.spans:
        last = next((other for other in reversed(groups[-1]) if other.text.strip()), None) if groups else None
        if last is None or not span.text.strip() or not _apart(last, span):
            if groups:
                groups[-1].append(span)
            else:
                groups.append([span])
        else:
            groups.append([span])
    if len(groups) == 1:
        return [line]
    parts = []
    for group in groups:
        inked = [span.box for span in group if span.text.strip()] or [group[0].box]
        box = Box(min(b.x0 for b in inked), line.box.y0, max(b.x1 for b in inked), line.box.y1)
        parts.append(Line.of(group, box, line.direction, line.block))
    return parts


def _apart(a: Span, b: Span) -> bool:
    gap = b.box.x0 - a.box.x1
    size = max(a.size, b.size)
    unlike = abs(a.size - b.size) > 0.15 * size and a.color != b.color
    return gap > 0.3 * size and unlike and min(len(a.text.strip()), len(b.text.strip())) > 3


def _reach(line: Line) -> tuple[float, float]:
    """Top and bottom of the line's letters: the boxes of some fonts are several lines high."""
    baseline = line.main.origin[1]
    if not line.box.y0 - line.size < baseline < line.box.y1 + line.size:  # read by OCR, or set anew
        return line.box.y0, line.box.y1
    return baseline - ASCENT * line.size, baseline + DESCENT * line.size


def _on_one_baseline(group: Sequence[Line], line: Line) -> bool:
    largest = max(group, key=lambda other: (other.size, other.box.width))
    (top, bottom), (y0, y1) = _reach(largest), _reach(line)
    return min(bottom, y1) - max(top, y0) > 0.55 * min(bottom - top, y1 - y0)


def _set_apart(group: Sequence[Line], line: Line) -> bool:
    """Whether two words beside each other are set in different sizes and colours: a badge beside a title."""
    last = max(group, key=lambda other: len(other.text))
    resized = abs(last.size - line.size) > 0.15 * max(last.size, line.size)
    recoloured = last.main.color != line.main.color and last.main.font != line.main.font
    return (resized or recoloured) and min(len(last.text.strip()), len(line.text.strip())) > 3


def _above(row: Row, zones: Sequence[list[Row]]) -> list[Row] | None:
    """The zone whose last row stands next above the row."""
    best: tuple[float, list[Row]] | None = None
    for zone in zones:
        last = zone[-1]
        common = min(row.box.x1, last.box.x1) - max(row.box.x0, last.box.x0)
        if common <= 0.3 * min(row.box.width, last.box.width):
            continue
        gap = row.text_box.y0 - last.text_box.y1
        if gap > -0.6 * row.size and (best is None or gap < best[0]):
            best = (gap, zone)
    return best[1] if best else None


def _parted(rows: Sequence[Row]) -> list[list[Row]]:
    """A zone parted where the white space between its rows is wider than it usually is in it: the first row may be
    set apart from those below, which nothing shows before they are seen."""
    if len(rows) < 4:
        return [list(rows)]
    gaps = [b.text_box.y0 - a.text_box.y1 for a, b in pairwise(rows)]
    usual = median(gaps)
    parts: list[list[Row]] = [[rows[0]]]
    for gap, row in zip(gaps, rows[1:], strict=True):
        if gap > usual + UNEVEN * row.size:
            parts.append([row])
        else:
            parts[-1].append(row)
    return parts


def _near(row: Row, style: Style | None) -> float:
    """Type sizes of white space above the row, if it goes on, at most."""
    if style is None or abs(row.size - style.size) > SAME_SIZE * style.size:
        return NEAR
    return max(NEAR, style.leading / style.size - ASCENT - DESCENT + WIDER)


def _goes_on(row: Row, zone: Sequence[Row], near: float) -> bool:
    last = zone[-1]
    gap = row.text_box.y0 - last.text_box.y1
    size = max(largest_word(row), largest_word(last))
    if gap > near * size:
        return False
    if abs(largest_word(row) - largest_word(last)) > SAME_SIZE * size and abs(row.size - last.size) > SAME_SIZE * size:
        return False
    if row.bold != last.bold and min(len(row.text), len(last.text)) > 1:
        return False
    left, right = last.box.x0 - row.box.x0, row.box.x1 - last.box.x1
    if min(left, right) > CENTRED * size and abs(left - right) < CENTRED * size:
        return False  # a centred line above a longer one: names above addresses, a date above the abstract
    if len(zone) > 1:
        before = last.text_box.y0 - zone[-2].text_box.y1
        if gap > max(before, 0.0) + UNEVEN * size:
            return False
    return True
