"""A passage of a page: a sentence, a row of a table under its heads, a caption, a formula or whatever else stands
there, with its terms and quantities.

In a row each quantity belongs to the row's name and its column's head; what stands in the row above belongs to another
system. Numbers of sections, references, deviations or axes keep their place but bear nothing out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from paper_notes.checking.evidence.quantities import Quantity, Role, read_quantities, scaled_alike
from paper_notes.checking.evidence.terms import Terms, number_term, stem, terms_of
from paper_notes.checking.evidence.units import Unit, read_unit

Kind = Literal["sentence", "row", "caption", "formula", "text"]
BESIDE = 0.5
"""What the sentences around a sentence, and a table's heads and caption, count for what a passage speaks of."""

_SPACED = re.compile(
    r"(?<![\d.,] )(?<![\d.,])(?:\d{1,3}(?: \d{3})+(?![\d.]| \d)|\d{1,3}\.\d{3}(?: \d{3})* \d{1,3}(?![\d.]| \d))"
)
"""Digits in groups of three: 15 135, and behind the point as in Chinese journals, 0.976 6."""
_FLAT_POWER = re.compile(r"(?<![\d.])10\s?[-−–]\s?(\d{1,2})(?![\d.])")
_PROPER = re.compile(r"(?<![A-Za-z0-9_$\\])[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*(?![A-Za-z0-9_])")
_UNIT_OF_HEAD = re.compile(r"[(\[（]\s*([^()\[\]（）]{1,12}?)\s*[)\]）]")
NUMERIC = re.compile(
    r"^[\s(<>≤≥~≈±+\-−–]*(?:\d[\d.,]*|\.\d+)(?:/[\d.]+)?\s?(?:%|[×x·⋅∗*]\s?10\S*|[A-Za-zµμ]{1,3}(?:/[a-z]+)?)?"
    r"(?:\s?(?:±|\+/-|\()\s?[\d.,]+\s?\)?)?\s?[%*†‡)]*(?:\s\[[\d,\s]+\])?$|^[-–—/✓✗×]$"
)
"""A cell or line that holds a number and nothing else."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A quantity of a passage and its place among the passage's terms (in a row: its column, from 0); ``heads`` are
    terms that stand for it in a table (its row's and its column's)."""

    quantity: Quantity
    place: int
    role: Role
    heads: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Passage:
    """A stretch of a page (from 1). ``text`` is as printed; ``beside`` what stands for it elsewhere (a table's caption
    and heads). ``cells`` are a row's heads and texts by column, ("", "") where a cell is missing."""

    page: int
    kind: Kind
    text: str
    beside: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    chinese: bool = False
    told: frozenset[str] = frozenset()
    """Numbers that a better passage of the page holds (a cell of a table that this text repeats)."""

    @cached_property
    def terms(self) -> Terms:
        return terms_of(self.text, self.chinese)

    @cached_property
    def bag(self) -> frozenset[str]:
        """Every term of the passage and of what stands for it."""
        return frozenset(self.terms.places) | frozenset(terms_of(self.beside, self.chinese).places)

    @cached_property
    def proper(self) -> frozenset[str]:
        """The proper names in it, as terms."""
        return proper_names(self.text)

    @cached_property
    def level(self) -> dict[str, float]:
        """Its terms, those of what stands for it at half weight, wherever they stand."""
        context = dict.fromkeys(self.distant.places, BESIDE)
        context.update(dict.fromkeys(self.terms.places, 1.0))
        return context

    @cached_property
    def distant(self) -> Terms:
        return terms_of(self.beside, self.chinese)

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """The quantities in it. In a row each belongs to the row's label and its column's head."""
        if self.kind == "row":
            return tuple(self._of_cells())
        found = []
        for quantity in read_quantities(self.text):
            if number_term(quantity.number.value) not in self.told:
                found.append(Occurrence(quantity, self.terms.place_at(quantity.start), quantity.role))
                alike = scaled_alike(quantity, self.text)
                if alike is not None:
                    found.append(Occurrence(alike, self.terms.place_at(quantity.start), quantity.role))
        for match in _SPACED.finditer(self.text):
            (whole,) = read_quantities(match[0].replace(" ", ""))
            found.append(Occurrence(whole, self.terms.place_at(match.start()), "value"))
        for match in _FLAT_POWER.finditer(self.text):
            (power,) = read_quantities(f"10^{{-{match[1]}}}")
            found.append(Occurrence(power, self.terms.place_at(match.start()), "value"))
        return tuple(found)

    @cached_property
    def label(self) -> int:
        """The column of a row's name; -1 when it has none."""
        return next((i for i, (_, text) in enumerate(self.cells) if text and not NUMERIC.match(text.strip())), -1)

    @cached_property
    def values(self) -> tuple[Occurrence, ...]:
        """The values of a row's cells, those in its name left out."""
        return tuple(o for o in self.occurrences if o.role == "value" and o.place != self.label)

    def _of_cells(self) -> Iterator[Occurrence]:
        labels = [text for _, text in self.cells if text and not NUMERIC.match(text.strip())]
        label = frozenset(terms_of(" ".join(labels[:2]), self.chinese).places)
        for i, (head, text) in enumerate(self.cells):
            heads = label | frozenset(terms_of(head, self.chinese).places)
            unit = unit_of_head(head)
            for quantity in read_quantities(text):
                measured = quantity if quantity.kind or unit is None else replace(quantity, unit=unit)
                yield Occurrence(measured, i, quantity.role, heads)


def unit_of_head(head: str) -> Unit | None:
    """The unit that a table's head gives in brackets for its column ("Area (ha)"); None when it gives none."""
    return next(units_in_brackets(head), None)


def units_in_brackets(text: str) -> Iterator[Unit]:
    """The units that stand in brackets in a text, as in the heads of a table."""
    for match in _UNIT_OF_HEAD.finditer(text):
        read = read_unit(match[1], 0)
        if read is not None and read[1] == len(match[1]):
            yield read[0]


def proper_names(text: str) -> frozenset[str]:
    """Names of systems, data sets and the like, as terms: words with two capitals and three letters or more."""
    return frozenset(stem(m[0].casefold()) for m in _PROPER.finditer(text) if len(m[0]) > 2)
