"""Choosing sentences: every sentence of the paper once, scored for what it is wanted for, never used twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from paper_notes.paper.model import Section, SectionRole, Sentence
from paper_notes.writing.extract import cues
from paper_notes.writing.extract.candidates import Candidate, Passage, gather, joined, same_paragraph
from paper_notes.writing.extract.sentences import length, refers_to_figure
from paper_notes.writing.extract.topic import Topic, overlap

_NAME = re.compile(r"[\w–-]+(?: [A-Z][\w–-]*[A-Za-z])*")

NEAR_DUPLICATE = 0.6
"""Two sentences sharing this much of the shorter one's terms say the same."""


class Pool:
    """The sentences of a paper that may be quoted, and which have been."""

    def __init__(self, sections: Iterable[Section], title: str, on_page: Callable[[Sentence], bool]) -> None:
        self.candidates = gather(tuple(sections), on_page)
        self._used: list[Candidate] = []
        self._central: dict[int, float] = {}
        abstract = [candidate.text for candidate in self.candidates if candidate.role == "abstract"]
        self.small_words = frozenset(
            word for candidate in self.candidates for word in re.findall(r"(?<=[a-z,] )[a-z]+", candidate.text)
        )
        """Words that the paper writes with a small letter within its sentences."""
        self._topic = Topic(title, abstract, (candidate.terms for candidate in self.candidates))

    def pick(
        self,
        kind: cues.Kind | None,
        roles: dict[SectionRole, float],
        count: int,
        *,
        bonus: Callable[[Candidate], float] | None = None,
        within: set[int] | None = None,
        longest: int = 60,
        least: float = 0.5,
        again: bool = False,
        alike: float = NEAR_DUPLICATE,
    ) -> list[Passage]:
        """The best passages for a purpose, in the order of the paper; they count as used from then on.

        ``roles`` weighs sections by role (0 leaves one out), ``within`` limits to sections by index, ``longest``
        is a sentence's greatest length, ``least`` the score below which nothing is better than something; ``again``
        admits sentences that are quoted already, ``alike`` is how much of its terms a sentence may share with these.
        """
        ranked: list[tuple[float, Candidate]] = []
        for candidate in self.candidates:
            weight = roles.get(candidate.role, 0.0)
            if not weight or candidate.quality < 0.3 or length(candidate.text) > longest:
                continue
            if within is not None and candidate.section not in within:
                continue
            cue = cues.strength(kind, candidate.text) if kind else 1.0
            if not cue:
                continue
            score = weight * candidate.quality * (cue + 0.8 * self.centrality(candidate))
            score += bonus(candidate) if bonus else 0.0
            if candidate.dangling:
                score *= 0.7
            if refers_to_figure(candidate.text):
                score *= 0.75
            if score >= least:
                ranked.append((score, candidate))
        ranked.sort(key=lambda pair: (-pair[0], pair[1].order))
        chosen: list[list[Candidate]] = []
        for _, candidate in ranked:
            if len(chosen) >= count:
                break
            unit = self._unit(candidate, longest)
            if unit and (again or not any(self.is_used(member, alike) for member in unit)):
                chosen.append(unit)
                self._used.extend(unit)
        chosen.sort(key=lambda unit: unit[0].order)
        return joined(chosen)

    def take(self, candidates: Iterable[Candidate]) -> Passage | None:
        """Quote these consecutive sentences; None when there are none."""
        members = list(candidates)
        self._used.extend(members)
        return Passage(tuple(member.sentence for member in members)) if members else None

    def mark(self, sentence: Sentence) -> None:
        """Count a sentence as used that was quoted outside the pool."""
        self._used.extend(c for c in self.candidates if c.sentence is sentence or c.text == sentence.text)

    def is_used(self, candidate: Candidate, alike: float = NEAR_DUPLICATE) -> bool:
        """Whether the sentence, or one that says nearly the same, has been quoted."""
        return any(other is candidate or overlap(candidate.terms, other.terms) >= alike for other in self._used)

    def neighbour(self, candidate: Candidate, step: int) -> Candidate | None:
        """The sentence ``step`` places on in the same paragraph."""
        place = candidate.order + step
        if not 0 <= place < len(self.candidates):
            return None
        other = self.candidates[place]
        return other if same_paragraph(other, candidate) else None

    def is_quoted(self, sentence: Sentence) -> bool:
        """Whether this very sentence has been quoted."""
        return any(candidate.text == sentence.text for candidate in self._used)

    def lead(self, section: int, most: int, longest: int) -> Passage | None:
        """The first good sentences of a section that stand together, up to ``most`` of them."""
        members: list[Candidate] = []
        for candidate in (c for c in self.candidates if c.section == section):
            fits = candidate.quality >= 0.45 and not refers_to_figure(candidate.text) and not self.is_used(candidate)
            if not members:
                if fits and not candidate.dangling:
                    members.append(candidate)
                continue
            total = sum(length(member.text) for member in members)
            follows = candidate.order == members[-1].order + 1 and same_paragraph(candidate, members[-1])
            if not (fits and follows) or len(members) >= most or total + length(candidate.text) > longest:
                break
            members.append(candidate)
        return self.take(members)

    def centrality(self, candidate: Candidate) -> float:
        """Cosine between a sentence and the title and abstract, terms weighed by rarity; 0 to 1."""
        known = self._central.get(candidate.order)
        if known is None:
            known = self._central[candidate.order] = self._topic.nearness(candidate.terms)
        return known

    def own(self, text: str) -> bool:
        """Whether a sentence speaks of the paper's own work: "we", "this paper", or the name of what it proposes."""
        return cues.is_own(text) or bool(self._topic.names and self._topic.names.search(text))

    def name_in(self, text: str) -> str:
        """The name, of those that the paper gives to what it proposes, that the text holds first; "" when none."""
        match = self._topic.names.search(text) if self._topic.names else None
        return _NAME.match(text, match.start())[0] if match else ""  # type: ignore[index]

    def names_in(self, text: str) -> set[str]:
        """All of these names that the text holds."""
        return set(self._topic.names.findall(text)) if self._topic.names else set()

    def _unit(self, candidate: Candidate, longest: int) -> list[Candidate] | None:
        """The sentence, with the one before it when it leans on that; None when that one is no good either."""
        if not candidate.dangling:
            return [candidate]
        if candidate.order == 0 or candidate.opens:
            return None
        before = self.candidates[candidate.order - 1]
        together = length(before.text) + length(candidate.text)
        if before.quality < 0.5 or before.dangling or together > 1.4 * longest:
            return None
        return [before, candidate]
