"""Vectors examined: whether they are whole, what they look like, how two models' differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from paper_notes.errors import UsageError
from paper_notes.finding.embedders import Embedder
from paper_notes.finding.shelf import Shelf
from paper_notes.finding.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOLD = 20
SAME = 0.999
"""Cosine from which a vector and the same one computed anew count as one: 16 bits and other hardware differ."""
NEIGHBOURS = 10
MOST_COMPARED = 20_000
"""Records whose neighbours are compared at most: the cost grows with their square."""
EXTREMES = 5
_BINS = 40


class VerifyReport(msgspec.Struct):
    """``wrong_ids`` and ``wrong_order`` name rows (from 0), the lists the first :data:`TOLD`; ``recomputed`` has
    (id, cosine of the title, cosine of the abstract) of the records that were embedded anew, None for no text."""

    records: int
    vectors: int
    dimensions: int
    wrong_ids: int = 0
    wrong_rows: list[int] = []
    doubled: int = 0
    zero_titles: int = 0
    zero_abstracts: int = 0
    unexpected_zeros: list[str] = []
    not_finite: list[str] = []
    recomputed: list[tuple[str, float | None, float | None]] = []

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        same = all(cosine is None or cosine >= SAME for row in self.recomputed for cosine in row[1:])
        counted = self.records == self.vectors and not self.doubled and not self.wrong_ids
        return counted and same and not self.unexpected_zeros and not self.not_finite


def verify(shelf: Shelf, store: Store, embedder: Embedder | None, sample: int = 10, seed: int = 0) -> VerifyReport:
    """Hold vectors against the records they are of; ``sample`` random ones are computed again."""
    import numpy as np

    report = VerifyReport(len(shelf), len(store), 0)
    chosen = set(np.random.default_rng(seed).permutation(min(len(shelf), len(store)))[:sample].tolist())
    seen: set[str] = set()
    row = 0
    for shard in store.shards():
        report.dimensions = int(shard.title.shape[1])
        finite = np.isfinite(np.concatenate([shard.title, shard.abstract], axis=1)).all(axis=1)
        empty_title, empty_abstract = (np.abs(part).sum(axis=1) == 0 for part in (shard.title, shard.abstract))
        report.zero_titles += int(empty_title.sum())
        report.zero_abstracts += int(empty_abstract.sum())
        for place, name in enumerate(shard.ids):
            record = shelf.record(row) if row < len(shelf) else None
            report.doubled += name in seen
            seen.add(name)
            if record is None or record.id != name:
                report.wrong_ids += 1
                _tell(report.wrong_rows, row)
            elif (empty_title[place] and record.title) or (empty_abstract[place] and record.abstract):
                _tell(report.unexpected_zeros, name)
            if not bool(finite[place]):
                _tell(report.not_finite, name)
            if row in chosen and embedder is not None and record is not None:
                again = embedder.embed([record.title, record.abstract], "passage")
                title, abstract = cosine(again[0], shard.title[place]), cosine(again[1], shard.abstract[place])
                report.recomputed.append((name, title, abstract))
            row += 1
    return report


class ExploreReport(msgspec.Struct):
    """What vectors look like: lengths and values (mean, standard deviation, least, greatest) of titles and abstracts,
    and the mean cosine of a record's title and abstract."""

    records: int
    dimensions: int
    number: str
    title: dict[str, float]
    abstract: dict[str, float]
    title_to_abstract: float


def explore(store: Store) -> ExploreReport:
    """Statistics over all vectors; raises :class:`UsageError` when there are none."""
    import numpy as np

    sums = {name: np.zeros(4) for name in ("title", "abstract")}
    least: dict[str, float] = {}
    greatest: dict[str, float] = {}
    near, paired, kind, dimensions = 0.0, 0, "", 0
    for shard in store.shards():
        kind, dimensions = str(shard.title.dtype), int(shard.title.shape[1])
        title, abstract = shard.title.astype(np.float64), shard.abstract.astype(np.float64)
        for name, matrix in (("title", title), ("abstract", abstract)):
            sums[name] += (matrix.size, matrix.sum(), (matrix**2).sum(), np.linalg.norm(matrix, axis=1).sum())
            least[name] = min(least.get(name, np.inf), float(matrix.min()))
            greatest[name] = max(greatest.get(name, -np.inf), float(matrix.max()))
        cosines = _cosines(title, abstract)
        near += float(cosines.sum())
        paired += len(cosines)
    if not dimensions:
        raise UsageError("there are no vectors")

    def statistics(name: str) -> dict[str, float]:
        count, total, squares, lengths = sums[name].tolist()
        mean = total / count
        values = {
            "mean": mean,
            "deviation": max(squares / count - mean**2, 0.0) ** 0.5,
            "least": least[name],
            "greatest": greatest[name],
            "length": lengths / (count / dimensions),
        }
        return {key: round(value, 6) for key, value in values.items()}

    found = near / paired if paired else 0.0
    return ExploreReport(len(store), dimensions, kind, statistics("title"), statistics("abstract"), round(found, 6))


def principal_points(vectors: NDArray[np.floating[Any]], seed: int = 0) -> list[tuple[float, float]]:
    """Each vector's place on the first two principal components (of a sample, beyond :data:`MOST_COMPARED`)."""
    import numpy as np

    held = np.asarray(vectors, np.float32)
    if len(held) > MOST_COMPARED:
        held = held[np.sort(np.random.default_rng(seed).permutation(len(held))[:MOST_COMPARED])]
    centred = held - held.mean(axis=0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    return [(float(x), float(y)) for x, y in centred @ directions[:, :-3:-1]]


class CompareReport(msgspec.Struct):
    """How two models see the same records: ``title`` and ``abstract`` have in each model the mean cosine of a record's
    title and abstract; ``direct`` the mean cosine between the two models' vectors where their dimensions agree;
    ``overlap`` the mean share of the ten nearest records that both name; ``extremes`` the ids that agree least and
    most by their neighbours, with that share."""

    records: int
    title_to_abstract: tuple[float, float]
    direct: tuple[float, float] | None
    correlation: float
    overlap: float
    extremes: list[tuple[str, float]]
    histogram: list[tuple[float, int]]
    points: list[tuple[float, float]]


def compare(first: Store, second: Store, seed: int = 0) -> CompareReport:
    """Compare the vectors of the records that both stores hold; raises :class:`UsageError` when there is none.

    Neighbours are sought among at most :data:`MOST_COMPARED` records, drawn at random.
    """
    import numpy as np

    ids, one, other = _shared(first, second, seed)
    near_one, near_other = _cosines_kept(*one), _cosines_kept(*other)
    direct = None
    if one[0].shape[1] == other[0].shape[1]:
        direct = (
            round(float(_cosines(one[0], other[0]).mean()), 6),
            round(float(_cosines(one[1], other[1]).mean()), 6),
        )
    shares = _overlaps(one[0] + one[1], other[0] + other[1])
    order = np.argsort(shares, kind="stable")
    ends = [*order[:EXTREMES], *order[-EXTREMES:]] if len(ids) > 2 * EXTREMES else list(order)
    counts, edges = np.histogram(near_one - near_other, bins=_BINS)
    varied = near_one.std() > 0 and near_other.std() > 0
    return CompareReport(
        records=len(ids),
        title_to_abstract=(round(float(near_one.mean()), 6), round(float(near_other.mean()), 6)),
        direct=direct,
        correlation=round(float(np.corrcoef(near_one, near_other)[0, 1]), 6) if varied else 0.0,
        overlap=round(float(shares.mean()), 6),
        extremes=[(ids[int(row)], round(float(shares[row]), 3)) for row in ends],
        histogram=[(round(float(edge), 4), int(number)) for edge, number in zip(edges[:-1], counts, strict=True)],
        points=[(float(x), float(y)) for x, y in zip(near_one, near_other, strict=True)],
    )


def cosine(one: NDArray[np.floating[Any]], other: NDArray[np.floating[Any]]) -> float | None:
    """The cosine of two vectors; None when one of them is zero or not finite."""
    import numpy as np

    one, other = one.astype(np.float64), other.astype(np.float64)
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return round(float(one @ other) / lengths, 6) if lengths and np.isfinite(lengths) else None


def _cosines(one: NDArray[np.floating[Any]], other: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """The cosines of the rows that are zero in neither."""
    found = _cosines_kept(one, other)
    return found[one.any(axis=1) & other.any(axis=1)]


def _cosines_kept(one: NDArray[np.floating[Any]], other: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """The cosine of each pair of rows; 0 where one of them is zero."""
    import numpy as np

    one, other = one.astype(np.float64), other.astype(np.float64)
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    found: NDArray[np.float64] = (one * other).sum(axis=1) / np.where(lengths > 0, lengths, 1.0)
    return found


Pair = tuple["NDArray[np.floating[Any]]", "NDArray[np.floating[Any]]"]


def _shared(first: Store, second: Store, seed: int) -> tuple[list[str], Pair, Pair]:
    import numpy as np

    held = [name for shard in first.shards() for name in shard.ids]
    known = {name for shard in second.shards() for name in shard.ids}
    common = [name for name in held if name in known]
    if not common:
        raise UsageError("the two have no record in common")
    if len(common) > MOST_COMPARED:
        chosen = np.sort(np.random.default_rng(seed).permutation(len(common))[:MOST_COMPARED])
        common = [common[place] for place in chosen]
    return common, _rows(first, common), _rows(second, common)


def _rows(store: Store, ids: Sequence[str]) -> Pair:
    import numpy as np

    place = {name: row for row, name in enumerate(ids)}
    titles: list[Any] = [None] * len(ids)
    abstracts: list[Any] = [None] * len(ids)
    for shard in store.shards():
        for row, name in enumerate(shard.ids):
            if name in place:
                titles[place[name]], abstracts[place[name]] = shard.title[row], shard.abstract[row]
    return np.stack(titles).astype(np.float32), np.stack(abstracts).astype(np.float32)


def _overlaps(one: NDArray[np.floating[Any]], other: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """For each row the share of its ten nearest that are the same in both."""
    import numpy as np

    count = min(NEIGHBOURS, len(one) - 1)
    if count < 1:
        return np.ones(len(one))
    near = [_nearest(matrix, count) for matrix in (one, other)]
    return np.array([len(set(a) & set(b)) / count for a, b in zip(*near, strict=True)])


def _nearest(matrix: NDArray[np.floating[Any]], count: int) -> list[list[int]]:
    import numpy as np

    unit = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-12)
    found: list[list[int]] = []
    for first in range(0, len(unit), 1024):
        block = unit[first : first + 1024] @ unit.T
        block[np.arange(len(block)), np.arange(first, first + len(block))] = -2
        found += np.argpartition(-block, count - 1, axis=1)[:, :count].tolist()
    return found


def _tell(told: list[Any], what: object) -> None:
    if len(told) < TOLD:
        told.append(what)
