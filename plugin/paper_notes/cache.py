"""What has been done already: papers read, and for each folder the state it was left in.

Everything lies under one directory that is safe to delete. Keys are hashes of what the result depends on: the
PDF's bytes, the options, and the program's own source, so that a changed rule or reader is never served old results.
"""

from __future__ import annotations

import atexit
import functools
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from paper_notes.errors import one_line

PACKAGE = Path(__file__).parent
_KINDS = {".py", ".md", ".toml", ".yml", ".yaml", ".json", ".txt", ".html"}
_IMPORT = re.compile(rb"^[ ]*from (paper_notes[\w.]*) import (\([^)]*\)|[^\n]*)", re.M)
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


def key_of(*parts: object) -> str:
    """SHA-256 of the parts' text, as a key."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()


@functools.cache
def code_version(*rooms: str) -> str:
    """SHA-256 over the source and data files of the named rooms of the package and of every module that they import.

    A room is a folder, "writing/extract", or a module, "writing/incomplete".
    """
    total = hashlib.sha256()
    for file, content in sorted(sources(rooms).items()):
        total.update(file.as_posix().encode() + b"\0" + content)
    return total.hexdigest()


def sources(rooms: Iterable[str]) -> dict[Path, bytes]:
    """The files that decide what the named rooms do, relative to the package, and what stands in them."""
    found: dict[str, bytes] = {}
    wanted = [f"{room}.py" for room in rooms if f"{room}.py" in _files()]
    wanted += [name for room in rooms for name in _files() if name.startswith(f"{room}/")]
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name], imported = _source(name)
            wanted += imported
    return {Path(name): content for name, content in found.items()}


@functools.cache
def _files() -> frozenset[str]:
    """The package's files that may decide something, relative to it."""
    found = []
    for folder, below, names in os.walk(PACKAGE):
        below[:] = [name for name in below if name != "__pycache__"]
        inside = folder[len(str(PACKAGE)) + 1 :].replace(os.sep, "/")
        found += [f"{inside}/{name}" if inside else name for name in names if Path(name).suffix in _KINDS]
    return frozenset(found)


@functools.cache
def _source(name: str) -> tuple[bytes, list[str]]:
    """What stands in a file of the package, and the files that it imports."""
    content = (PACKAGE / name).read_bytes()
    wanted = set()
    for module, names in _IMPORT.findall(content) if name.endswith(".py") else ():
        inside = "/".join(module.decode().split(".")[1:])
        prefix = f"{inside}/" if inside else ""
        wanted |= {f"{inside}.py", f"{prefix}__init__.py"}
        wanted |= {f"{prefix}{part.decode()}.py" for part in re.findall(rb"\w+", names)}
    return content, sorted(wanted & _files())
