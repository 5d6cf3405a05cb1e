"""One finding a line for a fault that a line has many times: a space missing at nine borders is one thing to mend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from paper_notes.checking.model import Finding
from paper_notes.checking.rule import Message

BY_RULE = frozenset({"missing-space", "half-width-punctuation", "dash", "emoji", "quotes-for-emphasis", "wrong-term"})
"""Rules whose faults are alike whatever their messages name; findings of others are alike when these are the same."""


def folded(findings: Iterable[Finding], language: str) -> tuple[Finding, ...]:
    """The findings in their order, those alike in a line as one at the first of their places."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        alike = "" if finding.rule in BY_RULE else finding.message
        groups.setdefault((finding.line, finding.rule, finding.severity, alike), []).append(finding)
    return tuple(group[0] if len(group) == 1 else _one(group, language) for group in groups.values())


def _one(group: list[Finding], language: str) -> Finding:
    first, count = group[0], len(group)
    edits = [finding.edit for finding in group if finding.edit is not None]
    told = Message(f" ({count} times in this line)", f"（这一行有 {count} 处）").in_language(language)
    return replace(
        first,
        message=first.message + told,
        edit=edits[0] if edits else None,
        weight=sum(finding.weight for finding in group),
        count=count,
        more_edits=tuple(edits[1:]),
    )
