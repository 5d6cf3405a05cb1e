"""A corpus made searchable: records, word index and the analysis of its vocabulary, in one folder.

The folder is made beside its place and moved there when it is whole. Memory: the postings of one block of records at a
time; the index itself is written through mapped files.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from paper_notes.errors import UsageError
from paper_notes.finding.check import identifier_hash
from paper_notes.finding.in_order import Workers, in_order
from paper_notes.finding.lsa import DIMENSIONS, train
from paper_notes.finding.records import Record
from paper_notes.finding.shelf import write_shelf
from paper_notes.finding.source import Source
from paper_notes.finding.terms import author_terms, category_terms, term_counts
from paper_notes.finding.words import TITLE_WEIGHT, Postings, merge_postings, postings_of

BLOCK_RECORDS = 20_000
"""Records whose postings are made by one worker at a time."""
TRAINING_RECORDS = 100_000
"""Records that the analysis is trained on at most: evenly spread over the corpus."""

Advance = Callable[[int], None]
"""Called with the number of records that are done."""


class Manifest(msgspec.Struct):
    """What an index was made of: the file's name, size and time of change (ns)."""

    file: str
    size: int
    changed: int
    records: int
    form: int = 2


def index_corpus(
    source: Source, folder: Path, *, workers: Workers = 1, advance: Advance = lambda done: None
) -> Manifest:
    """Make the index of a file of records in ``folder``; an index of the same file there is kept as it is.

    Records without an identifier or without any text, and those named a second time, are left out.
    Raises :class:`UsageError` when nothing is left, OSError when it can't be written.
    """
    status = source.path.stat()
    with contextlib.suppress(OSError, msgspec.DecodeError):
        held = read_manifest(folder)
        if (held.file, held.size, held.changed, held.form) == (
            source.path.name,
            status.st_size,
            status.st_mtime_ns,
            Manifest("", 0, 0, 0).form,
        ):
            return held
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as name:
        making = Path(name)
        making.chmod(0o755)
        records = write_shelf(making, _once(source))
        if not records:
            raise UsageError(f"{source.path}: no record has an identifier and a text")
        _write_words(making, records, workers, advance)
        sample = _sample(making, records)
        with contextlib.suppress(ValueError):  # no word stands twice: there is nothing to learn, words alone search
            train(sample, DIMENSIONS).save(making)
        manifest = Manifest(source.path.name, status.st_size, status.st_mtime_ns, records)
        (making / "manifest.json").write_bytes(msgspec.json.encode(manifest))
        folder.mkdir(exist_ok=True)
        for path in sorted(making.iterdir(), key=lambda path: path.name == "manifest.json"):
            path.replace(folder / path.name)
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """Raises OSError or msgspec.DecodeError when there is no index."""
    return msgspec.json.decode((folder / "manifest.json").read_bytes(), type=Manifest)


def text_counts(record: Record, title_weight: int) -> Counter[str]:
    """The terms of a record as the word index counts them."""
    return term_counts(record.title, record.abstract, " ".join(record.authors), title_weight=title_weight)


def _once(source: Source) -> Iterator[Record]:
    seen: set[bytes] = set()
    for record in source.records():
        name = identifier_hash(record.id)
        if record.id and (record.title or record.abstract) and name not in seen:
            seen.add(name)
            yield record


@dataclass(frozen=True, slots=True)
class _Task:
    folder: Path
    first: int
    last: int


def _postings(task: _Task) -> Postings:
    """The postings of a block of records (in a worker)."""
    from paper_notes.finding.shelf import Shelf

    shelf = Shelf.open(task.folder)
    rows = (shelf.record(row) for row in range(task.first, task.last))
    return postings_of(
        (text_counts(record, TITLE_WEIGHT), author_terms(record.authors) | category_terms(record.categories))
        for record in rows
    )


def _write_words(folder: Path, records: int, workers: Workers, advance: Advance) -> None:
    tasks = [_Task(folder, first, min(first + BLOCK_RECORDS, records)) for first in range(0, records, BLOCK_RECORDS)]

    def postings() -> Iterator[Postings]:
        for task, found in in_order(_postings, tasks, 1 if len(tasks) == 1 else workers):
            yield found
            advance(task.last - task.first)

    merge_postings(postings(), folder, records)


def _sample(folder: Path, records: int) -> Iterator[Counter[str]]:
    from paper_notes.finding.shelf import Shelf

    shelf = Shelf.open(folder)
    step = max(1, -(-records // TRAINING_RECORDS))
    for row in range(0, records, step):
        record = shelf.record(row)
        yield term_counts(record.title, record.abstract, title_weight=0)
