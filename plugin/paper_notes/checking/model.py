"""Findings: what the linter says, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from paper_notes.note.evidence import NoteEvidence

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


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one file, in the order of the text; ``score`` as in :mod:`paper_notes.checking.score`.

    ``looked_for`` are the paths beside the note on which findings depend, and whether each was a file; ``evidence`` is
    what was decided of its claims where it was held against its paper and that was asked for.
    """

    path: str
    findings: tuple[Finding, ...]
    score: float
    looked_for: tuple[tuple[str, bool], ...] = ()
    evidence: NoteEvidence | None = None

    def count(self, severity: Severity) -> int:
        return sum(finding.severity == severity for finding in self.findings)


def is_file(folder: Path, target: str) -> bool:
    """Whether there is a file of that name in a folder; a name that no file system takes is none."""
    try:
        return bool(target) and "\0" not in target and (folder / target).is_file()
    except OSError:  # a name longer than the file system takes
        return False
