"""Tables as cells, each with its box, and how certain they are.

Words are joined to pieces where the white space between them is a space. The rows that have most pieces say where the
columns are; every other piece stands in one of them or spans several. Rules tell the head from the body and the body
from the notes. Whatever had to be guessed lowers the certainty, and a table below ``CERTAIN`` is shown as a picture.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from paper_notes.paper.figures.table_words import Piece, lines_of, pieces_of, unreadable, words_in
from paper_notes.paper.model import Box, Cell
from paper_notes.paper.pdf.mupdf import pymupdf

FEWEST_ROWS, FEWEST_COLUMNS = 3, 2
CERTAIN = 0.9
"""Certainty from which a table's cells are given out as text."""
AT_BEST = 0.98
LONG_RULE = 0.6
"""Share of the table's width that a rule between its parts takes."""
DOUBLE_RULE = 4.0
"""Points between the two lines of a double rule, at most."""
AT_LEFT = 3.0
"""Points by which a head begins beside the first of the columns that it stands over."""
RUNS_ON, WORDS = 0.85, 4
"""Share of its column that a line of a sentence fills, at least, before the sentence goes on in the next one, and how
many words it has."""
CONTINUES = 0.85
"""Share of the usual step between rows below which a line continues the row above."""


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table row by row, the head's first; ``heads`` counts the head's rows. ``certainty`` is 0 to 1."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    heads: int
    certainty: float

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """A text for every column of every row, the rows of the head put together to one."""
        grid = [[""] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    if cell.row < self.heads or column == cell.column:
                        grid[row][column] = cell.text
        head = [
            " ".join(dict.fromkeys(grid[row][column] for row in range(self.heads) if grid[row][column]))
            for column in range(self.columns)
        ]
        body = grid[self.heads :]
        return tuple(tuple(row) for row in ([head, *body] if self.heads else body))


@dataclass(slots=True)
class _Doubts:
    """What was guessed, as a share of the certainty."""

    lost: float = 0.0
    told: Counter[str] = field(default_factory=Counter)

    def add(self, why: str, share: float) -> None:
        self.told[why] += 1
        self.lost += share


@dataclass(slots=True)
class _Line:
    """One line of text of a table: its pieces by the columns (first, last) that they stand in."""

    pieces: list[tuple[int, int, Piece]]
    middle: float

    @property
    def whole(self) -> list[Piece]:
        return [piece for _, _, piece in self.pieces]


def read_table(page: pymupdf.Page, box: Box, rules: Sequence[Box] = (), images: Sequence[Box] = ()) -> Table | None:
    """The table in ``box`` (points as displayed); ``rules`` are the page's horizontal rules, ``images`` its pictures.

    None when there are no columns, when characters are unknown, or on a page that is turned.
    """
    if page.rotation:
        return None
    doubts = _Doubts()
    rules = [r for r in rules if box.y0 - 3 < r.y0 < box.y1 + 3 and r.x0 > box.x0 - 6 and r.x1 < box.x1 + 6]
    across = _apart(sorted((r for r in rules if r.width > LONG_RULE * box.width), key=lambda r: r.y0))
    words = words_in(page, box)
    if len(across) >= 2:  # below the last rule stand the table's notes, above the first one nothing
        words = [w for w in words if across[0].y0 - 2 < (w.box.y0 + w.box.y1) / 2 < across[-1].y1 + 1]
    if len(words) < FEWEST_ROWS * FEWEST_COLUMNS or any(unreadable(word.text) for word in words):
        return None
    if any(box.intersection(image).area > 0.02 * box.area for image in images):
        doubts.add("pictures", 0.3)
    lines = [pieces_of(line) for line in lines_of(words)]
    split = _head_ends(lines, across, doubts)
    columns = _columns(lines[split:])
    if len(columns) < FEWEST_COLUMNS or len(lines) < FEWEST_ROWS:
        return None
    split = _with_lower_head(lines, split, columns, doubts)
    head = [_placed(line, columns, doubts, head=True) for line in lines[:split]]
    body = [_placed(line, columns, doubts, head=False) for line in lines[split:]]
    cells, heads = _head_cells(head, columns, rules, doubts)
    rows = _body_rows(body, columns, across, doubts)
    for i, row in enumerate(rows):
        cells += _row_cells(row, heads + i)
    _ask_emptiness(rows, len(columns), doubts)
    _ask_sentences(rows, columns, doubts)
    _ask_kinds([cell for cell in cells if not cell.head], len(columns), doubts)
    if heads + len(rows) < FEWEST_ROWS:
        return None
    certainty = round(max(AT_BEST - doubts.lost, 0.0), 3)
    return Table(tuple(cells), heads + len(rows), len(columns), heads, certainty)


def _apart(rules: Sequence[Box]) -> list[Box]:
    """The rules, a double one counted once."""
    kept: list[Box] = []
    for rule in rules:
        if not kept or rule.y0 - kept[-1].y0 > DOUBLE_RULE:
            kept.append(rule)
    return kept


def _head_ends(lines: Sequence[Sequence[Piece]], across: Sequence[Box], doubts: _Doubts) -> int:
    """How many lines are the head: those above the second long rule, else the first line."""
    inner = across[1:-1]
    if inner:
        above = sum(_middle(line) < inner[0].y0 for line in lines)
        for rule in inner[1:3]:  # a second part of the head: no numbers, nothing above the rows' names
            more = [line for line in lines[above:] if _middle(line) < rule.y0]
            if len(more) != 1 or any(_is_number(piece.text) for piece in more[0]) or above + 1 >= len(lines):
                break
            if min(piece.box.x0 for piece in more[0]) < min(p.box.x1 for line in lines for p in line):
                break
            above += 1
        if 0 < above < len(lines) and above <= 6:
            return above
    if len(lines) > 1 and _numeric(lines[0]) >= 0.5 and len(lines[0]) > 1:
        doubts.add("no head", 0.1)
    if not across:
        doubts.add("no rules", 0.01)
    return 1


def _with_lower_head(
    lines: Sequence[Sequence[Piece]], split: int, columns: Sequence[tuple[float, float]], doubts: _Doubts
) -> int:
    """How many lines are the head when its last one left columns without a head that the next line has one for.

    That line names no row, or has no numbers: "Percentile" stands over the first of ten columns, and below it 10 to
    100.
    """
    if split + FEWEST_ROWS - 1 > len(lines):
        return split
    headed = {i for line in lines[:split] for i in _under(line, columns)}
    below = _under(lines[split], columns)
    missing = set(range(len(columns))) - headed
    if not missing - {0} or not missing - {0} <= below or (0 in below and _numeric(lines[split])):
        return split
    doubts.add("a head in two lines", 0.02)
    return split + 1


def _under(line: Sequence[Piece], columns: Sequence[tuple[float, float]]) -> set[int]:
    """The columns that the line's pieces reach into."""
    return {
        i
        for piece in line
        for i, (left, right) in enumerate(columns)
        if min(piece.box.x1, right) - max(piece.box.x0, left) > 0.5
    }


def _middle(line: Sequence[Piece]) -> float:
    return statistics.median((piece.box.y0 + piece.box.y1) / 2 for piece in line)


def _numeric(line: Sequence[Piece]) -> float:
    """The share of pieces that are numbers."""
    return sum(_is_number(piece.text) for piece in line) / max(len(line), 1)


def _is_number(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return digits > 0 and digits >= 0.4 * len(text.replace(" ", ""))


def _columns(lines: Sequence[Sequence[Piece]]) -> list[tuple[float, float]]:
    """The columns' left and right edges, as the lines with most pieces have them."""
    counts = Counter(len(line) for line in lines)
    enough = 2 if len(lines) > 3 else 1
    most = max((count for count, times in counts.items() if times >= enough), default=0)
    full = [line for line in lines if len(line) == most]
    columns = _stretches([piece for line in full for piece in line])
    if len(columns) != most:
        return []
    return columns


def _stretches(pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    """The stretches of the width that the pieces cover, from left to right."""
    found: list[tuple[float, float]] = []
    for x0, x1 in sorted((piece.box.x0, piece.box.x1) for piece in pieces):
        if found and x0 < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def _placed(line: Sequence[Piece], columns: list[tuple[float, float]], doubts: _Doubts, *, head: bool) -> _Line:
    """The line's pieces by the columns that they stand in."""
    placed: list[tuple[int, int, Piece]] = []
    for piece in line:
        x0, x1 = piece.box.x0, piece.box.x1
        over = [i for i, (left, right) in enumerate(columns) if min(x1, right) - max(x0, left) > 0.5]
        if not over:
            middle = (x0 + x1) / 2
            near = min(range(len(columns)), key=lambda i: abs((columns[i][0] + columns[i][1]) / 2 - middle))
            over = [near]
            doubts.add("beside the columns", 0.02)
        first, last = over[0], over[-1]
        if last > first and not head and len(line) > 1:
            doubts.add("over two columns", 0.2)
        if placed and placed[-1][1] >= first:
            if placed[-1][0] == first and last == first:
                placed[-1] = (first, last, placed[-1][2].joined(piece))
                doubts.add("two in a column", 0.04 if not head else 0.02)
                continue
            doubts.add("overlapping", 0.2)
        placed.append((first, last, piece))
    return _Line(placed, _middle(line))


def _head_cells(
    lines: Sequence[_Line], columns: Sequence[tuple[float, float]], rules: Sequence[Box], doubts: _Doubts
) -> tuple[list[Cell], int]:
    """The head's cells in one row, or two where a cell spans several columns."""
    lines = [_spread(line, lines[i + 1 :], columns, rules, doubts) for i, line in enumerate(lines)]
    spanning = [i for i, line in enumerate(lines) if any(last > first for first, last, _ in line.pieces)]
    if not spanning:
        merged: dict[int, Piece] = {}
        for line in lines:
            for first, _, piece in line.pieces:
                merged[first] = merged[first].joined(piece) if first in merged else piece
        return [Cell(0, c, piece.text, piece.box, head=True) for c, piece in sorted(merged.items())], 1
    lowest = spanning[-1]
    upper: dict[tuple[int, int], Piece] = {}
    lower: dict[int, Piece] = {}
    for i, line in enumerate(lines):
        for first, last, piece in line.pieces:
            if last > first or i < lowest:
                known = next((key for key in upper if key[0] <= first and last <= key[1]), None)
                key = known or (first, last)
                upper[key] = upper[key].joined(piece) if key in upper else piece
            else:
                lower[first] = lower[first].joined(piece) if first in lower else piece
    cells = []
    covered = [c for key in upper for c in range(key[0], key[1] + 1)]
    if len(covered) != len(set(covered)):
        doubts.add("heads overlap", 0.2)
    for (first, last), piece in sorted(upper.items(), key=lambda item: item[0]):
        if first == last and first in lower:  # the first line of a head of two lines
            lower[first] = piece.joined(lower[first])
            continue
        alone = first == last
        cells.append(Cell(0, first, piece.text, piece.box, 2 if alone else 1, last - first + 1, head=True))
    for c, piece in sorted(lower.items()):
        below = any(first <= c <= last for first, last in upper if last > first)
        cells.append(Cell(1 if below else 0, c, piece.text, piece.box, 1 if below else 2, head=True))
    if len(spanning) > 1:
        doubts.add("heads of three rows", 0.1)
    return cells, 2


def _spread(
    line: _Line,
    below: Sequence[_Line],
    columns: Sequence[tuple[float, float]],
    rules: Sequence[Box],
    doubts: _Doubts,
) -> _Line:
    """The line of a head, with each cell as wide as the rule under it, or as the columns that it is centred over."""
    filled = {c for first, last, _ in line.pieces for c in range(first, last + 1)}
    under = {c for other in below for first, last, _ in other.pieces for c in range(first, last + 1)}
    pieces = []
    for first, last, piece in line.pieces:
        free = (under - filled) | set(range(first, last + 1))
        ruled = _as_ruled(piece, first, last, free, columns, rules) if below else None
        if ruled is not None:
            first, last = ruled
        elif below and (under - filled):
            first, last = _centred_over(piece, first, last, free, columns)
            if last == first and 2 * len(line.pieces) <= len(columns):
                last = _leads(piece, first, free & under, columns)
            if last > first:
                doubts.add("a head over columns without a rule", 0.03)
        elif last > first:
            doubts.add("a head over columns without a rule", 0.03)
        pieces.append((first, last, piece))
    return _Line(pieces, line.middle)


def _as_ruled(
    piece: Piece,
    first: int,
    last: int,
    free: set[int],
    columns: Sequence[tuple[float, float]],
    rules: Sequence[Box],
) -> tuple[int, int] | None:
    """The columns that the rule under a piece of the head reaches over; None without one, or when others stand over
    some of them."""
    rule = next((r for r in rules if _is_under(r, piece)), None)
    if rule is None:
        return None
    over = [c for c, (x0, x1) in enumerate(columns) if rule.x0 - 3 < (x0 + x1) / 2 < rule.x1 + 3]
    return (over[0], over[-1]) if over and over[0] <= first and last <= over[-1] and set(over) <= free else None


def _leads(piece: Piece, first: int, free: set[int], columns: Sequence[tuple[float, float]]) -> int:
    """The last of the free columns that a piece is the head of when it begins where the first of them does."""
    last = first
    if first in free and abs(piece.box.x0 - columns[first][0]) < AT_LEFT:
        while last + 1 in free:
            last += 1
    return last


def _is_under(rule: Box, piece: Piece) -> bool:
    """Whether a rule right under the piece says how far it reaches."""
    box = piece.box
    return -2 < rule.y0 - box.y1 < 0.8 * box.height and rule.x0 < box.x0 + 3 and rule.x1 > box.x1 - 3


def _centred_over(
    piece: Piece, first: int, last: int, free: set[int], columns: Sequence[tuple[float, float]]
) -> tuple[int, int]:
    """The free neighbouring columns that the piece stands in the middle of; its own when there are no such."""
    middle = (piece.box.x0 + piece.box.x1) / 2
    best = (first, last)
    for left in range(first, -1, -1):
        if left not in free:
            break
        for right in range(last, len(columns)):
            if right not in free:
                break
            off = abs((columns[left][0] + columns[right][1]) / 2 - middle)
            if off < 0.06 * (columns[right][1] - columns[left][0]) and right - left > best[1] - best[0]:
                best = (left, right)
    return best


def _body_rows(
    lines: Sequence[_Line], columns: Sequence[tuple[float, float]], across: Sequence[Box], doubts: _Doubts
) -> list[list[_Line]]:
    """The body's lines by the rows that they belong to."""
    if len(across) > 4 and len(across) >= 0.5 * len(lines):
        bands = _between_rules(lines, across)
        if all(sum(len(line.pieces) > 0.6 * len(columns) for line in band) < 2 for band in bands):
            return bands
    steps = [b.middle - a.middle for a, b in pairwise(lines)]
    full = [step for step, line in zip(steps, lines[1:], strict=False) if len(line.pieces) >= 0.8 * len(columns)]
    usual = statistics.median(full) if full else 0.0
    rows: list[list[_Line]] = []
    for i, line in enumerate(lines):
        few = len(line.pieces) <= 0.5 * len(columns)
        if rows and few and usual and steps[i - 1] < CONTINUES * usual:
            if not all(any(f == first for f, _, _ in rows[-1][0].pieces) for first, _, _ in line.pieces):
                doubts.add("continues nothing", 0.1)
            doubts.add("lines of one row", 0.015)
            rows[-1].append(line)
            continue
        rows.append([line])
        if len(line.pieces) == 1 and len(columns) > 2:
            first, last, _ = line.pieces[0]
            if first == last == 0 or last > first:
                doubts.add("a row of one cell", 0.03)
            else:
                doubts.add("a lone cell", 0.1)
    return rows


def _between_rules(lines: Sequence[_Line], across: Sequence[Box]) -> list[list[_Line]]:
    rows: dict[int, list[_Line]] = {}
    for line in lines:
        rows.setdefault(sum(rule.y0 < line.middle for rule in across), []).append(line)
    return [rows[band] for band in sorted(rows)]


def _row_cells(lines: Sequence[_Line], row: int) -> list[Cell]:
    merged: dict[tuple[int, int], Piece] = {}
    for line in lines:
        for first, last, piece in line.pieces:
            key = (first, last)
            merged[key] = merged[key].joined(piece) if key in merged else piece
    return [
        Cell(row, first, piece.text, piece.box, 1, last - first + 1)
        for (first, last), piece in sorted(merged.items(), key=lambda item: item[0])
    ]


def _ask_emptiness(rows: Sequence[Sequence[_Line]], columns: int, doubts: _Doubts) -> None:
    """Empty cells may be cells of several rows, or a misread column."""
    filled = Counter(first for row in rows for first in {f for line in row for f, _, _ in line.pieces})
    for column in range(columns):
        share = filled[column] / max(len(rows), 1)
        if share < 0.5:
            doubts.add("a column half empty", 0.04)
        elif share < 1:
            doubts.add("empty cells", 0.01)


def _ask_sentences(rows: Sequence[Sequence[_Line]], columns: Sequence[tuple[float, float]], doubts: _Doubts) -> None:
    """A sentence that runs on in the row below: columns of prose, whose lines are no rows."""
    for above, below in pairwise(rows):
        if _numeric(below[0].whole):
            continue  # a row has something to say of what it names
        over = {first: piece for first, last, piece in above[-1].pieces if first == last}
        for first, last, piece in below[0].pieces:
            full = over.get(first)
            if full is None or first != last or not piece.text[:1].islower():
                continue
            left, right = columns[first]
            if full.text.count(" ") >= WORDS - 1 and full.box.width > RUNS_ON * (right - left):
                doubts.add("a sentence over rows", 0.1)


def _ask_kinds(cells: Sequence[Cell], columns: int, doubts: _Doubts) -> None:
    """Words in a column of numbers may belong to another column."""
    for column in range(columns):
        here = [cell for cell in cells if cell.column == column and cell.columns == 1]
        numbers = sum(_is_number(cell.text) for cell in here)
        words = sum(sum(map(str.isalpha, cell.text)) > 5 and not _is_number(cell.text) for cell in here)
        if words and numbers >= 3 * words:
            doubts.add("words among numbers", 0.05 * words)
