"""Search in a corpus: words or a question, or papers like one, with filters; each hit says why it is one."""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from paper_notes.errors import UsageError
from paper_notes.finding.embedders import Embedder, load_embedder
from paper_notes.finding.embedding import options_of, read_run
from paper_notes.finding.indexing import text_counts
from paper_notes.finding.neighbours import EXACT_RECORDS, Neighbours
from paper_notes.finding.ranking import Mode, both
from paper_notes.finding.records import Record
from paper_notes.finding.shelf import Shelf, day_number
from paper_notes.finding.terms import author_terms, terms
from paper_notes.finding.words import TITLE_WEIGHT, WordIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LIKE_TERMS = 30
"""How many of a paper's heaviest terms stand for it when papers like it are sought."""
TOLD_TERMS = 6
NEAREST, NEAREST_PER_HIT = 300, 10
"""How many candidates the index of a large corpus is asked for, and at least how many for each hit wanted."""
WORD_CANDIDATES = 500
"""How many of the best by words are candidates in a large corpus."""
FEW_ROWS = 20_000
"""So few rows left by filters are all weighed, whatever the corpus' size."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must be: in one of the categories, since a day ("2023" or "2023-05-01"), by an author."""

    categories: tuple[str, ...] = ()
    since: str = ""
    author: str = ""


class Hit(msgspec.Struct, frozen=True):
    """A record that was found: its row, its score (the best of a search has about 1), the query's words that stand in
    it, heaviest first, and the nearness of its meaning (cosine; None where meaning wasn't asked)."""

    row: int
    score: float
    words: tuple[str, ...]
    nearness: float | None
    record: Record


@dataclass(slots=True)
class Searcher:
    """A corpus that can be searched. ``vectors`` (records, dimensions) and ``embedder`` are None where words are all
    there is."""

    shelf: Shelf
    words: WordIndex
    vectors: NDArray[np.float32] | None = None
    embedder: Embedder | None = None
    neighbours: Neighbours | None = None

    @classmethod
    def open(cls, folder: Path) -> Searcher:
        """Raises :class:`UsageError` when there is no index."""
        try:
            return cls(Shelf.open(folder), WordIndex.load(folder))
        except (OSError, ValueError) as error:
            raise UsageError(
                f"{folder} holds no index of a corpus", "Make it with: paper-notes corpus embed"
            ) from error

    def search(self, query: str, mode: Mode = "both", filters: Filters | None = None, limit: int = 10) -> list[Hit]:
        """The best records for a query, best first. Raises :class:`UsageError` when it holds nothing to search for,
        or meaning is asked for and there are no vectors."""
        asked = Counter(terms(query))
        if not asked:
            raise UsageError(f"{query!r} holds no word to search for")
        return self._hits(asked, self._vector(query) if mode != "words" else None, mode, filters or Filters(), limit)

    def like(self, identifier: str, mode: Mode = "both", filters: Filters | None = None, limit: int = 10) -> list[Hit]:
        """The records nearest to one of the corpus, itself left out; raises :class:`UsageError` when it isn't there."""
        row = self.row_of(identifier)
        weights = self.words.record_weights(text_counts(self.shelf.record(row), TITLE_WEIGHT))
        heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:LIKE_TERMS]
        asked = Counter(dict.fromkeys(heaviest, 1))
        vector = self._vectors()[row] if mode != "words" else None
        hits = self._hits(asked, vector, mode, filters or Filters(), limit + 1)
        return [hit for hit in hits if hit.row != row][:limit]

    def row_of(self, identifier: str) -> int:
        """The row of a record; raises :class:`UsageError` when there is none of that name."""
        row = self.shelf.row_of(identifier)
        if row is None:
            raise UsageError(f"the corpus has no record {identifier!r}")
        return row

    def _hits(
        self, asked: Counter[str], vector: NDArray[np.float32] | None, mode: Mode, filters: Filters, limit: int
    ) -> list[Hit]:
        """``vector`` is what the query means, None where words are all that is asked."""
        import numpy as np

        allowed = self._allowed(filters)
        rows = self._candidates(asked, vector, mode, allowed, limit)
        near = None
        if vector is not None:
            near = self._vectors() @ vector if rows is None else self._vectors()[rows] @ vector
        if near is None:
            scores = self.words.scores(asked)
        else:
            scores = both(asked, self.words, near, self._counts, rows) if mode == "both" else near
        if rows is None:
            rows = np.arange(len(self.shelf)) if allowed is None else allowed
            scores, near = scores[rows], None if near is None else near[rows]
        best = _best(scores, rows, limit)
        return [
            self._hit(int(rows[place]), float(scores[place]), asked, None if near is None else float(near[place]))
            for place in best
            if scores[place] > 0
        ]

    def _candidates(
        self,
        asked: Counter[str],
        vector: NDArray[np.float32] | None,
        mode: Mode,
        allowed: NDArray[np.intp] | None,
        limit: int,
    ) -> NDArray[np.int64] | None:
        """The rows, rising, that a query is answered from where a corpus is too large to weigh all; None for all."""
        import numpy as np

        if self.neighbours is None or vector is None:
            return None
        if allowed is not None and len(allowed) <= FEW_ROWS:
            return allowed.astype(np.int64)
        every = np.arange(len(self.shelf)) if allowed is None else allowed
        share = len(every) / len(self.shelf)
        near = self.neighbours.nearest(vector, int(max(NEAREST, NEAREST_PER_HIT * limit) / share))
        if allowed is not None:
            near = np.intersect1d(near, allowed)
        if mode == "meaning":
            return np.sort(near)
        best = every[_best(self.words.scores(asked)[every], every, WORD_CANDIDATES)]
        return np.union1d(near, best).astype(np.int64)

    def _hit(self, row: int, score: float, asked: Counter[str], near: float | None) -> Hit:
        record = self.shelf.record(row)
        there = text_counts(record, 0)
        shared = sorted((term for term in asked if term in there), key=lambda term: -self.words.rarity(term))
        printed = _as_printed(record, shared[:TOLD_TERMS])
        return Hit(row, round(score, 4), printed, None if near is None else round(near, 4), record)

    def _counts(self, row: int) -> Counter[str]:
        return text_counts(self.shelf.record(row), TITLE_WEIGHT)

    def _vector(self, query: str) -> NDArray[np.float32]:
        self._vectors()
        assert self.embedder is not None
        found: NDArray[np.float32] = self.embedder.embed([query], "query")[0]
        return found

    def _vectors(self) -> NDArray[np.float32]:
        if self.vectors is None or self.embedder is None:
            raise UsageError("there are no vectors to search by meaning", "Search with --mode words, or embed first.")
        return self.vectors

    def _rows_of(self, term: str) -> NDArray[np.intp]:
        import numpy as np

        return self.words.rows(term).astype(np.intp)

    def _allowed(self, filters: Filters) -> NDArray[np.intp] | None:
        """The rows that the filters leave; None for all."""
        import numpy as np

        sets: list[NDArray[np.intp]] = []
        if filters.categories:
            found = [self._rows_of(f"category:{name.lower()}") for name in filters.categories]
            sets.append(functools.reduce(np.union1d, found))
        if filters.author:
            sets += [self._rows_of(term) for term in sorted(author_terms([filters.author]))]
        if filters.since:
            day = day_number(filters.since)
            if not day:
                raise UsageError(f"{filters.since!r} is no date", "Write a year or a day, such as 2023 or 2023-05-01.")
            sets.append(np.flatnonzero(self.shelf.days >= day))
        return functools.reduce(np.intersect1d, sets) if sets else None


def open_searcher(folder: Path, key: str = "", *, meaning: bool = True) -> Searcher:
    """The index in a folder, with its vectors where ``meaning`` is wanted and there are any.

    Raises :class:`UsageError` when there is no index, or its model isn't there any more.
    """
    import numpy as np

    searcher = Searcher.open(folder)
    if meaning and (folder / "meaning.npy").exists():
        run = read_run(folder / "vectors")
        searcher.vectors = np.load(folder / "meaning.npy", mmap_mode="r")
        searcher.embedder = load_embedder(options_of(run), folder, key)
        if len(searcher.vectors) > EXACT_RECORDS:
            searcher.neighbours = Neighbours(folder)
    return searcher


def _best(scores: NDArray[np.float32], rows: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """Where the greatest scores stand, greatest first; of equal ones the lower row's first."""
    import numpy as np

    count = min(count, len(scores))
    best = np.argpartition(-scores, count - 1)[:count] if count else np.zeros(0, np.intp)
    return best[np.lexsort((rows[best], -scores[best]))]


def _as_printed(record: Record, wanted: list[str]) -> tuple[str, ...]:
    """The words of a record that gave these terms, as they stand there."""
    found: dict[str, str] = {}
    for word in f"{record.title} {record.abstract} {' '.join(record.authors)}".split():
        for term in terms(word):
            found.setdefault(term, word.strip(".,;:!?()[]{}\"'“”"))
    return tuple(dict.fromkeys(found.get(term, term) for term in wanted))
