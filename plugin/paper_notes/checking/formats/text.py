"""Reports for people: place, rule, message, then the line with a caret under the fault."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from paper_notes.checking.model import Finding, Report
from paper_notes.note.lines import Lines

WIDEST = 100
"""Columns of a quoted line; a longer one is cut around the fault."""


def render(reports: Iterable[Report], text_of: dict[str, str]) -> Iterator[str]:
    """Lines to print; ``text_of`` holds each file's text by path."""
    files = faulty = 0
    counts = {"error": 0, "warning": 0, "suggestion": 0}
    for report in reports:
        files += 1
        faulty += bool(report.findings)
        lines = Lines(text_of.get(report.path, ""))
        for finding in report.findings:
            counts[finding.severity] += 1
            place = f"{finding.path}:{finding.line}:{finding.column}"
            yield f"{place}: {finding.severity}: {finding.message} [{finding.rule}]"
            yield from _excerpt(finding, lines)
    told = ", ".join(f"{count} {name}{'s' * (count != 1)}" for name, count in counts.items())
    yield f"{files} file{'s' * (files != 1)}: {told}" if faulty else f"{files} file{'s' * (files != 1)}: nothing found"


def _excerpt(finding: Finding, lines: Lines) -> Iterator[str]:
    if finding.line > len(lines.starts):
        return
    line = lines.line_text(finding.line)
    if not line.strip():
        return
    start = min(finding.column - 1, len(line))
    end = finding.end_column - 1 if finding.end_line == finding.line else len(line)
    end = min(max(end, start + 1), len(line)) if start < len(line) else start + 1
    first = max(0, start - WIDEST // 2)
    shown = "".join(c if c.isprintable() else " " for c in line[first : first + WIDEST])
    width = max(1, _width(shown[start - first : end - first]))
    yield f"    {'…' if first else ''}{shown}{'…' if first + WIDEST < len(line) else ''}"
    yield f"    {' ' if first else ''}{' ' * _width(shown[: start - first])}{'^' * min(width, WIDEST)}"


def _width(text: str) -> int:
    """Columns in a terminal: wide characters take two."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)
