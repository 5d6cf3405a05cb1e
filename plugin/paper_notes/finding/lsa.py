"""Vectors of texts without a model to download: latent semantic analysis, trained on the corpus itself.

Deerwester, Dumais, Furnas, Landauer and Harshman, "Indexing by Latent Semantic Analysis" (1990): a truncated singular
value decomposition of the TF-IDF weights; here a randomised one (Halko, Martinsson and Tropp, 2011) with a fixed start,
so that a corpus always gives the same vectors.

A vector's length says how much there was to go by: it is divided by its record's own length (a quarter) and by the
corpus' mean (pivoted normalisation; Singhal, Buckley and Mitra, 1996). With unit vectors, records that consist of a
title alone would win by chance.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

DIMENSIONS = 200
MAX_TERMS = 100_000
"""Terms that are kept at most, those of the most records: the matrix takes 4 * MAX_TERMS * DIMENSIONS bytes."""
MIN_RECORDS = 2
"""How many records a term must stand in: one that stands in a single record relates it to nothing."""
PIVOT = 0.25
_SEED = 20_211
_OVERSAMPLING = 20
_POWER_ITERATIONS = 4


@dataclass(frozen=True, slots=True)
class Lsa:
    """``axes`` (terms, dimensions) float32 turns TF-IDF weights into vectors; ``rarity`` (terms,) are the inverse
    document frequencies, ``pivot`` the mean length of the records' weights."""

    numbers: Mapping[str, int]
    rarity: NDArray[np.float32]
    axes: NDArray[np.float32]
    pivot: float

    @property
    def dimensions(self) -> int:
        return int(self.axes.shape[1])

    def vectors(self, records: Iterable[Mapping[str, float]]) -> NDArray[np.float32]:
        """Vectors of records given as counts of terms, (records, dimensions); 0 where no term is known."""
        import numpy as np

        weights = self._weights(list(records))
        lengths = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
        divisor = (1 - PIVOT) * self.pivot + PIVOT * lengths
        found: NDArray[np.float32] = (weights @ self.axes) / np.maximum(divisor, 1e-9)[:, None].astype(np.float32)
        return found.astype(np.float32)

    def query(self, counts: Mapping[str, float]) -> NDArray[np.float32]:
        """The unit vector of a query, (dimensions,); 0 when no term is known."""
        import numpy as np

        vector: NDArray[np.float32] = (self._weights([counts]) @ self.axes)[0].astype(np.float32)
        length = float(np.linalg.norm(vector))
        return vector / np.float32(length) if length else vector

    def save(self, folder: Path) -> None:
        """Write the model into a folder that exists."""
        import numpy as np

        np.savez(folder / "lsa.npz", rarity=self.rarity, axes=self.axes, pivot=np.float64(self.pivot))
        (folder / "lsa_terms.txt").write_text("\n".join(self.numbers), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Lsa:
        """Read a model; raises OSError, KeyError or ValueError when it isn't whole."""
        import numpy as np

        words = (folder / "lsa_terms.txt").read_text(encoding="utf-8").split("\n")
        with np.load(folder / "lsa.npz", allow_pickle=False) as held:
            return cls(
                {word: number for number, word in enumerate(words)},
                held["rarity"],
                held["axes"],
                float(held["pivot"]),
            )

    def _weights(self, records: list[Mapping[str, float]]) -> csr_matrix:
        return _tf_idf(records, self.numbers, self.rarity)


def train(records: Iterable[Counter[str]], dimensions: int = DIMENSIONS) -> Lsa:
    """The model of a corpus (or of a sample of it), given as counts of terms.

    There are fewer dimensions when the corpus has fewer records or terms. Raises ValueError when no term stands in
    two records.
    """
    import numpy as np

    held = list(records)
    frequency: Counter[str] = Counter()
    for counts in held:
        frequency.update(counts.keys())
    kept = sorted((term for term, times in frequency.items() if times >= MIN_RECORDS), key=lambda t: (-frequency[t], t))
    kept = kept[:MAX_TERMS]
    if not kept:
        raise ValueError("no word stands in two records: there is nothing to learn what belongs together from")
    numbers = {term: number for number, term in enumerate(kept)}
    rarity = np.array([math.log((1 + len(held)) / (1 + frequency[term])) + 1 for term in kept], np.float32)
    weights = _tf_idf(held, numbers, rarity)
    lengths = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    from scipy.sparse import diags

    unit = (diags(1 / np.maximum(lengths, 1e-9).astype(np.float32)) @ weights).tocsr()
    axes = _axes(unit, min(dimensions, len(kept), max(1, len(held) - 1)))
    return Lsa(numbers, rarity, axes, float(lengths.mean()))


def _tf_idf(
    records: list[Counter[str]] | list[Mapping[str, float]], numbers: Mapping[str, int], rarity: NDArray[np.float32]
) -> csr_matrix:
    import numpy as np
    from scipy.sparse import csr_matrix

    look_up = numbers.get
    places, times, sizes = array("i"), array("f"), array("i")
    for counts in records:
        places.extend([look_up(term, -1) for term in counts])
        times.extend(counts.values())
        sizes.append(len(counts))
    place, row = np.asarray(places, np.int32), np.repeat(np.arange(len(sizes)), np.asarray(sizes, np.int32))
    known = place >= 0
    column, count = place[known], np.asarray(times, np.float32)[known]
    starts = np.concatenate([[0], np.cumsum(np.bincount(row[known], minlength=len(sizes)))])
    weights = (1 + np.log(np.maximum(count, np.float32(1e-3)))).clip(0) * rarity[column]
    return csr_matrix((weights.astype(np.float32), column, starts), shape=(len(records), len(numbers)))


def _axes(matrix: csr_matrix, dimensions: int) -> NDArray[np.float32]:
    """The first right singular vectors, (terms, dimensions), by subspace iteration."""
    import numpy as np

    generator = np.random.default_rng(_SEED)
    width = min(dimensions + _OVERSAMPLING, *matrix.shape)
    basis = generator.standard_normal((matrix.shape[1], width)).astype(np.float32)
    turned = matrix.T.tocsr()
    for _ in range(_POWER_ITERATIONS):
        basis, _ = np.linalg.qr(turned @ (matrix @ basis))
    _, _, right = np.linalg.svd(matrix @ basis, full_matrices=False)
    found: NDArray[np.float32] = (basis @ right.T[:, :dimensions]).astype(np.float32)
    return found
