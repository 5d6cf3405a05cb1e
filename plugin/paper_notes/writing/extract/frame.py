"""The frame of a paper: where abstract and introduction turn from what is known to what this paper does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paper_notes.language.identify import Language, is_chinese
from paper_notes.paper.model import SectionRole
from paper_notes.writing.extract.candidates import Candidate
from paper_notes.writing.extract.moves import leans, proposal
from paper_notes.writing.extract.select import Pool
from paper_notes.writing.extract.sentences import length

CLEAR = 0.6
"""Least clearness of a sentence that turns to the paper's own work."""
LEGIBLE = 0.3
"""Least quality of a sentence that is quoted."""
MOST_BEFORE = 3
"""Sentences that may be quoted before one for it to be understood."""
_NEXT_HEADING = re.compile(
    r"^(?:\d\.? )?(?:MATERIALS? AND METHODS?|METHODS|INTRODUCTION|Introduction|Materials and [Mm]ethods)\b"
)
"""Words of a heading that runs into the text behind the abstract."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Abstract and introduction in the paper's main language; each ``turn`` is the place, in its list, of the first
    sentence that says what this paper does (the list's length when none does)."""

    abstract: tuple[Candidate, ...]
    turn: int
    opening: tuple[Candidate, ...]
    opening_turn: int
    closing: tuple[Candidate, ...]

    @classmethod
    def of(cls, pool: Pool, language: Language) -> Frame:
        """The frame of the paper that the pool holds."""
        abstract = _spoken(pool, "abstract", language)
        end = next((i for i, c in enumerate(abstract) if i and _NEXT_HEADING.match(c.text)), len(abstract))
        abstract = abstract[:end]
        opening = _spoken(pool, "introduction", language)
        if not abstract and not opening:  # no headings were found: the start of the text stands for them
            opening = tuple(c for c in pool.candidates if c.role == "other")[:30]
        closing = _spoken(pool, "conclusion", language) + _spoken(pool, "discussion", language)
        return cls(abstract, _turn(abstract), opening, _turn(opening, clear=0.8), closing)


def _spoken(pool: Pool, role: SectionRole, language: Language) -> tuple[Candidate, ...]:
    found = [c for c in pool.candidates if c.role == role]
    same = tuple(c for c in found if is_chinese(c.text) == (language == "zh"))
    return same if any(c.quality for c in same) else tuple(found)


def _turn(sentences: Sequence[Candidate], clear: float = CLEAR) -> int:
    """The first sentence about the paper's own work."""
    return next((i for i, c in enumerate(sentences) if c.quality > 0 and proposal(c.text) >= clear), len(sentences))


def whole(
    pool: Pool, candidate: Candidate, longest: int, shown: Sequence[Candidate] = (), *, on_work: bool = True
) -> list[Candidate] | None:
    """The sentence behind those that it leans on; None when these can't be quoted or all is longer than ``longest``.

    What it leans on may also be ``shown`` right before it. ``on_work`` as for :func:`~moves.leans`.
    """
    members = [candidate]
    while leans(members[0].text, on_work=on_work):
        before = pool.neighbour(members[0], -1)
        if before is not None and before in shown:
            break
        if before is None or before.quality < LEGIBLE or len(members) > MOST_BEFORE:
            return None
        members.insert(0, before)
        if sum(length(member.text) for member in members) > longest:
            return None
    return members
