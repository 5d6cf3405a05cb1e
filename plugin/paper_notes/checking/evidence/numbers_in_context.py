"""Whether a quantity of a claim stands on the cited pages where the claim says that it stands.

Three things can be wrong with a number. It isn't there at all. It is there with another unit. Or it is there in other
company: the words that stand around it in the note stand on the page around another number of the same kind, and
hardly around this one. The last is how an exchanged result, another row of a table or a number picked from elsewhere on
the page shows itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from paper_notes.checking.evidence.likeness import (
    Context,
    close_context_of,
    close_context_on_page,
    context_of,
    context_on_page,
    likeness,
)
from paper_notes.checking.evidence.passage import Occurrence, Passage, units_in_brackets
from paper_notes.checking.evidence.passages import PaperPassages
from paper_notes.checking.evidence.quantities import Quantity, converted, is_flattened, read_quantities, same
from paper_notes.checking.evidence.terms import Terms, number_term

KNOWN = 0.15
"""Likeness from which a place on the page is what the claim speaks of."""
FOREIGN = 0.25
"""A number stands in foreign company when the words right beside its best place are less like the claim's than this
share of its rival's, whose whole company is the more alike too. Chosen on 26 notes in both languages: 4 of 835 true
numbers lie beyond, and 52 of 91 that were put in another's place."""
FOREIGN_KNOWN = 0.55
"""Likeness of the words beside a rival, as a share of that from which its place is known."""
FEWEST_KNOWN = 4
"""Terms of the paper that the claim must hold besides for that."""
WEAK, WEAK_IN_ROW = 0.12, 0.03
"""Likeness that a bare number of a page needs to stand for one with a unit; in a table, whose heads hold the units, it
needs less."""
STRANGE = 0.03
"""Likeness below which a place has nothing of a claim's company."""
FEWEST_TERMS = 3
"""Terms of the paper that a claim must hold for an unlike place to mean anything."""
RATIO = 40
"""Two values that differ by more than this factor aren't taken for one another."""

State = Literal["carried", "absent", "unit", "foreign", "loose"]


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a quantity. ``here`` is its best place on the cited pages, ``rival`` the place that fits better
    with another value, ``like`` how well the best place fits."""

    state: State
    here: tuple[Passage, Occurrence] | None = None
    rival: tuple[Passage, Occurrence] | None = None
    like: float = 0.0


def look_up(
    quantity: Quantity,
    terms: Terms,
    others: Iterable[Quantity],
    pages: tuple[int, ...],
    paper: PaperPassages,
    *,
    beyond: Iterable[Quantity] = (),
    spread: bool = False,
    cell: bool = False,
    strict: bool = False,
    known: float = KNOWN,
) -> Found:
    """Look a quantity of a claim up on its pages. ``terms`` are the claim's, ``others`` its further quantities,
    ``beyond`` those of them that another citation stands behind;
    ``spread`` says that the claim speaks of deviations, ``cell`` that it is a table's cell, ``strict`` that a place
    with nothing of the claim's company isn't its place, ``known`` how alike a rival's place must be."""
    places = paper.occurrences(pages)
    context = context_of(terms, terms.place_at(quantity.start), {number_term(quantity.number.value)})
    wanted = "deviation" if quantity.role == "deviation" else "value"
    roles = {wanted, "deviation"} if spread else {wanted}
    carrying = [(p, o) for p, o in places if o.role in roles and _carries(o.quantity, quantity, p)]
    if not carrying:
        other_unit = [(p, o) for p, o in places if o.role == wanted and _other_unit(quantity, o.quantity)]
        if quantity.kind and other_unit:
            return Found("unit", None, _best(other_unit, context, paper)[1])
        return Found("absent")
    other_units = [(p, o) for p, o in carrying if converted(quantity, o.quantity)]
    if other_units:
        like, here = _best(other_units, context, paper)
        return Found("carried", here, None, like)
    exact = [(p, o) for p, o in carrying if o.quantity.kind == quantity.kind and _looks(o.quantity) == _looks(quantity)]
    like, here = _best(exact or carrying, context, paper)
    assert here is not None
    telling = not quantity.number.spelled and sum(paper.weight(term) > 0 for term in context) >= FEWEST_TERMS
    if not exact and telling and _bare_digits(quantity, here[1].quantity) and like < WEAK:
        return Found("absent", here, None, like)
    if quantity.kind and here[1].quantity.kind != quantity.kind and not _told_beside(quantity, here[0]):
        # the digits alone: another unit of the same measure beside the same words is what the page says
        near, otherwise = _best([(p, o) for p, o in places if _other_unit(quantity, o.quantity)], context, paper)
        if otherwise is not None and near >= like:
            return Found("unit", None, otherwise)
        if telling and like < (WEAK_IN_ROW if here[0].kind == "row" else WEAK):
            return Found("absent", here, None, like)
    elsewhere = [q for q in others if q is not quantity]
    rivals = [
        (p, o)
        for p, o in places
        if o.role == wanted
        and p.kind in (("row",) if cell else ("row", "sentence", "caption"))
        and _comparable(quantity, o.quantity, p)
        and not any(same(q, o.quantity) for q in elsewhere)
        and not any(
            same(q, other.quantity) and _looks(q) == _looks(quantity) for q in beyond for other in p.occurrences
        )
    ]
    best, rival = _best(rivals, context, paper)
    if strict and telling and like < STRANGE and best >= STRANGE and tells(quantity):
        return Found("foreign", here, rival, like)
    state: State = "carried" if like >= KNOWN else "loose"
    same_row = rival is not None and rival[0] is here[0] and best >= known and not quantity.number.spelled
    if rival is not None and same_row and _under_another_head(context, here[1], rival[1], paper):
        return Found("foreign", here, rival, like)
    if quantity.number.spelled or sum(paper.weight(term) > 0 for term in context) < FEWEST_KNOWN:
        return Found(state, here, None, like)
    beside = close_context_of(terms, terms.place_at(quantity.start), {number_term(quantity.number.value)})
    here, own = _company(exact or carrying, context, beside, paper)
    there, other = _company(rivals, context, beside, paper)
    if here is None or there is None or other.near < known * FOREIGN_KNOWN or own.whole >= other.whole:
        return Found(state, here, None, like)
    names = terms.names & set(paper.names)
    same_names = len(names & there[0].bag) >= len(names & here[0].bag)
    if same_names and own.near < FOREIGN * other.near:
        return Found("foreign", here, there, like)
    return Found(state, here, None, like)


class _Company(NamedTuple):
    """How like a place's company is to a claim's: all of it, and the words right beside it."""

    whole: float
    near: float


def _company(
    places: list[tuple[Passage, Occurrence]], context: Context, beside: Context, paper: PaperPassages
) -> tuple[tuple[Passage, Occurrence] | None, _Company]:
    """The place whose company is most like a claim's."""
    best, found = _Company(-1.0, -1.0), None
    for passage, occurrence in places:
        company = _Company(
            likeness(context, context_on_page(passage, occurrence), paper),
            likeness(beside, close_context_on_page(passage, occurrence), paper),
        )
        if sum(company) > sum(best):
            best, found = company, (passage, occurrence)
    return found, best


_IN_TURN = re.compile(r"分别|依次|各为|\brespectively\b|\bin turn\b", re.I)


def exchanged(
    quantities: list[Quantity], text: str, terms: Terms, pages: tuple[int, ...], paper: PaperPassages
) -> tuple[Quantity, Quantity] | None:
    """Two quantities of a claim that the page gives the other way round. Of lists that answer to lists ("respectively")
    nothing is said: what stands nearest to a number isn't its own there."""
    if _IN_TURN.search(text):
        return None
    places = paper.occurrences(pages)
    for i, one in enumerate(quantities):
        for two in quantities[i + 1 :]:
            if one.kind != two.kind or _looks(one) != _looks(two) or one.number.value == two.number.value:
                continue
            if not (tells(one) or tells(two)) or one.number.spelled or two.number.spelled:
                continue
            if _turned(one, two, terms, places, paper):
                return one, two
    return None


def _under_another_head(context: Context, here: Occurrence, rival: Occurrence, paper: PaperPassages) -> bool:
    """Whether the claim names the head of another number of a table's row, and nothing of this one's."""
    own, other = here.heads - rival.heads, rival.heads - here.heads
    named = [term for term in other if term in context and term[0] != "#" and paper.weight(term) > 0]
    return bool(own) and bool(named) and not any(term in context for term in own)


def _bare_digits(said: Quantity, printed: Quantity) -> bool:
    """Whether a whole number and one with a fraction are equal in value alone (35 and 35.0)."""
    return said.kind == printed.kind == "" and _looks(said) != _looks(printed) and said.number.scale == 1


def tells(quantity: Quantity) -> bool:
    """Whether a number is one that a reader would look for: no year, no small count."""
    value = quantity.number.value
    return bool(quantity.kind) or "." in quantity.number.text or (value > 10 and not 1900 <= value <= 2100)


def _other_unit(said: Quantity, printed: Quantity) -> bool:
    """Whether a page has the digits with another unit."""
    return (
        printed.number.value == said.number.value
        and bool(printed.kind)
        and (printed.kind != said.kind or (said.unit is not None and not same(said, printed)))
    )


def _told_beside(said: Quantity, passage: Passage) -> bool:
    """Whether a table's head or caption, or the passage, gives the unit that a bare number has."""
    if said.kind in ("%", "‰"):
        return said.kind in passage.text + passage.beside
    if any(unit.measures == said.kind for unit in units_in_brackets(f"{passage.text} {passage.beside}")):
        return True
    return any(q.unit is not None and q.unit.measures == said.kind for q in read_quantities(passage.text))


TURNED = 1.35
"""By how much two numbers must fit better the other way round."""


def _turned(
    one: Quantity, two: Quantity, terms: Terms, places: list[tuple[Passage, Occurrence]], paper: PaperPassages
) -> bool:
    without = {number_term(one.number.value), number_term(two.number.value)}
    contexts = [context_of(terms, terms.place_at(q.start), without) for q in (one, two)]
    # what both places share says nothing about which is which
    first, second = _apart(*contexts)
    if any(_known_share(apart, paper) < TOLD_APART for apart in (first, second)):
        return False
    at_one = [(p, o) for p, o in places if o.role == "value" and p.kind != "text" and _carries(o.quantity, one, p)]
    at_two = [(p, o) for p, o in places if o.role == "value" and p.kind != "text" and _carries(o.quantity, two, p)]
    if not at_one or not at_two or len(at_one) * len(at_two) > 400:
        return False
    straight = _best(at_one, first, paper)[0] + _best(at_two, second, paper)[0]
    crossed = _best(at_two, first, paper)[0] + _best(at_one, second, paper)[0]
    return crossed >= 2 * KNOWN and crossed > TURNED * straight


TOLD_APART = 0.5
"""Share of what tells two numbers apart that the paper must hold: unknown words tell nothing."""


def _known_share(context: Context, paper: PaperPassages) -> float:
    whole = sum(near for term, near in context.items() if term[0] != "#")
    known = sum(near for term, near in context.items() if term[0] != "#" and paper.weight(term) > 0)
    return known / whole if whole else 0.0


def _apart(first: Context, second: Context) -> tuple[Context, Context]:
    """Two contexts with what they share taken off each other."""
    return (
        {term: near - second.get(term, 0.0) for term, near in first.items() if near > second.get(term, 0.0)},
        {term: near - first.get(term, 0.0) for term, near in second.items() if near > first.get(term, 0.0)},
    )


def _carries(printed: Quantity, said: Quantity, passage: Passage) -> bool:
    if not same(said, printed):
        return is_flattened(said, printed) or _scaled_by_head(said, printed, passage)
    if printed.number.spelled and not said.number.spelled:
        return printed.number.value == 0 or 1 < printed.number.value <= 100 or printed.number.value >= 1000
    return True


_SCALES = {
    10**3: re.compile(r"thousand|10\s?\^?3\b|10³|\b[kK]\b|千"),
    10**4: re.compile(r"万|10\s?\^?4\b|10⁴"),
    10**6: re.compile(r"million|10\s?\^?6\b|10⁶|\bM\b|百万"),
    10**9: re.compile(r"billion|10\s?\^?9\b|10⁹|\bB\b"),
    10**12: re.compile(r"trillion|10\s?\^?12\b|10¹²|\bT\b|万亿"),
}


def _scaled_by_head(said: Quantity, printed: Quantity, passage: Passage) -> bool:
    """Whether a cell's number is the one said in the unit of its table's head ("65" under "× 10⁶" for 65M)."""
    scale = _SCALES.get(int(said.number.scale)) if said.number.scale > 1 else None
    if scale is None or printed.number.scale != 1 or said.number.mantissa != printed.number.value:
        return False
    return bool(scale.search(f"{passage.text} {passage.beside}"))


def _best(
    places: list[tuple[Passage, Occurrence]], context: Context, paper: PaperPassages
) -> tuple[float, tuple[Passage, Occurrence] | None]:
    best, found = -1.0, None
    for passage, occurrence in places:
        like = likeness(context, context_on_page(passage, occurrence), paper)
        if like > best:
            best, found = like, (passage, occurrence)
    return max(best, 0.0), found


def _looks(quantity: Quantity) -> tuple[bool, bool]:
    """Whether it is scaled (a power, a million) and whether it has a fraction."""
    return quantity.number.scale != 1, "." in quantity.number.text


def _places(quantity: Quantity) -> int:
    fraction = re.search(r"\.(\d+)", quantity.number.text)
    return len(fraction[1]) if fraction else 0


def _comparable(said: Quantity, printed: Quantity, passage: Passage) -> bool:
    """Whether a number of the page could stand in the claim's place."""
    if printed.number.spelled or printed.kind != said.kind or _looks(printed) != _looks(said) or same(said, printed):
        return False
    if passage.kind == "row" and _places(said) != _places(printed):
        return False
    a, b = said.number.value, printed.number.value
    return a == 0 or b == 0 or 1 / RATIO <= abs(a / b) <= RATIO
