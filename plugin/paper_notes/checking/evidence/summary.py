"""What the site shows of a note's evidence: how many claims who decided, and the passage behind each citation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from paper_notes.checking.evidence.decisions import Decision
from paper_notes.note.blocks import Citation
from paper_notes.note.document import Document
from paper_notes.note.evidence import CitedPassage, NoteEvidence

LONGEST = 400
"""Characters of a passage that is shown."""


def summary(document: Document, decided: Iterable[Decision]) -> NoteEvidence:
    """Count a note's decisions, and find what stands behind each of its citations."""
    held = list(decided)
    count = Counter((decision.standing, decision.by) for decision in held)
    return NoteEvidence(
        len(held),
        count["supported", "program"],
        count["supported", "model"],
        count["contradicted", "program"] + count["contradicted", "model"],
        tuple(_behind(citation, held) for citation in document.citations),
    )


def _behind(citation: Citation, held: list[Decision]) -> CitedPassage:
    decision = next((d for d in held if d.claim.start <= citation.start < d.claim.end), None)
    if decision is None:
        return CitedPassage(citation.linked)
    found = decision.passage if decision.page == citation.linked else ""
    if not found:
        passages = (p for verdict in decision.claim.verdicts for p in verdict.passages)
        found = next((p.text for p in passages if p.page == citation.linked), "")
    return CitedPassage(citation.linked, decision.standing, decision.by, " ".join(found.split())[:LONGEST])
