"""The rules' page of the site, made from the rules themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from paper_notes.checking.demands import ASKED, AVOIDED, Demand
from paper_notes.checking.registry import OF_THE_ENGINE
from paper_notes.checking.rule import BaseRule

GROUPS = {
    "structure": "Structure",
    "format": "Format",
    "style": "Style",
    "evidence": "Evidence: the note against its paper",
}

_INTRODUCTION = """\
# Rules

What `paper-notes lint` looks for. An *error* or a *warning* makes the command exit with 1 (`--fail-on` changes that),
a *suggestion* doesn't. In `mkdocs.yml` (`plugins: - paper-notes: lint: rules:`) every rule can be given another
severity or be turned `off`; `<!-- lint: allow RULE reason -->` allows one finding in the next block or in its line,
`<!-- lint: allow-file RULE reason -->` all in a file.

The rules are a house style. They say what is tiresome to read or hard to trust, not who or what wrote a text: the same
phrases stand in many notes written by people, and always have.

The score in `--format json` is the weight of all findings on style and format for each 1,000 words or 1,500 Han
characters of the note's own prose; quotations of the paper, code, formulas and tables don't count.
"""


def rule_page(rules: Iterable[type[BaseRule]]) -> str:
    """The page as Markdown: what is demanded and which rule sees to it, then every rule with its documentation."""
    rules = tuple(rules)
    lines = [_INTRODUCTION, "## What a note must be, and the rules that see to it", ""]
    lines += [*_table("To be avoided", AVOIDED), "", *_table("Asked for", ASKED), ""]
    for group, title in GROUPS.items():
        lines += [f"## {title}", ""]
        for rule in rules:
            if rule.group == group:
                lines += _rule(rule)
    lines += ["## Of the linter itself", ""]
    lines += [f"- `{name}`: {_text(what)}" for name, what in OF_THE_ENGINE.items()]
    return "\n".join(lines) + "\n"


def _table(title: str, demands: Iterable[Demand]) -> Iterator[str]:
    yield f"| {title} | Rules | Left to people |"
    yield "| --- | --- | --- |"
    for demand in demands:
        rules = ", ".join(f"[`{name}`](#{name})" for name in demand.rules)
        yield f"| {_text(demand.text)} | {rules or 'none'} | {_text(demand.left)} |"


def _rule(rule: type[BaseRule]) -> Iterator[str]:
    yield f"### {rule.name}"
    yield ""
    yield f"*{rule.severity}*. {_text(rule.what)}"
    yield ""
    yield _text(rule.why)
    yield ""
    for title, text in (("Example", rule.example), ("Instead", rule.instead)):
        yield f"{title}:"
        yield ""
        yield from ("~~~~ text", text.strip("\n"), "~~~~", "")


def _text(text: str) -> str:
    """Prose of a rule as Markdown: tags and bars that it speaks of are shown, ``double`` backticks become single."""
    parts = re.split(r"(`+[^`]*`+)", text.replace("``", "`"))
    shown = (
        part
        if part.startswith("`")
        else part.replace("&", "&amp;").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")
        for part in parts
    )
    return "".join(shown).replace("|", "&#124;")
