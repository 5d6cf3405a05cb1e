"""Captions: the rows that label a figure, table or algorithm, as against sentences that merely begin with one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from paper_notes.paper.labels import match_label
from paper_notes.paper.layout.strips import Strip
from paper_notes.paper.layout.style import Style
from paper_notes.paper.model import Box, FigureKind
from paper_notes.paper.pdf.pages import Page

_VERBS = re.compile(
    r"^(?:shows?|showed|presents?|gives?|lists?|illustrates?|depicts?|describes?|compares?|summari[sz]es|reports?|"
    r"displays?|plots?|contains?|provides?|demonstrates?|indicates?|reveals?|and|or|is|are|was|were|has|have|in|of|we|"
    r"can|for|to|that|which|also|but|as|at|on|with|below|above|where|does|do|it|from|by|visuali[sz]es|outlines|the|"
    r"exemplifies|represents?|suggests?|confirms?|highlights?|details?|includes?|then)\b"
)
_VERBS_ZH = re.compile(r"^(?:[所中]?[示给描列显展可说表]|为[^了]|是|中|和|与|的)")


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption on page ``page``: ``lines`` index the page's lines; ``box`` is around them, in points.

    ``quarter`` is 0 for an upright caption, else how the page must be turned to read it (see ``views``).
    """

    page: int
    kind: FigureKind
    number: str
    label: str
    text: str
    box: Box
    lines: tuple[int, ...]
    size: float
    quarter: int = 0


@dataclass(frozen=True, slots=True)
class _Start:
    """A row that could begin a caption, and what speaks for it."""

    page: int
    row: int
    kind: FigureKind
    number: str
    series: str
    label: str
    style: tuple[str, str, bool, float]
    score: float


def find_captions(pages: Sequence[tuple[Page, int, Sequence[Strip]]], style: Style) -> list[Caption]:
    """All captions of the document in reading order, one for each label.

    ``pages`` are (page as seen upright, quarter turns, its rows without running heads).
    """
    starts = [(start, i) for i, (page, _, rows) in enumerate(pages) for start in _starts(page.number, rows, style)]
    habit: Counter[tuple[FigureKind, tuple[str, str, bool, float]]] = Counter()
    for start, _ in starts:
        if start.score >= 1.5:
            habit[start.kind, start.style] += 1
    usual = {kind: max((s for k, s in habit if k == kind), key=lambda s: habit[kind, s]) for kind, _ in habit}
    best: dict[tuple[FigureKind, str, str], tuple[_Start, int]] = {}
    for start, i in starts:
        score = start.score + (_likeness(start.style, usual[start.kind]) if start.kind in usual else 0.0)
        if score < 1.0:
            continue
        key = (start.kind, start.number.lower(), start.series)
        if key not in best or score > best[key][0].score + 0.01:
            best[key] = (replace(start, score=score), i)
    kept = sorted(best.values(), key=lambda pair: (pair[1], pair[0].row))
    firsts: dict[int, set[int]] = {}
    for start, i in kept:
        firsts.setdefault(i, set()).add(start.row)
    return [_whole(start, pages[i][0], pages[i][2], firsts[i], pages[i][1]) for start, i in kept]


def _likeness(style: tuple[str, str, bool, float], usual: tuple[str, str, bool, float]) -> float:
    same = [a == b for a, b in zip(style[:3], usual[:3], strict=True)] + [abs(style[3] - usual[3]) < 0.4]
    return 0.4 * sum(same) - 1.2 * (len(same) - sum(same)) / 2


def _starts(page: int, rows: Sequence[Strip], style: Style) -> list[_Start]:
    found = []
    for index, row in enumerate(rows):
        match = match_label(row.text)
        if match is None:
            continue
        rest, end = match.rest.strip(), match.end.strip()
        number, word, chinese = match.number, match.word, match.chinese
        label_bold = row.bold or row.lead_bold
        score = (1.0 if end else 0.0) + (0.5 if not rest else 0.0) + (1.0 if label_bold else 0.0)
        if word.isupper() and len(word) > 3:
            score += 0.5
        if end == ")":
            score -= 2.0
        elif rest and not end:
            if rest[0] in ",;)，；）" or (_VERBS_ZH if chinese else _VERBS).match(rest):
                score -= 2.5
            else:
                score += 0.5 if rest[0].isupper() or chinese or not rest[0].isalpha() else -0.5
        if abs(row.size - style.size) > 0.4:
            score += 0.5
        if number.isalpha() and len(number) == 1 and not end and number not in "IVX":
            score -= 1.5
        score += _isolation(rows, index)
        shape = (word, end or ("|" if not rest else ""), label_bold, round(row.size, 1))
        found.append(_Start(page, index, match.kind, number, match.series, match.text, shape, score))
    return found


def _isolation(rows: Sequence[Strip], index: int) -> float:
    """Whether the row begins a paragraph: -1.5 when it continues the row above, +0.7 when it stands apart."""
    row = rows[index]
    above = None
    for other in rows:
        if other is row:
            continue
        beside = abs(other.baseline - row.baseline) < 0.4 * row.size
        if beside and -1 < row.box.x0 - other.box.x1 < 0.5 * row.size:
            return -2.0
        if (
            0.4 * row.size < row.baseline - other.baseline < 3 * row.size
            and min(row.box.x1, other.box.x1) > max(row.box.x0, other.box.x0)
            and (above is None or other.baseline > above.baseline)
        ):
            above = other
    if above is None or row.baseline - above.baseline > 1.75 * row.size:
        return 0.7
    alike = abs(above.size - row.size) < 0.5 and above.font == row.font
    if alike and abs(above.box.x0 - row.box.x0) < 30:
        ended = above.text.rstrip().endswith((".", "。", ":", "："))
        return -0.6 if ended or above.box.x1 < row.box.x1 - 12 else -1.5
    return 0.0 if alike else 0.4


def _whole(start: _Start, page: Page, rows: Sequence[Strip], firsts: set[int], quarter: int) -> Caption:
    """Add rows below the label's while they continue it in size, leading and column."""
    first = rows[start.row]
    size = first.size
    taken = [start.row]
    box, full = first.box, first.full
    bare = len(first.text.strip(" .:：|")) <= len(start.label) + 1
    leading: float | None = None
    while True:
        last = rows[taken[-1]]
        only_label = bare and len(taken) == 1
        following = _next_row(rows, taken, box, size, 2.2 if only_label else 0.7)
        if following is None or following in firsts:
            break
        row = rows[following]
        step = row.baseline - last.baseline
        limit = (2.0 if only_label else 1.62) * size if leading is None else leading + 0.25 * size
        if step > limit or _ruled(page, last.box, row.box) or _scattered(rows, following, box):
            break
        if row.box.width > 1.25 * box.width + 12 and not only_label:
            break
        if not only_label and _paragraph_ends(last, row, box) and not _centred(rows, taken):
            break
        if only_label:
            size = row.size
        elif leading is None:
            leading = step
        for i in [following, *_companions(rows, following, box)]:
            taken.append(i)
            box, full = box.union(rows[i].box), full.union(rows[i].full)
    text = join([rows[i].text for i in taken])
    match = match_label(text)
    rest = match.rest.strip() if match else text
    lines = tuple(i for t in taken for i in rows[t].lines)
    return Caption(start.page, start.kind, start.number, start.label, rest, full, lines, size, quarter)


def _next_row(rows: Sequence[Strip], taken: list[int], box: Box, size: float, tolerance: float) -> int | None:
    """The row directly below that could continue the caption."""
    last = rows[taken[-1]]
    below = [
        i
        for i, row in enumerate(rows)
        if i not in taken
        and 0.6 * size < row.baseline - last.baseline < 2.2 * size
        and abs(row.size - size) <= tolerance
        and min(row.box.x1, box.x1) - max(row.box.x0, box.x0) > 0.3 * min(row.box.width, box.width)
    ]
    return min(below, key=lambda i: (round(rows[i].baseline / 2), abs(rows[i].box.x0 - box.x0)), default=None)


def _paragraph_ends(last: Strip, row: Strip, box: Box) -> bool:
    """Whether the row above stopped although the next word had room: what follows is another paragraph."""
    room = box.x1 - last.box.x1
    word = row.text.split(maxsplit=1)[0]
    ended = last.text.rstrip().endswith((".", "。", ":", ")"))
    return (
        ended
        and row.block != last.block
        and room > (len(word) * 0.55 + 1) * row.size
        and row.box.x0 < box.x0 + 2 * row.size
    )


def _centred(rows: Sequence[Strip], taken: list[int]) -> bool:
    middles = [(rows[i].box.x0 + rows[i].box.x1) / 2 for i in taken]
    return max(middles) - min(middles) < 3 and abs(rows[taken[0]].box.x0 - rows[taken[-1]].box.x0) > 3


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


def join(rows: Sequence[str]) -> str:
    """Rows as one text: hyphens at row ends undone, no space between Chinese characters."""
    text = ""
    for row in rows:
        row = " ".join(row.replace("\u00ad", "-").split())
        if not text:
            text = row
            continue
        hyphen = text.endswith("-") and len(text) > 1
        if hyphen and text[-2].isalpha() and row[:1].islower():
            text = text[:-1] + row
        elif (hyphen and text[-2].isalnum()) or (row and min(ord(text[-1]), ord(row[0])) > 0x2E80):
            text += row
        else:
            text += " " + row
    return text.strip()
