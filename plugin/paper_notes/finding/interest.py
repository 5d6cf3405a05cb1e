"""How near a new paper is to what its reader reads, without a model: words that it shares with library and topics.

TF-IDF weights (1 + ln count) * ln((n + 1) / (df + 1/2) + 1) over all texts at hand, cosine similarity; nearness to a
library is the mean of the two most similar papers, weighted by how the reader rates them, so that one chance likeness
isn't enough and a library of many subjects isn't averaged away; likeness to a paper that was disliked is taken from it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from paper_notes.finding.announcements import Announcement
from paper_notes.finding.followed import Followed
from paper_notes.finding.scan_state import Why
from paper_notes.finding.terms import term_counts
from paper_notes.finding.topics import Topics

NEIGHBOURS = 2
TITLE_WEIGHT = 2
RATED = {1: -0.5, 2: 0.0, 3: 1.0, 4: 1.2, 5: 1.5}
"""What a paper weighs by the stars that its reader gave."""
UNREAD = 0.8
"""What a paper weighs, times that, which is only noted as to be read."""
HEAVIEST = 200
"""Terms of a text that count: the heaviest."""
AGAINST = 0.5
"""What likeness to "not relevant" takes from likeness to a topic."""
AUTHOR_SCORE = 1.0
"""What an author who is followed is worth: as much as the nearest paper there can be."""
NEAR = 0.12
"""Likeness from which a paper or topic is named as a reason."""

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Read:
    """A paper of the library: its name, its text, and its weight: 1 for a paper that was read, more for one that was
    liked, below 0 for one that was not."""

    slug: str
    title: str
    text: str
    weight: float = 1.0


@dataclass(slots=True)
class Interests:
    """What a reader reads, ready to be compared with new papers."""

    library: list[tuple[Read, Vector]]
    topics: list[tuple[str, Vector, Vector]]
    authors: tuple[Followed, ...]
    size: int
    frequency: Counter[str] = field(repr=False)

    def why(self, paper: Announcement, near: float = NEAR) -> Why:
        """Why a paper may be worth reading; ``score`` is the greater of the followed authors' and of the sum of its
        nearness to the library and to its nearest topic."""
        vector = self._vector(term_counts(paper.title, paper.abstract, title_weight=TITLE_WEIGHT))
        likeness = sorted(
            ((cosine(vector, held) * read.weight, read.slug) for read, held in self.library), reverse=True
        )
        best = [score for score, _ in likeness[:NEIGHBOURS] if score > 0]
        disliked = min((score for score, _ in likeness), default=0.0)
        nearness = max(0.0, (sum(best) / len(best) if best else 0.0) + min(disliked, 0.0))
        topics = sorted(
            (
                (cosine(vector, wanted) - AGAINST * cosine(vector, other), number)
                for number, wanted, other in self.topics
            ),
            reverse=True,
        )
        topic = max(topics[0][0], 0.0) if topics else 0.0
        authors = tuple(dict.fromkeys(filter(None, (author.wrote(paper) for author in self.authors))))
        return Why(
            score=round(max(AUTHOR_SCORE if authors else 0.0, nearness + topic), 4),
            nearness=round(nearness, 4),
            authors=authors,
            topics=tuple(number for score, number in topics if score >= near)[:3],
            near=tuple(slug for score, slug in likeness if score >= near)[:3],
        )

    def _vector(self, counts: Counter[str]) -> Vector:
        return unit_vector(counts, self.frequency, self.size)


def weight_of(rating: int | None, reading: str | None) -> float:
    """What a paper of the library says of its reader's interests: 1 where nothing is said of it."""
    return RATED.get(rating or 3, 1.0) * (UNREAD if reading == "to read" else 1.0)


def interests(
    library: Sequence[Read], topics: Topics, authors: Iterable[Followed], others: Iterable[Announcement] = ()
) -> Interests:
    """What the library, topics and authors say of a reader. ``others`` are papers that only tell which words are rare:
    those of the day, and of earlier days."""
    counts = [(read, term_counts(read.title, read.text, title_weight=TITLE_WEIGHT)) for read in library]
    frequency: Counter[str] = Counter()
    size = len(counts)
    for _, each in counts:
        frequency.update(each.keys())
    for paper in others:
        frequency.update(term_counts(paper.title, paper.abstract, title_weight=0).keys())
        size += 1
    vectors = [(read, unit_vector(each, frequency, size)) for read, each in counts]
    wanted = [
        (
            topic.number,
            unit_vector(term_counts(topic.text, topic.relevant, title_weight=1), frequency, size),
            unit_vector(term_counts("", topic.not_relevant, title_weight=0), frequency, size),
        )
        for topic in topics.topics
    ]
    return Interests(vectors, wanted, tuple(authors), size, frequency)


def unit_vector(counts: Counter[str], frequency: Counter[str], size: int) -> Vector:
    """The heaviest terms' weights, as a vector of length 1 (empty for no terms)."""
    weights = {
        term: (1 + math.log(times)) * math.log((size + 1) / (frequency[term] + 0.5) + 1)
        for term, times in counts.items()
    }
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:HEAVIEST]
    length = math.sqrt(sum(weight**2 for _, weight in heaviest))
    return {term: weight / length for term, weight in heaviest} if length else {}


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two unit vectors."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)
