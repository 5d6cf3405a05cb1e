"""Each claim of a note held against its paper: supported, contradicted, or not decided.

A claim is a sentence, a table's cell, a caption's point or an answer, with the pages that it cites (or that stand for
its block). Its quantities, names, words of direction and scope, and formulas are looked up among the passages of those
pages (:mod:`~paper_notes.checking.evidence.passages`) and compared by the company that they keep
(:mod:`~paper_notes.checking.evidence.likeness`). A contradiction needs a passage that says otherwise; what no passage
speaks of is not decided, which is no fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal
from weakref import WeakKeyDictionary

from paper_notes.checking.evidence.derived import follows
from paper_notes.checking.evidence.formulas import compare
from paper_notes.checking.evidence.likeness import likeness
from paper_notes.checking.evidence.marks import ABOUT_A_FIGURE, stands_apart
from paper_notes.checking.evidence.numbers import Number
from paper_notes.checking.evidence.numbers_in_context import KNOWN, Found, exchanged, look_up, tells
from paper_notes.checking.evidence.passages import PaperPassages, Passage, passages_of
from paper_notes.checking.evidence.quantities import Quantity, read_quantities, rounds_to, same
from paper_notes.checking.evidence.slots import foreign_names, turned_words
from paper_notes.checking.evidence.statements import IN_THE_TEXT, Statement, pages_of, statements
from paper_notes.checking.evidence.sums import Sum, read_sums
from paper_notes.checking.evidence.tables import Cell, WrongCell, wrong_cells
from paper_notes.checking.evidence.terms import Terms, terms_of
from paper_notes.checking.evidence.topics import better_page
from paper_notes.language.identify import is_chinese
from paper_notes.note.blocks import Block
from paper_notes.note.document import Document
from paper_notes.paper.model import Paper

Standing = Literal["supported", "contradicted", "undecided"]
Kind = Literal[
    "absent",
    "elsewhere",
    "unit",
    "foreign",
    "exchanged",
    "direction",
    "scope",
    "subject",
    "sum",
    "topic",
    "formula",
]

_SPREAD = re.compile(
    r"±|\\pm|标准差|方差|误差|偏差|波动|\b(?:deviations?|std|s\.d\.|errors?|variance|interval)\b", re.I
)
KNOWN_ABROAD = 0.35
"""Likeness from which a place is what an English claim on a Chinese paper speaks of."""
FEWEST_OWN = 5
"""Terms from which on the part of a sentence before its citation is a claim by itself."""
COVERED = 0.4
"""Share of a claim's weight that a passage must hold to carry it."""
CONSTANT = 10
"""Numbers below this in a formula that works something out (letters and operators) are its own constants."""
_INLINE = re.compile(r"\$([^$\n]+)\$")
_WORKS = re.compile(r"[+*/×]|\\(?:times|cdot|frac|sqrt|sum|log)")
_LETTERS = re.compile(r"(?<![\\A-Za-z])[A-Za-z](?![A-Za-z])|\\[a-z]+(?=[_^\s)}]|$)")
_FACTORS = frozenset(map(Decimal, (2, 7, 10, 12, 24, 60, 100, 365, 1000, 1024, 3600, 10**6)))
"""Operands of a shown sum that change a unit, or double, and stand in no paper."""
SPELLED_FROM = 4
"""Numerals in words below this count the note's own things ("two reasons", 三个问题)."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What in a claim the paper doesn't bear out. ``start``/``end`` are offsets in the file; ``said`` is the note's
    word, ``printed`` the paper's, ``pages`` where it stands."""

    kind: Kind
    start: int
    end: int
    said: str
    printed: str = ""
    passage: Passage | None = None
    pages: tuple[int, ...] = ()
    in_sum: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a claim. ``passages`` are those that carry or contradict it, best first."""

    statement: Statement
    pages: tuple[int, ...]
    standing: Standing
    passages: tuple[Passage, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


_kept: WeakKeyDictionary[Document, tuple[int, list[Verdict]]] = WeakKeyDictionary()


def verdicts(document: Document, paper: Paper) -> list[Verdict]:
    """The verdict on every claim of a note, in the order of the file; worked out once for each document."""
    kept = _kept.get(document)
    if kept is None or kept[0] != id(paper):
        kept = (id(paper), list(_verdicts(document, paper)))
        _kept[document] = kept
    return kept[1]


@dataclass
class _Case:
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


def _verdicts(document: Document, paper: Paper) -> Iterator[Verdict]:
    if not paper.has_text:
        return
    known = passages_of(paper)
    cases = [_case(s, document, paper, known) for s in statements(document) if s.block.kind != "formula"]
    derived = {v for case in cases for f in case.sums if f.holds for v in (f.result.value, f.result.mantissa)}
    wrong = _wrong_cells(cases, known)
    for case in cases:
        yield _judge(case, known, derived, wrong.get(case.statement.start))
    for block in document.of_kind("formula"):
        yield _formula(block, paper)


def _case(statement: Statement, document: Document, paper: Paper, known: PaperPassages) -> _Case:
    pages = tuple(page for page in pages_of(statement.cited or statement.covering) if 1 <= page <= paper.pages)
    said = f"{statement.printed}\n{statement.beside}" if statement.beside else statement.printed
    return _Case(
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


def _wrong_cells(cases: list[_Case], known: PaperPassages) -> dict[int, WrongCell]:
    """The cells of the note's tables that don't stand where the paper's table has them, by their offset."""
    tables: dict[int, list[_Case]] = {}
    for case in cases:
        if case.statement.block.kind == "cell" and case.pages:
            tables.setdefault(case.statement.block.table, []).append(case)
    found: dict[int, WrongCell] = {}
    for held in tables.values():
        cells, starts = [], {}
        for case in held:
            if len(case.quantities) == 1 and case.statement.column and not case.sums:
                cell = Cell(case.statement.line, case.statement.label, case.statement.column, case.quantities[0])
                cells.append(cell)
                starts[id(cell)] = case.statement.start
        pages = tuple(dict.fromkeys(page for case in held for page in case.pages))
        found.update({starts[id(wrong.cell)]: wrong for wrong in wrong_cells(cells, pages, known)})
    return found


def _judge(case: _Case, known: PaperPassages, derived: set[Decimal], wrong: WrongCell | None) -> Verdict:
    statement = case.statement
    against = list(_wrong_sums(case))
    if wrong is not None:
        start, end = case.place(case.quantities[0])
        said = case.quantities[0].text
        against.append(Contradiction("foreign", start, end, said, wrong.printed, wrong.passage))
        return Verdict(statement, case.pages, "contradicted", (wrong.passage,), tuple(against))
    if stands_apart(case.original) or ((statement.speculative or statement.supposed) and not statement.cited):
        return Verdict(statement, case.pages, "contradicted" if against else "undecided", (), tuple(against))
    found = dict(_numbers(case, known, derived))
    for quantity, what in found.items():
        against += _against(case, quantity, what, known)
    if case.pages and not against and not case.sums:
        turned = exchanged([q for q, what in found.items() if what.state == "carried"], case.terms, case.pages, known)
        if turned:
            start, end = case.place(turned[0])
            against.append(Contradiction("exchanged", start, end, turned[0].text, turned[1].text))
    if case.statement.cited and not against:
        for turned_word in (
            *turned_words(statement.printed, case.terms, case.pages, known),
            *foreign_names(statement.printed, case.terms, case.pages, known),
        ):
            start = statement.start + turned_word.start
            against.append(
                Contradiction(
                    turned_word.kind,
                    start,
                    statement.start + turned_word.end,
                    turned_word.said,
                    turned_word.printed,
                    turned_word.passage,
                )
            )
    if not against and not case.sums and not case.abroad and not statement.speculative:
        against += _off_topic(case, found, known)
    carrying = _carrying(case, found, known)
    if against:
        return Verdict(statement, case.pages, "contradicted", tuple(carrying), tuple(against))
    decided = bool(carrying) and all(what.state == "carried" for what in found.values())
    return Verdict(statement, case.pages, "supported" if decided else "undecided", tuple(carrying), ())


def _off_topic(case: _Case, found: dict[Quantity, Found], known: PaperPassages) -> Iterator[Contradiction]:
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


def _wrong_sums(case: _Case) -> Iterator[Contradiction]:
    for found in case.sums:
        if not found.holds:
            start = case.statement.start
            yield Contradiction(
                "sum", start + found.operands[0].start, start + found.result.end, found.result.text.strip()
            )


def _numbers(case: _Case, known: PaperPassages, derived: set[Decimal]) -> Iterator[tuple[Quantity, Found]]:
    """What became of each quantity that the paper should hold."""
    results = {found.result.start for found in case.sums}
    operands = {operand.start for found in case.sums for operand in found.operands}
    for quantity in case.quantities:
        number = quantity.number
        if number.start in results or {number.value, number.mantissa} & derived:
            continue
        if number.spelled and number.value < SPELLED_FROM:
            continue
        if case.statement.label and not case.statement.column and any(map(str.isalpha, case.statement.label)):
            continue  # a number in a row's name
        if number.value < CONSTANT and any(a <= quantity.start < b for a, b in case.worked):
            continue
        pages, beside = case.clause(quantity)
        pages = pages or case.pages or tuple(range(1, len(known.pages) + 1))
        what = look_up(
            quantity,
            case.terms_of(quantity),
            case.quantities,
            pages,
            known,
            beyond=[q for q in case.quantities if q not in beside],
            strict=bool(case.statement.cited) and not case.sums and not case.abroad,
            cell=case.statement.block.kind == "cell",
            spread=bool(_SPREAD.search(case.statement.text)),
            known=KNOWN_ABROAD if case.abroad else KNOWN,
        )
        if what.state == "foreign" and (number.start in operands or not case.pages):
            what = Found("loose", what.here, None, what.like)
        if what.state in ("absent", "unit"):
            if number.start in operands and _changes_units(quantity):
                continue
            if number.start in operands and _anywhere(quantity, known):
                what = Found("loose")
            if any(found.holds and rounds_to(_about(number), found.result.value) for found in case.sums):
                what = Found("loose")
            if number.spelled or (
                what.state == "absent"
                and number.start not in operands
                and follows(quantity, case.quantities, case.statement.text)
            ):
                what = Found("loose")
            elif number.mark and ABOUT_A_FIGURE.search(case.original):
                what = Found("loose")  # read off the figure that it names
        yield quantity, what


def _anywhere(quantity: Quantity, known: PaperPassages) -> bool:
    """Whether the paper holds the quantity, or its digits at another scale (3.3 of 3.3 · 10^18), on any page."""
    everywhere = tuple(range(1, len(known.pages) + 1))
    digits = quantity.number.mantissa.normalize().as_tuple().digits
    return any(
        same(quantity, o.quantity) or o.quantity.number.mantissa.normalize().as_tuple().digits == digits
        for _, o in known.occurrences(everywhere)
    )


def _about(number: Number) -> Number:
    return replace(number, mark="about")


def _changes_units(quantity: Quantity) -> bool:
    return quantity.number.value in _FACTORS


def _against(case: _Case, quantity: Quantity, what: Found, known: PaperPassages) -> Iterator[Contradiction]:
    start, end = case.place(quantity)
    if what.state in ("carried", "loose"):
        return
    printed = what.rival[1].quantity.text if what.rival else ""
    passage = what.rival[0] if what.rival else None
    if what.state == "absent":
        everywhere = tuple(range(1, len(known.pages) + 1))
        where = sorted({p.page for p, o in known.occurrences(everywhere) if same(quantity, o.quantity)})
        if where and not case.statement.cited:
            return
        in_sum = any(quantity.start == o.start for found in case.sums for o in found.operands)
        yield Contradiction(
            "elsewhere" if where else "absent", start, end, quantity.text, pages=tuple(where), in_sum=in_sum
        )
        return
    yield Contradiction("unit" if what.state == "unit" else "foreign", start, end, quantity.text, printed, passage)


def _carrying(case: _Case, found: dict[Quantity, Found], known: PaperPassages) -> list[Passage]:
    """The passages that the claim rests on, best first."""
    if not case.pages:
        return []
    level = dict.fromkeys(case.terms.places, 1.0)
    scored: list[tuple[float, Passage]] = []
    holding = {id(what.here[0]) for what in found.values() if what.here}
    for passage in known.on(case.pages):
        like = likeness(level, dict.fromkeys(passage.bag, 1.0), known)
        if like >= COVERED or (id(passage) in holding and like > 0):
            scored.append((like + (1 if id(passage) in holding else 0), passage))
    scored.sort(key=lambda pair: -pair[0])
    return [passage for _, passage in scored[:3]]
