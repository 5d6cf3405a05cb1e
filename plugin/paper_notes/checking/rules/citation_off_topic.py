"""``citation-off-topic``."""

from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.document import Document
from paper_notes.checking.evidence.statements import pages_of, statements
from paper_notes.checking.evidence.topics import better_page
from paper_notes.checking.rule import Fault, PaperRule
from paper_notes.paper.model import Paper


class CitationOffTopic(PaperRule):
    """A cited page that holds hardly anything of what the sentence names, while another page does."""

    name = "citation-off-topic"
    severity = "suggestion"
    group = "evidence"
    what = (
        "A page citation whose page holds hardly any of the names and words of the sentence, while another page does."
    )
    why = "A wrong page is found by the reader who follows it, and by nobody before."
    example = "ByteNet needs logarithmically many steps [p. 9](paper.pdf#page=9)."
    instead = "Cite the page that speaks of it."
    bad = ("The quartzwheel outruns the palimpsest [p. 2](paper.pdf#page=2).\n",)
    good = (
        "The quartzwheel outruns the palimpsest [p. 1](paper.pdf#page=1).\n",
        "It differs [p. 2](paper.pdf#page=2).\n",
    )

    def check(self, document: Document, paper: Paper) -> Iterator[Fault]:
        if not paper.has_text:
            return
        for statement in statements(document):
            pages = tuple(page for page in pages_of(statement.cited) if 1 <= page <= paper.pages)
            quoted = any(statement.start <= quotation.start < statement.end for quotation in document.quotations)
            if not pages or quoted or statement.block.kind == "formula":
                continue  # a quotation is looked for on its page as it is
            better = better_page(statement.text, paper, pages)
            if better:
                citation = statement.cited[0]
                message = (
                    f"p. {better} holds what this speaks of, p. {citation.first} hardly: look whether the page is right"
                )
                yield Fault(citation.start, citation.end, message)
