"""Vectors of a whole corpus, shard after shard: a run that is killed goes on where the last whole shard ends."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from paper_notes.errors import UsageError
from paper_notes.files import write_atomically
from paper_notes.finding.embedders import LSA, Embedder, EmbedderOptions, load_embedder
from paper_notes.finding.in_order import Workers, in_order
from paper_notes.finding.neighbours import index_vectors
from paper_notes.finding.shelf import Shelf
from paper_notes.finding.store import Shard, Storage, Store, open_store

SHARD_RECORDS = 4096
"""Records of one shard: what a killed run loses at most."""

Advance = Callable[[int], None]
"""Called with the number of records that are done."""


class Run(msgspec.Struct):
    """What vectors were made with; kept beside them, and asked again before more are added."""

    model: str
    url: str
    dimensions: int
    storage: Storage
    half: bool
    normalize: bool
    max_length: int
    query_prompt: str
    passage_prompt: str
    corpus_size: int
    corpus_changed: int


@dataclass(frozen=True, slots=True)
class Work:
    """What makes the vectors of an index: its folder, the size and time of change of the file that it is of, the
    model's options, the key of its server."""

    folder: Path
    corpus: tuple[int, int]
    options: EmbedderOptions
    key: str = field(default="", repr=False)


def embed(work: Work, store: Store, *, workers: Workers = 1, advance: Advance = lambda done: None) -> int:
    """Make the vectors that the store doesn't hold yet; returns how many records it already had.

    The built-in analysis works in as many processes as there are workers; other models have this machine's device or a
    server to themselves, or a device each on a cluster.
    Raises :class:`UsageError` when the store holds more than the corpus, EmbeddingFailed or OSError when it ends early:
    what was made until then is kept.
    """
    held, size = len(store), len(_opened(work)[0])
    if held > size:
        raise UsageError(f"there are vectors of {held} records, and {size} records", "Choose another folder.")
    advance(held)
    tasks = [_Task(work, first, min(first + SHARD_RECORDS, size)) for first in range(held, size, SHARD_RECORDS)]
    alone = isinstance(workers, int) and (work.options.url or work.options.model != LSA or len(tasks) == 1)
    for _, shard in in_order(_shard, tasks, 1 if alone else workers):
        store.append(shard)
        advance(len(shard.ids))
    return held


@dataclass(frozen=True, slots=True)
class _Task:
    work: Work
    first: int
    last: int


@functools.lru_cache(maxsize=1)
def _opened(work: Work) -> tuple[Shelf, Embedder]:
    return Shelf.open(work.folder), load_embedder(work.options, work.folder, work.key)


def _shard(task: _Task) -> Shard:
    """The vectors of a run of records (in a worker)."""
    import numpy as np

    shelf, embedder = _opened(task.work)
    records = [shelf.record(row) for row in range(task.first, task.last)]
    kind = np.float16 if task.work.options.half else np.float32
    return Shard(
        [record.id for record in records],
        embedder.embed([record.title for record in records], "passage").astype(kind),
        embedder.embed([record.abstract for record in records], "passage").astype(kind),
    )


def open_run(work: Work, storage: Storage) -> Run:
    """The run whose vectors lie in the folder ``vectors`` of the index, or a new one.

    Raises :class:`UsageError` when they were made otherwise.
    """
    folder, options = work.folder / "vectors", work.options
    run = Run(
        model=options.model,
        url=options.url,
        dimensions=_opened(work)[1].dimensions,
        storage=storage,
        half=options.half,
        normalize=options.normalize,
        max_length=options.max_length,
        query_prompt=options.query_prompt,
        passage_prompt=options.passage_prompt,
        corpus_size=work.corpus[0],
        corpus_changed=work.corpus[1],
    )
    path = folder / "run.json"
    if path.exists():
        held = read_run(folder)
        for name in run.__struct_fields__:
            if getattr(held, name) != getattr(run, name):
                raise UsageError(
                    f"{folder}: the vectors there were made with {name} {getattr(held, name)!r}, "
                    f"not {getattr(run, name)!r}",
                    "Choose another folder, or delete this one.",
                )
        return held
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(path, msgspec.json.encode(run))
    return run


def read_run(folder: Path) -> Run:
    """Raises :class:`UsageError` when no vectors lie in ``folder``."""
    try:
        return msgspec.json.decode((folder / "run.json").read_bytes(), type=Run)
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(f"no vectors lie in {folder}", "Make them with: paper-notes corpus embed") from error


def options_of(run: Run) -> EmbedderOptions:
    """What loads the model that vectors were made with."""
    return EmbedderOptions(
        run.model,
        run.url,
        max_length=run.max_length,
        normalize=run.normalize,
        query_prompt=run.query_prompt,
        passage_prompt=run.passage_prompt,
    )


def open_vectors(folder: Path) -> tuple[Run, Store]:
    """The run and the store of vectors that were made before; raises :class:`UsageError`."""
    run = read_run(folder)
    return run, open_store(folder, run.storage)


def join_vectors(store: Store, folder: Path) -> None:
    """Write ``meaning.npy``, (records, dimensions) float32: a record's title and abstract in one vector, which is what
    is searched; with an index of them where there are many. Each takes its place when it is whole."""
    import numpy as np

    target, first = None, 0
    making = folder / ".meaning.npy.tmp"
    for shard in store.shards():
        if target is None:
            shape = (len(store), shard.title.shape[1])
            target = np.lib.format.open_memmap(making, mode="w+", dtype=np.float32, shape=shape)
        target[first : first + len(shard.ids)] = shard.title.astype(np.float32) + shard.abstract.astype(np.float32)
        first += len(shard.ids)
    if target is not None:
        target.flush()
        index_vectors(target, folder)
        making.replace(folder / "meaning.npy")
