"""A claim while it is looked at: its statement with the pages, quantities, terms and sums that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from paper_notes.checking.evidence.passages import PaperPassages
from paper_notes.checking.evidence.quantities import Quantity, read_quantities
from paper_notes.checking.evidence.statements import Statement, pages_of
from paper_notes.checking.evidence.sums import Sum, read_sums
from paper_notes.checking.evidence.terms import Terms, terms_of
from paper_notes.language.identify import is_chinese
from paper_notes.note.document import Document
from paper_notes.paper.model import Paper

FEWEST_OWN = 5
"""Terms from which on the part of a sentence before its citation is a claim by itself."""
_INLINE = re.compile(r"\$([^$\n]+)\$")
_WORKS = re.compile(r"[+*/×]|\\(?:times|cdot|frac|sqrt|sum|log)")
_LETTERS = re.compile(r"(?<![\\A-Za-z])[A-Za-z](?![A-Za-z])|\\[a-z]+(?=[_^\s)}]|$)")


@dataclass
class Case:
    """A claim while it is looked at."""

    statement: Statement
    pages: tuple[int, ...]
    quantities: tuple[Quantity, ...]
    terms: Terms
    sums: list[Sum]
    original: str
    quoted: bool
    """Whether it quotes the paper: quotations are looked up word for word."""
    worked: tuple[tuple[int, int], ...]
    """Stretches that are formulas in which something is worked out."""
    clauses: tuple[tuple[tuple[int, int], tuple[int, ...]], ...]
    """Stretches of the text with the pages cited behind them."""
    abroad: bool
    """Whether it is English and its paper Chinese: little of it is known to the list of translations."""

    def clause(self, quantity: Quantity) -> tuple[tuple[int, ...], list[Quantity]]:
        """The pages that the citation behind a quantity names, and the quantities that it stands behind too."""
        for (start, end), pages in self.clauses:
            if start <= quantity.start < end:
                return pages, [q for q in self.quantities if start <= q.start < end]
        return (), list(self.quantities)

    def terms_of(self, quantity: Quantity) -> Terms:
        """The terms that a quantity's citation stands behind, or all where they are few."""
        for (start, end), _ in self.clauses:
            if start <= quantity.start < end:
                own = self.terms.between(start, end)
                return own if len(own.places) >= FEWEST_OWN else self.terms
        return self.terms

    def place(self, quantity: Quantity) -> tuple[int, int]:
        return self.statement.start + quantity.start, self.statement.start + quantity.number.end


def case_of(statement: Statement, document: Document, paper: Paper, known: PaperPassages) -> Case:
    """A statement of a note made ready to be held against its paper."""
    pages = tuple(page for page in pages_of(statement.cited or statement.covering) if 1 <= page <= paper.pages)
    said = f"{statement.printed}\n{statement.beside}" if statement.beside else statement.printed
    return Case(
        statement,
        pages,
        tuple(q for q in read_quantities(statement.text) if q.role != "pointer"),
        terms_of(said, known.chinese),
        read_sums(statement.text),
        document.text[statement.start : statement.end],
        any(statement.start <= quotation.start < statement.end for quotation in document.quotations),
        tuple(m.span() for m in _INLINE.finditer(statement.printed) if _WORKS.search(m[1]) and _LETTERS.search(m[1])),
        tuple(_clauses(statement, paper)),
        known.chinese and not is_chinese(statement.text),
    )


def _clauses(statement: Statement, paper: Paper) -> Iterator[tuple[tuple[int, int], tuple[int, ...]]]:
    """The stretches of a statement that each citation, or group of citations, stands behind."""
    at, group = 0, []
    for i, citation in enumerate(statement.cited):
        group.append(citation)
        start, end = citation.start - statement.start, citation.end - statement.start
        following = statement.cited[i + 1].start - statement.start if i + 1 < len(statement.cited) else None
        if following is not None and not re.search(r"\w", statement.text[end:following]):
            continue
        pages = tuple(page for page in pages_of(tuple(group)) if 1 <= page <= paper.pages)
        yield (at, len(statement.text) if following is None else start), pages
        at, group = end, []
