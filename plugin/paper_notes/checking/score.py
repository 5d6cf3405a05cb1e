"""How much of a note's prose is empty: weighted findings per 1,000 Latin words or 1,500 Han characters.

The score counts the note's own prose only (see :mod:`paper_notes.note.document`), so neither a missing section
nor a table moves it. It measures style and says nothing about who or what wrote a note.
"""

from __future__ import annotations

from collections.abc import Iterable

from paper_notes.checking.model import Finding
from paper_notes.note.document import Document

WORDS_PER_UNIT = 1000
HAN_PER_UNIT = 1500
SMALLEST = 0.2
"""Units that a shorter text counts as: one finding in one sentence is no measure of density."""


def prose_units(document: Document) -> float:
    """How much prose there is; 1 is 1,000 Latin words or 1,500 Han characters."""
    return document.prose.word_count / WORDS_PER_UNIT + document.prose.han_count / HAN_PER_UNIT


def score(document: Document, findings: Iterable[Finding]) -> float:
    """The summed weights of the findings per unit of prose; 0.0 is the best."""
    total = sum(finding.weight for finding in findings)
    return round(total / max(prose_units(document), SMALLEST), 3)
