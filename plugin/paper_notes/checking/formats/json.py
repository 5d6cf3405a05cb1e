"""Reports for programs: one JSON object."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from paper_notes.checking.linter import Report
from paper_notes.checking.model import Finding


def render(reports: Iterable[Report]) -> str:
    """``{"files": [{"path", "score", "findings": [{"rule", "severity", "message", "line", "column", "end_line",
    "end_column", "weight", "edit": {"start", "end", "text"} or null}]}]}``; offsets count characters from 0."""
    files = [
        {"path": report.path, "score": report.score, "findings": [_finding(finding) for finding in report.findings]}
        for report in reports
    ]
    return json.dumps({"files": files}, ensure_ascii=False)


def _finding(finding: Finding) -> dict[str, Any]:
    edit = finding.edit
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "weight": finding.weight,
        "edit": {"start": edit.start, "end": edit.end, "text": edit.text} if edit else None,
    }
