"""What a second reader, a model that didn't write the note, answered about its claims, kept from run to run.

The answers about one paper lie in one sealed file of the cache, each under its claim's key: a claim that is written
otherwise, a page that is read otherwise or another question has no answer yet. Nothing is asked here.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from paper_notes.cache.sealed import read_sealed, seal
from paper_notes.files import write_atomically

Answer = Literal["supported", "contradicted", "not stated"]

_lock = threading.Lock()


class SecondAnswer(msgspec.Struct, frozen=True):
    """An answer about one claim. ``quote`` stands on ``page`` (from 1), which the program has looked up; without such
    a quotation the answer is "not stated". ``why`` is the model's reason, in one line."""

    answer: Answer
    model: str
    quote: str = ""
    page: int = 0
    why: str = ""


class SecondAnswers:
    """The kept answers of a cache directory, by paper."""

    def __init__(self, cache_dir: Path) -> None:
        self.folder = cache_dir / "second"

    def of(self, sha256: str) -> Mapping[str, SecondAnswer]:
        """The answers about the paper with these bytes, by claim; none when nothing is kept, or another hand's."""
        data = read_sealed(self._file(sha256))
        try:
            return {} if data is None else msgspec.json.decode(data, type=dict[str, SecondAnswer])
        except msgspec.DecodeError:
            return {}

    def keep(self, sha256: str, answers: Mapping[str, SecondAnswer]) -> bool:
        """Add answers about a paper; returns whether they could be kept."""
        file = self._file(sha256)
        with _lock, contextlib.suppress(OSError):
            data = msgspec.json.encode({**self.of(sha256), **answers})
            write_atomically(file, seal(file.name, data))
            return True
        return False

    def state(self, sha256: str) -> str:
        """What tells one state of the kept answers from another, without reading them; "" for none."""
        try:
            status = self._file(sha256).stat()
        except OSError:
            return ""
        return f"{status.st_size} {status.st_mtime_ns}"

    def _file(self, sha256: str) -> Path:
        return self.folder / f"{sha256[:32]}.json"
