"""Captions: the lines that label a figure, table or algorithm, as against sentences that merely begin with one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from paper_notes.paper.model import Box, FigureKind
from paper_notes.paper.pages import Page
from paper_notes.paper.regions_text import Style, upright

_NUMBER = r"(?:[A-Z]{1,2}[.\-–]?\d+(?:[.\-–]\d+)*|\d+(?:[.\-–]\d+)*|[IVXL]+|[A-Z])(?:[a-z](?=[.:)\s]))?"
LABEL = re.compile(
    r"^\s*(?P<label>(?:(?:Supplement(?:ary|al)|Extended\s+Data|Appendix|Online)\s+)?"
    r"(?P<word>Figure|FIGURE|Fig\.?|FIG\.?|Table|TABLE|Tab\.|TAB\.|Algorithm|ALGORITHM|Alg\.|Scheme|SCHEME|Chart|Plate)"
    rf"\s*(?P<number>{_NUMBER}))(?P<end>\s*[.:|)—–]|\s+|$)(?P<rest>.*)$",
    re.S,
)
LABEL_ZH = re.compile(
    r"^\s*(?P<label>(?:附录?|续)?(?P<word>图|表|算法|圖)\s*(?P<number>[A-Z]?\d+(?:\s?[.\-–—－]\s?\d+)*|[A-Z]\d*|[一二三四五六七八九十]+))"
    r"(?![、，个张幅所中是和与及])(?P<end>\s*[.:：．|]|\s+|$|)(?P<rest>.*)$",
    re.S,
)
KINDS: dict[str, FigureKind] = {"t": "table", "a": "algorithm", "表": "table", "算": "algorithm"}
_VERBS = re.compile(
    r"^(?:shows?|showed|presents?|gives?|lists?|illustrates?|depicts?|describes?|compares?|summari[sz]es|reports?|"
    r"displays?|plots?|contains?|provides?|demonstrates?|indicates?|reveals?|and|or|is|are|was|were|has|have|in|of|we|can|"
    r"for|to|that|which|also|but|as|at|on|with|below|above|where|does|do|it|from|by|below|were|visuali[sz]es|outlines|"
    r"exemplifies|represents?|suggests?|confirms?|highlights?|details?|includes?|the|then)\b"
)


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption on page ``page``: ``lines`` index the page's lines; ``box`` is around them, in points."""

    page: int
    kind: FigureKind
    number: str
    label: str
    text: str
    box: Box
    lines: tuple[int, ...]
    sideways: bool = False


@dataclass(frozen=True, slots=True)
class _Start:
    """A line that could begin a caption, and what speaks for it."""

    page: Page
    index: int
    kind: FigureKind
    number: str
    label: str
    style: tuple[str, str, bool, float]
    score: float


def find_captions(pages: Sequence[Page], style: Style, heads: dict[int, set[int]]) -> list[Caption]:
    """All captions of the document in reading order, one for each label."""
    starts = [start for page in pages for start in _starts(page, style, heads.get(page.number, set()))]
    habit: Counter[tuple[FigureKind, tuple[str, str, bool, float]]] = Counter()
    for start in starts:
        if start.score >= 1.5:
            habit[start.kind, start.style] += 1
    usual = {kind: max((s for k, s in habit if k == kind), key=lambda s: habit[kind, s]) for kind, _ in habit}
    best: dict[tuple[FigureKind, str, str], _Start] = {}
    for start in starts:
        agrees = _likeness(start.style, usual[start.kind]) if start.kind in usual else 0.0
        start = replace(start, score=start.score + agrees)
        if start.score < 1.0:
            continue
        key = (start.kind, start.number.lower(), start.label[:3].lower() if start.label[0] in "SsEeAaOo附续" else "")
        if key not in best or start.score > best[key].score + 0.01:
            best[key] = start
    kept = sorted(best.values(), key=lambda s: (s.page.number, s.index))
    first = {(s.page.number, s.index) for s in kept}
    return [_whole(start, first) for start in kept]


def _likeness(style: tuple[str, str, bool, float], usual: tuple[str, str, bool, float]) -> float:
    same = [a == b for a, b in zip(style[:3], usual[:3], strict=True)] + [abs(style[3] - usual[3]) < 0.4]
    return 0.4 * sum(same) - 1.2 * (len(same) - sum(same)) / 2


def _starts(page: Page, style: Style, heads: set[int]) -> list[_Start]:
    found = []
    for index, line in enumerate(page.lines):
        if index in heads:
            continue
        text = row_text(page, index)
        match = LABEL.match(text) or LABEL_ZH.match(text)
        if match is None or (not upright(line) and abs(line.direction[1]) < 0.9):
            continue
        rest, end = match["rest"].strip(), match["end"].strip()
        span = next((s for s in line.spans if s.text.strip()), None)
        if span is None:
            continue
        number = match["number"].replace(" ", "").replace("–", "-").replace("—", "-").replace("－", "-")
        word = match["word"]
        chinese = not word.isascii()
        score = 0.0
        if end:
            score += 1.0
        if not rest:
            score += 0.5
        label_bold = span.bold and len(span.text.strip()) <= len(match["label"]) + 3
        if label_bold or (span.bold and not rest):
            score += 1.0
        if word.isupper() and len(word) > 3:
            score += 0.5
        if rest and not end:
            if _VERBS.match(rest) or rest[0] in ",;)":
                score -= 2.5
            elif rest[0].isupper() or chinese or not rest[0].isalpha():
                score += 0.5
            else:
                score -= 0.5
        elif rest and end == ")":
            score -= 2
        if abs(line.size - style.size) > 0.4:
            score += 0.5
        score += _isolation(page, index, heads)
        if number.isalpha() and len(number) == 1 and not end and number not in "IVX":
            score -= 1.5
        shape = (word, end or ("|" if not rest else ""), label_bold or span.bold, round(line.size, 1))
        kind = KINDS.get(word[0].lower(), "figure")
        found.append(_Start(page, index, kind, number, " ".join(match["label"].split()), shape, score))
    return found


def row_text(page: Page, index: int) -> str:
    """A line's text with that of the pieces standing close to its right on the same row."""
    return " ".join(page.lines[i].text.strip() for i in row_pieces(page, index))


def row_pieces(page: Page, index: int) -> list[int]:
    """The line and the pieces of the same row that follow it: a label may stand three ems before its text."""
    line = page.lines[index]
    if not upright(line):
        return [index]
    pieces, box = [index], line.box
    while True:
        short = len(pieces) == 1 and len(line.text.strip()) < 16
        following = [
            i
            for i, other in enumerate(page.lines)
            if i not in pieces
            and same_row(box, other.box)
            and -2 <= other.box.x0 - box.x1 < (3.0 if short else 1.2 if other.block == line.block else 0.4) * line.size
            and upright(other)
            and other.text.strip()
            and abs(other.size - line.size) < 3.5
            and not LABEL.match(other.text)
            and not LABEL_ZH.match(other.text)
        ]
        if not following:
            return pieces
        nearest = min(following, key=lambda i: page.lines[i].box.x0)
        pieces.append(nearest)
        box = box.union(page.lines[nearest].box)


def same_row(a: Box, b: Box) -> bool:
    """Whether two pieces of text stand on one row."""
    return min(a.y1, b.y1) - max(a.y0, b.y0) > 0.5 * min(a.height, b.height)


def _isolation(page: Page, index: int, heads: set[int]) -> float:
    """Whether the line begins a paragraph: -1.5 when it continues the line above, +0.7 when it stands apart."""
    line = page.lines[index]
    if not upright(line):
        return 0.3
    above = [
        other
        for i, other in enumerate(page.lines)
        if i != index
        and i not in heads
        and other.text.strip()
        and upright(other)
        and -3 < line.box.y0 - other.box.y1 < 2.5 * line.box.height
        and min(line.box.x1, other.box.x1) - max(line.box.x0, other.box.x0) > 0
        and (other.box.y0 + other.box.y1) / 2 < line.box.y0 + 1
    ]
    beside = [
        other
        for i, other in enumerate(page.lines)
        if i != index
        and other.text.strip()
        and upright(other)
        and min(line.box.y1, other.box.y1) - max(line.box.y0, other.box.y0) > 0.6 * line.box.height
        and -1 < line.box.x0 - other.box.x1 < 1.0 * line.size
    ]
    if beside:
        return -2.0
    if not above:
        return 0.7
    near = max(above, key=lambda other: other.box.y1)
    gap = line.box.y0 - near.box.y1
    alike = abs(near.size - line.size) < 0.5 and near.spans[-1].font == line.spans[-1].font
    if gap > 0.75 * line.box.height:
        return 0.7
    if near.block == line.block and alike and abs(near.box.x0 - line.box.x0) < 30:
        ends = near.text.rstrip().endswith((".", "。", ":", "："))
        full = near.box.x1 >= line.box.x1 - 12
        return -1.5 if full and not ends else -0.6
    return 0.0 if alike else 0.4


def _whole(start: _Start, first: set[tuple[int, int]]) -> Caption:
    """Add rows below the label's while they continue it in size, leading and column."""
    page, line = start.page, start.page.lines[start.index]
    size = line.size
    row = row_pieces(page, start.index)
    bare = len(row_text(page, start.index).strip(" .:：|")) <= len(start.label)
    rows, box, leading = [row], _around([page.lines[i].box for i in row]), None
    while True:
        last = _core(page, rows[-1], size)
        following = _next_row(page, rows, box, size, 2.2 if bare and len(rows) == 1 else 0.7)
        if not following or any((page.number, i) in first for i in following):
            break
        core = _core(page, following, size)
        gap = core.y0 - last.y1
        limit = (0.9 if bare and len(rows) == 1 else 0.55) * size if leading is None else leading + 0.22 * size
        if gap > limit or _ruled(page, last, core) or _scattered(page, following, size):
            break
        if core.width > 1.25 * box.width + 12 and (len(rows) > 1 or not bare):
            break
        ended = not bare and last.x1 < box.x1 - 4 * size and len(rows) > 1
        if ended and not _same_block(page, following, rows[-1]):
            break  # the paragraph ended on a short line
        if leading is None and not (bare and len(rows) == 1):
            leading = gap
        rows.append(following)
        box = box.union(_around([page.lines[i].box for i in following]))
    text = join([" ".join(page.lines[i].text.strip() for i in row) for row in rows])
    return _caption(start, text, box, [i for row in rows for i in row])


def _core(page: Page, row: list[int], size: float) -> Box:
    """The box of a row's pieces in the caption's own size, without sub- and superscripts."""
    full = [page.lines[i].box for i in row if page.lines[i].size > 0.85 * size]
    return _around(full or [page.lines[i].box for i in row])


def _next_row(page: Page, rows: list[list[int]], box: Box, size: float, tolerance: float) -> list[int]:
    """The pieces of the next row below that continue the caption; empty when there is none."""
    taken = {i for row in rows for i in row}
    last = _core(page, rows[-1], size)
    below = [
        i
        for i, other in enumerate(page.lines)
        if i not in taken
        and last.y1 - 0.45 * size < other.box.y0 < last.y1 + 1.3 * size
        and abs(other.size - size) <= tolerance
        and min(other.box.x1, box.x1) - max(other.box.x0, box.x0) > 0.3 * min(other.box.width, box.width)
        and other.text.strip()
        and upright(other)
    ]
    if not below:
        return []
    main = min(below, key=lambda i: (round(page.lines[i].box.y0 / 3), page.lines[i].box.x0))
    edge = page.lines[main].box
    block = page.lines[main].block
    row = [main]
    for i, other in enumerate(page.lines):
        if i == main or i in taken or not upright(other) or not other.text.strip():
            continue
        near = edge.y0 - 0.3 * size < (other.box.y0 + other.box.y1) / 2 < edge.y1 + 0.3 * size
        inside = other.box.x0 > min(box.x0, edge.x0) - 2 and other.box.x1 < max(box.x1, edge.x1) + 4
        if near and inside and other.size < size + tolerance and (same_row(edge, other.box) or other.block == block):
            row.append(i)
    return sorted(row, key=lambda i: page.lines[i].box.x0)


def _same_block(page: Page, row: list[int], before: list[int]) -> bool:
    return all(page.lines[i].block == page.lines[before[-1]].block for i in row)


def _ruled(page: Page, above: Box, below: Box) -> bool:
    """Whether a horizontal rule runs between two rows."""
    return any(
        g.box.height < 3
        and g.box.width > 0.4 * below.width
        and above.y1 - 0.35 * above.height <= g.box.y0
        and g.box.y1 <= below.y0 + 0.35 * min(below.height, 12)
        and min(g.box.x1, below.x1) - max(g.box.x0, below.x0) > 0.3 * below.width
        for g in page.graphics
    )


def _scattered(page: Page, row: list[int], size: float) -> bool:
    """Whether a row is cells of a table: pieces with wide gaps."""
    boxes = sorted((page.lines[i].box for i in row), key=lambda b: b.x0)
    gaps = [b.x0 - a.x1 for a, b in pairwise(boxes)]
    return len([gap for gap in gaps if gap > 1.2 * size]) >= 1


def _whole_sideways(start: _Start) -> Caption:
    page, line = start.page, start.page.lines[start.index]
    taken, box = [start.index], line.box
    for _ in range(8):
        more = [
            i
            for i, other in enumerate(page.lines)
            if i not in taken
            and other.block == line.block
            and abs(other.direction[1] - line.direction[1]) < 0.1
            and abs(other.size - line.size) < 0.7
        ]
        if not more:
            break
        taken += more
        box = _around([page.lines[i].box for i in taken])
    text = join([page.lines[i].text.strip() for i in taken])
    return replace(_caption(start, text, box, taken), sideways=True)


def _caption(start: _Start, text: str, box: Box, lines: list[int]) -> Caption:
    match = LABEL.match(text) or LABEL_ZH.match(text)
    rest = match["rest"].strip() if match else text
    return Caption(start.page.number, start.kind, start.number, start.label, rest, box, tuple(lines))


def join(rows: Sequence[str]) -> str:
    """Rows as one text: hyphens at line ends undone, no space between Chinese characters."""
    text = ""
    for row in rows:
        row = " ".join(row.replace("\u00ad", "-").split())
        if not text:
            text = row
        elif text.endswith("-") and len(text) > 1 and text[-2].isalpha() and row[:1].islower():
            text = text[:-1] + row
        elif (text.endswith("-") and len(text) > 1 and text[-2].isalnum()) or (
            ord(text[-1]) > 0x2E80 and row and ord(row[0]) > 0x2E80
        ):
            text += row
        else:
            text += " " + row
    return text.strip()


def _around(boxes: Sequence[Box]) -> Box:
    box = boxes[0]
    for other in boxes[1:]:
        box = box.union(other)
    return box
