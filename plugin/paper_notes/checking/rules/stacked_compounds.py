from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.document import Document

_PREFIXED = r"(?:pre|re|non|self|semi|multi|co|sub|fine|inter|intra|meta)-"
_COMPOUND = re.compile(rf"\b(?!{_PREFIXED})[A-Za-z]{{2,}}(?:-[A-Za-z]{{2,}})+\b", re.I)


class StackedCompounds(Rule):
    name = "stacked-compounds"
    severity = "suggestion"
    group = "style"
    weight = 1.0
    what = (
        "Three or more different hyphenated compounds in one English sentence; those with a prefix (pre-training, "
        "self-attention) don't count."
    )
    why = "A compound leaves out how its parts belong together: driven by what, aware of what. Three are a riddle."
    example = "A training-free, tool-augmented framework for long-horizon, evidence-grounded reasoning."
    instead = "A framework that needs no training: it calls tools and cites what they return."
    bad = ("A training-free, tool-augmented framework for evidence-grounded reasoning.\n",)
    good = ("The self-attention layer is end-to-end trainable.\n",)

    def check(self, document: Document) -> Iterator[Fault]:
        if document.language != "en":
            return
        for block in document.prose_blocks:
            if block.text.count("-") < 3:
                continue
            for start, end in block.prose.sentences:
                found = list(dict.fromkeys(_COMPOUND.findall(block.text[start:end].lower())))
                if len(found) >= 3:
                    said = ", ".join(found[:3])
                    yield Fault(
                        *block.prose.span(start, end),
                        Message(
                            f"{len(found)} compounds in one sentence ({said}): spell out at least all but one",
                            f"一句里有 {len(found)} 个复合词（{said}）：至多留一个，其余写开",
                        ),
                    )
