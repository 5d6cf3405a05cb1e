"""Relations kept from one build to the next: while no note changes, nothing is compared again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from paper_notes.note.store import write_atomically
from paper_notes.site.related import Relations, relate
from paper_notes.site.terms import NoteText

_VERSION = "1"
"""To be raised when the same notes would be related or shelved in another way."""


def relate_once(notes: Mapping[str, NoteText], cache: Path) -> Relations:
    """The relations of these notes, from ``cache/relations.json`` when they were made of the very same notes."""
    file = cache / "relations.json"
    key = _key(notes)
    kept = _load(file, key)
    if kept is not None:
        return kept
    relations = relate(notes)
    record = {"key": key, "order": relations.order, "nearest": relations.nearest}
    write_atomically(file, json.dumps(record, ensure_ascii=False).encode())
    return relations


def _key(notes: Mapping[str, NoteText]) -> str:
    digest = hashlib.sha256(_VERSION.encode())
    for slug in sorted(notes):
        digest.update(repr((slug, notes[slug])).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _load(file: Path, key: str) -> Relations | None:
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
        if record["key"] != key:
            return None
        nearest = {slug: tuple((other, near) for other, near in found) for slug, found in record["nearest"].items()}
        return Relations(tuple(record["order"]), nearest)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # not there, or not as it was left: made again
