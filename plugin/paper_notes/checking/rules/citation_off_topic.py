from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.evidence.verdicts import verdicts
from paper_notes.checking.rule import Fault, Message, PaperRule
from paper_notes.note.document import Document
from paper_notes.paper.model import Paper


class CitationOffTopic(PaperRule):
    name = "citation-off-topic"
    severity = "warning"
    group = "evidence"
    what = (
        "A page citation whose page holds hardly any of the names and words of the sentence, while another page does."
    )
    why = "A wrong page is found by the reader who follows it, and by nobody before."
    example = "ByteNet needs logarithmically many steps [p. 9](paper.pdf#page=9)."
    instead = "Cite the page that speaks of it."
    bad = ("The quartzwheel outruns the palimpsest beside a gated residual connection [p. 2](paper.pdf#page=2).\n",)
    good = (
        "The quartzwheel outruns the palimpsest beside a gated residual connection [p. 1](paper.pdf#page=1).\n",
        "It differs [p. 2](paper.pdf#page=2).\n",
    )

    def check(self, document: Document, paper: Paper) -> Iterator[Fault]:
        for verdict in verdicts(document, paper):
            for found in verdict.contradictions:
                if found.kind == "topic":
                    message = Message(
                        f"p. {found.pages[0]} holds what this speaks of, {found.said} hardly: look whether the page is "
                        "right",
                        f"这里说的内容在 p. {found.pages[0]}，{found.said} 上几乎没有：看看页码对不对",
                    )
                    yield Fault(found.start, found.end, message)
