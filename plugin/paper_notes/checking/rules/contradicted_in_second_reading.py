from __future__ import annotations

from collections.abc import Iterator, Mapping

from paper_notes.checking.evidence.decisions import decisions
from paper_notes.checking.evidence.second_answers import SecondAnswer
from paper_notes.checking.rule import AnswerRule, Fault, Message
from paper_notes.note.document import Document
from paper_notes.paper.model import Paper

LONGEST = 160
"""Characters of the page that a message quotes."""


class ContradictedInSecondReading(AnswerRule):
    name = "contradicted-in-second-reading"
    severity = "error"
    group = "evidence"
    what = (
        "A claim of which a second reader (a model that didn't write it, asked with `lint --with-claude` or when "
        "Claude writes a note) says that the cited page says otherwise, with words of that page that the program has "
        "found there."
    )
    why = "The program compares numbers and words; whether a sentence turns the page's sense round takes a reader."
    example = "Removing the refinement raises the agreement [p. 2](paper.pdf#page=2), where the page says “falls”."
    instead = "Read the passage that the message quotes, and say what it says; the second reader may err too."
    bad = ("Removing the refinement raises the agreement [p. 2](paper.pdf#page=2).\n",)
    good = ("Removing the refinement lowers the agreement [p. 2](paper.pdf#page=2).\n",)

    def check(self, document: Document, paper: Paper, answers: Mapping[str, SecondAnswer]) -> Iterator[Fault]:
        for decision in decisions(document, paper, answers):
            if decision.standing == "contradicted" and decision.by == "model" and decision.second is not None:
                yield Fault(decision.claim.start, decision.claim.end, _message(decision.second))


def _message(found: SecondAnswer) -> Message:
    quote = found.quote if len(found.quote) <= LONGEST else found.quote[: LONGEST - 1] + "…"
    why = f" ({found.why})" if found.why else ""
    reason = f"（{found.why}）" if found.why else ""
    return Message(
        f"{found.model} reads otherwise on p. {found.page}: “{quote}”{why}; look which of the two is right",
        f"{found.model} 认为第 {found.page} 页说的与此相反：“{quote}”{reason}；请核对原文，看哪一方说得对",
    )
