"""How much a place in a claim and a place on a page are spoken of in the same words.

Both places have a context: the terms around them, each counting less the farther off it stands. The likeness of two
places is the weight of the terms that they share, as a share of what the claim's context weighs: 1 when the page says
all that stands around the claim's place around its own. Numbers of a table have their row's and column's heads for a
context, wherever they stand.

It is the one measure behind the comparisons of numbers, names and words of direction: what the claim says at a place is
held against what the page says at the place that is most like it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from paper_notes.checking.evidence.passage import Occurrence, Passage
from paper_notes.checking.evidence.passages import PaperPassages
from paper_notes.checking.evidence.terms import Terms

HALF = 8
"""Terms after which a term counts half."""
CLOSE = 2.5
"""The same, where only the words right beside a place are to count."""
OF_ROW_CLOSE = 0.3
"""What the other cells of a row count among those."""
OF_ROW, OF_CAPTION = 0.6, 0.35
"""What the other cells of a row, and the heads and caption of its table, count."""
OF_NUMBER = 0.5
"""What a number counts as a term: it may be the one that is wrong."""

Context = Mapping[str, float]
"""Terms with how near they stand, from 0 to 1."""


def nearness(distance: float) -> float:
    """How much a term counts that stands some terms away."""
    return 1 / (1 + distance / HALF)


def context_of(terms: Terms, place: int, without: Iterable[str] = ()) -> Context:
    """The context of a place among terms."""
    left_out = set(without)
    return {
        term: nearness(min(abs(at - place) for at in places))
        for term, places in terms.places.items()
        if term not in left_out
    }


def context_on_page(passage: Passage, occurrence: Occurrence) -> Context:
    """The context of a quantity of a passage."""
    if passage.kind != "row":
        context = dict(context_of(passage.terms, occurrence.place))
    else:
        context = dict.fromkeys(passage.terms.places, OF_ROW)
        context.update(dict.fromkeys(occurrence.heads, 1.0))
    for term in passage.distant.places:
        context.setdefault(term, OF_CAPTION)
    return context


def close_context_of(terms: Terms, place: int, without: Iterable[str] = ()) -> Context:
    """The words right beside a place among terms."""
    left_out = set(without)
    return {
        term: 1 / (1 + min(abs(at - place) for at in places) / CLOSE)
        for term, places in terms.places.items()
        if term not in left_out
    }


def close_context_on_page(passage: Passage, occurrence: Occurrence) -> Context:
    """The words right beside a quantity of a passage; in a row its heads."""
    if passage.kind != "row":
        return close_context_of(passage.terms, occurrence.place)
    context = dict.fromkeys(passage.terms.places, OF_ROW_CLOSE)
    context.update(dict.fromkeys(occurrence.heads, 1.0))
    return context


def likeness(said: Context, printed: Context, paper: PaperPassages, of_number: float = OF_NUMBER) -> float:
    """The likeness of a claim's context and a page's, from 0 to 1; ``of_number`` is what a number counts."""
    shared = whole = 0.0
    for term, near in said.items():
        weight = paper.weight(term) * (of_number if term[0] == "#" else 1)
        whole += weight * near
        there = printed.get(term)
        if there is not None:
            shared += weight * near * there
    return shared / whole if whole else 0.0
