from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.model import Edit
from paper_notes.checking.rule import Fault, Message, PaperRule
from paper_notes.note.document import Document
from paper_notes.note.words import cite
from paper_notes.paper.model import Paper


class PageOutOfRange(PaperRule):
    name = "page-out-of-range"
    severity = "error"
    group = "evidence"
    what = "A page citation that names a page the PDF doesn't have, or prints one page and links another."
    why = "A reader who follows it finds nothing, or the wrong thing."
    example = "The batch size is 64 [p. 70](paper.pdf#page=70)."
    instead = "Cite the page of the PDF (counted from 1) on which it stands."
    bad = ("The batch size is 64 [p. 70](paper.pdf#page=70).\n", "It converges [p. 1](paper.pdf#page=2).\n")
    good = ("The batch size is 64 [p. 2](paper.pdf#page=2).\n",)

    def check(self, document: Document, paper: Paper) -> Iterator[Fault]:
        for citation in document.citations:
            outside = [page for page in (citation.first, citation.last) if not 1 <= page <= paper.pages]
            if outside:
                message = Message(
                    f"the PDF has pages 1 to {paper.pages}, and no page {outside[0]}",
                    f"PDF 只有第 1 至 {paper.pages} 页，没有第 {outside[0]} 页",
                )
                yield Fault(citation.start, citation.end, message)
            elif citation.last < citation.first:
                yield Fault(
                    citation.start,
                    citation.end,
                    Message(
                        f"the range runs backwards: write {cite(citation.last, citation.first)}",
                        f"页码前后颠倒：写 {cite(citation.last, citation.first)}",
                    ),
                )
            elif not citation.first <= citation.linked <= citation.last:
                right = cite(citation.first, citation.last)
                yield Fault(
                    citation.start,
                    citation.end,
                    Message(
                        f"prints page {citation.first} and links page {citation.linked}: make both one page",
                        f"写的是第 {citation.first} 页，链接到第 {citation.linked} 页：改成同一页",
                    ),
                    Edit(citation.start, citation.end, right),
                )
