from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.document import Document

DEEPEST_HEADING = 4
DEEPEST_LIST = 3


class DeepNesting(Rule):
    name = "deep-nesting"
    severity = "warning"
    group = "format"
    weight = 0.5
    what = "A heading of level 5 or 6, a list in a list in a list in a list, or a block quote three deep."
    why = "Who has to count indents has lost the thread; a thought that deep is a paragraph of its own."
    example = "- a\n  - b\n    - c\n      - d"
    instead = "Write a paragraph, or divide the section."
    bad = (example, "##### Detail\n", "> > > q\n")
    good = ("- a\n  - b\n    - c\n", "#### Part\n", "> > q\n")

    def check(self, document: Document) -> Iterator[Fault]:
        told: set[int] = set()
        for block in document.blocks:
            if block.kind == "heading" and block.level > DEEPEST_HEADING:
                yield Fault(
                    block.start,
                    block.end,
                    Message(
                        f"this heading is of level {block.level}: use four at most",
                        f"这是第 {block.level} 级标题：最多用四级",
                    ),
                )
            if block.list_depth > DEEPEST_LIST and block.starts_item and block.list_id not in told:
                told.add(block.list_id)
                yield Fault(
                    block.start,
                    block.end,
                    Message(
                        f"this list is {block.list_depth} deep: use three at most",
                        f"这个列表嵌套了 {block.list_depth} 层：最多三层",
                    ),
                )
            if block.quote_depth > 2 and block.quote is not None and block.quote.start not in told:
                told.add(block.quote.start)
                yield Fault(
                    block.start,
                    block.end,
                    Message("this quote stands in quotes: take it out of them", "引用套在引用里：移到外面来"),
                )
