"""The nearest vectors of a large corpus, found without looking at all of them.

Vectors are sorted into clusters, and those of the clusters nearest to the query are compared by codes of one bit a
dimension: Lance's inverted file (Jégou, Douze and Schmid, "Product Quantization for Nearest Neighbor Search", 2011)
with RaBitQ codes (Gao and Long, SIGMOD 2024). What it names are candidates: the caller compares their whole vectors.
"""

from __future__ import annotations

import math
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paper_notes.errors import UsageError
from paper_notes.finding.source import needs_extra

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EXACT_RECORDS = 200_000
"""Up to so many vectors all are compared with a query; above, those that the index names."""
NAME = "neighbours.lance"
PROBES = 384
"""Clusters that are looked into for a query: of a million records' 1,024 so many hold .99 of the ten nearest, 64 hold
.82 (benchmarks/corpus.py)."""
_BATCH_RECORDS = 50_000
_MULTIPLE = 8
"""Codes are made of whole bytes: vectors get zeros at their end, which change no inner product."""


class Neighbours:
    """An index of vectors in a folder; raises :class:`UsageError` when it can't be opened."""

    def __init__(self, folder: Path) -> None:
        try:
            self._data: Any = _lance().dataset(str(folder / NAME))
        except (OSError, ValueError) as error:
            raise UsageError(
                f"{folder / NAME} is no index of vectors", "Delete it, and run paper-notes corpus embed again."
            ) from error

    def nearest(self, vector: NDArray[np.float32], count: int) -> NDArray[np.int64]:
        """The rows of about ``count`` vectors whose inner product with ``vector`` (dimensions,) is likely greatest."""
        found = self._data.to_table(
            nearest={
                "column": "vector",
                "q": _padded(vector[None])[0],
                "k": count,
                "nprobes": PROBES,
                "metric": "dot",
            },
            columns=["row", "_distance"],
        )
        rows: NDArray[np.int64] = found["row"].to_numpy().astype("int64")
        return rows


def index_vectors(vectors: NDArray[np.float32], folder: Path) -> bool:
    """Make the index of ``vectors`` (records, dimensions) in a folder, or remove one where all vectors are compared;
    returns whether there is one. It takes its place when it is whole. Raises OSError."""
    target, making = folder / NAME, folder / f".{NAME}.tmp"
    shutil.rmtree(making, ignore_errors=True)
    if len(vectors) <= EXACT_RECORDS:
        shutil.rmtree(target, ignore_errors=True)
        return False
    import pyarrow

    kind = pyarrow.list_(pyarrow.float16(), _padded(vectors[:1]).shape[1])
    schema = pyarrow.schema([("row", pyarrow.int32()), ("vector", kind)])
    data = _lance().write_dataset(_batches(vectors, schema), str(making), schema=schema)
    clusters = 1 << max(1, round(math.log2(math.sqrt(len(vectors)))))
    data.create_index("vector", "IVF_RQ", metric="dot", num_partitions=clusters)
    shutil.rmtree(target, ignore_errors=True)
    making.rename(target)
    return True


def has_index(folder: Path, records: int) -> bool:
    """Whether a folder holds the index that so many vectors need, which may be none."""
    return records <= EXACT_RECORDS or (folder / NAME).is_dir()


def _batches(vectors: NDArray[np.float32], schema: Any) -> Any:
    import numpy as np
    import pyarrow

    for first in range(0, len(vectors), _BATCH_RECORDS):
        part = _padded(vectors[first : first + _BATCH_RECORDS])
        rows = pyarrow.array(np.arange(first, first + len(part), dtype=np.int32))
        column = pyarrow.FixedSizeListArray.from_arrays(pyarrow.array(part.reshape(-1)), part.shape[1])
        yield pyarrow.record_batch([rows, column], schema=schema)


def _padded(vectors: NDArray[np.float32]) -> NDArray[np.float16]:
    import numpy as np

    return np.pad(vectors.astype(np.float16), ((0, 0), (0, -vectors.shape[1] % _MULTIPLE)))


def _lance() -> Any:
    try:
        import lance
    except ImportError as error:
        raise needs_extra("pylance") from error
    return lance
