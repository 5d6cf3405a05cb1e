from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.checking.rules.meta_block import meta_quote
from paper_notes.note.document import Document
from paper_notes.note.labels import META, labels
from paper_notes.note.words import WORDS

_STARS = re.compile(r"(?P<stars>(?:[⭐★🌟]\ufe0f?\s*)+)[☆]*\s*(?P<reason>[(（][^)）\n]*\w[^\n]*[)）])?")


class BadDifficulty(Rule):
    name = "bad-difficulty"
    severity = "error"
    group = "structure"
    what = "A difficulty that isn't one to five stars followed by the reason in brackets."
    why = "Stars alone don't tell a reader whether it is the field, the mathematics or the length that is hard."
    example = "> **Difficulty**: hard"
    instead = "> **Difficulty**: ⭐⭐⭐⭐ (presumes Transformers and recommender systems)"
    bad = (
        "# T\n\n> **Paper**: X  \n> **Difficulty**: hard\n",
        "# T\n\n> **Paper**: X  \n> **Difficulty**: ⭐⭐⭐\n",
        "# T\n\n> **论文**：X\n> **难度**：⭐⭐⭐⭐⭐⭐（太难）\n",
    )
    good = (
        "# T\n\n> **Paper**: X  \n> **Difficulty**: ⭐⭐⭐ (presumes linear algebra)\n",
        "# T\n\n> **论文**：X\n> **难度**：⭐（入门）\n",
        "# No meta block\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        quote = meta_quote(document)
        if quote is None:
            return
        blocks = [block for block in document.blocks if block.quote is quote]
        for label in labels(document, blocks, META):
            if label.name != "difficulty" or label.value_start >= label.value_end:
                continue
            value = document.text[label.value_start : label.value_end]
            match = _STARS.match(value)
            stars = sum(c in "⭐★🌟" for c in match["stars"]) if match else 0
            if stars == 0 and document.status == "extract" and value.strip() == WORDS[document.language].unknown:
                continue  # a paper without readable text gives nothing to judge by
            if not 1 <= stars <= 5:
                yield Fault(
                    label.value_start,
                    label.value_end,
                    Message(
                        "give one to five stars (⭐) and the reason in brackets", "写一至五颗星（⭐），括号里写理由"
                    ),
                )
            elif match is not None and not match["reason"]:
                yield Fault(
                    label.value_start,
                    label.value_end,
                    Message("say in brackets, behind the stars, what makes it so", "在星号后的括号里写出难在哪里"),
                )
