from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.evidence.verdicts import Contradiction, verdicts
from paper_notes.checking.model import Severity
from paper_notes.checking.rule import Fault, Message, PaperRule
from paper_notes.language.shorten import excerpt
from paper_notes.note.document import Document
from paper_notes.paper.model import Paper

LONGEST = 120
"""Characters of the page that a message quotes."""


class ContradictedClaim(PaperRule):
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
                if message is not None:
                    severity: Severity = "error" if found.kind in ("foreign", "exchanged") else "warning"
                    yield Fault(found.start, found.end, message, severity=severity)


def _message(found: Contradiction) -> Message | None:
    said, printed, passage = found.said, found.printed, found.passage
    quoted = f"p. {passage.page}: “{excerpt(passage.text, LONGEST)}”" if passage else ""
    where, in_brackets = (f" ({quoted})", f"（{quoted}）") if quoted else ("", "")
    if found.kind == "foreign":
        return Message(
            f"the page has {printed} where this says {said}{where}: look whether the number belongs here",
            f"这里写 {said}，那一页是 {printed}{in_brackets}：看看这个数是不是它的",
        )
    if found.kind == "exchanged":
        return Message(
            f"{said} and {printed} stand the other way round on the page: look which is whose",
            f"{said} 与 {printed} 在那一页上正好相反：看看哪个数是谁的",
        )
    if found.kind == "direction" and passage is None:
        return Message(
            f"this says “{said}”, its numbers go the other way ({printed}): look which way it goes",
            f"这里写“{said}”，两个数却相反（{printed}）：看看是升是降",
        )
    if found.kind == "direction":
        return Message(
            f"this says “{said}”, the page “{printed}”{where}: look which way it goes",
            f"这里写“{said}”，那一页写“{printed}”{in_brackets}：看看是升是降",
        )
    if found.kind == "scope":
        return Message(
            f"this says “{said}”, the page “{printed}”{where}: look how far it holds",
            f"这里写“{said}”，那一页写“{printed}”{in_brackets}：看看适用到什么范围",
        )
    if found.kind == "formula":
        there, here = (f"“{text}”" if text else "" for text in (printed, said))
        return Message(
            f"the formula on p. {found.pages[0]} has {there or 'nothing'} where this has {here or 'nothing'}: "
            "compare it sign by sign",
            f"p. {found.pages[0]} 的公式此处{f'是{there}' if there else '什么也没有'}，"
            f"这里{f'写{here}' if here else '什么也没写'}：逐个符号对一遍",
        )
    if found.kind == "subject":
        return Message(
            f"this is said of {said}, on the page of {printed}{where}: look of whom it holds",
            f"这里说的是 {said}，那一页说的是 {printed}{in_brackets}：看看说的是谁",
        )
    return None
