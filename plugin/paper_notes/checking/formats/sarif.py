"""Findings as SARIF 2.1.0 (OASIS), with the fixes: for code scanning, editors and reviewdog."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from paper_notes.checking.model import Edit, Finding, Report
from paper_notes.checking.registry import OF_THE_ENGINE, RULES
from paper_notes.checking.rule_docs import hint
from paper_notes.note.lines import Lines

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {"error": "error", "warning": "warning", "suggestion": "note"}


def render(reports: Iterable[Report], text_of: dict[str, str]) -> str:
    """One run of the tool as JSON; ``text_of`` holds each file's text by path. Columns count code points."""
    from paper_notes import __version__

    rules = _rules()
    index = {rule["id"]: place for place, rule in enumerate(rules)}
    results = []
    for report in reports:
        lines = Lines(text_of.get(report.path, ""))
        results += [_result(finding, lines, index[finding.rule]) for finding in report.findings]
    driver = {"name": "paper-notes", "semanticVersion": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False)


def _rules() -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = [
        {
            "id": rule.name,
            "shortDescription": {"text": rule.what},
            "help": {"text": hint(rule)},
            "defaultConfiguration": {"level": _LEVEL[rule.severity]},
            "properties": {"tags": [rule.group]},
        }
        for rule in RULES
    ]
    return rules + [{"id": name, "shortDescription": {"text": what}} for name, what in OF_THE_ENGINE.items()]


def _result(finding: Finding, lines: Lines, rule_index: int) -> dict[str, Any]:
    location = {"uri": _uri(finding.path)}
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": _LEVEL[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": _region(finding)}}],
        "partialFingerprints": {"ruleAndLine/v1": _fingerprint(finding, lines)},
    }
    if finding.edit is not None:
        replacements = [
            {"deletedRegion": _deleted(edit, lines), "insertedContent": {"text": edit.text}}
            for edit in (finding.edit, *finding.more_edits)
        ]
        change = {"artifactLocation": location, "replacements": replacements}
        result["fixes"] = [{"description": {"text": finding.message}, "artifactChanges": [change]}]
    return result


def _region(finding: Finding) -> dict[str, int]:
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }


def _deleted(edit: Edit, lines: Lines) -> dict[str, int]:
    line, column = lines.position(edit.start)
    end_line, end_column = lines.position(edit.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _fingerprint(finding: Finding, lines: Lines) -> str:
    text = lines.line_text(finding.line) if finding.line <= len(lines.starts) else ""
    return hashlib.sha256(f"{finding.rule}\0{''.join(text.split())}".encode("utf-8", "replace")).hexdigest()[:32]


def _uri(path: str) -> str:
    """A relative path as a relative reference, an absolute one as a file URI."""
    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote(PurePath(path).as_posix(), safe="/")
