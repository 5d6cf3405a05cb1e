"""The end of an extract: contributions as the conclusion puts them, limits, where it applies."""

from __future__ import annotations

import re

from paper_notes.writing.extract import quote
from paper_notes.writing.extract.candidates import Passage
from paper_notes.writing.extract.cues import strength
from paper_notes.writing.extract.desk import Desk

REPEATED = 0.9
"""A conclusion may say again what the abstract said, in other words."""

_ITS_SUBJECT = re.compile(
    r"(?:the|this) (?:proposed |presented )?(?:method|model|algorithm|approach|framework|system)s?\b", re.I
)


class Summary:
    """Picks its sentences on creation, before the questions take what is left; renders later."""

    def __init__(self, desk: Desk) -> None:
        pool = desk.pool
        self._desk = desk
        self._limits = pool.pick(
            "limitation",
            {"limitations": 1.8, "discussion": 1.0, "conclusion": 1.0, "experiments": 0.5},
            2,
            bonus=lambda c: (0.3 if pool.own(c.text) else 0.0) - (0.8 if strength("future", c.text) else 0.0),
            least=0.9,
        )
        self._applies = pool.pick(
            "applies",
            {
                "conclusion": 1.2,
                "discussion": 1.1,
                "abstract": 1.0,
                "introduction": 0.8,
                "experiments": 0.5,
                "method": 0.5,
                "other": 0.5,
            },
            2,
            bonus=lambda c: (
                (0.3 if pool.own(c.text) or _ITS_SUBJECT.match(c.text) else -0.5)
                - (0.8 if strength("future", c.text) else 0.0)
            ),
            least=0.9,
        )
        self._contributions = pool.pick(
            "contribution",
            {"conclusion": 1.4, "discussion": 1.0, "other": 0.3},
            2,
            bonus=lambda c: (0.3 if pool.own(c.text) else -0.2) - (0.6 if strength("future", c.text) else 0.0),
            least=0.8,
            alike=REPEATED,
        ) or pool.pick("result", {"conclusion": 1.2, "discussion": 1.0, "abstract": 0.9}, 2, least=0.8, alike=REPEATED)
        if not self._contributions:  # said before, but this is where a reader looks for it
            self._contributions = pool.pick("contribution", {"conclusion": 1.4, "discussion": 1.0}, 2, again=True)

    def render(self) -> str:
        """The section's text below its heading."""
        desk = self._desk
        words, phrases = desk.words, desk.phrases

        def part(title: str, passages: list[Passage], missing: str) -> list[str]:
            return [f"### {title}", quote.bullets(passages) or desk.missing(missing)]

        contributions = part(words.core_contributions, self._contributions, phrases.no_contributions_end)
        if not self._limits and not self._applies:
            return quote.paragraphs([*contributions, *part(words.limitations, [], phrases.no_limits_nor_uses)])
        return quote.paragraphs(
            [
                *contributions,
                *part(words.limitations, self._limits, phrases.no_limitations),
                *part(words.applicability, self._applies, phrases.no_applicability),
            ]
        )
