from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.model import Edit
from paper_notes.checking.rule import Fault, Message, PaperRule
from paper_notes.language.script import is_han
from paper_notes.language.shorten import excerpt
from paper_notes.note.document import Document
from paper_notes.note.prose import GAP
from paper_notes.note.words import cite
from paper_notes.paper.model import Paper
from paper_notes.paper.quotations import find_quote, pages_of_quote

LONGEST = 60
"""Characters of the quotation that a message repeats."""
LONGEST_WORD = 12
"""Characters of a Chinese expression that is marked as a word of the writer's own, not quoted."""


def _in_other_script(text: str, paper: Paper) -> bool:
    letters = [c for c in text if c.isalpha()]
    return paper.metadata.language != "zh" and len(letters) <= LONGEST_WORD and all(map(is_han, letters))


class QuoteNotOnPage(PaperRule):
    name = "quote-not-on-page"
    severity = "error"
    group = "evidence"
    what = "A quotation followed by a page citation whose words don't stand on that page."
    why = "Quotation marks promise the paper's own words; one changed word breaks the promise."
    example = "“The loss is always convex” [p. 2](paper.pdf#page=2)"
    instead = "Quote word for word from the page you cite, or say it in your own words without quotation marks."
    bad = ("“words that no paper of the tests has ever held” [p. 1](paper.pdf#page=1)\n",)
    good = ("Said in words of one's own [p. 1](paper.pdf#page=1).\n",)

    def check(self, document: Document, paper: Paper) -> Iterator[Fault]:
        if not paper.has_text:
            return
        for quotation in document.quotations:
            citation = quotation.citation
            text = quotation.text.replace(GAP, " … ")
            if not any(c.isalnum() for c in text) or not 1 <= citation.first <= citation.last <= paper.pages:
                continue
            if _in_other_script(text, paper):
                continue  # a word of the writer's for the paper's: nobody can look it up
            if find_quote(text, paper, citation.first, citation.last):
                continue
            pages = pages_of_quote(text, paper)
            said = excerpt(text, LONGEST)
            if pages:
                where = ", ".join(map(str, pages[:3]))
                edit = Edit(citation.start, citation.end, cite(pages[0])) if len(pages) == 1 else None
                message = Message(
                    f"“{said}” stands on p. {where}, not on p. {citation.first}: cite that page",
                    f"“{said}”在 p. {where}，不在 p. {citation.first}：改引那一页",
                )
                yield Fault(quotation.start, quotation.end, message, edit)
            else:
                message = Message(
                    f"“{said}” doesn't stand on p. {citation.first}: quote word for word, or take the marks away",
                    f"p. {citation.first} 上没有“{said}”：逐字引用，或去掉引号",
                )
                yield Fault(quotation.start, quotation.end, message)
