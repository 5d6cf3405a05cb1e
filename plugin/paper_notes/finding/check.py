"""What a file of records holds: present, empty, malformed, doubled; in one pass over the file, by all cores.

A worker is handed a stretch of a file and answers with counts, so that little passes between processes; only the hashes
of identifiers stay (16 bytes a record), which doubles are found by.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from paper_notes.finding.records import FIELDS, categories_of, date_of, raw_type, text_of

BITS = {name: 1 << place for place, name in enumerate(FIELDS)}

TOLD = 20
"""How many line numbers or identifiers of a fault a report names."""
ROWS_A_BLOCK = 5_000
HASH_BYTES = 8


class FieldReport(msgspec.Struct):
    """Of one field: in how many records it is missing (or null), and in how many it is there and empty."""

    missing: int = 0
    empty: int = 0


class CheckReport(msgspec.Struct, kw_only=True):
    """What :func:`check` found. Lines are numbered from 1; lists hold the first :data:`TOLD`.

    ``years`` are those of the records' first versions, ``versions`` how many records have so many of them.
    """

    file: str
    records: int = 0
    blank_lines: int = 0
    malformed: int = 0
    malformed_lines: list[int] = []
    incomplete: int = 0
    incomplete_lines: list[int] = []
    duplicates: int = 0
    duplicate_lines: list[int] = []
    duplicate_ids: list[str] = []
    required: list[str] = []
    fields: dict[str, FieldReport] = {}
    years: dict[str, int] = {}
    undated: int = 0
    categories: dict[str, int] = {}
    versions: dict[str, int] = {}
    kept: int = 0


@dataclass(slots=True)
class Part:
    """What a worker found in one stretch of a file.

    ``lines`` has a number a line: bytes it takes, its end included, negative for a line that may not be kept.
    ``hashes`` has eight bytes for each line that may be: its identifier's hash. ``states`` counts records by the fields
    that are missing and empty (bits of ``BITS``).
    """

    lines: array[int] = field(default_factory=lambda: array("q"))
    hashes: bytes = b""
    blank: int = 0
    malformed: list[int] = field(default_factory=list)
    incomplete: list[int] = field(default_factory=list)
    states: Counter[tuple[int, int]] = field(default_factory=Counter)
    years: Counter[str] = field(default_factory=Counter)
    categories: Counter[str] = field(default_factory=Counter)
    versions: Counter[int] = field(default_factory=Counter)


def examine(data: bytes, columns: Mapping[str, str], required: tuple[str, ...]) -> Part:
    """Look at whole lines of JSON. Numbers of lines in the result count from 0."""
    decoder = _decoder(tuple(sorted(columns.items())))
    lines = data.splitlines(keepends=True) if b"\r" not in data else _split(data)
    part = Part()
    places: Sequence[int] = range(len(lines))
    try:
        rows = decoder.decode_lines(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        rows = []
    if len(rows) != len(lines):  # a line that is blank or malformed: look at each for itself
        rows, places = _one_by_one(decoder, lines, part)
    wanted = sum(BITS[name] for name in required)
    states = [_state(row) for row in rows]
    part.states.update(states)
    part.years.update([_year(row) for row in rows])
    part.categories.update([_categories(row.categories) for row in rows])
    part.versions.update([len(row.versions) for row in rows if type(row.versions) is list])
    part.lines.extend([-len(line) for line in lines])
    kept = []
    for place, (missing, empty), row in zip(places, states, rows, strict=True):
        if wanted & (missing | empty):
            part.incomplete.append(place)
        else:
            part.lines[place] = -part.lines[place]
            kept.append(row.id)
    part.hashes = b"".join([identifier_hash(name) for name in kept])
    return part


def _one_by_one(decoder: Any, lines: list[bytes], part: Part) -> tuple[list[Any], list[int]]:
    rows, places = [], []
    for place, line in enumerate(lines):
        if line.isspace():
            part.blank += 1
            continue
        try:
            rows.append(decoder.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError):
            part.malformed.append(place)
        else:
            places.append(place)
    return rows, places


def _split(data: bytes) -> list[bytes]:
    """Lines that end in a line feed: a carriage return ends none in JSON lines."""
    lines = [line + b"\n" for line in data.split(b"\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def identifier_hash(value: object) -> bytes:
    """Eight bytes for an identifier, the same in every run."""
    text = value if type(value) is str else text_of(value)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).digest()


def _categories(value: object) -> str:
    return value if isinstance(value, str) else " ".join(categories_of(value))


_YEAR = re.compile(r"[12]\d{3}")
_CREATED_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_EMPTY = frozenset((b'""', b"[]", b"{}"))
_SHORT = 24
"""Bytes of JSON up to which a text may consist of spaces alone: a longer one isn't decoded to find out."""


def _state(raw: Any) -> tuple[int, int]:
    """Which fields are missing and which are empty, as bits."""
    if (  # as nearly all are: looked at first, and as little as can be
        len(raw.title) > _SHORT
        and len(raw.abstract) > _SHORT
        and len(raw.authors) > _SHORT
        and raw.versions
        and raw.categories
        and type(raw.id) is type(raw.date) is str
        and raw.id.strip()
        and raw.date
    ):
        if raw.doi is None:
            return _ONLY_DOI_MISSING
        if raw.doi:
            return _WHOLE
    missing = empty = 0
    for name, bit in BITS.items():
        value = getattr(raw, name)
        if isinstance(value, msgspec.Raw):
            kind = _short_kind(bytes(value)) if len(value) <= _SHORT else False
        else:
            kind = None if value is None else value in ("", [], {}) or (isinstance(value, str) and value.isspace())
        missing |= bit if kind is None else 0
        empty |= bit if kind else 0
    return missing, empty


_WHOLE = (0, 0)
_ONLY_DOI_MISSING = (BITS["doi"], 0)


def _short_kind(text: bytes) -> bool | None:
    """Of a short value: None for none or null, else whether it is empty or only spaces."""
    if text in (b"", b"null"):
        return None
    if text in _EMPTY:
        return True
    value = msgspec.json.decode(text)
    return isinstance(value, str) and not value.strip()


def _year(raw: Any) -> str:
    """The year of a record as text, "" when unknown; the quick way first, a parser of dates where that fails."""
    versions = raw.versions
    if isinstance(versions, list) and versions and isinstance(versions[0], dict):
        found = _CREATED_YEAR.search(str(versions[0].get("created") or ""))
        if found:
            return found.group(1)
    date = date_of(raw.date, versions)
    return date[:4] if _YEAR.match(date) else ""


_DECODERS: dict[tuple[tuple[str, str], ...], Any] = {}


def _decoder(columns: tuple[tuple[str, str], ...]) -> Any:
    if columns not in _DECODERS:
        # texts are left as they stand: whether they are empty can be seen without decoding them
        _DECODERS[columns] = msgspec.json.Decoder(raw_type(dict(columns), undecoded=("title", "abstract", "authors")))
    return _DECODERS[columns]
