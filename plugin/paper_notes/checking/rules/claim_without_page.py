from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from paper_notes.checking.evidence.marks import stands_apart
from paper_notes.checking.evidence.numbers import read_numbers
from paper_notes.checking.evidence.statements import Statement, statements
from paper_notes.checking.evidence.sums import read_sums
from paper_notes.checking.rule import Fault, Message, PaperRule
from paper_notes.note.document import Document
from paper_notes.note.sections import SECTIONS
from paper_notes.paper.model import Paper

_COMPARISON = re.compile(
    r"优于|劣于|胜过|不如|超过|超越|高于|低于|快于|慢于|高出|好于|更(?:快|慢|高|低|好|差|准|稳|强|弱|少|多)|倍于|持平|相当于"
    r"|\b(?:outperform\w*|surpass\w*|exceed\w*|beats?|on par with|state[- ]of[- ]the[- ]art)\b"
    r"|\b(?:better|worse|faster|slower|higher|lower|larger|smaller|fewer|more \w+|less \w+) than\b",
    re.I,
)
_UNCITED = frozenset(kind.key for kind in SECTIONS if not kind.cited)


class ClaimWithoutPage(PaperRule):
    name = "claim-without-page"
    severity = "warning"
    group = "evidence"
    what = (
        "A sentence with a number or a comparison, and no page cited in it or further on in its paragraph. A number "
        "that has had its page in the same section, and one with its sum shown, may be repeated; a comparison may "
        "follow from a sum. What is read off a figure, one's own experiment and common knowledge say so and need none."
    )
    why = "What can't be looked up can't be trusted, and the check of numbers has only the whole paper to go by."
    example = "Training took 3.5 days on 8 GPUs."
    instead = (
        "End it with the page: “… on 8 GPUs [p. 7](paper.pdf#page=7)”; mark what the paper doesn't say as speculation, "
        "as your own experiment (自测, own experiment) or as common knowledge (常识)."
    )
    bad = ("Training took 3.5 days.\n", "它的收敛速度优于基线。\n")
    good = (
        "Training took 3.5 days [p. 1](paper.pdf#page=1).\n",
        "推测：换成更大的批次会优于现状。\n",
        "自测：在一张 RTX 4090 上训练了 3 天。\n",
        "We reproduced it in 3 days on one RTX 4090 (own experiment).\n",
        "It is trained end to end.\n",
    )

    def check(self, document: Document, paper: Paper) -> Iterator[Fault]:
        tables: set[int] = set()
        cited: dict[int, set[Decimal]] = {}  # by section: numbers that have had their page there
        for statement in statements(document):
            section = document.section_of(statement.start)
            known = cited.setdefault(section.heading.start if section else -1, set())
            if statement.covering:
                known |= {number.value for number in read_numbers(statement.text)}
                continue
            if statement.speculative or statement.supposed or statement.block.kind == "formula":
                continue
            if stands_apart(document.text[statement.start : statement.end]):
                continue
            if section is not None and section.key in _UNCITED:
                continue
            claim = _claim(statement, known)
            if claim is None:
                continue
            if statement.block.kind == "cell":
                if statement.block.table in tables:
                    continue
                tables.add(statement.block.table)
            said = statement.text.rstrip()
            start = statement.start + len(said) - len(said.lstrip())
            message = Message(
                f"{claim.en} without a page: cite where the paper says so",
                f"{claim.zh}没有页码：引论文中说到它的那一页",
            )
            yield Fault(start, statement.start + len(said), message)


def _claim(statement: Statement, known: set[Decimal]) -> Message | None:
    """What a statement claims that needs a page."""
    for found in read_sums(statement.text):
        known |= {found.result.value, *(number.value for number in found.operands)}
    for number in read_numbers(statement.text):
        if not number.spelled and number.value not in known:
            return Message(f"the number {number.text.strip()}", f"数字 {number.text.strip()} ")
    if read_sums(statement.text):
        return None  # a comparison that follows from the sum shown
    comparison = _COMPARISON.search(statement.text) if statement.block.kind == "paragraph" else None
    return Message(f"the comparison “{comparison[0]}”", f"比较“{comparison[0]}”") if comparison else None
