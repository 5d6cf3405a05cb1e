"""Findings as annotations in GitHub's pull requests: workflow commands, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from paper_notes.checking.model import Report

_COMMAND = {"error": "error", "warning": "warning", "suggestion": "notice"}


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Lines such as ``::warning file=a.md,line=3,endLine=3,col=5,endColumn=9,title=dash::message``."""
    for report in reports:
        for finding in report.findings:
            place = f"file={_property(finding.path)},line={finding.line},endLine={finding.end_line}"
            if finding.line == finding.end_line:  # GitHub takes columns only within one line
                place += f",col={finding.column},endColumn={max(finding.end_column, finding.column)}"
            title = _property(finding.rule)
            yield f"::{_COMMAND[finding.severity]} {place},title={title}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
