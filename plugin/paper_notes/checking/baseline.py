"""A baseline: the findings that old notes have and that are not to be told again.

The file is JSON: ``{"version": 1, "files": {path: {key: count}}}``. A key is the rule and a digest of the line's text
without spaces, so that lines may move; as many findings of a key as are counted are hidden, one more is told.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from paper_notes.checking.model import Finding
from paper_notes.errors import UsageError
from paper_notes.note.lines import Lines

VERSION = 1


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings: for each path, as given on the command line, how many there are of each key."""

    files: dict[str, dict[str, int]]

    def new(self, path: str, findings: Iterable[Finding], text: str) -> tuple[Finding, ...]:
        """The findings of a file that the baseline doesn't know."""
        left = Counter(self.files.get(_posix(path), {}))
        if not left:
            return tuple(findings)
        lines, told = Lines(text), []
        for finding in findings:
            key = _key(finding, lines)
            if left[key] > 0:
                left[key] -= 1
            else:
                told.append(finding)
        return tuple(told)


def make_baseline(findings: Iterable[tuple[str, Iterable[Finding], str]]) -> Baseline:
    """A baseline of all these (path, findings, text)."""
    files: dict[str, dict[str, int]] = {}
    for path, found, text in findings:
        lines = Lines(text)
        counts = Counter(_key(finding, lines) for finding in found)
        if counts:
            files[_posix(path)] = dict(sorted(counts.items()))
    return Baseline(dict(sorted(files.items())))


def load_baseline(path: Path) -> Baseline:
    """Read a baseline; raises :class:`UsageError` when there is none or it can't be understood."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values["version"] != VERSION:
            raise UsageError(f"{path} is a baseline of another version", "write it anew with --update-baseline")
        return Baseline(
            {str(name): {str(k): int(v) for k, v in keys.items()} for name, keys in values["files"].items()}
        )
    except FileNotFoundError as error:
        raise UsageError(f"there is no baseline {path}", "write it with --update-baseline") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is no baseline", "write it anew with --update-baseline") from error


def save_baseline(path: Path, baseline: Baseline) -> None:
    """Write a baseline, one file a line group, so that changes to it read well in a diff."""
    from paper_notes.files import write_atomically

    data = json.dumps({"version": VERSION, "files": baseline.files}, ensure_ascii=False, indent=1)
    write_atomically(path, (data + "\n").encode())


def _key(finding: Finding, lines: Lines) -> str:
    text = lines.line_text(finding.line) if finding.line <= len(lines.starts) else ""
    return f"{finding.rule} {hashlib.sha256(''.join(text.split()).encode('utf-8', 'replace')).hexdigest()[:12]}"


def _posix(path: str) -> str:
    return PurePath(path).as_posix()
