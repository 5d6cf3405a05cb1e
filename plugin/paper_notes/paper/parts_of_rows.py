"""From a stretch of a text back to the paper: which parts of which printed rows it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from paper_notes.paper.model import Box

UPRIGHT = 2.0
"""Heights to a width; a box that is taller is set sideways, and no part of it can be told by widths."""

_WIDTHS = (
    dict.fromkeys("ijl.,:;'|!", 0.5)
    | dict.fromkeys(" tfrI()[]/-’‘", 0.6)
    | dict.fromkeys("mwACDGHKNOQRUVXY", 1.4)
    | dict.fromkeys("MW", 1.7)
)


def parts_of_rows(text: str, starts: Sequence[int], start: int, end: int) -> Iterator[tuple[int, tuple[str, int, int]]]:
    """The rows that the characters from ``start`` to ``end`` of a text stand in, each with its text and with where in
    it they begin and end. ``starts`` says where each row begins."""
    for i in range(max(bisect_right(starts, start) - 1, 0), len(starts)):
        begins = starts[i]
        if begins >= end:
            return
        stops = starts[i + 1] if i + 1 < len(starts) else len(text)
        yield i, (text[begins:stops].rstrip(), start - begins, end - begins)


def part_of_row(box: Box, row: str, start: int, end: int) -> Box:
    """The part of a row's box that its characters from ``start`` to ``end`` take, to a tenth of a point: reckoned from
    the widths of its characters."""
    x0, y0, x1, y1 = box
    if (start > 0 or end < len(row)) and y1 - y0 < UPRIGHT * (x1 - x0):
        whole = _width(row) or 1
        left, right = _width(row[: max(start, 0)]), _width(row[:end])
        x0, x1 = x0 + (x1 - x0) * left / whole, x0 + (x1 - x0) * min(right / whole, 1.0)
    return Box(round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1))


def _width(text: str) -> float:
    """Half ems, about: the widths of Times and of Helvetica lie near these; a Chinese character takes two."""
    return sum(_WIDTHS.get(c) or (2.0 if c > "\u2e80" else 1.0) for c in text)
