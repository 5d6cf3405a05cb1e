"""How a folder was left by the last build, kept in the cache."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec

from paper_notes.cache.directory import Cache
from paper_notes.cache.sealed import read_sealed, seal
from paper_notes.checking.model import Finding
from paper_notes.files import write_atomically
from paper_notes.note.evidence import NoteEvidence


class FolderState(msgspec.Struct):
    """How a folder was left by the last build.

    ``pdf`` is (size in bytes, modification time in ns), by which an unchanged PDF is known without opening it.
    ``failure`` is why the paper couldn't be read; the keys are what each part of the work depended on;
    ``evidence`` is what was decided of the claims of each of the folder's notes, by file name.
    """

    pdf: tuple[int, int] | None = None
    sha256: str = ""
    failure: str = ""
    problems: tuple[str, ...] = ()
    read_key: str = ""
    write_key: str = ""
    picture_key: str = ""
    check_key: str = ""
    findings: tuple[Finding, ...] = ()
    evidence: dict[str, NoteEvidence] = {}


def load_state(cache: Cache, folder: Path) -> FolderState:
    """The folder's state; an empty one when nothing is known."""
    data = read_sealed(_state_file(cache, folder))
    try:
        return FolderState() if data is None else msgspec.json.decode(data, type=FolderState)
    except msgspec.DecodeError:
        return FolderState()


def save_state(cache: Cache, folder: Path, state: FolderState) -> None:
    """Keep the folder's state; writes only when it changed. Raises OSError when that isn't possible."""
    file = _state_file(cache, folder)
    data = msgspec.json.encode(state)
    if read_sealed(file) != data:
        write_atomically(file, seal(file.name, data))


def _state_file(cache: Cache, folder: Path) -> Path:
    name = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:32]
    return cache.root / "state" / f"{name}.json"
