"""Every claim of a note with its verdict and the passage that it rests on, as text or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from paper_notes.checking.evidence.verdicts import Verdict
from paper_notes.language.shorten import excerpt
from paper_notes.note.document import Document

LONGEST = 160
"""Characters of a claim or a passage that are shown; JSON has them whole."""


def render_text(path: str, document: Document, found: Iterable[Verdict]) -> Iterator[str]:
    """A line for each claim, one for its passage, and a line of counts for the note."""
    count: Counter[str] = Counter()
    for verdict in found:
        count[verdict.standing] += 1
        line, column = document.lines.position(_start(verdict))
        yield f"{path}:{line}:{column} {verdict.standing}: {excerpt(verdict.statement.text, LONGEST)}"
        for passage in verdict.passages[:1]:
            yield f"    p. {passage.page}: {excerpt(passage.text, LONGEST)}"
        for against in verdict.contradictions:
            there = f", the page “{against.printed}”" if against.printed else ""
            yield f"    {against.kind}: “{against.said}”{there}"
    total = count.total()
    yield (
        f"{path}: of {total} claims the program finds {count['supported']} supported, {count['contradicted']} "
        f"contradicted; {count['undecided']} it doesn't decide"
    )


def render_json(notes: Iterable[tuple[str, Document, Iterable[Verdict]]]) -> str:
    """``{"files": [{"path", "claims": [{"line", "column", "text", "pages", "verdict", "passages": [{"page", "kind",
    "text"}], "contradictions": [{"kind", "said", "printed", "pages"}]}]}]}``."""
    files = [
        {"path": path, "claims": [_claim(document, verdict) for verdict in found]} for path, document, found in notes
    ]
    return json.dumps({"files": files}, ensure_ascii=False)


def _claim(document: Document, verdict: Verdict) -> dict[str, Any]:
    line, column = document.lines.position(_start(verdict))
    return {
        "line": line,
        "column": column,
        "text": " ".join(verdict.statement.text.split()),
        "pages": list(verdict.pages),
        "verdict": verdict.standing,
        "passages": [{"page": p.page, "kind": p.kind, "text": p.text} for p in verdict.passages],
        "contradictions": [
            {"kind": c.kind, "said": c.said, "printed": c.printed, "pages": list(c.pages)}
            for c in verdict.contradictions
        ],
    }


def _start(verdict: Verdict) -> int:
    text = verdict.statement.text
    return verdict.statement.start + len(text) - len(text.lstrip())
