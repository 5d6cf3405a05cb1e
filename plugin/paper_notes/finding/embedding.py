"""Vectors of a whole corpus, shard after shard: a run that is killed goes on where the last whole shard ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from paper_notes.errors import UsageError
from paper_notes.files import write_atomically
from paper_notes.finding.embedders import Embedder, EmbedderOptions
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


def embed(
    shelf: Shelf, store: Store, embedder: Embedder, *, half: bool = False, advance: Advance = lambda done: None
) -> int:
    """Make the vectors that the store doesn't hold yet; returns how many records it already had.

    Raises :class:`UsageError` when the store holds more than the corpus, EmbeddingFailed or OSError when it ends early:
    what was made until then is kept.
    """
    import numpy as np

    held = len(store)
    if held > len(shelf):
        raise UsageError(f"there are vectors of {held} records, and {len(shelf)} records", "Choose another folder.")
    advance(held)
    for first in range(held, len(shelf), SHARD_RECORDS):
        records = [shelf.record(row) for row in range(first, min(first + SHARD_RECORDS, len(shelf)))]
        kind = np.float16 if half else np.float32
        store.append(
            Shard(
                [record.id for record in records],
                embedder.embed([record.title for record in records], "passage").astype(kind),
                embedder.embed([record.abstract for record in records], "passage").astype(kind),
            )
        )
        advance(len(records))
    return held


def open_run(folder: Path, options: EmbedderOptions, storage: Storage, corpus: tuple[int, int], dimensions: int) -> Run:
    """The run whose vectors lie in ``folder``, or a new one; ``corpus`` is the size and time of change of its file.

    Raises :class:`UsageError` when they were made otherwise.
    """
    run = Run(
        model=options.model,
        url=options.url,
        dimensions=dimensions,
        storage=storage,
        half=options.half,
        normalize=options.normalize,
        max_length=options.max_length,
        query_prompt=options.query_prompt,
        passage_prompt=options.passage_prompt,
        corpus_size=corpus[0],
        corpus_changed=corpus[1],
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
