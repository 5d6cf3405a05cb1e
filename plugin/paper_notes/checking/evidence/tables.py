"""A note's table beside the paper's: each row of the note is laid beside the row of the page that has its name, and its
columns beside those that most of its cells come from.

A cell whose number stands in another row, or in the right row under another head, is exchanged. Nothing is said of a
table most of whose cells don't lie so (a table turned on its side, a choice of cells under other names).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from paper_notes.checking.evidence.passages import PaperPassages, Passage
from paper_notes.checking.evidence.quantities import Quantity, same
from paper_notes.checking.evidence.terms import terms_of

FITS = 0.6
"""Share of a note's cells that must stand in the row of their name for the others to be called wrong."""
FEWEST_CELLS = 4
"""Number cells from which a table is laid beside the paper's."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number cell of a note's table: its row's label, its column (from 0) and what it says."""

    row: int
    label: str
    column: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A cell whose number the page has elsewhere in the table, or not at all; ``printed`` is what stands there."""

    cell: Cell
    printed: str
    passage: Passage


def wrong_cells(cells: list[Cell], pages: tuple[int, ...], paper: PaperPassages) -> Iterator[WrongCell]:
    """The cells that don't stand where the paper has them."""
    rows = [p for p in paper.on(pages) if p.kind == "row" and p.occurrences]
    if len(cells) < FEWEST_CELLS or not rows:
        return
    beside = {label: _row_named(label, rows, paper) for label in {cell.label for cell in cells}}
    placed = [(cell, passage) for cell in cells if (passage := beside[cell.label]) is not None]
    found = {id(cell): _columns_of(cell.quantity, passage) for cell, passage in placed}
    fitting = sum(bool(columns) for columns in found.values())
    if len(placed) < FEWEST_CELLS or fitting < FITS * len(placed):
        return
    votes: dict[tuple[int, bool], Counter[int]] = {}
    for cell, _ in placed:
        for at in found[id(cell)]:
            votes.setdefault((cell.column, at < 0), Counter())[at] += 1
    usual = Counter(len(_values(passage)) for _, passage in placed).most_common(1)[0][0]
    for cell, passage in placed:
        fore, aft = (_chosen(votes.get((cell.column, from_end)), cell, placed) for from_end in (False, True))
        if fore is None and aft is None:
            continue
        columns = found[id(cell)]
        if len(_values(passage)) != usual:
            continue  # a row with gaps: which column is which isn't known
        if fore not in columns and aft not in columns:
            yield WrongCell(cell, _at(fore if fore is not None else aft, passage), passage)


def _chosen(votes: Counter[int] | None, cell: Cell, placed: list[tuple[Cell, Passage]]) -> int | None:
    """The column of the page that most cells of a note's column stand in; None without a majority."""
    if votes is None:
        return None
    at, count = votes.most_common(1)[0]
    return at if count >= 2 and count * 2 > _rows_of(cell, placed) else None


def _rows_of(cell: Cell, placed: list[tuple[Cell, Passage]]) -> int:
    return sum(other.column == cell.column for other, _ in placed)


def _row_named(label: str, rows: list[Passage], paper: PaperPassages) -> Passage | None:
    """The one row whose name is the note's, all words of both considered; None when two fit alike, or none."""
    said = set(terms_of(label, paper.chinese).places)
    scored = sorted(((_alike(said, _name_of(row), paper), i) for i, row in enumerate(rows)), reverse=True)
    if not scored or scored[0][0] < 0.5 or (len(scored) > 1 and scored[1][0] >= scored[0][0] - 0.05):
        return None
    return rows[scored[0][1]]


def _name_of(row: Passage) -> set[str]:
    first = next((text for _, text in row.cells if any(c.isalpha() for c in text)), "")
    return {term for term in terms_of(first, row.chinese).places if term[0] != "#"}


def _alike(said: set[str], name: set[str], paper: PaperPassages) -> float:
    both, either = said & name, {t for t in said | name if paper.weight(t)}
    whole = sum(paper.weight(term) for term in either)
    return sum(paper.weight(term) for term in both) / whole if whole else 0.0


def _columns_of(quantity: Quantity, row: Passage) -> list[int]:
    """The places among a row's numbers where the quantity stands, counted from the front (from 0) and from the end
    (from -1): rows may lack cells at either."""
    values = _values(row)
    at = [i for i, printed in enumerate(values) if same(quantity, printed)]
    return at + [i - len(values) for i in at]


def _values(row: Passage) -> list[Quantity]:
    """The numbers of a row's cells, those in its name left out."""
    label = next((i for i, (_, text) in enumerate(row.cells) if any(c.isalpha() for c in text)), -1)
    return [o.quantity for o in row.occurrences if o.role == "value" and o.place != label]


def _at(column: int | None, row: Passage) -> str:
    values = [quantity.text for quantity in _values(row)]
    return values[column] if column is not None and -len(values) <= column < len(values) else "another number"
