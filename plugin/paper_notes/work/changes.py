"""Whether files changed since somebody last looked, but for those that the program itself wrote."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from pathlib import Path

Stamp = tuple[int, int]
"""Modification time in ns, and size in bytes."""


class SeenFiles:
    """The files below a folder as they were seen; hidden ones don't count."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = threading.Lock()
        self._seen: dict[str, Stamp] = {}

    def look(self) -> None:
        """Take the files as they are now for seen."""
        now = self._now()
        with self._lock:
            self._seen = now

    def wrote(self, paths: Iterable[Path]) -> None:
        """These files, or all in these folders, are ours as they are now."""
        now, ours = self._now(), [os.fspath(path) for path in paths]

        def is_ours(name: str) -> bool:
            return any(name == one or name.startswith(one + os.sep) for one in ours)

        with self._lock:
            kept = {name: stamp for name, stamp in self._seen.items() if not is_ours(name)}
            self._seen = kept | {name: stamp for name, stamp in now.items() if is_ours(name)}

    def changed(self) -> bool:
        """Whether a file is there, gone or changed that wasn't seen so."""
        now = self._now()
        with self._lock:
            return now != self._seen

    def _now(self) -> dict[str, Stamp]:
        found: dict[str, Stamp] = {}
        for folder, below, names in os.walk(self.root):
            below[:] = [name for name in below if not name.startswith(".")]
            for name in names:
                if name.startswith("."):
                    continue
                path = Path(folder, name)
                try:
                    status = path.stat()
                except OSError:
                    continue
                found[os.fspath(path)] = (status.st_mtime_ns, status.st_size)
        return found
