from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.document import Document

_HAN_ROW = re.compile(r"(?:、[^。！？；，、：:\n]{1,40}){3,}")
_LATIN_ROW = re.compile(r"(?:, [\w'’/ -]{2,40}){3,}")
_BEFORE = re.compile(r"[^。！？；，、：:,.;!?\n]{1,40}\Z")


class PiledList(Rule):
    name = "piled-list"
    severity = "suggestion"
    group = "style"
    weight = 1.0
    what = "Four or more things in a row inside a sentence: A, B, C, and D; A、B、C、D."
    why = "Nobody remembers the third. A row of nouns names things and explains none of them."
    example = "它兼顾精度、速度、鲁棒性、可扩展性和可解释性。"
    instead = "它快 2 倍（表 3）；噪声加到 10% 时 HR@10 只降 0.01（表 5）。"
    bad = ("它兼顾精度、速度、鲁棒性、可扩展性。\n", "It is about accuracy, speed, robustness, scale, and cost.\n")
    good = ("它兼顾精度和速度。\n", "It is about accuracy, speed and cost.\n", "- a\n- b\n- c\n- d\n")

    def check(self, document: Document) -> Iterator[Fault]:
        chinese, text = document.language == "zh", document.prose.text
        for match in (_HAN_ROW if chinese else _LATIN_ROW).finditer(text):
            first = _BEFORE.search(text[max(match.start() - 40, 0) : match.start()])
            if first is None:
                continue
            start, end = document.prose.span(match.start() - len(first.group().lstrip()), match.end())
            yield Fault(
                start,
                end,
                Message(
                    "four things or more in a row: keep the one or two that matter and explain them, or make a list",
                    "一口气列了四样以上：留下要紧的一两样并说明，或改成列表",
                ),
            )
