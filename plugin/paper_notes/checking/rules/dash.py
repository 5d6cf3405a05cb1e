from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.document import Document

_DASH = re.compile(r"[—⸺–-](?:(?<=—)—?|(?<=⸺)|(?<=\s–)(?=\s)|(?<=\s-)-(?=\s)|(?<=[a-z]-)-(?=[a-z]))")


class Dash(Rule):
    name = "dash"
    severity = "suggestion"
    group = "format"
    weight = 0.7
    what = "A dash (—, ——, or – between spaces) in a sentence. Ranges such as 3–5 are no dashes."
    why = "A dash joins two thoughts without saying how; a note that leans on it reads as if cut up."
    example = "The model is small — and fast."
    instead = "The model is small and fast. (Or a comma, a colon, a full stop, “because”, “which”.)"
    bad = (example + "\n", "模型很小——而且很快。\n", "It is small – and fast.\n")
    good = ("Pages 3–5, a well-known model, 2017-2020.\n", "> It is — so. [p. 3](paper.pdf#page=3)\n", "`a -- b`\n")

    def check(self, document: Document) -> Iterator[Fault]:
        for _, start, end in document.find(_DASH):
            yield Fault(
                start,
                end,
                Message(
                    "write a comma, a colon, a full stop, or the word that says how the two belong together",
                    "改用逗号、冒号或句号，或写出前后关系的那个词",
                ),
            )
