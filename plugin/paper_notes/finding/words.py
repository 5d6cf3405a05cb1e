"""Search by words: Okapi BM25 over an inverted index of NumPy arrays that are mapped, not loaded.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the title counted four
times, as in their BM25F with one common saturation. Weights are computed when the index is made: a query adds up as
many slices as it has terms.
"""

from __future__ import annotations

import math
import tempfile
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

K1 = 1.2
"""How soon a further mention of a term stops to count."""
B = 0.75
"""How much a long record's mentions are discounted."""
TITLE_WEIGHT = 3
"""How many mentions in the abstract a mention in the title adds."""

_ARRAYS = ("starts", "records", "weights")


@dataclass(frozen=True, slots=True)
class WordIndex:
    """For the term with number ``t``, ``records[starts[t]:starts[t+1]]`` are the rows of the records that hold it
    (int32, rising) and ``weights`` (float32) what each adds to a record's score."""

    numbers: Mapping[str, int]
    starts: NDArray[np.int64]
    records: NDArray[np.int32]
    weights: NDArray[np.float32]
    size: int
    mean_length: float

    def scores(self, query: Mapping[str, float]) -> NDArray[np.float32]:
        """The score of every record, (size,), for terms with their weights; 0 where no term stands."""
        import numpy as np

        found = np.zeros(self.size, np.float32)
        for term, weight in query.items():
            number = self.numbers.get(term)
            if number is not None:
                place = slice(self.starts[number], self.starts[number + 1])
                found[self.records[place]] += self.weights[place] * np.float32(weight)
        return found

    def scores_at(self, query: Mapping[str, float], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """The scores of some records, (rows,), given by their rows: many terms of few records are soon looked up."""
        import numpy as np

        found = np.zeros(len(rows), np.float32)
        wanted = np.asarray(rows, np.int32)
        for term, weight in query.items():
            number = self.numbers.get(term)
            if number is not None and len(wanted):
                first, end = self.starts[number], self.starts[number + 1]
                held = self.records[first:end]
                places = np.minimum(np.searchsorted(held, wanted), len(held) - 1)
                there = held[places] == wanted
                found[there] += self.weights[first:end][places[there]] * np.float32(weight)
        return found

    def rarity(self, term: str) -> float:
        """The inverse document frequency of a term; 0 for one that no record holds."""
        number = self.numbers.get(term)
        return 0.0 if number is None else idf(int(self.starts[number + 1] - self.starts[number]), self.size)

    def record_weights(self, counts: Mapping[str, int]) -> dict[str, float]:
        """What each term of a record adds to its score."""
        saturation = K1 * (1 - B + B * sum(counts.values()) / self.mean_length)
        return {term: self.rarity(term) * times * (K1 + 1) / (times + saturation) for term, times in counts.items()}

    def rows(self, term: str) -> NDArray[np.int32]:
        """The rows of the records that hold a term, rising."""
        import numpy as np

        number = self.numbers.get(term)
        if number is None:
            return np.zeros(0, np.int32)
        return self.records[self.starts[number] : self.starts[number + 1]]

    @classmethod
    def load(cls, folder: Path) -> WordIndex:
        """Map an index; raises OSError or ValueError when it isn't whole."""
        import numpy as np

        starts, records, weights = (np.load(folder / f"words_{name}.npy", mmap_mode="r") for name in _ARRAYS)
        words = (folder / "words_terms.txt").read_text(encoding="utf-8").split("\n")
        if len(words) + 1 != len(starts):
            raise ValueError(f"{folder}: terms and places don't fit each other")
        size, mean_length = np.load(folder / "words_size.npy").tolist()
        numbers = {word: number for number, word in enumerate(words)}
        return cls(numbers, starts, records, weights, int(size), mean_length)


def idf(held_by: int, size: int) -> float:
    """Robertson and Spärck Jones's weight of a term that ``held_by`` of ``size`` records hold, kept positive."""
    return math.log(1 + (size - held_by + 0.5) / (held_by + 0.5))


@dataclass(frozen=True, slots=True)
class Postings:
    """Of a block of records: its terms, sorted; for the term ``t`` of them, ``rows[starts[t]:starts[t+1]]`` (from 0 in
    the block) hold it ``times`` times. Filters stand there 0 times. ``lengths`` (records,) are their terms in all."""

    terms: list[str]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    times: NDArray[np.float32]
    lengths: NDArray[np.float32]


def postings_of(records: Iterable[tuple[Counter[str], set[str]]]) -> Postings:
    """The postings of records given as counts of terms, and terms that they can be filtered by."""
    import numpy as np

    numbers: dict[str, int] = {}
    columns, times, sizes, lengths = array("i"), array("f"), array("i"), array("f")
    for counts, filters in records:
        columns.extend([numbers.setdefault(term, len(numbers)) for term in counts])
        columns.extend([numbers.setdefault(term, len(numbers)) for term in filters])
        times.extend(counts.values())
        times.extend([0.0] * len(filters))
        sizes.append(len(counts) + len(filters))
        lengths.append(counts.total())
    sorted_terms = sorted(numbers)
    rank = np.empty(len(numbers), np.int32)
    rank[[numbers[term] for term in sorted_terms]] = np.arange(len(numbers), dtype=np.int32)
    column = rank[np.asarray(columns, np.int32)]
    order = np.argsort(column, kind="stable")
    rows = np.repeat(np.arange(len(sizes), dtype=np.int32), np.asarray(sizes, np.int32))
    starts = np.concatenate([[0], np.cumsum(np.bincount(column, minlength=len(numbers)))]).astype(np.int64)
    return Postings(
        sorted_terms, starts, rows[order], np.asarray(times, np.float32)[order], np.asarray(lengths, np.float32)
    )


def merge_postings(blocks: Iterable[Postings], folder: Path, size: int) -> None:
    """Write the index of ``size`` records from the postings of their blocks, in order, into a folder that exists.

    Blocks are kept on disk while they are counted: memory holds one of them and 16 bytes a term and 4 a record.
    """
    import numpy as np

    numbers: dict[str, int] = {}
    held = np.zeros(0, np.int64)
    lengths: list[NDArray[np.float32]] = []
    with tempfile.TemporaryDirectory(dir=folder, prefix=".postings.") as name:
        parts: list[Path] = []
        for block in blocks:
            mine = np.array([numbers.setdefault(term, len(numbers)) for term in block.terms], np.int64)
            held = np.concatenate([held, np.zeros(len(numbers) - len(held), np.int64)])
            held[mine] += np.diff(block.starts)
            parts.append(Path(name) / f"{len(parts)}.npz")
            np.savez(parts[-1], mine=mine, starts=block.starts, rows=block.rows, times=block.times)
            lengths.append(block.lengths)
        length = np.concatenate(lengths) if lengths else np.zeros(0, np.float32)
        mean_length = max(float(length.mean()) if size else 1.0, 1.0)
        saturation = (K1 * (1 - B + B * length / mean_length)).astype(np.float32)
        rarity = np.log(1 + (size - held + 0.5) / (held + 0.5)).astype(np.float32)
        starts = np.concatenate([[0], np.cumsum(held)]).astype(np.int64)
        records = _mapped(folder / "words_records.npy", np.int32, int(starts[-1]))
        weights = _mapped(folder / "words_weights.npy", np.float32, int(starts[-1]))
        filled, first_row = starts[:-1].copy(), 0
        for path, part_lengths in zip(parts, lengths, strict=True):
            with np.load(path) as part:
                mine, bounds, rows, times = part["mine"], part["starts"], part["rows"], part["times"]
            each = np.diff(bounds)
            places = np.repeat(filled[mine] - bounds[:-1], each) + np.arange(len(rows))
            rows = rows + np.int32(first_row)
            records[places] = rows
            weights[places] = np.repeat(rarity[mine], each) * times * np.float32(K1 + 1) / (times + saturation[rows])
            filled[mine] += each
            first_row += len(part_lengths)
            path.unlink()
    np.save(folder / "words_starts.npy", starts)
    np.save(folder / "words_size.npy", np.array([size, mean_length], np.float64))
    (folder / "words_terms.txt").write_text("\n".join(numbers), encoding="utf-8")


def _mapped(path: Path, kind: type, size: int) -> NDArray[Any]:
    import numpy as np

    if not size:
        np.save(path, np.zeros(0, kind))
        return np.zeros(0, kind)
    return np.lib.format.open_memmap(path, mode="w+", dtype=kind, shape=(size,))
