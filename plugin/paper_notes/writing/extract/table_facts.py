"""What a table of results says of the paper's own work: its row, under which heads, beside which others."""

from __future__ import annotations

import re
from collections.abc import Callable

from paper_notes.note.escape import escape
from paper_notes.note.words import cite
from paper_notes.paper.model import Figure
from paper_notes.writing.extract.desk import Desk

MOST_OTHERS = 5
MOST_VALUES = 4
LONGEST_NAME = 40
"""Characters; a longer cell is no name."""
_OURS = re.compile(r"\b(?:ours?|proposed|this work|this paper)\b|本文|所提", re.I)
_VALUE = re.compile(r"[-+−±]?\d[\d.,]*(?:\s?[%×]|\s?±\s?[\d.]+|\s?\(.{1,12}\))?$")


def own_row(desk: Desk, figure: Figure, cell: Callable[[str], str] = escape) -> str:
    """ "ResNet-152: top-1 err. 21.43; compared with VGG-16, plain-34 [p. 6]"; "" unless heads, names and values are
    all certain."""
    rows = figure.rows
    if len(rows) < 3 or any(len(row) != len(rows[0]) for row in rows):
        return ""
    heads, body = rows[0], [row for row in rows[1:] if row[0] and len(row[0]) <= LONGEST_NAME]
    ours = [row for row in body if _OURS.search(row[0]) or desk.pool.name_in(row[0])]
    others = list(dict.fromkeys(row[0] for row in body if row not in ours))
    if not ours or not others or len(body) < len(rows) - 1:
        return ""
    row = ours[-1]  # tables end with what they lead up to
    values = [(head, value) for head, value in zip(heads[1:], row[1:], strict=True) if head and _VALUE.match(value)]
    if not values or len({head for head, _ in values}) < len(values) or any(_VALUE.match(head) for head, _ in values):
        return ""
    comma = desk.words.comma
    told = comma.join(f"{cell(head)} {cell(value)}" for head, value in values[:MOST_VALUES])
    beside = comma.join(map(cell, others[:MOST_OTHERS]))
    line = desk.phrases.own_row.format(name=cell(row[0]), values=told, others=beside)
    return f"- {line} {cite(figure.page)}"
