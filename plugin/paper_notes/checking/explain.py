"""A rule's documentation as plain text, for the command line."""

from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.registry import RULES, rule_named
from paper_notes.checking.rule import BaseRule


def explain(name: str) -> Iterator[str]:
    """The lines for one rule, or, for "all", one line a rule. Raises UsageError when there is no such rule."""
    if name == "all":
        width = max(len(rule.name) for rule in RULES)
        for rule in RULES:
            yield f"{rule.name:<{width}}  {rule.severity:<10}  {rule.what}"
        return
    yield from _whole(rule_named(name))


def _whole(rule: type[BaseRule]) -> Iterator[str]:
    yield f"{rule.name} ({rule.severity}, {rule.group})"
    yield ""
    yield rule.what
    yield f"Why: {rule.why}"
    yield ""
    for title, text in (("Example", rule.example), ("Instead", rule.instead)):
        yield f"{title}:"
        yield from (f"    {line}".rstrip() for line in text.splitlines())
        yield ""
    yield f"Turn it off:   lint: {{rules: {{{rule.name}: off}}}} in mkdocs.yml or paper-notes.yml"
    yield f"Allow it once: <!-- lint: allow {rule.name} your reason -->"
