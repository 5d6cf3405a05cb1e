"""The rows of a paper's tables as passages: each cell under its column's head and behind its row's name.

A table whose cells the reader told apart is taken cell by cell; of others the lines are put together: a label opens a
row, numbers follow it. What is no table by that measure stays running text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from paper_notes.checking.evidence.numbers import folded
from paper_notes.checking.evidence.passage import NUMERIC, Passage
from paper_notes.paper.model import Cell, Figure

SURE = 0.3
"""Certainty from which a table's cells are taken as they were read."""
LABELLED = 0.75
"""Share of a table's rows that must open with a name for its rows to be told apart."""
WIDE = 0.6
"""Share of a table's columns that one cell spans when it is a heading among the rows."""
_LABEL = re.compile(r"^(?![\d.]+\s?[A-Za-z]{1,3}\b).*(?:[^\W\d_]{2,}|[A-Za-z]-?\d|\(\w\))")


def printed_rows(figure: Figure, page: int, chinese: bool) -> list[Passage]:
    """The rows of a table, or of a figure that is one; empty when it has none that can be told apart."""
    if figure.kind == "algorithm":
        return []
    if figure.rows or (figure.cells and figure.certainty >= SURE):
        return list(_of_cells(figure, page, chinese))
    return list(_of_lines(figure, page, chinese))


def _of_cells(figure: Figure, page: int, chinese: bool) -> Iterator[Passage]:
    cells = figure.cells or tuple(
        Cell(r, c, text, figure.box, head=r == 0) for r, row in enumerate(figure.rows) for c, text in enumerate(row)
    )
    width = max(cell.column + cell.columns for cell in cells)
    lines: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.text.strip():
            lines[cell.row].append(cell)
    heads = [""] * width
    above = ""
    open_head = True
    for number in sorted(lines):
        line = lines[number]
        if open_head and _is_head(line, number):
            for cell in line:
                for column in range(cell.column, min(cell.column + cell.columns, width)):
                    heads[column] = f"{heads[column]} {folded(cell.text)}".strip()
            continue
        open_head = False
        if len(line) == 1 and line[0].columns >= max(2, WIDE * width):
            above = folded(line[0].text)  # a heading among the rows
            continue
        held = [("", "")] * width
        for cell in line:
            held[cell.column] = (heads[cell.column], folded(cell.text))
        text = " ".join(cell for _, cell in held if cell)
        beside = " ".join(filter(None, [above, " ".join(dict.fromkeys(heads)), folded(figure.caption)]))
        yield Passage(page, "row", text, beside, tuple(held), chinese)


def _is_head(line: list[Cell], number: int) -> bool:
    """Whether a line above the first row of values belongs to the head: it is marked so, it is the first, it holds no
    number, or none of its cells stands in the column of names."""
    if number == 0 or any(cell.head for cell in line):
        return True
    if not any(NUMERIC.match(cell.text.strip()) for cell in line):
        return len(line) > 1 or line[0].column == 0
    return all(cell.column for cell in line) and all(cell.text.strip().isdigit() for cell in line)


def _of_lines(figure: Figure, page: int, chinese: bool) -> Iterator[Passage]:
    lines = [line.strip() for line in folded(figure.inside).split("\n") if line.strip()]
    header, rows = _grouped(lines)
    if not _is_regular(rows):
        return
    if figure.kind == "figure" and sum(_count(row) >= 2 for row in rows) < LABELLED * len(rows):
        return
    for row in rows:
        cells = tuple(zip(_heads(header, row), row, strict=True))
        yield Passage(page, "row", " ".join(row), f"{' '.join(header)} {folded(figure.caption)}", cells, chinese)


def _is_regular(rows: list[list[str]]) -> bool:
    """Whether the rows are rows: nearly all open with a name, and none holds far more numbers than the others."""
    if len(rows) < 2:
        return False
    labelled = sum(bool(_LABEL.search(row[0])) for row in rows)
    counts = sorted(sum(bool(NUMERIC.match(cell)) for cell in row) for row in rows)
    if len(rows) < 3 and counts[-1] > 6:
        return False
    return labelled >= LABELLED * len(rows) and counts[-1] <= 1.5 * counts[len(counts) // 2] + 1


def _grouped(lines: list[str]) -> tuple[list[str], list[list[str]]]:
    """A table's lines in reading order as its head and its rows."""
    first = next((i for i, line in enumerate(lines) if NUMERIC.match(line)), len(lines))
    label = max(first - 1, 0)
    header, rows = lines[:label], []
    row: list[str] = []
    for line in lines[label:]:
        numeric = bool(NUMERIC.match(line))
        if not numeric and row and any(NUMERIC.match(cell) for cell in row):
            rows.append(row)
            row = []
        row.append(line)
    if row:
        rows.append(row)
    return _mended(header, rows)


def _mended(header: list[str], rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Head and rows put right where lines came out of order: a first row of numbers alone whose "label" is the last
    head, and a row that holds the numbers of the label that follows it."""
    if not rows:
        return header, rows
    counts = sorted(_count(row) for row in rows)
    usual = counts[len(counts) // 2]
    if len(header) + 1 == len(rows[0]) > 2:
        header, rows = [*header, rows[0][0]], [rows[0][1:], *rows[1:]]
    mended: list[list[str]] = []
    for row in rows:
        above = mended[-1] if mended else []
        if above and not _count(row) and usual and _count(above) == 2 * usual:
            row = [*row, *above[-usual:]]
            mended[-1] = above[:-usual]
        mended.append(row)
    return header, mended


def _count(row: list[str]) -> int:
    return sum(bool(NUMERIC.match(cell)) for cell in row)


def _heads(header: list[str], row: list[str]) -> list[str]:
    """The head of each cell, where the row has as many numbers as the head has names at its end."""
    numbers = [i for i, cell in enumerate(row) if NUMERIC.match(cell)]
    heads = [""] * len(row)
    if numbers and len(header) >= len(numbers) and len(row) == len(header):
        return list(header)
    if numbers and len(header) >= len(numbers) and len(header) - len(numbers) <= 1:
        for i, head in zip(numbers, header[-len(numbers) :], strict=True):
            heads[i] = head
    return heads
