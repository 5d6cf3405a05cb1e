"""Files of records: JSON lines (plain, gzip, Zstandard), CSV and Parquet, read in blocks of whole lines."""

from __future__ import annotations

import contextlib
import gzip
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import msgspec

from paper_notes.errors import UsageError
from paper_notes.finding.records import ARXIV_COLUMNS, FIELDS, LIST_COLUMNS, Raw, Record, raw_type, record_of

BLOCK_BYTES = 8 << 20
"""How much of a file is decoded at a time: enough to keep a worker busy, little beside its memory."""

LONGEST_LINE = 64 << 20
"""Bytes of a line beyond which it is no record: a file without line ends must not fill the memory."""

_TABLES = {".parquet": "parquet", ".pq": "parquet", ".csv": "csv", ".tsv": "csv"}


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines of a file: its bytes, where they begin (uncompressed) and the number of its first line, from 1."""

    data: bytes
    offset: int
    first_line: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file of records and how it calls their columns; found by :func:`open_source`."""

    path: Path
    form: str
    columns: Mapping[str, str] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        """The lines of a file, a block after another; rows of a table become JSON lines in our own columns.

        Raises OSError.
        """
        if self.form != "lines":
            yield from _encoded(table_rows(self))
            return
        with _opened(self.path) as file:
            rest, offset, line = b"", 0, 1
            while data := file.read(BLOCK_BYTES):
                data = rest + data
                end = data.rfind(b"\n") + 1
                if not end and len(data) < LONGEST_LINE:
                    rest = data
                    continue
                end = end or len(data)
                yield Block(data[:end], offset, line)
                offset, line, rest = offset + end, line + data.count(b"\n", 0, end), data[end:]
            if rest:
                yield Block(rest, offset, line)

    @property
    def line_columns(self) -> Mapping[str, str]:
        """How the columns are called in :meth:`blocks`."""
        return self.columns if self.form == "lines" else {}

    def records(self) -> Iterator[Record]:
        """Every record that can be read, in the file's order; malformed lines are passed over."""
        if self.form == "lines":
            decoder = msgspec.json.Decoder(raw_type(self.columns))
            for block in self.blocks():
                for line in block.data.split(b"\n"):
                    if line.strip():
                        with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
                            yield record_of(decoder.decode(line))
        else:
            for raw in table_rows(self):
                yield record_of(raw)


def open_source(path: Path, columns: Mapping[str, str] | None = None) -> Source:
    """A file of records; columns that aren't given are guessed from its first record.

    Raises :class:`UsageError` when there is no such file, or nothing in it that can be a record.
    """
    if not path.is_file():
        raise UsageError(f"there is no file {path}")
    bare = path.with_suffix("") if path.suffix in (".gz", ".zst") else path
    form = _TABLES.get(bare.suffix.lower(), "lines")
    given = dict(columns or {})
    raw_type(given)
    try:
        names = _first_names(path, form)
    except (OSError, ValueError, EOFError) as error:
        raise UsageError(f"{path} can't be read ({error})") from error
    missing = [name for name in given.values() if name not in names]
    if missing:
        raise UsageError(f"{path}: there is no column {missing[0]!r}", f"Its columns are {', '.join(sorted(names))}.")
    guessed = {
        name: other
        for known in (ARXIV_COLUMNS, LIST_COLUMNS)
        for name, other in known.items()
        if name not in names and other in names
    }
    return Source(path, form, {**guessed, **given})


def table_rows(source: Source) -> Iterator[Raw]:
    """The rows of a CSV or Parquet file; raises :class:`UsageError` when it isn't one."""
    if source.form == "csv":
        import csv

        csv.field_size_limit(LONGEST_LINE)
        with _opened(source.path) as file:
            text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
            delimiter = "\t" if ".tsv" in source.path.name else ","
            for row in csv.DictReader((line.replace("\0", "") for line in text), delimiter=delimiter):
                yield _raw(row, source.columns)
        return
    parquet = _parquet()
    names = {source.columns.get(name, name): name for name in FIELDS}
    file = parquet.ParquetFile(source.path)
    held = [name for name in names if name in file.schema_arrow.names]
    for batch in file.iter_batches(batch_size=8192, columns=held):
        for row in batch.to_pylist():
            yield _raw(row, source.columns)


def _encoded(rows: Iterator[Raw]) -> Iterator[Block]:
    data, offset, line = bytearray(), 0, 1
    encoder = msgspec.json.Encoder()
    count = 0
    for row in rows:
        data += encoder.encode(row) + b"\n"
        count += 1
        if len(data) >= BLOCK_BYTES:
            yield Block(bytes(data), offset, line)
            offset, line, count, data = offset + len(data), line + count, 0, bytearray()
    if data:
        yield Block(bytes(data), offset, line)


def _raw(row: Mapping[str, Any], columns: Mapping[str, str]) -> Raw:
    return Raw(**{name: row.get(columns.get(name, name)) for name in FIELDS})


def _first_names(path: Path, form: str) -> set[str]:
    if form == "csv":
        import csv

        with _opened(path) as file:
            text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
            return set(next(csv.reader(text, delimiter="\t" if ".tsv" in path.name else ","), []))
    if form == "parquet":
        return set(_parquet().ParquetFile(path).schema_arrow.names)
    names: set[str] = set()
    with _opened(path) as file:
        for _ in range(100):
            line = file.readline(LONGEST_LINE)
            with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
                names |= msgspec.json.decode(line, type=dict[str, Any]).keys()
    if not names:
        raise ValueError("none of its first lines is a JSON object")
    return names


def _opened(path: Path) -> IO[bytes]:
    if path.suffix == ".gz":
        return gzip.open(path, "rb")  # type: ignore[return-value]
    if path.suffix == ".zst":
        try:
            import zstandard
        except ImportError as error:
            raise needs_extra("zstandard") from error
        return io.BufferedReader(zstandard.open(path, "rb"))
    return path.open("rb")


def _parquet() -> Any:
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise needs_extra("pyarrow") from error
    return pyarrow.parquet


def needs_extra(package: str, extra: str = "find") -> UsageError:
    """What to tell when a package of an extra isn't installed."""
    return UsageError(f"{package} is not installed", f'Install it with: pip install "mkdocs-paper-notes[{extra}]"')
