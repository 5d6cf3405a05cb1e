"""``citation-off-topic``."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator

from paper_notes.checking.evidence.statements import Claim, Statement, cited_claims, pages_of
from paper_notes.checking.evidence.topics import better_page
from paper_notes.checking.rule import Fault, PaperRule
from paper_notes.note.blocks import Quotation
from paper_notes.note.document import Document
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
        claims = list(cited_claims(document))
        headings = [block.start for block in document.blocks if block.kind == "heading"]
        sections: dict[int, list[Claim]] = {}
        for claim in claims:
            sections.setdefault(bisect(headings, claim.statement.start), []).append(claim)
        for section in sections.values():
            for claim in section:
                pages = _existing(claim, paper)
                if not pages or any(_overlap(claim.statement, quotation) for quotation in document.quotations):
                    continue  # a quotation is looked for on its page as it is
                around = [other for other in section if other.statement is not claim.statement]
                near = tuple(dict.fromkeys(page for other in around for page in _existing(other, paper)))
                better = better_page(claim.text, paper, pages, near)
                if better:
                    citation = claim.citations[0]
                    message = (
                        f"p. {better} holds what this speaks of, p. {citation.first} hardly: "
                        "look whether the page is right"
                    )
                    yield Fault(citation.start, citation.end, message)


def _existing(claim: Claim, paper: Paper) -> tuple[int, ...]:
    return tuple(page for page in pages_of(claim.citations) if 1 <= page <= paper.pages)


def _overlap(statement: Statement, quotation: Quotation) -> bool:
    return statement.start <= quotation.start < statement.end
