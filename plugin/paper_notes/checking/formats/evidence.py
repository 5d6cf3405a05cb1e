"""Every claim of a note with what became of it, who decided, and the passage that it rests on, as text or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from paper_notes.checking.evidence.decisions import Decision
from paper_notes.language.shorten import excerpt
from paper_notes.messages import say
from paper_notes.note.document import Document

LONGEST = 160
"""Characters of a claim or a passage that are shown; JSON has them whole."""


def render_text(path: str, document: Document, found: Iterable[Decision]) -> Iterator[str]:
    """A line for each claim, one for its passage, and a line of counts for the note."""
    count: Counter[tuple[str, str]] = Counter()
    for decision in found:
        count[decision.standing, decision.by] += 1
        line, column = document.lines.position(_start(decision, document))
        yield f"{path}:{line}:{column} {_answer(decision)}: {excerpt(decision.claim.text, LONGEST)}"
        if decision.passage:
            yield f"    p. {decision.page}: {excerpt(decision.passage, LONGEST)}"
        for verdict in decision.claim.verdicts:
            for against in verdict.contradictions:
                there = f", the page “{against.printed}”" if against.printed else ""
                yield f"    {against.kind}: “{against.said}”{there}"
        if decision.by == "model" and decision.second and decision.second.why:
            yield f"    {decision.second.model}: {excerpt(decision.second.why, LONGEST)}"
    against_it = count["contradicted", "program"], count["contradicted", "model"]
    total, program, model, nobody = (
        count.total(),
        count["supported", "program"],
        count["supported", "model"],
        count["undecided", "nobody"],
    )
    yield say(
        f"{path}: of {total} claims with a page the program finds {program} supported and {against_it[0]} "
        f"contradicted, a second reader {model} and {against_it[1]}; {nobody} nobody has decided",
        f"{path}：{total} 条注明页码的论断中，程序判定有依据 {program} 条、相反 {against_it[0]} 条，"
        f"第二位读者判定有依据 {model} 条、相反 {against_it[1]} 条，{nobody} 条无人判定",
    )


def render_json(notes: Iterable[tuple[str, Document, Iterable[Decision]]]) -> str:
    """``{"files": [{"path", "claims": [{"line", "column", "text", "pages", "verdict", "by", "passage": {"page", "text"}
    or null, "contradictions": [{"kind", "said", "printed", "pages"}], "second_reader": {"model", "answer", "quote",
    "page", "why"} or null}]}]}``; ``by`` is program, model or nobody."""
    files = [
        {"path": path, "claims": [_claim(document, decision) for decision in found]} for path, document, found in notes
    ]
    return json.dumps({"files": files}, ensure_ascii=False)


def _claim(document: Document, decision: Decision) -> dict[str, Any]:
    line, column = document.lines.position(_start(decision, document))
    second = decision.second
    return {
        "line": line,
        "column": column,
        "text": decision.claim.text,
        "pages": list(decision.claim.pages),
        "verdict": decision.standing,
        "by": decision.by,
        "passage": {"page": decision.page, "text": decision.passage} if decision.passage else None,
        "contradictions": [
            {"kind": c.kind, "said": c.said, "printed": c.printed, "pages": list(c.pages)}
            for verdict in decision.claim.verdicts
            for c in verdict.contradictions
        ],
        "second_reader": {
            "model": second.model,
            "answer": second.answer,
            "quote": second.quote,
            "page": second.page,
            "why": second.why,
        }
        if second
        else None,
    }


def _answer(decision: Decision) -> str:
    if decision.by == "model" and decision.second:
        return f"{decision.standing} ({decision.second.model})"
    return decision.standing if decision.by == "nobody" else f"{decision.standing} ({decision.by})"


def _start(decision: Decision, document: Document) -> int:
    said = document.text[decision.claim.start : decision.claim.end]
    return decision.claim.start + len(said) - len(said.lstrip())
