"""What the prompts are filled with: the figures at hand, the focus, what was confirmed."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from paper_notes.language.identify import Language
from paper_notes.paper.model import Figure, Paper
from paper_notes.writing.claude.schema import Form, Reading
from paper_notes.writing.model import Brief

_FOCUS = {"zh": "请着重分析：\n{points}", "en": "Dwell on these points:\n{points}"}
_COMPARE = {
    "zh": "同一合集里还有这些论文，相关处可以对照（只写论文自己给出的比较）：{slugs}",
    "en": "The collection also holds these papers; compare where it helps (comparisons that the paper makes): {slugs}",
}
_NONE = {"zh": "（没有）", "en": "(none)"}


def shown_figures(paper: Paper) -> tuple[Figure, ...]:
    """The figures, tables and algorithms that can be shown: those with a body, once a name."""
    found: dict[str, Figure] = {}
    for figure in paper.figures:
        if figure.box.area > 0:
            found.setdefault(figure.name, figure)
    return tuple(found.values())


def figure_list(paper: Paper, language: Language) -> str:
    """The figures for the reading prompt, a JSON object a line."""
    lines = [
        json.dumps(
            {"name": figure.name, "label": figure.label, "page": figure.page, "caption": figure.caption[:400]},
            ensure_ascii=False,
        )
        for figure in shown_figures(paper)
    ]
    return "\n".join(lines) or _NONE[language]


def figure_notes(reading: Reading, paper: Paper, language: Language) -> str:
    """The figures for the writing prompt: what the reading says of them, with label and page; unknown names drop."""
    known = {figure.name: figure for figure in shown_figures(paper)}
    lines = []
    for note in reading.figures:
        figure = known.get(note.name)
        if figure is not None:
            values = {"label": figure.label, "page": figure.page, **msgspec.to_builtins(note)}
            lines.append(json.dumps(values, ensure_ascii=False))
    return "\n".join(lines) or _NONE[language]


def focus(brief: Brief) -> str:
    """The user's wishes as a paragraph of the prompt; "" when there are none."""
    parts = []
    if brief.focus:
        parts.append(_FOCUS[brief.language].format(points="\n".join(f"- {point}" for point in brief.focus)))
    if brief.compare:
        parts.append(_COMPARE[brief.language].format(slugs=", ".join(brief.compare)))
    return "\n\n".join(parts)


def confirmed(reading: Reading) -> str:
    """The confirmed items as JSON, an item a line, without figures and without what is empty."""
    values = msgspec.to_builtins(reading)
    values.pop("figures")
    lines = []
    for name, value in _without_empty(values).items():
        whole = _json(value)
        if isinstance(value, list) and isinstance(value[0], dict):
            whole = "[\n" + ",\n".join(map(_json, value)) + "]"
        lines.append(f"{_json(name)}: {whole}")
    return "{" + ",\n".join(lines) + "}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        if "statement" in value and not value["statement"]:
            return None
        kept = {key: _without_empty(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in (None, "", [], {})}
    if isinstance(value, list):
        return [inner for inner in map(_without_empty, value) if inner not in (None, "", [], {})]
    return value


def as_json_lines(records: list[dict[str, Any]] | list[Form]) -> str:
    """Records as JSON, one a line."""
    return "\n".join(json.dumps(msgspec.to_builtins(record), ensure_ascii=False) for record in records)
