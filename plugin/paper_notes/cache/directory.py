"""The directory of what has been done already: papers read, and for each folder the state it was left in.

All of it is safe to delete.
"""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from paper_notes.errors import one_line

LEAST_ROOM = 16 * 2**20
"""Bytes; with less room left on its disk, a cache is as good as full."""


@dataclass(frozen=True, slots=True)
class Cache:
    """The cache directory. A damaged or foreign entry counts as missing, and what can't be kept is made again."""

    root: Path

    def paper(self, sha256: str, key: str) -> Path:
        """Where the paper with these bytes, read under these options, is kept as sealed JSON."""
        return self.root / "papers" / f"{sha256[:32]}-{key[:16]}.json"


@functools.cache
def cache_directory(root: Path) -> tuple[Path, str]:
    """The directory to keep work in, and "" or why it isn't ``root``.

    A cache that can't be used (no permission, a file in its place, a full disk, links that lead elsewhere) stops no
    build: another directory stands in until the program ends.
    """
    trouble = _trouble(root)
    if not trouble:
        return root, ""
    told = one_line(f"{root} can't be used ({trouble}): this run works without a cache, and will do all of it again")
    return stand_in(), told


def stand_in() -> Path:
    """A new directory that lasts as long as the program."""
    directory = tempfile.mkdtemp(prefix="paper-notes-")
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    return Path(directory)


def _trouble(root: Path) -> str:
    try:
        root.mkdir(parents=True, exist_ok=True)
        for place in (root, *_folders(root)):
            if place != root and place.is_symlink():
                return f"{place.name} in it is a symbolic link"
            if not os.access(place, os.R_OK | os.W_OK | os.X_OK):
                return f"no permission to read and write {place}"
        with tempfile.TemporaryFile(dir=root) as probe:
            probe.write(b"0" * 4096)
            probe.flush()
        if shutil.disk_usage(root).free < LEAST_ROOM:
            return "the disk is full"
    except (FileExistsError, NotADirectoryError):
        return "it is, or lies in, a file"
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""


def _folders(root: Path) -> list[Path]:
    """The folders (and links) in the cache, two levels deep: it has no more."""
    found = []
    for entry in os.scandir(root):
        if entry.is_symlink() or entry.is_dir():
            found.append(Path(entry.path))
            if not entry.is_symlink() and os.access(entry.path, os.R_OK | os.X_OK):
                found += [Path(e.path) for e in os.scandir(entry.path) if e.is_dir() or e.is_symlink()]
    return found
