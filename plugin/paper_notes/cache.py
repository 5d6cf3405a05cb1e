"""What has been done already: papers read, and for each folder the state it was left in.

Everything lies under one directory that is safe to delete. Keys are hashes of what the result depends on: the
PDF's bytes, the options, and the program's own source, so that a changed rule or reader is never served old results.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from paper_notes.checking.model import Finding
from paper_notes.note.store import write_atomically

PACKAGE = Path(__file__).parent


class FolderState(msgspec.Struct):
    """How a folder was left by the last build.

    ``pdf`` is (size in bytes, modification time in ns), by which an unchanged PDF is known without opening it.
    ``failure`` is why the paper couldn't be read; the keys are what each part of the work depended on.
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


@dataclass(frozen=True, slots=True)
class Cache:
    """The cache directory. A damaged or foreign entry counts as missing."""

    root: Path

    def paper(self, sha256: str, key: str) -> Path:
        """Where the paper with these bytes, read under these options, is kept as JSON."""
        return self.root / "papers" / f"{sha256[:32]}-{key[:16]}.json"

    def load_state(self, folder: Path) -> FolderState:
        """The folder's state; an empty one when nothing is known."""
        try:
            return msgspec.json.decode(self._state_file(folder).read_bytes(), type=FolderState)
        except (OSError, msgspec.DecodeError):
            return FolderState()

    def save_state(self, folder: Path, state: FolderState) -> None:
        """Keep the folder's state; writes only when it changed."""
        file = self._state_file(folder)
        data = msgspec.json.encode(state)
        try:
            if file.read_bytes() == data:
                return
        except OSError:
            pass
        write_atomically(file, data)

    def _state_file(self, folder: Path) -> Path:
        place = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
        return self.root / "state" / f"{folder.name}-{place}.json"


def key_of(*parts: object) -> str:
    """SHA-256 of the parts' text, as a key."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()


@functools.cache
def code_version(*rooms: str) -> str:
    """SHA-256 over the source and data files of the named rooms of the package."""
    total = hashlib.sha256()
    for file in _sources(rooms):
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def _sources(rooms: Iterable[str]) -> list[Path]:
    kinds = {".py", ".md", ".toml", ".yml", ".yaml", ".json", ".txt", ".html"}
    return sorted(
        file
        for room in rooms
        for file in (PACKAGE / room).rglob("*")
        if file.suffix in kinds and "__pycache__" not in file.parts
    )
