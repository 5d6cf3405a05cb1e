"""Keys of what is kept: hashes of what a result depends on, the PDF's bytes, the options, and the program's own source,
so that a changed rule or reader is never served old results.

The program's part in a key is :func:`code_version`, which no change escapes. Only pictures, which are dear to make and
are made by little code, have a :func:`declared_version` instead: a test knows the code that each stands for.
"""

from __future__ import annotations

import functools
import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
_KINDS = {".py", ".md", ".toml", ".yml", ".yaml", ".json", ".txt", ".html"}
_IMPORT = re.compile(rb"^[ ]*from (paper_notes[\w.]*) import (\([^)]*\)|[^\n]*)", re.M)


def key_of(*parts: object) -> str:
    """SHA-256 of the parts' text, as a key."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()


_DECLARED = {"pictures": "1", "thumbnails": "1"}
"""To be raised with a change of what these look like."""


def declared_version(what: str) -> str:
    """The version of how these pictures are made."""
    return _DECLARED[what]


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
