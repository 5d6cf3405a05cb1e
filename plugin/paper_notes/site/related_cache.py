"""Relations kept from one build to the next: while no note changes, nothing is compared again."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from paper_notes.cache.keys import code_version
from paper_notes.cache.sealed import read_sealed, seal
from paper_notes.files import write_atomically
from paper_notes.note.model import Note
from paper_notes.site.related import Relations, relate
from paper_notes.site.terms import NoteText


def relate_once(notes: Mapping[str, Note], cache: Path) -> Relations:
    """The relations of these notes, from ``cache/relations.json`` when they were made of the very same notes."""
    file = cache / "relations.json"
    key = _key(notes)
    kept = _load(file, key)
    if kept is not None:
        return kept
    relations = relate({slug: NoteText.of(note) for slug, note in notes.items()})
    record = _Record(key, relations.order, dict(relations.nearest))
    with contextlib.suppress(OSError):  # made again the next time
        write_atomically(file, seal(file.name, msgspec.json.encode(record)))
    return relations


def _key(notes: Mapping[str, Note]) -> str:
    digest = hashlib.sha256(code_version("site/related", "site/shelf", "site/terms").encode())
    for slug in sorted(notes):
        digest.update(repr((slug, notes[slug])).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


class _Record(msgspec.Struct, frozen=True):
    key: str
    order: tuple[str, ...]
    nearest: dict[str, tuple[tuple[str, float], ...]]


def _load(file: Path, key: str) -> Relations | None:
    data = read_sealed(file)
    try:
        record = None if data is None else msgspec.json.decode(data, type=_Record)
    except msgspec.DecodeError:
        return None
    return Relations(record.order, record.nearest) if record is not None and record.key == key else None
