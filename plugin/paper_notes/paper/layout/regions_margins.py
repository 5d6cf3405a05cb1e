"""What stands in the margins of several pages: headers, footers, page and line numbers, logos, rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from paper_notes.paper.layout.regions_rows import upright
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Page

LABELLED = re.compile(r"^\s*(?:fig|tab|algo|图|表|算法)", re.I)
LONE_NUMBER = re.compile(r"\s*[-–—]?\s*\d{1,4}\s*[-–—]?\s*")
DIGITS = re.compile(r"\d+|\b[ivxl]+\b")


def running_heads(pages: Sequence[Page]) -> dict[int, set[int]]:
    """Per page number, indices of the lines that are headers, footers, page or line numbers and margin stamps."""
    seen: dict[tuple[str, int, int], set[int]] = {}
    keyed: dict[int, list[tuple[int, tuple[str, int, int]]]] = {}
    found: dict[int, set[int]] = {page.number: set() for page in pages}
    for page in pages:
        height = page.box.height
        for index, line in enumerate(page.lines):
            if not upright(line):
                if line.box.x1 < 0.08 * page.box.width and line.box.height > 0.2 * height:
                    found[page.number].add(index)
                continue
            middle = (line.box.y0 + line.box.y1) / 2
            if 0.11 * height < middle < 0.89 * height or line.blank or LABELLED.match(line.text):
                continue
            key = (DIGITS.sub("#", line.text.strip().lower()), round(middle / 4), round(line.box.x0 / 24))
            keyed.setdefault(page.number, []).append((index, key))
            seen.setdefault(key, set()).add(page.number)
    few = max(2, min(4, len(pages) // 4))
    for page in pages:
        recurring_lines = set()
        for index, (text, row, column) in keyed.get(page.number, ()):
            near = [(text, r, c) for r in (row - 1, row, row + 1) for c in (column - 1, column, column + 1)]
            count = len(set().union(*(seen.get(key, set()) for key in near)))
            wordless = not any(c.isalpha() for c in text)
            if count >= (3 * few if wordless else few) and len(text) > (0 if wordless else 3):
                recurring_lines.add(index)
        found[page.number] |= _outermost(page, recurring_lines)
    for page in pages:
        found[page.number] |= _edge_numbers(page, found[page.number]) | _line_numbers(page)
    return found


def _outermost(page: Page, candidates: set[int]) -> set[int]:
    """Those of the lines that have no other line between them and the edge of the page."""
    others = [
        line.box
        for i, line in enumerate(page.lines)
        if i not in candidates and not line.blank and upright(line) and line.box.width > 12
    ]
    top, bottom = min((b.y0 for b in others), default=0.0), max((b.y1 for b in others), default=page.box.y1)
    middle = page.box.height / 2
    boxes = {i: page.lines[i].box for i in candidates}
    return {i for i, b in boxes.items() if (b.y0 < top + 3 if b.y1 < middle else b.y1 > bottom - 3)}


def _edge_numbers(page: Page, heads: set[int]) -> set[int]:
    """A lone number above or below everything else on the page."""
    others = [(i, line.box) for i, line in enumerate(page.lines) if i not in heads and not line.blank]
    if len(others) < 2:
        return set()
    tops = sorted([box.y0 for _, box in others])[:2]
    bottoms = sorted([box.y1 for _, box in others])[-2:]
    found = set()
    for index, box in others:
        top = tops[1] if box.y0 == tops[0] else tops[0]  # of all the others
        bottom = bottoms[0] if box.y1 == bottoms[1] else bottoms[1]
        if (box.y0 >= bottom - 1 or box.y1 <= top + 1) and LONE_NUMBER.fullmatch(page.lines[index].text):
            found.add(index)
    return found


def _line_numbers(page: Page) -> set[int]:
    """A manuscript's line numbers: many short numbers in one narrow strip of the outer margin."""
    numbers = [
        i
        for i, line in enumerate(page.lines)
        if line.text.strip().isdigit() and line.box.width < 24 and line.box.x1 < 0.14 * page.box.width
    ]
    strips: dict[int, list[int]] = {}
    for i in numbers:
        strips.setdefault(round(page.lines[i].box.x1 / 4), []).append(i)
    return {i for strip in strips.values() if len(strip) >= 12 for i in strip}


def recurring(pages: Sequence[Page]) -> frozenset[tuple[int, ...]]:
    """Cells of the graphics that stand in the same place at the head or foot of several pages: logos, rules."""
    seen: Counter[tuple[int, ...]] = Counter()
    for page in pages:
        seen.update({cell(g.box) for g in page.graphics if in_margin(g.box, page)})
    return frozenset(place for place, count in seen.items() if count >= max(3, 0.2 * len(pages)))


def in_margin(box: Box, page: Page) -> bool:
    """Whether the box lies at the head or foot of the page."""
    return box.y1 < 0.16 * page.box.y1 or box.y0 > 0.84 * page.box.y1


def cell(box: Box) -> tuple[int, ...]:
    """A box to the nearest two points, so that the same decoration on another page compares equal."""
    return tuple(round(value / 2) for value in box)
