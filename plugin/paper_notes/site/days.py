"""The day on which each note's file came to be: in git's history, else as the file system tells."""

from __future__ import annotations

import datetime as dt
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

SECONDS = 20.0
"""A history that takes longer to go through is left alone."""


@dataclass
class Days:
    """The days of the notes in one library; git is asked once, for all of them, when the first is wanted."""

    root: Path

    def of(self, note: Path) -> str:
        """ISO 8601; "" when nothing tells."""
        try:
            known = self._added.get(note.resolve().relative_to(self.root.resolve()).as_posix())
            return known or dt.datetime.fromtimestamp(note.stat().st_mtime, dt.UTC).date().isoformat()
        except (OSError, ValueError, OverflowError):
            return ""

    @cached_property
    def _added(self) -> dict[str, str]:
        """The day of each note's first commit, by its path in the library."""
        command = ["git", "-C", str(self.root), "-c", "core.quotePath=false", "log", "--diff-filter=A", "--relative"]
        command += ["--format=%x00%cs", "--name-only", "--", "*/README*.md"]
        try:
            run = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.SubprocessError):
            return {}
        found: dict[str, str] = {}
        for commit in run.stdout.decode("utf-8", "replace").split("\0")[1:]:
            day, *names = commit.split("\n")
            found.update(dict.fromkeys((name for name in names if name), day.strip()))  # the first commit comes last
        return found
