"""What becomes of each claim of a note when the program and a second reader have looked at it, and who decided.

The program's contradiction stands before all. A second reader that read the page is heard next: it may contradict what
the program took for supported, since the program compares words and numbers and no sense. What neither decides is
nobody's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from paper_notes.checking.evidence.claims import Claim, claims
from paper_notes.checking.evidence.quantities import read_quantities
from paper_notes.checking.evidence.second_answers import SecondAnswer
from paper_notes.checking.evidence.verdicts import Verdict
from paper_notes.note.document import Document
from paper_notes.note.evidence import By, Standing
from paper_notes.paper.model import Paper


@dataclass(frozen=True, slots=True)
class Decision:
    """A claim, what became of it, and ``by`` whom. ``passage`` on ``page`` (from 1) is what it rests on or what
    contradicts it ("" and 0 where nobody found one); ``second`` is the second reader's answer, if there is one."""

    claim: Claim
    standing: Standing
    by: By
    passage: str = ""
    page: int = 0
    second: SecondAnswer | None = None


def decisions(document: Document, paper: Paper, answers: Mapping[str, SecondAnswer] | None = None) -> list[Decision]:
    """The decision on every claim of a note, in the order of the file."""
    return [_decide(claim, answers.get(claim.key(paper)) if answers else None) for claim in claims(document, paper)]


def _decide(claim: Claim, second: SecondAnswer | None) -> Decision:
    standings = {verdict.standing for verdict in claim.verdicts}
    passages = [passage for verdict in claim.verdicts for passage in verdict.passages]
    for verdict in claim.verdicts:
        if verdict.standing == "contradicted":
            against = next((c.passage for c in verdict.contradictions if c.passage), None)
            passages = [against] if against else list(verdict.passages)
    text, page = (passages[0].text, passages[0].page) if passages else ("", 0)
    if "contradicted" in standings:
        return Decision(claim, "contradicted", "program", text, page, second)
    if second is not None and second.answer == "contradicted":
        return Decision(claim, "contradicted", "model", second.quote, second.page, second)
    if _carried(claim):
        return Decision(claim, "supported", "program", text, page, second)
    if second is not None and second.answer == "supported":
        return Decision(claim, "supported", "model", second.quote, second.page, second)
    return Decision(claim, "undecided", "nobody", text, page, second)


def _carried(claim: Claim) -> bool:
    """Whether the program finds the claim's numbers, or its formula, where and of what the page has them.

    Words that the claim and a passage share show what it speaks of, not that it is true: they decide nothing.
    """
    held = [verdict for verdict in claim.verdicts if _measurable(verdict)]
    return bool(held) and all(verdict.standing == "supported" for verdict in held)


def _measurable(verdict: Verdict) -> bool:
    statement = verdict.statement
    if statement.block.kind == "formula":
        return True
    if statement.block.kind == "cell" and not statement.column:
        return False  # a row's name
    return any(q.role != "pointer" and not q.number.spelled for q in read_quantities(statement.text))
