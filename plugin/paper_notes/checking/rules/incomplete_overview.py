from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.document import Document
from paper_notes.note.labels import OVERVIEW, labels
from paper_notes.note.words import WORDS

_OTHER_SECTIONS = "\n\n## Method\n\nA.\n\n## Results\n\nB.\n\n## Summary\n\nC.\n"


class IncompleteOverview(Rule):
    name = "incomplete-overview"
    severity = "warning"
    group = "structure"
    what = (
        "An overview without the problem, the approach or the contributions, each behind its label, or with other than "
        "two or three contributions, in a note that holds at least four of the seven sections. Not asked of an "
        "extract, which leaves out what no sentence of the paper says clearly."
    )
    why = "Three answers in fixed places let a reader compare papers."
    example = "## Overview\n\nThe paper is about attention."
    instead = (
        "## Overview\n\n**Problem**: training can't run in parallel over a sentence.\n\n"
        "**Approach**: attention alone, without recurrence.\n\n**Contributions**:\n\n"
        "1. multi-head attention over all positions\n2. a model trained in 3.5 days"
    )
    bad = (
        "## Overview\n\nThe paper is about attention.\n" + _OTHER_SECTIONS,
        "## 论文概述\n\n**问题**：甲。\n\n**方案**：乙。\n\n**贡献**：\n\n1. 一\n2. 二\n3. 三\n4. 四\n"
        + _OTHER_SECTIONS,
    )
    good = (
        instead + _OTHER_SECTIONS,
        "## 二、论文概述\n\n**解决什么问题**：甲\n**核心方案**：乙\n\n**主要贡献**\n1. 一\n2. 二\n" + _OTHER_SECTIONS,
        "---\nnote: {status: extract}\n---\n## Overview\n\n**Problem**: none found.\n\n**Approach**: none found.\n\n"
        "**Contributions**: the paper lists none.\n" + _OTHER_SECTIONS,
        "## Overview\n\nA note of another form.\n\n## Datasets\n\nThree.\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        section = document.section("overview")
        if section is None or document.status == "extract" or not document.follows_form:
            return
        heading = section.heading
        words = WORDS[document.language]
        found = {label.name: label for label in labels(document, section.blocks, OVERVIEW)}
        missing = [f"“{getattr(words, name)}”" for name in OVERVIEW if name not in found]
        if missing:
            yield Fault(
                heading.start,
                heading.end,
                Message(
                    f"say here, behind a label each: {', '.join(missing)}",
                    f"在这里写出（各用标签引出）：{'、'.join(missing)}",
                ),
            )
        label = found.get("contributions")
        if label is None:
            return
        after = [
            block for block in section.blocks if block.start >= label.end and block.list_depth and block.starts_item
        ]
        items = [
            block for block in after if block.list_depth == after[0].list_depth and block.list_id == after[0].list_id
        ]
        if not 2 <= len(items) <= 3:
            message = Message(
                f"list two or three contributions, not {len(items) or 'none'}",
                f"列出两三条贡献；这里有 {len(items)} 条",
            )
            yield Fault(label.start, label.end, message)
