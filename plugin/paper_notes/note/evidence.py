"""What was decided of a note's claims, as it is kept and shown. Imports nothing of what decides."""

from __future__ import annotations

from typing import Literal

import msgspec

Standing = Literal["supported", "contradicted", "undecided"]
By = Literal["program", "model", "nobody"]
"""Who decided: the program, by numbers, formulas and words; a model as a second reader; nobody."""


class CitedPassage(msgspec.Struct, frozen=True):
    """The passage of a page (from 1) that the claim before a citation rests on ("" where none was found), and what was
    decided by whom; ``standing`` is None where the citation ends no claim."""

    page: int
    standing: Standing | None = None
    by: By = "nobody"
    passage: str = ""


class NoteEvidence(msgspec.Struct, frozen=True):
    """Of ``claims`` those that the program and a model find supported, those that either finds contradicted, and for
    each page citation of the note, in its order, what stands behind it."""

    claims: int
    by_program: int
    by_model: int
    contradicted: int
    cited: tuple[CitedPassage, ...] = ()

    @property
    def by_nobody(self) -> int:
        """Claims that nobody has decided."""
        return self.claims - self.by_program - self.by_model - self.contradicted
