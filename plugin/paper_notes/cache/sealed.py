"""Entries of the cache that this user's own runs wrote, told from those that somebody put there.

The cache lies inside the project, so a pull request can bring one along. Every entry carries a keyed digest of its name
and content; the key lies outside the project, with the user's own state. An entry without the right digest counts as
missing. Where the key can't be kept, each run has its own, and nothing is found that an earlier one left.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import hashlib
import hmac
import os
import secrets
import stat
from pathlib import Path

import platformdirs

KEY = "PAPER_NOTES_CACHE_KEY"
"""The environment variable that may hold the key, at least 16 characters; by it worker processes have the same one."""
_DIGEST_BYTES = 16
_SHORTEST_KEY = 16


def seal(name: str, data: bytes) -> bytes:
    """An entry's bytes for the file of this name."""
    return _digest(name, data) + b"\n" + data


def unseal(name: str, raw: bytes) -> bytes | None:
    """What was sealed under this name; None for anything that wasn't."""
    digest, _, data = raw.partition(b"\n")
    return data if matches(name, data, digest) else None


def seal_of(name: str, data: bytes) -> bytes:
    """The seal alone, for what is kept as a file of its own."""
    return _digest(name, data)


def matches(name: str, data: bytes, digest: bytes) -> bool:
    """Whether this is the seal of these bytes under this name."""
    return hmac.compare_digest(digest, _digest(name, data))


def read_sealed(path: Path) -> bytes | None:
    """A sealed file's content; None when there is none, or another hand wrote it."""
    try:
        return unseal(path.name, read_plain(path))
    except OSError:
        return None


def read_plain(path: Path) -> bytes:
    """The bytes of a file that lies where it seems to lie. Raises OSError for a symbolic link, a pipe or a device."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no file", os.fspath(path))
        return file.read()


def _digest(name: str, data: bytes) -> bytes:
    digest = hashlib.blake2b(os.fsencode(name) + b"\0", key=_key(), digest_size=_DIGEST_BYTES)
    digest.update(data)
    return digest.hexdigest().encode()


@functools.cache
def _key() -> bytes:
    given = os.environ.get(KEY, "")
    if len(given) < _SHORTEST_KEY:
        given = _kept_key() or secrets.token_hex(32)
        os.environ[KEY] = given
    return hashlib.blake2b(given.encode(), digest_size=32).digest()


def _kept_key() -> str:
    """The key in the user's own state directory, made there when it is missing; "" when that can't be done."""
    try:
        file = Path(platformdirs.user_state_dir("paper-notes", appauthor=False)) / "cache-key"
        with contextlib.suppress(FileExistsError):
            file.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            os.write(handle, secrets.token_hex(32).encode())
            os.close(handle)
        found = file.read_text().strip()
    except (OSError, ValueError, RuntimeError):  # RuntimeError: no home directory
        return ""
    return found if len(found) >= _SHORTEST_KEY else ""
