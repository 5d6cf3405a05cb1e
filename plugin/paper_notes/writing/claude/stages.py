"""Answers that are paid for, kept on disk: nothing is paid twice, and a killed run goes on where it was."""

from __future__ import annotations

from pathlib import Path

import msgspec

from paper_notes.note.store import write_atomically
from paper_notes.writing.claude.request import Answer, Request


class StageCache:
    """Whole answers by the key of their request (the PDF's bytes, stage, prompt, model, options and material)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, request: Request) -> Answer | None:
        """The answer to a request; None when there is none, or the file is damaged."""
        try:
            return msgspec.json.decode(self._file(request.key).read_bytes(), type=Answer)
        except (OSError, msgspec.DecodeError):
            return None

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer; the file appears whole or not at all."""
        write_atomically(self._file(key), msgspec.json.encode(answer))

    def drop(self, request: Request) -> None:
        """Forget an answer that turned out to be no use, so that it is asked for again."""
        self._file(request.key).unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.folder / f"{key[:40]}.json"
