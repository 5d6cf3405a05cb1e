"""Pieces of text on one baseline, put together to a row of a column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from paper_notes.paper.characters import readable, tidy
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.glyphs import printed
from paper_notes.paper.pdf.indices import has_no_indices, with_indices
from paper_notes.paper.pdf.pages import Line, Span

_MATH_FONT = re.compile(
    r"CM(MI|SY|EX|BSY|MIB)|MSBM|MSAM|Math|MTMI|MTSY|MTEX|Symbol|txsy|rtxmi|txmi|txex|EUFM|EURM|RSFS"
)
_BOLD_FONT = re.compile(r"[Bb]old|Black|Heavy|Medi|CMBX|Demi|SimHei|-Bd")
TALL = 1.8
"""Type sizes; text fonts' boxes are lower than this."""
_MONOSPACED = re.compile(r"Mono(?!type)|Courier|CMTT|SFTT|Consol|Menlo|Inconsolata|Typewriter|LMMono|Hack|Code", re.I)


@lru_cache(maxsize=4096)
def is_math_font(font: str) -> bool:
    """Whether the font is one that only mathematics is set in."""
    return bool(_MATH_FONT.search(font))


@lru_cache(maxsize=4096)
def says_bold(font: str) -> bool:
    """Whether the font's name says that it is bold: the flag in the PDF is often missing."""
    return bool(_BOLD_FONT.search(font.rsplit("+", 1)[-1]))


@lru_cache(maxsize=4096)
def is_monospaced(font: str) -> bool:
    """Whether the font is a typewriter's, as code and addresses are set in."""
    return bool(_MONOSPACED.search(font))


class Row(NamedTuple):
    """One row of a column: its pieces from left to right, and how most of its characters are set.

    ``column`` is the column's box in points. ``text_box`` is the box of the longest piece: indices and fractions
    don't widen it. ``font`` and ``size`` (points) are those of most characters, ``largest`` is the largest size of a
    span with a letter in it: small capitals count by their capitals. ``math`` is the share of characters in a
    mathematical font. ``gapped`` tells that pieces stand so far apart that they are cells rather than words.
    """

    page: int
    lines: tuple[Line, ...]
    box: Box
    column: Box
    text: str
    text_box: Box
    font: str
    size: float
    largest: float
    bold: bool
    italic: bool
    math: float
    caps: bool
    gapped: bool

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(span for line in self.lines for span in line.spans)


def make_row(lines: Sequence[Line], column: Box, page: int) -> Row:
    """The row of these pieces, which stand in order."""
    box = lines[0].box
    for line in lines[1:]:
        box = box.union(line.box)
    sizes: dict[float, int] = {}
    fonts: dict[str, int] = {}
    whole = bold = italic = 0
    largest = 0.0
    for line in lines:
        for font, size, is_bold, is_italic, _, _, count, letters in line.looks:
            whole += count
            sizes[size] = sizes.get(size, 0) + count
            fonts[font] = fonts.get(font, 0) + count
            if is_bold or says_bold(font):
                bold += count
            if is_italic:
                italic += count
            if letters and size > largest:
                largest = size
    size = max(sizes, key=sizes.__getitem__, default=0.0)
    math = sum([count for font, count in fonts.items() if is_math_font(font)]) / whole if whole else 0.0
    text = text_of(lines)
    return Row(
        page,
        tuple(lines),
        box,
        column,
        text,
        lines[0].box if len(lines) == 1 else max(lines, key=lambda line: line.box.width).box,
        max(fonts, key=fonts.__getitem__, default=""),
        size,
        largest or size,
        bold > 0.6 * whole,
        italic > 0.6 * whole,
        math,
        math < 0.3 and text.isupper() and sum(map(str.isalpha, text)) > 3,
        len(lines) > 1 and any(b.box.x0 - a.box.x1 > 1.6 * size for a, b in pairwise(lines)),
    )


def text_of(lines: Sequence[Line]) -> str:
    """The text of pieces on one baseline, with a space where there is a gap, and with sub- and superscripts."""
    parts: list[str] = []
    end: float | None = None
    above: Line | None = None
    spaced = False
    for line in lines:
        size = line.size or 10.0
        stacked = above is not None and line.box.x0 < above.box.x1 - 0.5 * above.box.width
        if stacked and above is not None and spaced:
            parts.append("/")  # one over the other behind a space: a fraction
        elif end is not None and line.box.x0 - end > 0.12 * size and parts and not parts[-1].endswith(" "):
            parts.append(" ")
        spaced = not stacked and (end is None or line.box.x0 - end > 0.12 * size)
        end = max(end or line.box.x1, line.box.x1)
        parts.append(line_text(line, size))
        above = line
    return tidy(readable("".join(parts)))


def line_text(line: Line, size: float) -> str:
    """The piece's text in a row set in ``size`` points, with sub- and superscripts."""
    spans = line.spans
    if len(spans) == 1:
        return printed(spans[0].text, spans[0].font)
    if has_no_indices(line, size):
        return line.text
    return with_indices(spans, line.main, size)


def rows_of(lines: Iterable[Line], column: Box, page: int) -> list[Row]:
    """Group pieces into rows by the overlap of their heights, top down, and order each from left to right."""
    groups: list[list[Line]] = []
    tops: list[tuple[float, float]] = []
    for line in sorted(lines, key=lambda line: (_middle(line), line.box.x0)):
        y0, y1 = line.box.y0, line.box.y1
        for i in range(len(groups) - 1, max(-1, len(groups) - 4), -1):
            top, bottom = tops[i]
            common = min(y1, bottom) - max(y0, top)
            if common > 0.55 * min(y1 - y0, bottom - top) and _apart(groups[i], line):
                groups[i].append(line)
                tops[i] = (min(top, y0), max(bottom, y1)) if len(groups[i]) < 3 else tops[i]
                break
        else:
            groups.append([line])
            tops.append((y0, y1))
    rows = []
    for group in _with_fractions(groups):
        group.sort(key=lambda line: (line.box.x0, line.box.y0) if len(line.text) < 9 else (line.box.x0, 0.0))
        rows.append(make_row(group, column, page))
    return rows


def _middle(line: Line) -> float:
    """Twice the height at which a piece stands, glyphs left out that hang far out of it, such as radicals and wide
    hats: their boxes reach into the rows around it."""
    most = TALL * line.size
    if line.box.height > most and len(line.spans) > 1:
        level = [span.box for span in line.spans if span.box.height <= most and span.text.strip()]
        if sum(box.width for box in level) > 0.5 * line.box.width:
            return min(box.y0 for box in level) + max(box.y1 for box in level)
    return line.box.y0 + line.box.y1


def _apart(group: Sequence[Line], line: Line) -> bool:
    """Whether the piece stands beside the others, not over them."""
    for other in group:
        common = min(other.box.x1, line.box.x1) - max(other.box.x0, line.box.x0)
        if common > 0.5 * min(other.box.width, line.box.width):
            return False
    return True


def _with_fractions(groups: Sequence[list[Line]]) -> list[list[Line]]:
    """Short pieces that hang half below or above a row of text, beside its words, belong to that row."""
    whole: list[list[Line]] = []
    for i, group in enumerate(groups):
        width = sum(line.box.width for line in group)
        box = group[0].box
        if len(group) == 1 and width < 60 and sum(map(str.isalpha, group[0].text)) < 6:
            near = [*whole[-1:], *groups[i + 1 : i + 2]]
            host = next((other for other in near if _hosts(other, box, width)), None)
            if host is not None:
                host.append(group[0])
                continue
        whole.append(group)
    return whole


def _hosts(group: Sequence[Line], box: Box, width: float) -> bool:
    long = max(group, key=lambda line: line.box.width)
    common = min(long.box.y1, box.y1) - max(long.box.y0, box.y0)
    beside = all(min(line.box.x1, box.x1) - max(line.box.x0, box.x0) < 1 or line.box.width < 60 for line in group)
    inside = min(line.box.x0 for line in group) < box.x0 and (box.x1 < max(line.box.x1 for line in group) + 2 * width)
    return long.box.width > 2 * width and common > 0.3 * min(box.height, long.box.height) and beside and inside
