"""Which lines of a page are running text, headings, headers and footers: what a figure can't contain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from paper_notes.paper.model import Box
from paper_notes.paper.pages import Line, Page

HEADING_NUMBER = re.compile(
    r"^(?:\d+(?:\.\d+)*\.?|[IVX]+\.|[A-Z]\.(?:\d+)?|§\s?\d+)\s+\S|^第?[一二三四五六七八九十]+[章节、]"
)
DIGITS = re.compile(r"\d+|\b[ivxl]+\b")


@dataclass(frozen=True, slots=True)
class Style:
    """How a document sets its running text: size in points, and the column widths in use, commonest first."""

    size: float
    widths: tuple[float, ...]
    sizes: frozenset[float]


def upright(line: Line) -> bool:
    """Whether the line reads from left to right as displayed."""
    return line.direction[0] > 0.99


def characters(text: str) -> int:
    """How many half-em places a text takes: a Chinese character takes two."""
    return sum(2 if ord(c) > 0x2E80 else 1 for c in text if not c.isspace())


def document_style(pages: Sequence[Page]) -> Style:
    """Body size and column widths, from all lines that are densely set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if upright(line) and (count := characters(line.text)) > 20:
                sizes[round(line.size, 1)] += count
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    widths: Counter[int] = Counter()
    small: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if upright(line) and dense(line):
                if abs(line.size - size) <= 0.6:
                    widths[round(line.box.width / 3)] += 1
                small[round(line.size, 1)] += 1
    merged = Counter({w: widths[w] + widths[w - 1] + widths[w + 1] for w in widths})
    kept: list[int] = []
    total = sum(widths.values())
    for width, count in merged.most_common():
        if count < max(4, 0.06 * total):
            break
        if all(abs(width - other) > 2 for other in kept):
            kept.append(width)
    return Style(size, tuple(w * 3.0 for w in kept[:4]), frozenset(s for s, n in small.items() if n >= 15))


def dense(line: Line) -> bool:
    """Whether a line of some length is filled with characters as prose is."""
    size = line.size
    return size > 0 and line.box.width > 12 * size and characters(line.text) * 0.5 * size > 0.62 * line.box.width


def running_heads(pages: Sequence[Page]) -> dict[int, set[int]]:
    """Per page number, indices of the lines that are headers, footers or page numbers: they recur in the margins."""
    seen: Counter[tuple[str, int]] = Counter()
    keyed: list[tuple[int, int, tuple[str, int]]] = []
    found: dict[int, set[int]] = {}
    for page in pages:
        height = page.box.height
        for index, line in enumerate(page.lines):
            if not upright(line):
                if line.box.x1 < 0.08 * page.box.width and line.box.height > 0.2 * height:
                    found.setdefault(page.number, set()).add(index)
                continue
            middle = (line.box.y0 + line.box.y1) / 2
            if 0.11 * height < middle < 0.89 * height:
                continue
            text = line.text.strip()
            key = (DIGITS.sub("#", text.lower()), round(middle / 4))
            keyed.append((page.number, index, key))
            seen[key] += 1
    few = max(2, min(4, len(pages) // 4))
    for number, index, (text, row) in keyed:
        count = seen[(text, row)] + seen[(text, row - 1)] + seen[(text, row + 1)]
        if count >= few and (count >= 3 or len(text) > 3 or text in {"#", "- # -"}):
            found.setdefault(number, set()).add(index)
    for page in pages:  # a lone number at the very edge
        heads = found.setdefault(page.number, set())
        for index, line in enumerate(page.lines):
            if re.fullmatch(r"\s*[-–—]?\s*\d{1,4}\s*[-–—]?\s*", line.text):
                others = [o for i, o in enumerate(page.lines) if i != index and i not in heads and o.text.strip()]
                if others and (
                    line.box.y0 >= max(o.box.y1 for o in others) - 1 or line.box.y1 <= min(o.box.y0 for o in others) + 1
                ):
                    heads.add(index)
    return found


def body_lines(page: Page, style: Style, left_out: set[int]) -> set[int]:
    """Indices of the lines of running text and headings; ``left_out`` are captions and running heads."""
    rows = [i for i, line in enumerate(page.lines) if i not in left_out and upright(line) and line.text.strip()]
    seeds = {i for i in rows if _fills_column(page.lines[i], style)}
    by_block: dict[int, list[int]] = {}
    for i in rows:
        by_block.setdefault(page.lines[i].block, []).append(i)
    body: set[int] = set()
    for members in by_block.values():
        filled = [i for i in members if i in seeds]
        if not filled:
            continue
        for i in members:
            line = page.lines[i]
            whole = len(filled) > 1 or len(members) == 1 or _reaches(page, i, members, style)
            if whole if i in seeds else any(_joined(line, page.lines[s]) for s in filled):
                body.add(i)
    edges = sorted({round(page.lines[i].box.x0) for i in body if i in seeds})
    alone = _alone(page, rows)
    for _ in range(3):  # short paragraphs and headings next to running text
        added = set()
        for i in rows:
            line = page.lines[i]
            if (
                i in body
                or i not in alone
                or not any(abs(line.box.x0 - x) < 3 or 0 < line.box.x0 - x < 26 for x in edges)
            ):
                continue
            gap = 2.6 * style.size
            near = any(
                -2 < page.lines[b].box.y0 - line.box.y1 < gap
                or -2 < line.box.y0 - page.lines[b].box.y1 < 0.8 * style.size
                for b in body
                if _overlap(line.box, page.lines[b].box) > 0.4 * min(line.box.width, page.lines[b].box.width)
            )
            if near and (abs(line.size - style.size) <= 0.6 or _heading(line, style)):
                added.add(i)
        if not added:
            break
        body |= added
    return body


def _fills_column(line: Line, style: Style) -> bool:
    width = line.box.width
    known = abs(line.size - style.size) <= 0.6 or round(line.size, 1) in style.sizes
    return known and dense(line) and any(abs(width - w) <= max(4.5, 0.02 * w) for w in style.widths)


def _reaches(page: Page, index: int, members: list[int], style: Style) -> bool:
    line = page.lines[index]
    return any(_joined(page.lines[i], line) for i in members if i != index) and abs(line.size - style.size) <= 0.6


def _joined(line: Line, seed: Line) -> bool:
    inside = line.box.x0 >= seed.box.x0 - 16 and line.box.x1 <= seed.box.x1 + 16
    return inside and abs(line.size - seed.size) <= 1.2


def _heading(line: Line, style: Style) -> bool:
    text = line.text.strip()
    bold = sum(len(s.text) for s in line.spans if s.bold) > 0.6 * len(text)
    return len(text) < 120 and (bold or line.size > style.size + 0.8 or bool(HEADING_NUMBER.match(text)))


def _alone(page: Page, rows: list[int]) -> set[int]:
    """Lines that have no other line beside them within two ems."""
    found = set()
    for i in rows:
        box, size = page.lines[i].box, page.lines[i].size
        if not any(
            j != i
            and _overlap_y(box, page.lines[j].box) > 0.4 * min(box.height, page.lines[j].box.height)
            and -1 < max(page.lines[j].box.x0 - box.x1, box.x0 - page.lines[j].box.x1) < 1.0 * size + 8
            for j in rows
        ):
            found.add(i)
    return found


def _overlap(a: Box, b: Box) -> float:
    return min(a.x1, b.x1) - max(a.x0, b.x0)


def _overlap_y(a: Box, b: Box) -> float:
    return min(a.y1, b.y1) - max(a.y0, b.y0)
