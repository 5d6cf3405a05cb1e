"""Pieces of text on one baseline, put together to a row of a column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from paper_notes.paper.characters import raised, readable
from paper_notes.paper.model import Box
from paper_notes.paper.pages import Line, Span

_MATH_FONT = re.compile(
    r"CM(MI|SY|EX|BSY|MIB)|MSBM|MSAM|Math|MTMI|MTSY|MTEX|Symbol|txsy|rtxmi|txmi|txex|EUFM|EURM|RSFS"
)
_BOLD_FONT = re.compile(r"[Bb]old|Black|Heavy|Medi|CMBX|Demi|SimHei|-Bd")


@lru_cache(maxsize=4096)
def is_math_font(font: str) -> bool:
    """Whether the font is one that only mathematics is set in."""
    return bool(_MATH_FONT.search(font))


@lru_cache(maxsize=4096)
def says_bold(font: str) -> bool:
    """Whether the font's name says that it is bold: the flag in the PDF is often missing."""
    return bool(_BOLD_FONT.search(font.rsplit("+", 1)[-1]))


@dataclass(frozen=True)
class Row:
    """One row of a column: its pieces from left to right. ``column`` is the column's box in points."""

    page: int
    lines: tuple[Line, ...]
    box: Box
    column: Box

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        return tuple(span for line in self.lines for span in line.spans)

    @cached_property
    def main(self) -> Span | None:
        """The span with most characters."""
        return max(self.spans, key=lambda span: len(span.text.strip()), default=None)

    @cached_property
    def size(self) -> float:
        """The size in points that most characters have."""
        sizes: dict[float, int] = {}
        for span in self.spans:
            if letters := len(span.text.strip()):
                key = round(span.size, 1)
                sizes[key] = sizes.get(key, 0) + letters
        return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0

    @cached_property
    def largest(self) -> float:
        """The largest size of a span with a letter in it: small capitals count by their capitals."""
        sizes = [span.size for span in self.spans if any(map(str.isalpha, span.text))]
        return max(sizes, default=self.size)

    @cached_property
    def bold(self) -> bool:
        return _share(self.spans, lambda span: span.bold or says_bold(span.font)) > 0.6

    @cached_property
    def italic(self) -> bool:
        return _share(self.spans, lambda span: span.italic) > 0.6

    @cached_property
    def caps(self) -> bool:
        """Whether the row is set in capitals."""
        letters = [char for char in self.text if char.isalpha()]
        return len(letters) > 3 and all(map(str.isupper, letters)) and self.math < 0.3

    @cached_property
    def text(self) -> str:
        return text_of(self.lines)

    @cached_property
    def math(self) -> float:
        """The share of characters in a mathematical font."""
        return _share(self.spans, lambda span: is_math_font(span.font))


def _share(spans: Sequence[Span], holds: object) -> float:
    assert callable(holds)
    whole = sum(len(span.text.strip()) for span in spans)
    return sum(len(span.text.strip()) for span in spans if holds(span)) / whole if whole else 0.0


def text_of(lines: Sequence[Line]) -> str:
    """The text of pieces on one baseline, with a space where there is a gap and raised digits as superscripts."""
    parts: list[str] = []
    end = None
    for line in lines:
        size = line.size or 10.0
        if end is not None and line.box.x0 - end > 0.12 * size and parts and not parts[-1].endswith(" "):
            parts.append(" ")
        end = line.box.x1
        for span in line.spans:
            parts.append(raised(span.text) if span.superscript and span.size < 0.85 * size else span.text)
    return re.sub(r" {2,}", " ", readable("".join(parts))).strip()


def rows_of(lines: Iterable[Line], column: Box, page: int) -> list[Row]:
    """Group pieces into rows by the overlap of their heights, top down, and order each from left to right."""
    groups: list[list[Line]] = []
    tops: list[tuple[float, float]] = []
    for line in sorted(lines, key=lambda line: (line.box.y0 + line.box.y1, line.box.x0)):
        y0, y1 = line.box.y0, line.box.y1
        for i in range(len(groups) - 1, max(-1, len(groups) - 4), -1):
            top, bottom = tops[i]
            if min(y1, bottom) - max(y0, top) > 0.55 * min(y1 - y0, bottom - top) and _apart(groups[i], line):
                groups[i].append(line)
                tops[i] = (min(top, y0), max(bottom, y1)) if len(groups[i]) < 3 else tops[i]
                break
        else:
            groups.append([line])
            tops.append((y0, y1))
    rows = []
    for group in groups:
        group.sort(key=lambda line: line.box.x0)
        box = group[0].box
        for line in group[1:]:
            box = box.union(line.box)
        rows.append(Row(page, tuple(group), box, column))
    return rows


def _apart(group: Sequence[Line], line: Line) -> bool:
    """Whether the piece stands beside the others, not over them."""
    for other in group:
        common = min(other.box.x1, line.box.x1) - max(other.box.x0, line.box.x0)
        if common > 0.5 * min(other.box.width, line.box.width):
            return False
    return True
