"""Pictures kept in the cache as files of their own, so that the site can link them; each with its seal beside it.

A picture without its seal (see :mod:`paper_notes.cache.sealed`), or that is a symbolic link, counts as missing: what
another hand put into the cache is never published.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from paper_notes.cache.sealed import matches, read_plain, seal_of
from paper_notes.files import write_atomically

_SEAL = ".seal"


def keep_picture(path: Path, data: bytes) -> None:
    """Keep a picture and its seal; raises OSError when that isn't possible."""
    write_atomically(path.with_name(path.name + _SEAL), seal_of(path.name, data), durably=False)
    write_atomically(path, data)


def is_kept(path: Path) -> bool:
    """Whether this user's own runs kept this picture, as it is now."""
    try:
        status = path.lstat()
    except (OSError, ValueError):
        return False
    return _is_kept(os.fspath(path), status.st_ino, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=16384)
def _is_kept(path: str, node: int, size: int, changed: int) -> bool:
    del node, size, changed  # by which a file that was looked at is known
    file = Path(path)
    try:
        return matches(file.name, read_plain(file), read_plain(file.with_name(file.name + _SEAL)))
    except OSError:
        return False
