"""Each claim of a note held against its paper: supported, contradicted, or not decided.

A claim is a sentence, a table's cell, a caption's point or an answer, with the pages that it cites (or that stand for
its block). Its quantities, names, words of direction and scope, and formulas are looked up among the passages of those
pages (:mod:`~paper_notes.checking.evidence.passages`) and compared by the company that they keep
(:mod:`~paper_notes.checking.evidence.likeness`). A contradiction needs a passage that says otherwise; what no passage
speaks of is not decided, which is no fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from weakref import WeakKeyDictionary

from paper_notes.checking.evidence.case import Case, case_of
from paper_notes.checking.evidence.claim_numbers import against, numbers, wrong_sums
from paper_notes.checking.evidence.directions import wrong_directions
from paper_notes.checking.evidence.formulas import compare
from paper_notes.checking.evidence.likeness import likeness
from paper_notes.checking.evidence.marks import stands_apart
from paper_notes.checking.evidence.numbers_in_context import Found, exchanged, tells
from paper_notes.checking.evidence.passage import Passage
from paper_notes.checking.evidence.passages import PaperPassages, passages_of
from paper_notes.checking.evidence.quantities import Quantity
from paper_notes.checking.evidence.shapes import wrong_shapes
from paper_notes.checking.evidence.slots import backed, foreign_names, turned_words
from paper_notes.checking.evidence.statements import IN_THE_TEXT, Statement, statements
from paper_notes.checking.evidence.tables import Cell, WrongCell, wrong_cells
from paper_notes.checking.evidence.topics import better_page
from paper_notes.checking.evidence.verdict import Contradiction, Kind, Verdict
from paper_notes.note.blocks import Block
from paper_notes.note.document import Document
from paper_notes.paper.model import UNREAD, Paper

__all__ = ["Contradiction", "Kind", "Verdict", "verdicts"]

COVERED = 0.4
"""Share of a claim's weight that a passage must hold to carry it."""

_kept: WeakKeyDictionary[Document, tuple[int, list[Verdict]]] = WeakKeyDictionary()


def verdicts(document: Document, paper: Paper) -> list[Verdict]:
    """The verdict on every claim of a note, in the order of the file; worked out once for each document."""
    kept = _kept.get(document)
    if kept is None or kept[0] != id(paper):
        kept = (id(paper), list(_verdicts(document, paper)))
        _kept[document] = kept
    return kept[1]


def _verdicts(document: Document, paper: Paper) -> Iterator[Verdict]:
    if not paper.has_text:
        return
    known = passages_of(paper)
    cases = [case_of(s, document, paper, known) for s in statements(document) if s.block.kind != "formula"]
    derived = {v for case in cases for f in case.sums if f.holds for v in (f.result.value, f.result.mantissa)}
    wrong = _wrong_cells(cases, known)
    for case in cases:
        yield _judge(case, known, derived, wrong.get(case.statement.start))
    for block in document.of_kind("formula"):
        yield _formula(block, paper)


def _formula(block: Block, paper: Paper) -> Verdict:
    """A displayed formula beside the paper's: notation may differ, a sign or an exponent may not."""
    statement = Statement(block.content, block.start, block, (), (), False, False)
    compared = compare(block.content, paper, tuple(range(1, paper.pages + 1)))
    if compared.printed:
        return Verdict(statement, (compared.page,), "supported")
    if compared.said or compared.there:
        against = Contradiction(
            "formula", block.start, block.end, compared.said, compared.there, pages=(compared.page,)
        )
        return Verdict(statement, (compared.page,), "contradicted", (), (against,))
    return Verdict(statement, (), "undecided")


def _wrong_cells(cases: list[Case], known: PaperPassages) -> dict[int, WrongCell]:
    """The cells of the note's tables that don't stand where the paper's table has them, by their offset."""
    tables: dict[int, list[Case]] = {}
    for case in cases:
        if case.statement.block.kind == "cell" and case.pages:
            tables.setdefault(case.statement.block.table, []).append(case)
    found: dict[int, WrongCell] = {}
    for held in tables.values():
        cells, starts = [], {}
        for case in held:
            if len(case.quantities) == 1 and case.statement.column and not case.sums:
                heads, label = case.statement.beside, case.statement.label
                head = heads.removeprefix(label).strip()
                cell = Cell(case.statement.line, label, case.statement.column, head, case.quantities[0])
                cells.append(cell)
                starts[id(cell)] = case.statement.start
        pages = tuple(dict.fromkeys(page for case in held for page in case.pages))
        found.update({starts[id(wrong.cell)]: wrong for wrong in wrong_cells(cells, pages, known)})
    return found


def _judge(case: Case, known: PaperPassages, derived: set[Decimal], wrong: WrongCell | None) -> Verdict:
    statement = case.statement
    wrong_parts = list(wrong_sums(case))
    if wrong is not None:
        start, end = case.place(case.quantities[0])
        said = case.quantities[0].text
        wrong_parts.append(Contradiction("foreign", start, end, said, wrong.printed, wrong.passage))
        return Verdict(statement, case.pages, "contradicted", (wrong.passage,), tuple(wrong_parts))
    if stands_apart(case.original) or ((statement.speculative or statement.supposed) and not statement.cited):
        return Verdict(statement, case.pages, "contradicted" if wrong_parts else "undecided", (), tuple(wrong_parts))
    found = dict(numbers(case, known, derived))
    for quantity, what in found.items():
        wrong_parts += against(case, quantity, what, known)
    wrong_parts += wrong_shapes(case, known)
    if not case.sums:
        wrong_parts += wrong_directions(case, found, known)
    if case.pages and not wrong_parts and not case.sums:
        turned = exchanged(
            [q for q, what in found.items() if what.state == "carried"], case.original, case.terms, case.pages, known
        )
        if turned:
            start, end = case.place(turned[0])
            wrong_parts.append(Contradiction("exchanged", start, end, turned[0].text, turned[1].text))
    if case.statement.cited and not wrong_parts:
        for turned_word in (
            *turned_words(statement.printed, case.terms, case.pages, known),
            *foreign_names(statement.printed, case.terms, case.pages, known),
        ):
            start = statement.start + turned_word.start
            wrong_parts.append(
                Contradiction(
                    turned_word.kind,
                    start,
                    statement.start + turned_word.end,
                    turned_word.said,
                    turned_word.printed,
                    turned_word.passage,
                )
            )
    if not wrong_parts and not case.sums and not case.abroad and not statement.speculative:
        wrong_parts += _off_topic(case, found, known)
    carrying = _carrying(case, found, known)
    if wrong_parts:
        return Verdict(statement, case.pages, "contradicted", tuple(carrying), tuple(wrong_parts))
    decided = bool(carrying) and all(what.state == "carried" for what in found.values())
    decided = decided and backed(statement.printed, carrying, known)
    return Verdict(statement, case.pages, "supported" if decided else "undecided", tuple(carrying), ())


def _off_topic(case: Case, found: dict[Quantity, Found], known: PaperPassages) -> Iterator[Contradiction]:
    """Citations whose page hardly speaks of what stands before them, while another page does."""
    at = 0
    for (start, end), pages in case.clauses:
        own = case.terms.between(start, end)
        better = better_page(own, pages, known)
        citation = next((c for c in case.statement.cited if c.start - case.statement.start >= max(at, start)), None)
        at = end
        held = any(start <= q.start < end and tells(q) and what.here is not None for q, what in found.items())
        named = IN_THE_TEXT.search(case.original[:16]) is not None  # the sections that speak of a figure
        if better and citation is not None and not case.quoted and not held and not named:
            yield Contradiction("topic", citation.start, citation.end, f"p. {citation.first}", pages=(better,))


def _carrying(case: Case, found: dict[Quantity, Found], known: PaperPassages) -> list[Passage]:
    """The passages that the claim rests on, best first."""
    if not case.pages:
        return []
    level = dict.fromkeys(case.terms.places, 1.0)
    scored: list[tuple[float, Passage]] = []
    holding = {id(what.here[0]) for what in found.values() if what.here}
    for passage in known.on(case.pages):
        if UNREAD in passage.text:
            continue  # what could not be read bears nothing out
        like = likeness(level, dict.fromkeys(passage.bag, 1.0), known)
        if like >= COVERED or (id(passage) in holding and like > 0):
            scored.append((like + (1 if id(passage) in holding else 0), passage))
    scored.sort(key=lambda pair: -pair[0])
    return [passage for _, passage in scored[:3]]
