"""Captions: the rows that label a figure, table or algorithm, as against sentences that merely begin with one.

Each row that begins with a label is judged by itself (what stands behind the label, how it is set, whether it stands
apart), then by the habit of the document's sure captions. A label may have several captions (an appendix that numbers
anew, a misprint), a table may go on over pages, and a caption may be printed in two languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from paper_notes.language.script import han_count
from paper_notes.paper.figures.caption_rows import placed_like_a_caption, rows_of_caption
from paper_notes.paper.figures.programs import begins_program
from paper_notes.paper.labels import SIMPLE, Label, match_label
from paper_notes.paper.layout.document import Layout
from paper_notes.paper.layout.strips import Strip
from paper_notes.paper.layout.style import Style
from paper_notes.paper.layout.views import View
from paper_notes.paper.model import Box, FigureKind

ENOUGH = 1.0
"""Score from which a row is a caption's first."""
SURE = 1.5
"""Score from which a row shapes the habit of the document."""
AS_GOOD = 0.8
"""Score by which a second caption of a label may fall behind the first."""
BILINGUAL_GAP = 3.0
"""Type sizes between the two languages of one caption."""
SAME_TEXT = 12
"""Characters of a caption's first row that don't come again by chance."""
BESIDE = 8.0
"""Type sizes between them when they stand on one row."""

_VERBS = re.compile(
    r"^(?:shows?|showed|presents?|gives?|lists?|illustrates?|depicts?|describes?|compares?|summari[sz]es|reports?|"
    r"displays?|plots?|contains?|provides?|demonstrates?|indicates?|reveals?|and|or|is|are|was|were|has|have|in|of|we|"
    r"can|for|to|that|which|also|but|as|at|on|with|below|above|where|does|do|it|from|by|visuali[sz]es|outlines|the|"
    r"exemplifies|represents?|suggests?|confirms?|highlights?|details?|includes?|then)\b"
)
_VERBS_ZH = re.compile(
    r"^(?:所示|给出|给|描述|描绘|列出|列举|显示|展示|展现|可以|可见|可知|说明|表明|表示|反映|呈现|是|为(?!了)|中|和|与|的)"
)
_LEADERS = re.compile(r"(?:[.·…]\s?){4,}\s*[\divx]*\s*$|…{2,}")
"""What the entries of a list of figures end in."""
_CONTINUED_ALONE = re.compile(
    r"[(（\[]?\s*(?:续表|續表|续图|(?:table|figure)?\s*\(?continued(?: from (?:the )?previous page)?\)?)\s*"
    r"[)）\]]?[.:：]?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption on page ``page``: ``lines`` index the page's lines; ``box`` is around them, in points.

    ``quarter`` is 0 for an upright caption, else how the page must be turned to read it (see ``views``). The box
    holds both columns and both languages of a caption; ``text`` leaves the second language out. ``continued`` tells
    that it labels a further part of what another caption labels. ``score`` is how sure it is.
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
    series: str = ""
    continued: bool = False
    score: float = 0.0

    @property
    def key(self) -> tuple[FigureKind, str, str]:
        """What the caption labels."""
        return self.kind, self.number.lower(), self.series


_Shape = tuple[str, str, bool, float]


@dataclass(frozen=True, slots=True)
class _Start:
    """A row that could begin a caption, and what speaks for it."""

    view: int
    page: int
    row: int
    label: Label
    style: _Shape
    placed: bool
    score: float

    @property
    def key(self) -> tuple[FigureKind, str, str]:
        return self.label.kind, self.label.number.lower(), self.label.series


def find_captions(layout: Layout) -> list[Caption]:
    """All captions of the document in reading order."""
    views, style = layout.views, layout.style
    starts = [start for i, view in enumerate(views) for start in _starts(i, view, style)]
    kept = _kept(_by_habit(starts), style)
    firsts: dict[int, set[int]] = {}
    for start in kept:
        firsts.setdefault(start.view, set()).add(start.row)
    captions = [_caption(start, views[start.view], style, firsts[start.view]) for start in kept]
    captions += _continued_alone(views, captions)
    captions.sort(key=lambda c: (c.page, c.quarter, c.box.y0, c.box.x0))
    return _with_parts(_in_one_language(captions, chinese=_is_chinese(views)))


def _by_habit(starts: Sequence[_Start]) -> list[_Start]:
    """Those that are captions in the light of how the document's sure ones are set."""
    habit: Counter[tuple[FigureKind, bool, _Shape]] = Counter()
    for start in starts:
        if start.score >= SURE:
            habit[start.label.kind, start.label.chinese, start.style] += 1
    usual: dict[tuple[FigureKind, bool], _Shape] = {}
    for (kind, chinese, shape), _ in habit.most_common():
        usual.setdefault((kind, chinese), shape)
    judged = []
    for start in starts:
        known = usual.get((start.label.kind, start.label.chinese))
        score = start.score + (_likeness(start.style, known) if known is not None else 0.0)
        if score >= ENOUGH:
            judged.append(replace(start, score=score))
    return judged


def _likeness(style: _Shape, usual: _Shape) -> float:
    same = [a == b for a, b in zip(style[:3], usual[:3], strict=True)] + [abs(style[3] - usual[3]) < 0.4]
    return 0.4 * sum(same) - 1.2 * (len(same) - sum(same)) / 2


def _kept(starts: Sequence[_Start], style: Style) -> list[_Start]:
    """Of each label the best row, others that are as good and set alike, and those that say that they continue it.

    A caption in a type of its own, unlike the running text, needs no mark behind its label, nor to be centred.
    """
    best: dict[tuple[tuple[FigureKind, str, str], bool], _Start] = {}
    for start in starts:
        place = (start.key, start.label.chinese)
        if not start.label.continued and (place not in best or start.score > best[place].score + 0.01):
            best[place] = start
    kept = []
    for start in starts:
        first = best.get((start.key, start.label.chinese))
        if start is first or start.label.continued:
            kept.append(start)
        elif first is not None and start.score >= max(first.score - AS_GOOD, SURE):
            alike = start.style[:3] == first.style[:3] and abs(start.style[3] - first.style[3]) < 0.4
            marked = start.label.end.strip() or start.placed
            repeated = len(start.label.rest.strip()) > SAME_TEXT and start.label.rest == first.label.rest
            unlike = abs(start.style[3] - style.size) > max(0.4, style.near)
            if alike and (repeated or unlike or (marked and start.placed == first.placed)):
                kept.append(start)
    return kept


def _starts(index: int, view: View, style: Style) -> list[_Start]:
    found = []
    rows = view.rows
    for i, row in enumerate(rows):
        label = match_label(row.text)
        if label is None or _LEADERS.search(row.text):
            continue
        bold = row.bold or row.lead_bold
        score = _said(label, bold) + _isolation(rows, i)
        placed = placed_like_a_caption(rows, i, style)
        rest, end = label.rest.strip(), label.end.strip()
        if rest and not end:
            tells = (_VERBS_ZH if label.chinese else _VERBS).match(rest)
            if rest[0] in ",;)，；）":
                score -= 2.5
            elif tells:
                score -= 0.3 if placed and label.chinese and not rest.endswith("。") else 2.5
            else:
                score += 0.5 if rest[0].isupper() or label.chinese or not rest[0].isalpha() else -0.5
        if placed:
            score += 0.7
        if label.kind == "algorithm" and i + 1 < len(rows) and begins_program(rows[i + 1].text):
            score += 1.5
        if abs(row.size - style.size) > 0.4:
            score += 0.5
        shape = (label.word.lower(), end or ("|" if not rest else ""), bold, round(row.size, 1))
        found.append(_Start(index, view.page.number, i, label, shape, placed, score))
    if sum(start.label.rest.rstrip()[-1:].isdigit() for start in found) > 5 and _list_of_labels(found, rows):
        return []
    return found


def _said(label: Label, bold: bool) -> float:
    """What the label's own form says."""
    score = (1.0 if label.end.strip() else 0.0) + (0.5 if not label.rest.strip() else 0.0) + (1.0 if bold else 0.0)
    if label.word.isupper() and len(label.word) > 3:
        score += 0.5
    elif label.word.islower() and not label.chinese:
        score -= 1.5
    if label.end.strip() == ")":
        score -= 2.0
    number = label.number
    if number.isalpha() and len(number) == 1 and not label.end.strip() and number not in "IVX":
        score -= 1.5
    if label.continued:
        score += 1.0
    return score


def _list_of_labels(starts: Sequence[_Start], rows: Sequence[Strip]) -> bool:
    """Whether the labels follow each other row by row: a list of figures, with page numbers behind."""
    baselines = [rows[start.row].baseline for start in starts]
    steps = [b - a for a, b in pairwise(baselines)]
    close = sum(step < 3 * rows[starts[0].row].size for step in steps)
    return close > 0.7 * len(steps)


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


def _caption(start: _Start, view: View, style: Style, firsts: set[int]) -> Caption:
    rows = view.rows
    taken, elsewhere = rows_of_caption(start.row, start.label, view, style, firsts)
    box = rows[taken[0]].full
    for i in taken[1:]:
        box = box.union(rows[i].full)
    for i in elsewhere:
        box = box.union(rows[i].full)
    text = join([rows[i].text for i in (*taken, *elsewhere)])
    label = match_label(text)
    rest = _one_language(label.rest.strip(), start.label) if label else text
    return Caption(
        page=start.page,
        kind=start.label.kind,
        number=start.label.number,
        label=start.label.text,
        text=rest,
        box=box,
        lines=tuple(i for t in (*taken, *elsewhere) for i in rows[t].lines),
        size=rows[taken[0]].size,
        quarter=view.quarter,
        series=start.label.series,
        continued=start.label.continued,
        score=start.score,
    )


def _one_language(text: str, label: Label) -> str:
    """The text up to where the same label begins anew in the other script."""
    for gap in re.finditer(r"\s+(?=[FTAft图表算])", text):
        other = match_label(text[gap.end() :])
        if (
            other is not None
            and other.chinese != label.chinese
            and (other.kind, other.number)
            == (
                label.kind,
                label.number,
            )
        ):
            return text[: gap.start()]
    return text


def _continued_alone(views: Sequence[View], captions: Sequence[Caption]) -> list[Caption]:
    """ "续表" or "(continued)" at the head of a page, without a number: a further part of the table before."""
    found = []
    for view in views:
        for row in view.rows:
            if row.box.y0 > 0.3 * view.page.box.height or not _CONTINUED_ALONE.fullmatch(row.text.strip()):
                continue
            before = [c for c in captions if c.page < view.page.number and c.quarter == view.quarter]
            last = max(before, key=lambda c: (c.page, c.box.y0), default=None)
            if any(c.page == view.page.number and _right_below(row.box, c) for c in captions):
                continue  # it says so of the caption above it
            if last is not None and view.page.number - last.page <= 3:
                found.append(
                    replace(last, page=view.page.number, text="", box=row.full, lines=row.lines, continued=True)
                )
    return found


def _right_below(box: Box, caption: Caption) -> bool:
    above = caption.box
    near = -caption.size < box.y0 - above.y1 < 1.5 * caption.size
    return near and min(box.x1, above.x1) > max(box.x0, above.x0)


def _with_parts(captions: Sequence[Caption]) -> list[Caption]:
    """Captions that repeat the one before them, on its page's next pages, told as its parts; parts of nothing as
    captions of their own."""
    told: list[Caption] = []
    last: dict[tuple[FigureKind, str, str], tuple[Caption, int]] = {}
    for caption in captions:
        first, page = last.get(caption.key, (None, 0))
        follows = first is not None and page <= caption.page <= page + 1
        if first is not None and caption.page == first.page:
            follows = bool(caption.text) and _alike(caption.text, first.text)
        said = first is not None and (not caption.text or _alike(caption.text, first.text))
        continued = first is not None and follows and (caption.continued or said)
        if first is not None and caption.continued and not continued and caption.page == first.page:
            continued = True
        caption = replace(caption, continued=continued)
        last[caption.key] = (first if continued and first is not None else caption, caption.page)
        told.append(caption)
    return told


def _alike(a: str, b: str) -> bool:
    """Whether one text is the beginning of the other, spaces and marks apart."""
    left, right = ("".join(filter(str.isalnum, text)).lower() for text in (a, b))
    return left.startswith(right[:40]) if len(left) >= len(right) else right.startswith(left[:40])


def _is_chinese(views: Sequence[View]) -> bool:
    """Whether the document's rows of prose are Chinese for the most part."""
    rows = [row.text for view in views[:20] for row in view.rows if row.dense and row.places > 20]
    return sum(han_count(text) > 0.25 * len(text) for text in rows) > 0.5 * max(len(rows), 1)


def _in_one_language(captions: Sequence[Caption], *, chinese: bool) -> list[Caption]:
    """Of captions printed in two languages those in the paper's; the other language belongs to it."""
    kept: list[Caption] = []
    dropped: set[int] = set()
    for caption in captions:
        if _in_chinese(caption) != chinese:
            continue
        for j, other in enumerate(captions):
            if j in dropped or _in_chinese(other) == chinese or not _together(caption, other):
                continue
            dropped.add(j)
            caption = replace(
                caption,
                box=caption.box.union(other.box),
                lines=(*caption.lines, *other.lines),
            )
        kept.append(caption)
    kept += [c for j, c in enumerate(captions) if _in_chinese(c) != chinese and j not in dropped]
    return sorted(kept, key=lambda c: (c.page, c.quarter, c.box.y0, c.box.x0))


def _in_chinese(caption: Caption) -> bool:
    return not caption.label[:1].translate(SIMPLE).isascii()  # letters at full width are Latin too


def _together(a: Caption, b: Caption) -> bool:
    if (a.page, a.kind, a.number.lower(), a.quarter) != (b.page, b.kind, b.number.lower(), b.quarter):
        return False
    gap = max(b.box.y0 - a.box.y1, a.box.y0 - b.box.y1)
    if abs(a.box.y0 - b.box.y0) < 0.5 * a.size:  # both on one row
        return max(b.box.x0 - a.box.x1, a.box.x0 - b.box.x1) < BESIDE * a.size
    return gap < BILINGUAL_GAP * a.size and min(a.box.x1, b.box.x1) > max(a.box.x0, b.box.x0)


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
