"""Whether a number stands in a table under the labels that a sentence names.

A table with readable cells (``Figure.rows``, header first) supports a number of a sentence when one of its cells
holds it and the sentence names that cell's row or column; both is better, but many sentences leave one to the
context.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from paper_notes.checking.evidence.numbers import Number, PageNumbers, read_numbers, supported
from paper_notes.paper.model import Figure, Paper

_TERM = re.compile(r"[A-Za-z][A-Za-z0-9+_.-]*[A-Za-z0-9+]|[A-Za-z]|\d+(?:\.\d+)?")
_COMMON = frozenset(_TERM.findall("a an and are at by for from in is of on or our the to we with vs model method"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds a number. ``named`` says which of its labels a sentence names."""

    table: Figure
    row: int
    column: int
    named: Literal["both", "row", "column", "none"]


def cells_of(number: Number, paper: Paper, pages: tuple[int, ...]) -> list[tuple[Figure, int, int]]:
    """Every table cell on the pages that holds the number: table, row, column (the header row is 0)."""
    found = []
    for table in paper.figures:
        if table.kind != "table" or table.page not in pages:
            continue
        for r, row in enumerate(table.rows):
            for c, cell in enumerate(row):
                if cell and supported(number, PageNumbers(cell)):
                    found.append((table, r, c))
    return found


def best_cell(number: Number, sentence: str, paper: Paper, pages: tuple[int, ...]) -> Cell | None:
    """The cell of the number whose labels the sentence names best; None when no table cell holds it."""
    said = terms(sentence)
    ranked = {"both": 3, "row": 2, "column": 1, "none": 0}
    best: Cell | None = None
    for table, r, c in cells_of(number, paper, pages):
        row = _names(said, [label for label in table.rows[r][: min(c, 2)] if not read_numbers(label)])
        column = _names(said, [table.rows[0][c] if c < len(table.rows[0]) else ""])
        named: Literal["both", "row", "column", "none"] = (
            "both" if row and column else "row" if row else "column" if column else "none"
        )
        if best is None or ranked[named] > ranked[best.named]:
            best = Cell(table, r, c, named)
    return best


def terms(text: str) -> set[str]:
    """Names and words in Latin letters, and numbers, that a text holds, folded; function words left out."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return {match[0].strip(".-") for match in _TERM.finditer(folded)} - _COMMON


def _names(said: set[str], labels: list[str]) -> bool:
    wanted = set().union(*(terms(label) for label in labels)) if labels else set()
    return bool(wanted & said)
