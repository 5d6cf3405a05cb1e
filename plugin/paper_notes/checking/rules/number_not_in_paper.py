"""``number-not-in-paper``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from paper_notes.checking.evidence.context import stands_apart
from paper_notes.checking.evidence.numbers import Number, read_numbers
from paper_notes.checking.evidence.pages import PaperNumbers, numbers_of
from paper_notes.checking.evidence.statements import Statement, pages_of, statements
from paper_notes.checking.evidence.sums import read_sums
from paper_notes.checking.evidence.tables import best_cell, cells_of
from paper_notes.checking.model import Severity
from paper_notes.checking.rule import Fault, PaperRule
from paper_notes.note.document import Document
from paper_notes.paper.model import Paper

SMALLEST_SPELLED = 4
"""Numerals in words below this count the note's own things ("two reasons", "三个问题") and are left alone."""

UNIT_FACTORS = frozenset(map(Decimal, (7, 10, 12, 24, 60, 100, 365, 1000, 3600, 10**6)))
"""Operands of a shown sum that change a unit ("0.014 × 100", "3.5 × 24") and stand in no paper."""


class NumberNotInPaper(PaperRule):
    """A number that the paper, or the page cited for it, doesn't hold."""

    name = "number-not-in-paper"
    severity = "error"
    group = "evidence"
    what = (
        "A number that doesn't stand on the cited page (in the paper, where no page is cited), or a sum that is wrong."
    )
    why = "A wrong number is the fault that readers forgive least, and the easiest to make."
    example = "It reaches 99.9 BLEU [p. 8](paper.pdf#page=8)."
    instead = (
        "Take the number from the page, cite the page where it stands, mark rounding (约, about), or show how it is "
        "derived: 28.4 − 26.3 = 2.1."
    )
    bad = ("The step size is 0.73219.\n", "It gains 3 points (derived: 28.4 − 26.3 = 3.1).\n")
    good = ("The step size decays.\n", "推测：把步长设为 0.73219 会更稳。\n")

    def check(self, document: Document, paper: Paper) -> Iterator[Fault]:
        if not paper.has_text:
            return
        known = numbers_of(paper)
        derived = {found.result.value for s in statements(document) for found in read_sums(s.text) if found.holds}
        year = document.front.get("year")
        if isinstance(year, int):
            derived.add(known.plain(year))
        for statement in statements(document):
            yield from self._statement(statement, paper, known, derived)

    def _statement(
        self, statement: Statement, paper: Paper, known: PaperNumbers, derived: set[Decimal]
    ) -> Iterator[Fault]:
        results: set[int] = set()
        operands: set[int] = set()
        for found in read_sums(statement.text):
            results.add(found.result.start)
            operands.update(operand.start for operand in found.operands)
            if not found.holds:
                at = statement.start + found.operands[0].start
                end = statement.start + found.result.end
                yield Fault(at, end, f"the sum shown doesn't give {found.result.text.strip()}: work it out again")
        if (statement.speculative or statement.supposed) and not statement.cited:
            return
        pages = tuple(page for page in pages_of(statement.cited or statement.covering) if 1 <= page <= paper.pages)
        for number in read_numbers(statement.text):
            if number.start in results or number.value in derived:
                continue
            if number.start in operands and number.value in UNIT_FACTORS:
                continue
            if number.spelled and number.value < SMALLEST_SPELLED:
                continue
            fault = self._number(number, statement, paper, known, pages, number.start in operands)
            if fault is not None:
                yield fault

    def _number(
        self,
        number: Number,
        statement: Statement,
        paper: Paper,
        known: PaperNumbers,
        pages: tuple[int, ...],
        in_sum: bool,
    ) -> Fault | None:
        start, end = statement.start + number.start, statement.start + number.end
        said = number.text.strip()
        where = known.pages_with(number)
        if not where:
            severity: Severity | None = "suggestion" if number.spelled else None
            message = (
                f"{said}, which the sum starts from, doesn't stand in the paper: start from numbers of the paper, or "
                "begin the sentence with “Suppose” (“假设”) where the example is made up"
                if in_sum
                else f"{said} doesn't stand in the paper: take it from the paper, or show the sum that gives it"
            )
            return Fault(start, end, message, severity=severity)
        if pages and not set(where) & set(pages):
            if number.spelled:
                return None
            there = ", ".join(map(str, where[:4]))
            message = f"{said} stands on p. {there}, not on the page cited: cite where it stands"
            return Fault(start, end, message, severity=None if statement.cited else "suggestion")
        words = [stands_apart(number, statement.text, known.pages[page - 1]) for page in pages]
        if words and all(words):
            message = (
                f"{said} stands on the page cited, but not beside “{words[0]}”: look whether it is the right number"
            )
            return Fault(start, end, message, severity="suggestion")
        return self._cell(number, statement, paper, known, pages, start, end)

    def _cell(
        self,
        number: Number,
        statement: Statement,
        paper: Paper,
        known: PaperNumbers,
        pages: tuple[int, ...],
        start: int,
        end: int,
    ) -> Fault | None:
        """A number that only a table holds should come with the name of its row or column; in a table of the note
        it stands under them."""
        if statement.block.table:
            return None
        cell = best_cell(number, statement.text, paper, pages)
        if cell is None or cell.named != "none":
            return None
        in_cells = len(cells_of(number, paper, pages))
        if any(known.count(number, page) > in_cells for page in pages):
            return None
        row, column = cell.table.rows[cell.row][0], cell.table.rows[0][cell.column]
        message = (
            f"{number.text.strip()} stands in {cell.table.label} under {column!r}, row {row!r}: name what it belongs to"
        )
        return Fault(start, end, message, severity="suggestion")
