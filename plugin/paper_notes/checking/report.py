"""What was found in one file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from paper_notes.checking.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one file, in the order of the text; ``score`` as in :mod:`paper_notes.checking.score`.

    ``looked_for`` are the paths beside the note on which findings depend, and whether each was a file.
    """

    path: str
    findings: tuple[Finding, ...]
    score: float
    looked_for: tuple[tuple[str, bool], ...] = ()

    def count(self, severity: Severity) -> int:
        return sum(finding.severity == severity for finding in self.findings)


def is_file(folder: Path, target: str) -> bool:
    """Whether there is a file of that name in a folder; a name that no file system takes is none."""
    try:
        return bool(target) and "\0" not in target and (folder / target).is_file()
    except OSError:  # a name longer than the file system takes
        return False
