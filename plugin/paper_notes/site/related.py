"""Which notes are related: TF-IDF weights, cosine similarity.

NumPy comes with PyMuPDF, so this costs no further dependency; scikit-learn would add 160 MB and a second of start-up
for the same sums.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paper_notes.site.terms import NoteText, terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

Remembered = dict[str, Counter[str]]
"""Term counts by a digest of the note they are of."""

NEAREST = 12
"""How many related notes are kept for each note."""
KEPT = 200
"""How many terms of a note count: the heaviest. More adds noise, and long notes would cost more."""
FLOOR = 0.04
"""Cosine below which two notes count as unrelated."""
_COLUMNS = 4096


@dataclass(frozen=True, slots=True)
class Relations:
    """What stands near what.

    ``order`` is the shelf: every slug once, related notes near each other. ``nearest`` holds for each slug up to
    :data:`NEAREST` (slug, cosine similarity) pairs, most similar first, none below :data:`FLOOR`.
    """

    order: tuple[str, ...]
    nearest: Mapping[str, tuple[tuple[str, float], ...]]

    def related(self, slug: str, n: int = 5) -> list[tuple[str, float]]:
        """Up to ``n`` related notes, most similar first; empty for a slug that isn't known."""
        return list(self.nearest.get(slug, ())[:n])

    def neighbours(self, slug: str) -> tuple[str | None, str | None]:
        """The previous and the next note on the shelf."""
        if slug not in self.nearest:
            return None, None
        place = self.order.index(slug)
        return (
            self.order[place - 1] if place else None,
            self.order[place + 1] if place + 1 < len(self.order) else None,
        )


def relate(notes: Mapping[str, str | NoteText], remembered: Remembered | None = None) -> Relations:
    """Compare all notes (slug to README.md's text or its parts) and arrange them.

    The result depends on the notes alone, not on the mapping's order. ``remembered`` belongs to the caller: term counts
    by content from one call to the next, so that after a change only the changed notes are read again. Time grows
    with the square of the number of notes, and with its cube where the shelf is arranged.
    """
    from paper_notes.site.shelf import arrange

    slugs = sorted(notes)
    if len(slugs) < 2:
        return Relations(tuple(slugs), dict.fromkeys(slugs, ()))
    similarity = similarities(_counts([notes[slug] for slug in slugs], {} if remembered is None else remembered))
    nearest = {}
    for row, slug in enumerate(slugs):
        best = (-similarity[row]).argsort(kind="stable")[:NEAREST]
        nearest[slug] = tuple(
            (slugs[other], round(float(similarity[row, other]), 4))
            for other in best.tolist()
            if other != row and similarity[row, other] >= FLOOR
        )
    return Relations(tuple(slugs[i] for i in arrange(similarity)), nearest)


def _counts(notes: list[str | NoteText], remembered: Remembered) -> list[Counter[str]]:
    keys = [hashlib.sha256(repr(note).encode("utf-8", "surrogatepass")).hexdigest() for note in notes]
    for key, note in zip(keys, notes, strict=True):
        if key not in remembered:
            remembered[key] = terms(NoteText.parse(note) if isinstance(note, str) else note)
    for gone in remembered.keys() - set(keys):
        del remembered[gone]
    return [remembered[key] for key in keys]


def similarities(counts: list[Counter[str]]) -> Matrix:
    """Cosine similarities of TF-IDF vectors, (n, n), the diagonal 0, rounded to 6 decimals.

    A term's weight is ``(1 + ln count) * ln((n + 1) / (df + 1/2))``: Salton and Buckley's logarithmic term frequency
    (Information Processing & Management 24(5), 1988) and an inverse document frequency that stays positive when a
    small collection shares a term throughout.
    """
    import numpy as np

    n = len(counts)
    vocabulary = {term: number for number, term in enumerate(sorted(set().union(*counts)))}
    sizes = [len(count) for count in counts]
    row = np.repeat(np.arange(n), sizes)
    column = np.fromiter((vocabulary[term] for count in counts for term in count), np.intp, len(row))
    times = np.fromiter((number for count in counts for number in count.values()), np.float64, len(row))
    frequency = np.bincount(column, minlength=len(vocabulary))
    weight = (1 + np.log(times)) * np.log((n + 1) / (frequency + 0.5))[column]
    heaviest = np.lexsort((column, -weight, row))
    rank = np.arange(len(row)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    heaviest = heaviest[rank < KEPT]
    row, column, weight = row[heaviest], column[heaviest], weight[heaviest]
    weight /= np.sqrt(np.bincount(row, weight**2, n))[row]
    sharing = np.bincount(column, minlength=len(vocabulary)) > 1  # a term of one note alone adds to its length only
    columns = int(sharing.sum())
    shared = sharing[column]
    row, column, weight = row[shared], (np.cumsum(sharing) - 1)[column[shared]], weight[shared]
    by_column = np.argsort(column, kind="stable")
    row, column, weight = row[by_column], column[by_column], weight[by_column]
    similarity = np.zeros((n, n), np.float32)
    for first in range(0, columns, _COLUMNS):  # in slices of the vocabulary: BLAS, little memory
        a, b = np.searchsorted(column, (first, first + _COLUMNS))
        part = np.zeros((n, _COLUMNS), np.float32)
        part[row[a:b], column[a:b] - first] = weight[a:b]
        similarity += part @ part.T
    np.fill_diagonal(similarity, 0.0)
    return np.clip(np.round((similarity + similarity.T) / 2, 6), 0.0, 1.0)
