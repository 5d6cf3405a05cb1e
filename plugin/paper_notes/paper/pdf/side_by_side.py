"""Captions side by side that a PDF has as one line, parted: "图1 输入      图2 输出".

A text processor sets them with spaces between, so that the text layer joins them to one run. Such a line begins with a
label and holds another one behind a wide gap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from paper_notes.paper.labels import match_label
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Line, Page, Source, Span

GAP = 2.0
"""Type sizes of white between two captions, at least."""
_SECOND = re.compile(r"\s+(?=(?:图|表|Fig|FIG|Table|TABLE)\s?\S)")

_Chars = Sequence[dict[str, Any]]


def with_parted_captions(source: Source, page: Page) -> Page:
    """The page, such lines as one line for each caption."""
    if page.rotation:  # boxes were turned: the lines can't be told by them
        return page
    suspects = {i for i, line in enumerate(page.lines) if match_label(line.text) and _SECOND.search(line.text)}
    if not suspects:
        return page
    raw = {
        (index, line["bbox"]): line
        for index, block in enumerate(source.text.extractRAWDICT()["blocks"])
        for line in block.get("lines", ())
    }
    lines: list[Line] = []
    for i, line in enumerate(page.lines):
        found = raw.get((line.block, line.box)) if i in suspects else None
        lines += _parted(line, [span["chars"] for span in found["spans"]]) if found is not None else [line]
    return replace(page, lines=tuple(lines))


def _parted(line: Line, chars: Sequence[_Chars]) -> list[Line]:
    if [len(span.text) for span in line.spans] != [len(run) for run in chars]:
        return [line]
    flat = [char for run in chars for char in run]
    cuts = [
        found.end()
        for found in _SECOND.finditer(line.text)
        if found.start() > 0
        and flat[found.end()]["bbox"][0] - flat[found.start() - 1]["bbox"][2] > GAP * line.size
        and match_label(line.text[found.end() :])
    ]
    edges = [0, *cuts, len(flat)]
    return [_piece(line, chars, first, end) for first, end in pairwise(edges)] if cuts else [line]


def _piece(line: Line, chars: Sequence[_Chars], first: int, end: int) -> Line:
    """The line's characters from ``first`` up to ``end``, without white space at the end."""
    while end > first + 1 and line.text[end - 1].isspace():
        end -= 1
    spans: list[Span] = []
    at = 0
    for span, run in zip(line.spans, chars, strict=True):
        start, stop = max(first - at, 0), min(end - at, len(run))
        if start < stop:
            here = run[start:stop]
            box = Box(here[0]["bbox"][0], span.box.y0, here[-1]["bbox"][2], span.box.y1)
            origin = (here[0]["origin"][0], span.origin[1])
            spans.append(span._replace(text=span.text[start:stop], box=box, origin=origin))
        at += len(run)
    box = spans[0].box
    for span in spans[1:]:
        box = box.union(span.box)
    return Line.of(spans, box, line.direction, line.block)
