"""A note's table beside the paper's: each row of the note is laid beside the row of the page that has its name or most
of its numbers, and its columns beside those that most of its cells come from.

A cell whose number stands in another row, or in the right row under another head, is exchanged. A table that doesn't
lie so is turned on its side and tried again; of one that doesn't lie so either, nothing is said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from paper_notes.checking.evidence.passage import Passage
from paper_notes.checking.evidence.passages import PaperPassages
from paper_notes.checking.evidence.quantities import Quantity, read_quantities, same
from paper_notes.checking.evidence.terms import terms_of

FITS = 0.6
"""Share of a note's cells that must stand in the row of their name for the others to be called wrong."""
FITS_NAMED = 0.5
"""The same where every row has a row of its own name: two cells of four may be exchanged."""
FEWEST_CELLS = 4
"""Number cells from which a table is laid beside the paper's."""
NAMED = 0.5
"""Likeness of two rows' names from which they are one."""
BETTER = 0.05
"""By how much the best row must be better than the next."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number cell of a note's table: its row and its row's label, its column (from 0) and the column's head, and
    what it says."""

    row: int
    label: str
    column: int
    head: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A cell whose number the page has elsewhere in the table; ``printed`` is what stands in its place."""

    cell: Cell
    printed: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class _Placed:
    cell: Cell
    passage: Passage
    columns: tuple[int, ...]
    """The columns of the page's row in which the cell's number stands."""
    named: bool


def wrong_cells(cells: list[Cell], pages: tuple[int, ...], paper: PaperPassages) -> list[WrongCell]:
    """The cells that don't stand where the paper has them."""
    rows = [p for p in paper.on(pages) if p.kind == "row" and p.values]
    if len(cells) < FEWEST_CELLS or not rows:
        return []
    turned = {id(cell): replace(cell, row=cell.column, label=cell.head, column=cell.row) for cell in cells}
    for taken in ({id(cell): cell for cell in cells}, turned):
        placed = _placed(list(taken.values()), rows, paper)
        fitting = sum(bool(one.columns) for one in placed)
        needed = FITS_NAMED if placed and all(one.named for one in placed) else FITS
        if len(placed) >= FEWEST_CELLS and fitting >= needed * len(placed):
            original = {id(laid): cell for cell, laid in zip(cells, taken.values(), strict=True)}
            return [replace(wrong, cell=original[id(wrong.cell)]) for wrong in _wrong(placed, rows)]
    return []


def _placed(cells: list[Cell], rows: list[Passage], paper: PaperPassages) -> list[_Placed]:
    """The cells of every row of the note that has one row of the page for its own."""
    lines: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        lines[cell.row].append(cell)
    placed = []
    for line in lines.values():
        scored = sorted(((*_score(line, row, paper), i) for i, row in enumerate(rows)), reverse=True)
        best, named, i = scored[0]
        if best <= 0 or (len(scored) > 1 and scored[1][0] > best - BETTER):
            continue
        row = rows[i]
        placed += [_Placed(cell, row, _columns_of(cell.quantity, row), named) for cell in line]
    return placed


def _score(line: list[Cell], row: Passage, paper: PaperPassages) -> tuple[float, bool]:
    """How well a row of the page is a note's, by name and by numbers (0 when by neither), and whether by name."""
    name = _alike(set(terms_of(line[0].label, paper.chinese).places), _name_of(row), paper)
    said = [cell.quantity for cell in line] + list(read_quantities(line[0].label))
    found = sum(any(same(quantity, o.quantity) for o in row.occurrences) for quantity in said)
    if name < NAMED and (found < 2 or 2 * found <= len(said)):
        return 0.0, False
    return name + found / len(said), name >= NAMED


def _name_of(row: Passage) -> set[str]:
    return set(terms_of(row.cells[row.label][1], row.chinese).places) if row.label >= 0 else set()


def _alike(said: set[str], name: set[str], paper: PaperPassages) -> float:
    both, either = said & name, {t for t in said | name if paper.weight(t)}
    whole = sum(paper.weight(term) for term in either)
    return sum(paper.weight(term) for term in both) / whole if whole else 0.0


def _columns_of(quantity: Quantity, row: Passage) -> tuple[int, ...]:
    return tuple(o.place for o in row.values if same(quantity, o.quantity))


def _wrong(placed: list[_Placed], rows: list[Passage]) -> Iterator[WrongCell]:
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    total = Counter(one.cell.column for one in placed)
    for one in placed:
        votes[one.cell.column].update(one.columns)
    for one in placed:
        at, count = votes[one.cell.column].most_common(1)[0] if votes[one.cell.column] else (None, 0)
        usual = at if count >= 2 and 2 * count > total[one.cell.column] else None
        there = _at(usual, one.passage)
        if one.columns and (usual is None or usual in one.columns or not there):
            continue
        if not one.columns and not _elsewhere(one, usual, rows):
            continue
        yield WrongCell(one.cell, there, one.passage)


def _elsewhere(one: _Placed, usual: int | None, rows: list[Passage]) -> bool:
    """Whether another row has the cell's number, in the column that the note's column comes from if that is known."""
    others = (o for row in rows if row is not one.passage for o in row.values if same(one.cell.quantity, o.quantity))
    return any(usual is None or o.place == usual for o in others)


def _at(column: int | None, row: Passage) -> str:
    return next((o.quantity.text for o in row.values if o.place == column), "")
