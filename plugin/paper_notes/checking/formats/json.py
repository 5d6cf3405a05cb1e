"""Reports for programs: one JSON object."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from paper_notes.checking.model import Edit, Finding, Report


def render(reports: Iterable[Report]) -> str:
    """``{"files": [{"path", "score", "findings": [{"rule", "severity", "message", "line", "column", "end_line",
    "end_column", "weight", "count", "edit": {"start", "end", "text"} or null, "more_edits": [edit]}]}]}``; offsets
    count characters from 0. A fault that a line has ``count`` times is one finding."""
    files = [
        {"path": report.path, "score": report.score, "findings": [_finding(finding) for finding in report.findings]}
        for report in reports
    ]
    return msgspec.json.encode({"files": files}).decode()


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "weight": finding.weight,
        "count": finding.count,
        "edit": _edit(finding.edit) if finding.edit else None,
        "more_edits": [_edit(edit) for edit in finding.more_edits],
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {"start": edit.start, "end": edit.end, "text": edit.text}
