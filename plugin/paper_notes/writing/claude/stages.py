"""Answers that are paid for, kept on disk: nothing is paid twice, and a killed run goes on where it was."""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from paper_notes.cache.sealed import read_sealed, seal
from paper_notes.files import write_atomically
from paper_notes.writing.claude.request import Answer, Request

MOST_BYTES = 8_000_000
"""A longer file is no answer that was kept here: it counts as missing."""


class StageCache:
    """Whole answers by the key of their request (the PDF's bytes, stage, prompt, model, options and material)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, request: Request) -> Answer | None:
        """The answer to a request; None when there is none, or the file is damaged, too long, or another hand's."""
        file = self._file(request.key)
        try:
            data = read_sealed(file) if file.lstat().st_size <= MOST_BYTES else None
            return None if data is None else msgspec.json.decode(data, type=Answer)
        except (OSError, msgspec.DecodeError):
            return None

    def put(self, key: str, answer: Answer) -> bool:
        """Keep an answer; the file appears whole or not at all. Returns whether that was possible: one that is longer
        than any note isn't kept."""
        file = self._file(key)
        data = seal(file.name, msgspec.json.encode(answer))
        if len(data) > MOST_BYTES:
            return False
        try:
            write_atomically(file, data)
        except OSError:
            return False
        return True

    def drop(self, request: Request) -> None:
        """Forget an answer that turned out to be no use, so that it is asked for again."""
        self.drop_key(request.key)

    def drop_key(self, key: str) -> None:
        """Forget the answer with that key."""
        with contextlib.suppress(OSError):
            self._file(key).unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.folder / f"{key[:40]}.json"
