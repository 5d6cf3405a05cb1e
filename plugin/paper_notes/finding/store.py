"""Vectors on disk: a title's and an abstract's for each record, in the corpus' order, a whole shard at a time.

Three forms: a Lance dataset (the default; readable by other programs, appended in transactions), HDF5 files and NumPy
files (a file a shard). Whatever is killed, what lies there is a whole number of shards.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from paper_notes.errors import UsageError
from paper_notes.finding.source import needs_extra

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Storage = Literal["lance", "h5", "npz"]
STORAGES: tuple[Storage, ...] = ("lance", "h5", "npz")


@dataclass(frozen=True, slots=True)
class Shard:
    """Consecutive records: ``ids``, and ``title`` and ``abstract`` (records, dimensions) float32 or float16."""

    ids: list[str]
    title: NDArray[np.floating[Any]]
    abstract: NDArray[np.floating[Any]]


class Store(Protocol):
    """Where the vectors of a corpus lie."""

    def __len__(self) -> int: ...

    def append(self, shard: Shard) -> None:
        """Add a shard, or nothing at all when the process is killed. Raises OSError."""
        ...

    def shards(self) -> Iterator[Shard]:
        """All shards in order; raises OSError or ValueError when one is damaged."""
        ...


def open_store(folder: Path, storage: Storage) -> Store:
    """The store in a folder, made when there is none; raises :class:`UsageError` when a package is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    if storage == "lance":
        return _Lance(folder / "vectors.lance")
    return _Files(folder, *((_save_h5, _load_h5) if storage == "h5" else (_save_npz, _load_npz)), storage)


@dataclass(slots=True)
class _Files:
    folder: Path
    save: Callable[[Path, Shard], None]
    load: Callable[[Path], Shard]
    suffix: str
    _count: int = -1

    def __len__(self) -> int:
        if self._count < 0:
            self._count = sum(len(self.load(path).ids) for path in self._paths())
        return self._count

    def append(self, shard: Shard) -> None:
        self._count = len(self) + len(shard.ids)
        path = self.folder / f"vectors-{len(self._paths()):06d}.{self.suffix}"
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=f".{path.name}.", suffix=".tmp")
        os.close(handle)
        try:
            self.save(Path(name), shard)
            with Path(name).open("rb+") as file:
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def shards(self) -> Iterator[Shard]:
        return map(self.load, self._paths())

    def _paths(self) -> list[Path]:
        for rest in self.folder.glob(".vectors-*.tmp"):
            rest.unlink(missing_ok=True)  # of a run that was killed: one run at a time writes here
        return sorted(self.folder.glob(f"vectors-*.{self.suffix}"))


class _Lance:
    def __init__(self, path: Path) -> None:
        try:
            import lance
            import pyarrow
        except ImportError as error:
            raise needs_extra("pylance") from error
        self.lance, self.arrow, self.path = lance, pyarrow, path

    def __len__(self) -> int:
        return int(self._open().count_rows()) if self.path.exists() else 0

    def append(self, shard: Shard) -> None:
        table = self.arrow.table(
            {
                "id": self.arrow.array(shard.ids, self.arrow.string()),
                "title": self._column(shard.title),
                "abstract": self._column(shard.abstract),
            }
        )
        self.lance.write_dataset(table, str(self.path), mode="append" if self.path.exists() else "create")

    def shards(self) -> Iterator[Shard]:
        if not self.path.exists():
            return
        for batch in self._open().to_batches(scan_in_order=True):
            yield Shard(batch["id"].to_pylist(), self._matrix(batch["title"]), self._matrix(batch["abstract"]))

    def _open(self) -> Any:
        try:
            return self.lance.dataset(str(self.path))
        except (OSError, ValueError) as error:
            raise UsageError(f"{self.path} is no Lance dataset", "Delete it to begin anew.") from error

    def _column(self, matrix: NDArray[np.floating[Any]]) -> Any:
        flat = self.arrow.array(matrix.reshape(-1))
        return self.arrow.FixedSizeListArray.from_arrays(flat, matrix.shape[1])

    def _matrix(self, column: Any) -> NDArray[np.floating[Any]]:
        found: NDArray[np.floating[Any]] = column.flatten().to_numpy(zero_copy_only=False)
        return found.reshape(len(column), -1)


def _save_npz(path: Path, shard: Shard) -> None:
    import numpy as np

    with path.open("wb") as file:
        np.savez(file, ids=np.array(shard.ids, dtype=np.str_), title=shard.title, abstract=shard.abstract)


def _load_npz(path: Path) -> Shard:
    import numpy as np

    with np.load(path, allow_pickle=False) as held:
        return Shard(held["ids"].tolist(), held["title"], held["abstract"])


def _save_h5(path: Path, shard: Shard) -> None:
    h5py = _h5py()
    with h5py.File(path, "w") as file:
        file.create_dataset("ids", data=[name.encode() for name in shard.ids], dtype=h5py.string_dtype())
        file.create_dataset("title_embeddings", data=shard.title)
        file.create_dataset("abstract_embeddings", data=shard.abstract)


def _load_h5(path: Path) -> Shard:
    with _h5py().File(path, "r") as file:
        ids = [name.decode() for name in file["ids"][:]]
        return Shard(ids, file["title_embeddings"][:], file["abstract_embeddings"][:])


def _h5py() -> Any:
    try:
        import h5py
    except ImportError as error:
        raise needs_extra("h5py") from error
    return h5py
