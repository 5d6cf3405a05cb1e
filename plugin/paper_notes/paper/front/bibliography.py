"""The entries of the list of references."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence

from paper_notes.language.script import HAN
from paper_notes.paper.front.reference_parts import entry_of
from paper_notes.paper.layout.blocks import Block
from paper_notes.paper.layout.rows import Row
from paper_notes.paper.model import Reference
from paper_notes.paper.text.sentences import Text, Vocabulary

_MARK = re.compile(
    r"\[\d{1,3}\]|\(\d{1,3}\)(?=\s)|\d{1,3}\.(?=\s*[^\d\s])|\[[A-Za-z+]{2,10}\d{2}[a-z]?\]|［\d+］"
    r"|\d{1,3}(?=\s{1,3}[A-Z][a-z]+)"
)


_KINDS = (
    re.compile(r"[\[［](\d{1,3})[\]］]"),
    re.compile(r"\((\d{1,3})\)(?=\s)"),
    re.compile(r"(\d{1,3})\s?[.．、](?!\d)"),
    re.compile(rf"(\d{{1,3}})(?=\s{{1,3}}[A-Z{HAN}])"),
)
_NAME_MARK = re.compile(r"\[[A-Za-z+]{2,10}\d{2}[a-z]?\]")
FEWEST = 3
"""Entries with marks that make a list."""
MISSING = 3
"""Marks on end that may be missing in a count."""
SHORTEST = 15
"""Characters of an entry that is more than its mark."""
_YEAR = re.compile(r"\b(19|20)\d{2}[a-z]?\b")
_INITIAL = re.compile(r"[A-Z][\w’'-]+,? (?:[A-Z]\.[ -]?){1,3}|(?:[A-Z]\. ?){1,3} ?[A-Z][a-z]+|et al\.|\[[JMCD]\]")


def is_reference(block: Block) -> bool:
    """Whether the block reads like an entry of a list of references: names with initials, a year, no sentences."""
    text = block.text
    if not 30 < len(text) < 700 or not _YEAR.search(text):
        return False
    marked = bool(_MARK.match(text))
    return bool(_INITIAL.search(text[:120])) and (marked or block.kind == "item" or len(block.rows) < 6)


def references_of(blocks: Sequence[Block], vocabulary: Vocabulary) -> tuple[Reference, ...]:
    """The entries of the list. They begin with marks that count up ([12], 12.) or are names of their own ([Knu84]), or
    at the margin with the rest indented, or after a gap."""
    rows = [row for block in blocks if block.kind not in ("footnote", "aside") for row in block.rows]
    if len(rows) < 2:
        return tuple(entry_of(row.text) for row in rows)
    first_rows = {id(block.rows[0]) for block in blocks}
    begins = _counted(rows) or _named(rows)
    hanging = 0.0 if begins else _hanging(rows)
    entries: list[Text] = []
    for i, row in enumerate(rows):
        if begins:
            new = i in begins
        elif hanging:
            new = row.box.x0 < row.column.x0 + 0.45 * hanging
        else:
            new = id(row) in first_rows and not row.text[:1].islower()
        if new or not entries:
            entries.append(Text())
        entries[-1].add(row.text, row.page, vocabulary)
    return tuple(entry_of(entry.text.strip()) for entry in entries if len(entry.text) > SHORTEST)


def _counted(rows: Sequence[Row]) -> frozenset[int]:
    """Rows whose marks count on from one another, in the one kind of mark that counts farthest; few of them, or far
    fewer than the rows, are no list's."""
    best: list[int] = []
    for kind in _KINDS:
        run: list[int] = []
        last = 0
        for i, row in enumerate(rows):
            match = kind.match(row.text)
            if match and last < int(match[1]) <= last + MISSING + 1 and (run or int(match[1]) <= MISSING):
                run.append(i)
                last = int(match[1])
        if len(run) > len(best):
            best = run
    return frozenset(best) if len(best) >= FEWEST and len(best) >= 0.1 * len(rows) else frozenset()


def _named(rows: Sequence[Row]) -> frozenset[int]:
    """Rows that begin with a mark made of names and a year."""
    found = [i for i, row in enumerate(rows) if _NAME_MARK.match(row.text)]
    return frozenset(found) if len(found) >= FEWEST and len(found) >= 0.1 * len(rows) else frozenset()


def _hanging(rows: Sequence[Row]) -> float:
    """How far entries' further rows are indented, in points; 0 when they aren't."""
    indents = [row.box.x0 - row.column.x0 for row in rows]
    inner = [indent for indent in indents if 3 < indent < 45]
    if len(inner) < 0.35 * len(indents):
        return 0.0
    return statistics.median(inner)
