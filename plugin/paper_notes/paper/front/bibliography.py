"""The entries of the list of references."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence

from paper_notes.language.script import HAN
from paper_notes.paper.characters import ends_sentence
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
LONGEST = 700
"""Characters of one entry at most; a block of more holds several …"""
A_YEAR, A_NAME = 450, 250
"""… in which there is a year and a name with initials for so many characters, at least: cited names have none."""
FEW_WORDS, PROSE = 8, 0.8
"""Words, and the share of them in small letters, of a sentence rather than names and titles."""
WHITE = 0.12
"""Type sizes of white space beyond the usual that part two entries …"""
FEWEST_APART = 0.15
"""… and the share of the rows, at least, that stand so."""
COLUMN = 60.0
"""Points within which rows begin in one column, indents included."""
SHORTEST = 15
"""Characters of an entry that is more than its mark."""
_NOTICE = re.compile(
    r"\W*(conflicts? of interests?|competing interests|copyright|©|publisher.s note|cite this article"
    r"|submit your|how to cite"
    r"|open access|this (is an open|article is)|disclaimer|received:?\b|作者简介|收稿日期)",
    re.I,
)
_YEAR = re.compile(r"\b(19|20)\d{2}[a-z]?\b")
_INITIAL = re.compile(r"[A-Z][\w’'-]+,? (?:[A-Z]\.[ -]?){1,3}|(?:[A-Z]\. ?){1,3} ?[A-Z][a-z]+|et al\.|\[[JMCD]\]")


def references_in(block: Block) -> float:
    """How many entries of a list of references the block seems to hold: names with initials, years, no sentences."""
    text = block.text
    if len(text) >= LONGEST:
        years, names = len(_YEAR.findall(text)), len(_INITIAL.findall(text))
        return years if years > len(text) / A_YEAR and names > len(text) / A_NAME else 0
    if len(text) <= 30 or not _YEAR.search(text):
        return 0
    if _is_prose(text):
        return 0
    marked = bool(_MARK.match(text))
    return float(bool(_INITIAL.search(text[:120])) and (marked or block.kind == "item" or len(block.rows) < 6))


def references_of(blocks: Sequence[Block], vocabulary: Vocabulary) -> tuple[Reference, ...]:
    """The entries of the list. They begin with marks that count up ([12], 12.) or are names of their own ([Knu84]), or
    at the margin with the rest indented, or after a gap."""
    blocks = _without_tail(blocks)
    listed = [block for block in blocks if block.kind not in ("footnote", "aside")]
    rows = [row for block in listed for row in block.rows]
    if len(rows) < 2:
        return tuple(entry_of(row.text) for row in rows)
    begins = _counted(rows)
    with_feet = _with_feet(blocks)
    if len(with_feet) > len(rows):
        more = _counted(with_feet)
        if len(more) > len(begins):
            rows, begins = with_feet, more
    begins = begins or _named(rows)
    hanging = 0.0 if begins else _hanging(rows)
    begins = begins or (frozenset() if hanging else _set_apart(rows))
    first_rows = {id(block.rows[0]) for block in blocks}
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


def _without_tail(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks without what a publisher sets behind the list: statements, rights, notices."""
    last = len(blocks)
    while last > FEWEST and _is_notice(blocks[last - 1]):
        last -= 1
    return blocks[:last]


def _is_notice(block: Block) -> bool:
    if _NOTICE.match(block.text):
        return True
    return _is_prose(block.text) and not _YEAR.search(block.text)


def _is_prose(text: str) -> bool:
    words = re.findall(r"[^\W\d_]{2,}", text)
    return len(words) > FEW_WORDS and sum(word[0].islower() for word in words) > PROSE * len(words)


def _with_feet(blocks: Sequence[Block]) -> list[Row]:
    """The rows with those at the foot of a column that begin with a mark: small type below text, numbered, is what
    footnotes look like too. Pages that have some are read column by column."""
    feet = {b.page for b in blocks if b.kind == "footnote" and any(_MARK.match(row.text) for row in b.rows)}
    rows: list[Row] = []
    for page, group in itertools.groupby((b for b in blocks if b.kind != "aside"), key=lambda block: block.page):
        own = [row for block in group if page in feet or block.kind != "footnote" for row in block.rows]
        if page in feet:
            own.sort(key=lambda row: (round(row.column.x0 / COLUMN), row.box.y0))
        rows += own
    return rows


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


def _set_apart(rows: Sequence[Row]) -> frozenset[int]:
    """Rows that stand farther below the row before them than rows usually do, and those that begin a column behind a
    full stop: where white space alone parts the entries."""
    gaps = [
        below.text_box.y0 - above.text_box.y1 if below.page == above.page and below.box.y0 > above.box.y0 else None
        for above, below in itertools.pairwise(rows)
    ]
    within = sorted(gap for gap in gaps if gap is not None)
    if not within:
        return frozenset()
    usual = within[len(within) // 3]
    found = {i for i, gap in enumerate(gaps, 1) if gap is not None and gap > usual + WHITE * rows[i].size}
    if not len(found) >= FEWEST or len(found) < FEWEST_APART * len(rows):
        return frozenset()
    tops = {i for i, gap in enumerate(gaps, 1) if gap is None and _opens(rows[i], rows[i - 1])}
    return frozenset({0} | found | tops)


def _opens(row: Row, above: Row) -> bool:
    return ends_sentence(above.text) and not row.text[:1].islower()


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
