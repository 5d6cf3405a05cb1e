from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.document import Document

_DETAILS = re.compile(r"<details\b", re.I)


class FoldedText(Rule):
    name = "folded-text"
    severity = "error"
    group = "structure"
    what = "Text folded away with <details> or a collapsible admonition (???)."
    why = "A reading note is read through; what is folded is neither seen nor printed, nor found in the page."
    example = "<details><summary>Answer</summary>\n\nBecause …\n\n</details>"
    instead = "Write the answer below the question."
    bad = (example, "A <details>b</details> c\n", '??? note "Answer"\n    Because.\n')
    good = ("`<details>` is a tag.\n", "What???\n")

    def check(self, document: Document) -> Iterator[Fault]:
        for block in document.blocks:
            if block.kind == "html":
                for match in _DETAILS.finditer(document.text, block.start, block.end):
                    yield Fault(
                        match.start(),
                        match.end(),
                        Message("show this openly, without <details>", "直接展示，不用 <details> 折叠"),
                    )
            elif block.kind == "paragraph" and re.match(
                r"\?\?\?\+?\s+\w", document.text[block.start : block.start + 40]
            ):
                yield Fault(
                    block.start,
                    block.start + 3,
                    Message("show this openly, not in a folded box", "直接展示，不放进折叠框"),
                )
            for span in block.spans:
                if span.kind == "html" and _DETAILS.match(span.content):
                    yield Fault(
                        span.start,
                        span.end,
                        Message("show this openly, without <details>", "直接展示，不用 <details> 折叠"),
                    )
