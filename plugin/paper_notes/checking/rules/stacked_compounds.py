"""Sentences full of hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.document import Document
from paper_notes.checking.rule import Fault, Rule

_COMPOUND = re.compile(r"\b[A-Za-z]{2,}(?:-[A-Za-z]{2,})+\b")


class StackedCompounds(Rule):
    """Each English sentence with three or more words joined by hyphens."""

    name = "stacked-compounds"
    severity = "suggestion"
    group = "style"
    weight = 1.0
    what = "Three or more hyphenated compounds in one English sentence."
    why = "A compound leaves out how its parts belong together: driven by what, aware of what. Three are a riddle."
    example = "A training-free, tool-augmented framework for long-horizon, evidence-grounded reasoning."
    instead = "A framework that needs no training: it calls tools and cites what they return."
    bad = ("A training-free, tool-augmented framework for evidence-grounded reasoning.\n",)
    good = ("The self-attention layer is end-to-end trainable.\n",)

    def check(self, document: Document) -> Iterator[Fault]:
        if document.language != "en":
            return
        for sentence in document.sentences:
            if sentence.text.count("-") < 3:
                continue
            found = _COMPOUND.findall(sentence.text)
            if len(found) >= 3:
                yield Fault(
                    sentence.start,
                    sentence.end,
                    f"{len(found)} compounds in one sentence ({', '.join(found[:3])}): spell out at least all but one",
                )
