"""The entries of the list of references."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence

from paper_notes.paper.layout.blocks import Block
from paper_notes.paper.layout.rows import Row
from paper_notes.paper.text.sentences import Text, Vocabulary

_MARK = re.compile(
    r"\[\d{1,3}\]|\(\d{1,3}\)(?=\s)|\d{1,3}\.(?=\s*[^\d\s])|\[[A-Za-z+]{2,10}\d{2}[a-z]?\]|［\d+］"
    r"|\d{1,3}(?=\s{1,3}[A-Z][a-z]+)"
)


_YEAR = re.compile(r"\b(19|20)\d{2}[a-z]?\b")
_INITIAL = re.compile(r"[A-Z][\w’'-]+,? (?:[A-Z]\.[ -]?){1,3}|(?:[A-Z]\. ?){1,3} ?[A-Z][a-z]+|et al\.|\[[JMCD]\]")


def is_reference(block: Block) -> bool:
    """Whether the block reads like an entry of a list of references: names with initials, a year, no sentences."""
    text = block.text
    if not 30 < len(text) < 700 or not _YEAR.search(text):
        return False
    marked = bool(_MARK.match(text))
    return bool(_INITIAL.search(text[:120])) and (marked or block.kind == "item" or len(block.rows) < 6)


def references_of(blocks: Sequence[Block], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Each reference as one text. Entries begin with a mark ([12], 12.), or at the margin with the rest indented,
    or after a gap."""
    rows = [row for block in blocks if block.kind not in ("footnote", "aside") for row in block.rows]
    starts = {id(block.rows[0]) for block in blocks}
    if len(rows) < 2:
        return tuple(row.text for row in rows)
    marked = sum(bool(_MARK.match(row.text)) for row in rows)
    hanging = _hanging(rows)
    entries: list[Text] = []
    for row in rows:
        if marked >= 3 and marked >= 0.12 * len(rows):
            new = bool(_MARK.match(row.text))
        elif hanging:
            new = row.box.x0 < row.column.x0 + 0.45 * hanging
        else:
            new = id(row) in starts and not (row.text[:1].islower())
        if new or not entries:
            entries.append(Text())
        entries[-1].add(row.text, row.page, vocabulary)
    return tuple(entry.text.strip() for entry in entries if len(entry.text) > 15)


def _hanging(rows: Sequence[Row]) -> float:
    """How far entries' further rows are indented, in points; 0 when they aren't."""
    indents = [row.box.x0 - row.column.x0 for row in rows]
    inner = [indent for indent in indents if 3 < indent < 45]
    if len(inner) < 0.35 * len(indents):
        return 0.0
    return statistics.median(inner)
