"""What a model says of new papers, as far as a scan takes it: numbers in bounds, known topics, a short comment."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from paper_notes.finding.announcements import Announcement
from paper_notes.finding.scan_state import Found, Why
from paper_notes.finding.topics import Topics

BEST_GRADE = 10
LONGEST_COMMENT = 240


@dataclass(frozen=True, slots=True)
class Grade:
    """How relevant to the reader's topics and how novel a paper is, from 1 to 10; the numbers of the topics that it
    fits, and why in a sentence."""

    relevance: int
    novelty: int
    topics: tuple[str, ...] = ()
    comment: str = ""


class Judge(Protocol):
    """Somebody who reads abstracts. ``problems`` says, in words, why papers were left ungraded."""

    problems: list[str]

    def grades(self, papers: Sequence[Announcement], topics: Topics) -> Mapping[str, Grade]:
        """The grades of papers by their keys; those without one were not worth the abstract, or were left."""
        ...


@dataclass(frozen=True, slots=True)
class Bars:
    """The least relevance and novelty that a paper needs to be shown."""

    relevance: int = 5
    novelty: int = 3


def graded(found: Found, grade: Grade | None, bars: Bars, known_topics: Collection[str]) -> Found:
    """A paper with its grade: where both numbers reach their bars its score is their sum, as a share of the best sum,
    else 0; if its authors are followed, at least theirs. One whose title alone said enough (None) has the lowest."""
    why, grade = found.why, grade or Grade(1, 1)
    relevance, novelty = _within(grade.relevance), _within(grade.novelty)
    fits = relevance >= bars.relevance and novelty >= bars.novelty
    score = (relevance + novelty) / (2 * BEST_GRADE)
    told = Why(
        score=round(max(score if fits else 0.0, why.score if why.authors else 0.0), 4),
        nearness=why.nearness,
        authors=why.authors,
        topics=tuple(dict.fromkeys(number for number in grade.topics if number in known_topics)),
        near=why.near,
        relevance=relevance,
        novelty=novelty,
        comment=" ".join(grade.comment.split())[:LONGEST_COMMENT],
    )
    return msgspec.structs.replace(found, why=told)


def worth_showing(why: Why, cutoff: float) -> bool:
    """Whether a paper may be shown: nearness has a cutoff, grades had their bars."""
    return why.score > 0 if why.relevance else why.score >= cutoff


def _within(number: int) -> int:
    return min(max(number, 1), BEST_GRADE)
