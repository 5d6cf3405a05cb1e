"""The cells of a table, when every one of them can be read without a doubt; no cells otherwise.

Words are joined to cells where the white space between them is a space, cells to rows by their height on the page, and
a table counts as read when all rows have one cell in each of the same columns. Spanning heads, cells of several lines
and pictures make a doubt: such a table is shown as a picture.
"""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from paper_notes.paper.model import Box
from paper_notes.paper.pdf.mupdf import pymupdf

FEWEST_ROWS, FEWEST_COLUMNS = 3, 2
LARGEST_SPACE = 0.62
"""White space between two words of a cell, as a share of the words' height."""


class _Cell(NamedTuple):
    box: Box
    text: str


def read_cells(page: pymupdf.Page, box: Box) -> tuple[tuple[str, ...], ...]:
    """The rows of the table in ``box`` (points as displayed), each with a text for every column; () in doubt."""
    if page.rotation:
        return ()
    words = [
        _Cell(Box(*word[:4]), unicodedata.normalize("NFC", str(word[4])))
        for word in page.get_text("words", clip=pymupdf.Rect(box.grown(1)), flags=pymupdf.TEXTFLAGS_WORDS)
    ]
    if len(words) < FEWEST_ROWS * FEWEST_COLUMNS or any(_unreadable(word.text) for word in words):
        return ()
    rows = [_cells(row) for row in _rows(words)]
    columns = _columns(rows)
    if len(rows) < FEWEST_ROWS or len(columns) < FEWEST_COLUMNS:
        return ()
    table = [_placed(row, columns) for row in rows]
    if any(row is None for row in table):
        return ()
    full = [row for row in table if row is not None]
    # Only the corner above the row names may be empty.
    if any(not cell for row in full[1:] for cell in row) or any(not cell for cell in full[0][1:]):
        return ()
    return tuple(full)


def _unreadable(text: str) -> bool:
    return any(unicodedata.category(c) in {"Co", "Cn", "Cc"} or c == "\ufffd" for c in text)


def _rows(words: Sequence[_Cell]) -> list[list[_Cell]]:
    """Words by rows, from top to bottom: a word belongs to the row whose middle it covers."""
    rows: list[list[_Cell]] = []
    for word in sorted(words, key=lambda w: (w.box.y0 + w.box.y1) / 2):
        middle = (word.box.y0 + word.box.y1) / 2
        if rows:
            last = statistics.median((w.box.y0 + w.box.y1) / 2 for w in rows[-1])
            if middle - last < 0.5 * max(word.box.height, rows[-1][0].box.height):
                rows[-1].append(word)
                continue
        rows.append([word])
    return rows


def _cells(row: Sequence[_Cell]) -> list[_Cell]:
    """The words of a row joined to cells."""
    cells: list[_Cell] = []
    for word in sorted(row, key=lambda w: w.box.x0):
        if cells and word.box.x0 - cells[-1].box.x1 < LARGEST_SPACE * max(word.box.height, cells[-1].box.height):
            space = "" if word.box.x0 - cells[-1].box.x1 < 0.08 * word.box.height else " "
            cells[-1] = _Cell(cells[-1].box.union(word.box), f"{cells[-1].text}{space}{word.text}")
        else:
            cells.append(word)
    return cells


def _columns(rows: Sequence[Sequence[_Cell]]) -> list[tuple[float, float]]:
    """The stretches of the width that cells cover, from left to right."""
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((cell.box.x0, cell.box.x1) for row in rows for cell in row):
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _placed(row: Sequence[_Cell], columns: Sequence[tuple[float, float]]) -> tuple[str, ...] | None:
    """The row's texts by column; None when two cells share a column."""
    texts = [""] * len(columns)
    for cell in row:
        index = next(i for i, (x0, x1) in enumerate(columns) if x0 <= cell.box.x0 and cell.box.x1 <= x1)
        if texts[index]:
            return None
        texts[index] = cell.text
    return tuple(texts)
