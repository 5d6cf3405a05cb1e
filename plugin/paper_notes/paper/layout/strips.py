"""Strips of text: the pieces that MuPDF splits a line into (maths, small capitals, superscripts) joined again.

They are made before columns and figures are known, by baselines and narrow gaps alone, so that cells and axis labels
stay apart. Rows (see ``rows``) are what stands on one height of a column, when columns are known and figures are out
of the way.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import NamedTuple

from paper_notes.paper.labels import is_bare_label, is_bare_word, match_label
from paper_notes.paper.layout.rows import line_text
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Line, Page

ASCENT, DESCENT = 0.76, 0.22
"""Shares of the font size. Fonts lie about their height (maths extensions most), so boxes come from the baseline."""

LABEL_GAP = 4.5
"""Type sizes that a label may stand apart from its number or from the text of its caption."""
NUMBER_GAP = 1.6
"""Type sizes that the number of a heading may stand apart from its title."""
_HEADING_NUMBER = re.compile(r"\d{1,2}(?:[.．]\d{1,2})*[.．]?|[IVX]+\.")
LONGEST_LABEL = 32
"""Characters."""
_LAST_NARROW = "\u2e80"
"""What comes behind in Unicode is as wide as it is high, for the most part."""


class Strip(NamedTuple):
    """Pieces of one baseline without wide gaps between them.

    ``lines`` index the page's lines from left to right; ``size`` and ``font`` are those of most characters.
    ``full`` reaches around sub- and superscripts, ``box`` is the main baseline's own height. ``places`` counts
    half ems taken by characters; ``lead_bold`` tells that the first word is bold, ``dense`` that it is filled with
    characters as prose is.
    """

    lines: tuple[int, ...]
    box: Box
    full: Box
    baseline: float
    size: float
    font: str
    text: str
    places: int
    bold: bool
    lead_bold: bool
    block: int
    dense: bool


def upright(line: Line) -> bool:
    """Whether the line reads from left to right as displayed."""
    return line.direction[0] > 0.99


def places(text: str) -> int:
    """How many half-em places a text takes: a Chinese character takes two."""
    bare = "".join(text.split())
    return len(bare) if bare.isascii() else len(bare) + sum(map(_LAST_NARROW.__lt__, bare))


def text_box(line: Line) -> Box:
    """A line's box by its baseline and size instead of the font's claims."""
    if not upright(line):
        return line.box
    box, spans = line.box, line.spans
    if len(spans) == 1:
        size, base = line.size, line.main.origin[1]
        top, bottom = base - ASCENT * size, base + DESCENT * size
    else:
        top = min([span.origin[1] - ASCENT * span.size for span in spans])
        bottom = max([span.origin[1] + DESCENT * span.size for span in spans])
    return Box(box.x0, max(top, min(box.y0, bottom)), box.x1, bottom)


def make_strips(page: Page, *, without: Collection[int] = ()) -> list[Strip]:
    """The upright text of a page as rows, from top to bottom; ``without`` are line indices to leave out."""
    pieces = [
        (i, line, line.main.origin[1], line.size)
        for i, line in enumerate(page.lines)
        if i not in without and upright(line) and not line.blank
    ]
    order = sorted(pieces, key=lambda p: (p[2], p[1].box.x0))
    groups: list[list[_Piece]] = []
    baselines = [p[2] for p in order]
    used: set[int] = set()
    cuts = _cuts(pieces)
    for piece in sorted(pieces, key=lambda p: -p[3] * len(p[1].text)):  # big pieces first gather small ones
        if piece[0] in used:
            continue
        used.add(piece[0])
        group = [piece]
        reach = 0.55 * piece[3]
        start, stop = bisect_left(baselines, piece[2] - reach), bisect_left(baselines, piece[2] + reach)
        groups.append(group)
        near = [p for p in order[start:stop] if p[0] not in used]
        if not near:
            continue
        near.sort(key=lambda p: p[1].box.x0)
        x0, x1 = piece[1].box.x0, piece[1].box.x1
        left = [p for p in near if p[1].box.x0 < x0]
        for other in reversed(left):
            if _joins(other, piece, other[1].box.x1, x0, cuts, first=True):
                group.insert(0, other)
                used.add(other[0])
                x0 = min(x0, other[1].box.x0)
        for other in near:
            if other[1].box.x0 >= piece[1].box.x0 and _joins(other, piece, x1, other[1].box.x0, cuts):
                group.append(other)
                used.add(other[0])
                x1 = max(x1, other[1].box.x1)
    return sorted((_row(group) for group in groups), key=lambda row: (row.baseline, row.box.x0))


_Piece = tuple[int, Line, float, float]
"""Line index, line, baseline, size."""


def _cuts(pieces: Sequence[_Piece]) -> list[tuple[float, float]]:
    """(x, baseline) of labels that have text on their left: there begins a caption beside another one."""
    starts = [p for p in pieces if _starts_caption(p[1].text)]
    return [
        (start[1].box.x0, start[2])
        for start in starts
        if any(
            abs(p[2] - start[2]) < 2
            and -1 < start[1].box.x0 - p[1].box.x1 < 4 * start[3]
            and len(p[1].text.strip()) > 1
            for p in pieces
        )
    ]


def _starts_caption(text: str) -> bool:
    label = match_label(text)
    return label is not None and (label.end not in ("", " ") or not label.rest.strip())


def _joins(
    other: _Piece, main: _Piece, left: float, right: float, cuts: Sequence[tuple[float, float]], first: bool = False
) -> bool:
    """Whether a piece belongs to the row of the main piece; between them lies the gap from ``left`` to ``right``."""
    size = main[3]
    small = other[3] < 0.85 * size
    if abs(other[2] - main[2]) > (0.55 if small else 0.22) * size or other[3] > 1.3 * size + 2:
        return False
    if any(left - 2 <= x <= right + 2 and -2 < main[2] - y < 12 * size for x, y in cuts):
        return False
    limit = 1.0 if other[1].block == main[1].block else 0.35
    if first:
        text = other[1].text.strip()
        if len(text) < LONGEST_LABEL and (is_bare_label(text) or is_bare_word(text)):
            limit = LABEL_GAP
        elif other[1].block == main[1].block and _HEADING_NUMBER.fullmatch(text):
            limit = NUMBER_GAP
    return -1.5 * size < right - left < limit * size


def _row(group: Sequence[_Piece]) -> Strip:
    weights: dict[tuple[str, float, float], int] = {}
    whole = bold = 0
    for _, line, _, _ in group:
        for font, size, is_bold, _, baseline, count, _, _ in line.looks:
            look = (font, round(size, 1), round(baseline, 1))
            weights[look] = weights.get(look, 0) + count
            whole += count
            if is_bold:
                bold += count
    font, size, baseline = max(weights, key=weights.__getitem__)
    lead_bold = group[0][1].looks[0].bold
    text = " ".join([line_text(line, line.size).strip() for _, line, _, _ in group])
    x0, x1 = min([p[1].box.x0 for p in group]), max([p[1].box.x1 for p in group])
    box = full = Box(x0, baseline - ASCENT * size, x1, baseline + DESCENT * size)
    for _, line, _, _ in group:
        full = full.union(text_box(line))
    taken = places(text)
    dense = box.width > 10 * size and taken * 0.5 * size > 0.6 * box.width
    lines = tuple([p[0] for p in group])
    block = group[0][1].block
    return Strip(lines, box, full, baseline, size, font, text, taken, bold > 0.6 * whole, lead_bold, block, dense)
