from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.document import Document


class HorizontalRule(Rule):
    name = "horizontal-rule"
    severity = "suggestion"
    group = "format"
    weight = 0.5
    what = "A ruler (---) between paragraphs or sections."
    why = "Headings divide a note already; a ruler above each is decoration."
    example = "Text.\n\n---\n\n## Next"
    instead = "Text.\n\n## Next"
    bad = (example,)
    good = (instead, "---\ntitle: x\n---\nText.\n")

    def check(self, document: Document) -> Iterator[Fault]:
        for block in document.of_kind("rule"):
            yield Fault(
                block.start,
                block.end,
                Message("leave out the ruler: headings divide the note", "删去分隔线：标题已经把笔记分开了"),
            )
