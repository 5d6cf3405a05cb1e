"""The notes of one build: whoever asks for one gets what was read and parsed when the first asked."""

from __future__ import annotations

from pathlib import Path

from paper_notes.files import read_note_text
from paper_notes.note.model import Note
from paper_notes.note.store import parse_note


class OpenedNotes:
    """Texts and parsed notes by path. What can't be read or parsed fails each time that it is asked for."""

    def __init__(self) -> None:
        self._texts: dict[Path, str] = {}
        self._notes: dict[Path, Note] = {}

    def text(self, path: Path) -> str:
        """A note's text; raises as :func:`~paper_notes.files.read_note_text` does."""
        if path not in self._texts:
            self._texts[path] = read_note_text(path)
        return self._texts[path]

    def note(self, path: Path) -> Note:
        """A note; raises as :meth:`text` does, and :class:`~paper_notes.errors.UsageError` when it can't be parsed."""
        if path not in self._notes:
            self._notes[path] = parse_note(self.text(path), str(path))
        return self._notes[path]

    def put(self, path: Path, text: str) -> None:
        """A note was written: this is its text now."""
        self._texts[path] = text
        self._notes.pop(path, None)
