"""What becomes of a claim: supported, contradicted, or not decided; with the passages, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from paper_notes.checking.evidence.passage import Passage
from paper_notes.checking.evidence.statements import Statement
from paper_notes.note.evidence import Standing

Kind = Literal[
    "absent",
    "elsewhere",
    "unit",
    "foreign",
    "exchanged",
    "direction",
    "scope",
    "subject",
    "sum",
    "topic",
    "formula",
]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What in a claim the paper doesn't bear out. ``start``/``end`` are offsets in the file; ``said`` is the note's
    word, ``printed`` the paper's, ``pages`` where it stands."""

    kind: Kind
    start: int
    end: int
    said: str
    printed: str = ""
    passage: Passage | None = None
    pages: tuple[int, ...] = ()
    in_sum: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a claim. ``passages`` are those that carry or contradict it, best first."""

    statement: Statement
    pages: tuple[int, ...]
    standing: Standing
    passages: tuple[Passage, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
