"""Findings: what the linter says, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "suggestion"]


RANKS: tuple[str, ...] = ("suggestion", "warning", "error")
"""Severities from the mildest on."""


def reaches(severity: Severity, bar: str) -> bool:
    """Whether a severity is ``bar`` or a higher one; none reaches the bar "never"."""
    return bar in RANKS and RANKS.index(severity) >= RANKS.index(bar)


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters from ``start`` up to ``end`` (offsets into the file's text) by ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. Lines and columns count from 1, columns in characters; the end is exclusive.

    ``rule`` is the rule's name, such as ``template-sentence``; ``message`` says what to write instead; ``weight`` is
    what the finding adds to the prose score (0 for structure). A fault that stands ``count`` times in a line is one
    finding, at its first place; ``more_edits`` mend the other places, ``weight`` is that of all.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    severity: Severity
    message: str
    edit: Edit | None = None
    weight: float = 0.0
    count: int = 1
    more_edits: tuple[Edit, ...] = ()

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column} {self.rule} {self.message}"
