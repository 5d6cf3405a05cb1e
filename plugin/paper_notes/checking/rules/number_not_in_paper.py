from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.evidence.verdicts import Contradiction, verdicts
from paper_notes.checking.rule import Fault, Message, PaperRule
from paper_notes.note.document import Document
from paper_notes.paper.model import Paper

MOST_PAGES = 4
"""Pages that a message names."""


class NumberNotInPaper(PaperRule):
    name = "number-not-in-paper"
    severity = "error"
    group = "evidence"
    what = (
        "A number that doesn't stand on the cited page (in the paper, where no page is cited), one that stands there "
        "with another unit, or a sum that is wrong. The number of a section, of a reference or of a version bears "
        "nothing out."
    )
    why = "A wrong number is the fault that readers forgive least, and the easiest to make."
    example = "It reaches 99.9 BLEU [p. 8](paper.pdf#page=8)."
    instead = (
        "Take the number from the page, cite the page where it stands, mark rounding (约, about), show how it is "
        "derived (28.4 − 26.3 = 2.1), or say that it is read off a figure (从图 3 读出, read off Fig. 3), your own "
        "experiment (自测, own experiment) or common knowledge (常识)."
    )
    bad = ("The step size is 0.73219.\n", "It gains 3 points (derived: 28.4 − 26.3 = 3.1).\n")
    good = (
        "The step size decays.\n",
        "推测：把步长设为 0.73219 会更稳。\n",
        "从图 3 读出，损失约为 0.73219。\n",
        "自测：在我们的机器上用了 73219 秒。\n",
    )

    def check(self, document: Document, paper: Paper) -> Iterator[Fault]:
        for verdict in verdicts(document, paper):
            for found in verdict.contradictions:
                message = _message(found, bool(verdict.pages))
                if message is not None:
                    yield Fault(found.start, found.end, message)


def _message(found: Contradiction, cited: bool) -> Message | None:
    said = found.said
    if found.kind == "sum":
        return Message(f"the sum shown doesn't give {said}: work it out again", f"写出的算式得不到 {said}：重新算一遍")
    if found.kind == "absent" and found.in_sum:
        return Message(
            f"{said}, which the sum starts from, doesn't stand in the paper: start from numbers of the paper, or "
            "begin the sentence with “Suppose” (“假设”) where the example is made up",
            f"算式里的 {said} 论文中没有：用论文里的数来算；自己举的例子，句首写“假设”",
        )
    if found.kind == "absent":
        return Message(
            f"{said} doesn't stand in the paper: take it from the paper, or show the sum that gives it",
            f"论文中没有 {said}：改用论文里的数，或写出得到它的算式",
        )
    if found.kind == "elsewhere" and cited:
        there = ", ".join(map(str, found.pages[:MOST_PAGES]))
        return Message(
            f"{said} stands on p. {there}, not on the page cited: cite where it stands",
            f"{said} 在 p. {there}，不在所引的那一页：改引它所在的页",
        )
    if found.kind == "unit":
        return Message(
            f"the page cited has {found.printed}, not {said}: look at the unit",
            f"所引的那一页是 {found.printed}，不是 {said}：核对单位",
        )
    return None
