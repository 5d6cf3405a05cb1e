"""Choosing sentences: every sentence of the paper once, scored for what it is wanted for, never used twice."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from paper_notes.paper.model import Section, SectionRole, Sentence
from paper_notes.writing.extract import cues
from paper_notes.writing.extract.outline import QUOTED
from paper_notes.writing.extract.sentences import is_chinese, is_dangling, length, quality, refers_to_figure

NEAR_DUPLICATE = 0.6
"""Two sentences sharing this much of the shorter one's terms say the same."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence and where it stands: indices of its section and paragraph, its place among all sentences."""

    sentence: Sentence
    section: int
    paragraph: int
    order: int
    role: SectionRole
    item: bool
    opens: bool
    quality: float
    dangling: bool
    terms: frozenset[str]

    @property
    def text(self) -> str:
        return self.sentence.text


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more consecutive sentences quoted as one."""

    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The sentences joined as their language joins them."""
        out = ""
        for sentence in self.sentences:
            out += (
                sentence.text if not out or (is_chinese(out[-12:]) and out[-1] in "。！？；") else f" {sentence.text}"
            )
        return out.strip()

    @property
    def page(self) -> int:
        return self.sentences[0].page

    @property
    def end_page(self) -> int:
        return self.sentences[-1].end_page


class Pool:
    """The sentences of a paper that may be quoted, and which have been."""

    def __init__(self, sections: Iterable[Section], title: str, on_page: Callable[[Sentence], bool]) -> None:
        self.sections = tuple(sections)
        self.candidates: list[Candidate] = []
        self._used: list[Candidate] = []
        self._central: dict[int, float] = {}
        for index, section in enumerate(self.sections):
            if section.role not in QUOTED:
                continue
            for number, paragraph in enumerate(section.paragraphs):
                for place, sentence in enumerate(paragraph.sentences):
                    good = quality(sentence.text)
                    if good and (_goes_on(self.candidates, index, sentence.text) or not on_page(sentence)):
                        good = 0.0
                    self.candidates.append(
                        Candidate(
                            sentence,
                            index,
                            number,
                            len(self.candidates),
                            section.role,
                            paragraph.kind == "item",
                            place == 0,
                            good,
                            is_dangling(sentence.text),
                            terms(sentence.text) if good else frozenset(),
                        )
                    )
        self._weights = self._inverse_frequencies()
        self._topic = self._topic_weights(title)
        self._names = self._own_names(title)

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
        return _join(chosen)

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
        return any(other is candidate or _overlap(candidate.terms, other.terms) >= alike for other in self._used)

    def neighbour(self, candidate: Candidate, step: int) -> Candidate | None:
        """The sentence ``step`` places on in the same paragraph."""
        place = candidate.order + step
        if not 0 <= place < len(self.candidates):
            return None
        other = self.candidates[place]
        same = other.section == candidate.section and other.paragraph == candidate.paragraph
        return other if same else None

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
            follows = candidate.order == members[-1].order + 1 and candidate.paragraph == members[-1].paragraph
            if not (fits and follows) or len(members) >= most or total + length(candidate.text) > longest:
                break
            members.append(candidate)
        return self.take(members)

    def centrality(self, candidate: Candidate) -> float:
        """Cosine between a sentence and the title and abstract, terms weighed by rarity; 0 to 1."""
        known = self._central.get(candidate.order)
        if known is None:
            known = self._central[candidate.order] = self._cosine(candidate)
        return known

    def own(self, text: str) -> bool:
        """Whether a sentence speaks of the paper's own work: "we", "this paper", or the name of what it proposes."""
        return cues.is_own(text) or bool(self._names and self._names.search(text))

    def _cosine(self, candidate: Candidate) -> float:
        norm = math.sqrt(sum(self._weights.get(term, 0.0) ** 2 for term in candidate.terms))
        if not norm:
            return 0.0
        return sum(self._topic.get(term, 0.0) * self._weights.get(term, 0.0) for term in candidate.terms) / norm

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

    def _inverse_frequencies(self) -> dict[str, float]:
        counts: Counter[str] = Counter()
        for candidate in self.candidates:
            counts.update(candidate.terms)
        total = len(self.candidates)
        return {term: math.log((1 + total) / (1 + count)) + 0.1 for term, count in counts.items()}

    def _own_names(self, title: str) -> re.Pattern[str] | None:
        """The names of what the paper proposes: before the title's colon, or behind "we propose" in the abstract."""
        names = set(re.findall(r"^([A-Za-z][\w+-]{1,20}):", title))
        for candidate in self.candidates:
            if candidate.role == "abstract":
                names.update(_NAMED.findall(candidate.text))
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b") if names else None

    def _topic_weights(self, title: str) -> dict[str, float]:
        counts: Counter[str] = Counter(dict.fromkeys(terms(title), 2))
        for candidate in self.candidates:
            if candidate.role == "abstract":
                counts.update(candidate.terms)
        weights = {term: count * self._weights.get(term, 0.0) for term, count in counts.items()}
        norm = math.sqrt(sum(weight**2 for weight in weights.values()))
        return {term: weight / norm for term, weight in weights.items()} if norm else {}


@lru_cache(maxsize=16384)
def terms(text: str) -> frozenset[str]:
    """Content words, crudely stemmed, and pairs of neighbouring Han characters."""
    words = {re.sub(r"(?:ies|es|s|ing|ed|ly)$", "", word) for word in re.findall(r"[a-z][a-z-]{2,}", text.lower())}
    han = re.findall(r"[\u3400-\u9fff]+", text)
    return frozenset(words - _COMMON) | {run[i : i + 2] for run in han for i in range(len(run) - 1)}


_COMMON = frozenset(
    re.findall(
        r"\S+",
        "the and for with that thi from are was were been have has had not but can our its their which "
        "these those such than then when where while also more most other each both all any some one two "
        "use using us how what who may will would could should into over between under after before only "
        "very about there they them thus hence however paper",
    )
)


_NAMED = re.compile(
    r"\b(?:propose|introduce|present|develop|describe|called|named|termed|dubbed|call it|name it)s?,?\b[^.;]{0,90}?"
    r"(?<![.] )\b((?:[A-Z][a-z]*[A-Z]|[A-Z][a-z]{3,})[\w-]*)"
)
"""A capitalised name behind a verb of proposing, in at most 90 characters."""


def _goes_on(before: list[Candidate], section: int, text: str) -> bool:
    """Whether a Chinese sentence is the rest of one that was cut, the text before it in its section having no stop.

    English ones give themselves away by a small letter."""
    if not before or before[-1].section != section or not is_chinese(text):
        return False
    return before[-1].text.rstrip()[-1:] not in _STOPS


_STOPS = set("。！？；：.!?;:…”’」』）)")


def _overlap(one: frozenset[str], two: frozenset[str]) -> float:
    smaller = min(len(one), len(two))
    return len(one & two) / smaller if smaller >= 5 else float(one == two)


def _join(units: list[list[Candidate]]) -> list[Passage]:
    """Passages, neighbours in the paper made one."""
    joined: list[list[Candidate]] = []
    for unit in units:
        if (
            joined
            and unit[0].order == joined[-1][-1].order + 1
            and unit[0].paragraph == joined[-1][-1].paragraph
            and unit[0].section == joined[-1][-1].section
        ):
            joined[-1] = joined[-1] + unit
        else:
            joined.append(unit)
    return [Passage(tuple(member.sentence for member in unit)) for unit in joined]
