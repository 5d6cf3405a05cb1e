"""What rules say of themselves, once, as the rules' page of the site, on the command line and in editors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from paper_notes.checking.demands import ASKED, AVOIDED, Demand
from paper_notes.checking.registry import OF_THE_ENGINE, RULES, rule_named
from paper_notes.checking.rule import BaseRule


@dataclass(frozen=True, slots=True)
class Part:
    """What a rule says under one title; with ``as_is``, text that is shown as it stands."""

    title: str
    text: str
    as_is: bool = False


def parts(rule: type[BaseRule]) -> Iterator[Part]:
    """All that a rule says of itself, in the order in which it is read."""
    yield Part("What", rule.what)
    if rule.when():
        yield Part("When", rule.when())
    yield Part("Why", rule.why)
    if rule.settings:
        yield Part("Settings", ", ".join(f"`{name}`" for name in rule.settings))
    yield Part("Example", rule.example, as_is=True)
    yield Part("Instead", rule.instead, as_is=True)


def explain(name: str) -> Iterator[str]:
    """The lines for one rule, or, for "all", one line a rule. Raises UsageError when there is no such rule."""
    if name == "all":
        width = max(len(rule.name) for rule in RULES)
        for rule in RULES:
            yield f"{rule.name:<{width}}  {rule.severity:<10}  {rule.what}"
        return
    rule = rule_named(name)
    yield f"{rule.name} ({rule.severity}, {rule.group}, since {rule.since})"
    yield ""
    yield from _plainly(rule)
    yield f"Turn it off:   lint: {{rules: {{{rule.name}: off}}}} in mkdocs.yml or paper-notes.yml"
    yield f"Allow it once: <!-- lint: allow {rule.name} your reason -->"


def hint(rule: type[BaseRule]) -> str:
    """The same as plain text for an editor that shows it beside a finding."""
    return "\n".join(_plainly(rule)).strip()


def _plainly(rule: type[BaseRule]) -> Iterator[str]:
    for part in parts(rule):
        if part.as_is:
            yield from ("", f"{part.title}:", *(f"    {line}".rstrip() for line in part.text.splitlines()))
        else:
            yield part.text if part.title == "What" else f"{part.title}: {part.text}"
    yield ""


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
    lines += [f"- `{name}`: {_as_markdown(what)}" for name, what in OF_THE_ENGINE.items()]
    return "\n".join(lines) + "\n"


def _table(title: str, demands: Iterable[Demand]) -> Iterator[str]:
    yield f"| {title} | Rules | Left to people |"
    yield "| --- | --- | --- |"
    for demand in demands:
        rules = ", ".join(f"[`{name}`](#{name})" for name in demand.rules)
        yield f"| {_as_markdown(demand.text)} | {rules or 'none'} | {_as_markdown(demand.left)} |"


def _rule(rule: type[BaseRule]) -> Iterator[str]:
    yield f"### {rule.name}"
    yield ""
    for part in parts(rule):
        if part.as_is:
            yield from (f"{part.title}:", "", "~~~~ text", part.text.strip("\n"), "~~~~", "")
        elif part.title == "What":
            yield from (f"*{rule.severity}*, since {rule.since}. {_as_markdown(part.text)}", "")
        elif part.title == "Settings":
            yield from (f"Settings: {_as_markdown(part.text)}", "")
        else:
            yield from (_as_markdown(part.text), "")


def _as_markdown(text: str) -> str:
    """Prose of a rule as Markdown: tags and bars that it speaks of are shown, ``double`` backticks become single."""
    parts = re.split(r"(`+[^`]*`+)", text.replace("``", "`"))
    shown = (
        part
        if part.startswith("`")
        else part.replace("&", "&amp;").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")
        for part in parts
    )
    return "".join(shown).replace("|", "&#124;")
