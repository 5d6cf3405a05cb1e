"""``contradicted-claim``."""

from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.evidence.verdicts import Contradiction, verdicts
from paper_notes.checking.model import Severity
from paper_notes.checking.rule import Fault, PaperRule
from paper_notes.note.document import Document
from paper_notes.paper.model import Paper

LONGEST = 120
"""Characters of the page that a message quotes."""


class ContradictedClaim(PaperRule):
    """A claim that the cited page says otherwise."""

    name = "contradicted-claim"
    severity = "error"
    group = "evidence"
    what = (
        "A claim that the cited page contradicts: the number that it gives stands there beside something else, two "
        "results are exchanged, a word of direction or of scope is turned round, it is said of another system, or a "
        "formula differs by a sign, an exponent or an index."
    )
    why = "A number that stands on the page, but of another system, misleads better than one that stands nowhere."
    example = "The small model reaches 28.4, the big one 27.3 [p. 8](paper.pdf#page=8), where the page has it reversed."
    instead = "Read the passage that the message quotes, and say what it says."
    bad = ("Ours reaches 99.1 on CIFAR [p. 3](paper.pdf#page=3).\n",)
    good = ("Ours reaches 91.2 on CIFAR [p. 3](paper.pdf#page=3).\n",)

    def check(self, document: Document, paper: Paper) -> Iterator[Fault]:
        for verdict in verdicts(document, paper):
            for found in verdict.contradictions:
                message = _message(found)
                if message:
                    severity: Severity = "error" if found.kind in ("foreign", "exchanged") else "warning"
                    yield Fault(found.start, found.end, message, severity=severity)


def _message(found: Contradiction) -> str:
    said, printed, passage = found.said, found.printed, found.passage
    where = f"p. {passage.page}: “{_shortened(passage.text)}”" if passage else ""
    if found.kind == "foreign":
        return f"the page has {printed} where this says {said} ({where}): look whether the number belongs here"
    if found.kind == "exchanged":
        return f"{said} and {printed} stand the other way round on the page: look which is whose"
    if found.kind == "direction":
        return f"this says “{said}”, the page “{printed}” ({where}): look which way it goes"
    if found.kind == "scope":
        return f"this says “{said}”, the page “{printed}” ({where}): look how far it holds"
    if found.kind == "formula":
        there = f"“{found.printed}”" if found.printed else "nothing"
        said = f"“{said}”" if said else "nothing"
        return f"the formula on p. {found.pages[0]} has {there} where this has {said}: compare it sign by sign"
    if found.kind == "subject":
        return f"this is said of {said}, on the page of {printed} ({where}): look of whom it holds"
    return ""


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
