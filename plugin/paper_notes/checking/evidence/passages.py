"""The passages of a paper that a claim can rest on, page by page, and how much each of their terms tells."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from paper_notes.checking.evidence.page_passages import page_passages, running_heads
from paper_notes.checking.evidence.passage import Occurrence, Passage
from paper_notes.paper.model import Paper


@dataclass
class PagePassages:
    """The passages of one page."""

    number: int
    passages: list[Passage] = field(default_factory=list)

    @cached_property
    def bag(self) -> dict[str, float]:
        """Every term of the page."""
        return {term: 1.0 for passage in self.passages for term in passage.terms.places}

    @cached_property
    def occurrences(self) -> list[tuple[Passage, Occurrence]]:
        return [(passage, one) for passage in self.passages for one in passage.occurrences]


class PaperPassages:
    """The passages of a paper by page, and what each term weighs: the rarer, the more."""

    def __init__(self, paper: Paper) -> None:
        self.chinese = paper.metadata.language == "zh"
        repeated = running_heads(paper.page_texts)
        numbers = range(1, len(paper.page_texts) + 1)
        self.pages = [PagePassages(n, list(page_passages(paper, n, self.chinese, repeated))) for n in numbers]
        held: Counter[str] = Counter()
        count = 1
        for page in self.pages:
            for passage in page.passages:
                held.update(passage.bag)
                count += 1
        self.count = count
        self._weights = {term: math.log(1 + count / number) for term, number in held.items()}
        self.heaviest = math.log(1 + count)
        self.names = {name for page in self.pages for passage in page.passages for name in passage.proper}

    def weight(self, term: str) -> float:
        """How much a term tells; 0 for one that the paper doesn't hold."""
        return self._weights.get(term, 0.0)

    def on(self, pages: tuple[int, ...]) -> list[Passage]:
        """The passages of some pages; those the paper doesn't have are left out."""
        return [p for number in pages if 1 <= number <= len(self.pages) for p in self.pages[number - 1].passages]

    def occurrences(self, pages: tuple[int, ...]) -> list[tuple[Passage, Occurrence]]:
        """The quantities on some pages, each with its passage."""
        return [o for number in pages if 1 <= number <= len(self.pages) for o in self.pages[number - 1].occurrences]


def passages_of(paper: Paper) -> PaperPassages:
    """The passages of a paper; kept for the papers asked for last."""
    return _kept(paper.sha256, id(paper), _Held(paper))


class _Held:
    """A paper that equals every other in a cache's key."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.paper is self.paper


@lru_cache(maxsize=8)
def _kept(sha256: str, identity: int, held: _Held) -> PaperPassages:
    return PaperPassages(held.paper)
