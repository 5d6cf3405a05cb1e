"""What was exported of a note, where, when and from which state: ``.published.json`` beside the note.

Uploads are entered as they are made, so that one that was cut off goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from paper_notes.files import file_sha256, read_note, write_atomically
from paper_notes.library.folders import PaperFolder
from paper_notes.note.document import Document

NAME = ".published.json"
_WHOLE = ""
"""The key of what stands before the first heading."""


class State(msgspec.Struct, frozen=True):
    """What a note consists of: digests of its sections by heading and of its images by file name."""

    sections: dict[str, str] = {}
    images: dict[str, str] = {}


class Export(msgspec.Struct):
    """One target. ``where`` is a folder or an address, ``when`` ISO 8601; ``files`` are digests of what was written.

    ``uploads`` are what a server gave for what was sent, by its digest; ``remote`` is its name for the whole;
    ``pending`` says that it was asked to make the whole, and hadn't answered.
    """

    where: str = ""
    when: str = ""
    state: State = State()
    files: dict[str, str] = {}
    uploads: dict[str, str] = {}
    remote: str = ""
    pending: bool = False


class Record(msgspec.Struct):
    """All targets of one note by name."""

    targets: dict[str, Export] = {}


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The record on disk."""

    folder: PaperFolder

    @property
    def path(self) -> Path:
        return self.folder.path / NAME

    def load(self) -> Record:
        """The record; an empty one when there is none or it is damaged."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Record)
        except (OSError, msgspec.DecodeError, msgspec.ValidationError):
            return Record()

    def target(self, name: str) -> Export:
        """What is known of one target."""
        return self.load().targets.get(name) or Export()

    def save(self, name: str, export: Export) -> None:
        """Enter one target; raises ``OSError``."""
        record = self.load()
        record.targets[name] = export
        data = msgspec.json.format(msgspec.json.encode(record, order="sorted"), indent=1)
        write_atomically(self.path, data + b"\n")


def state_of(folder: PaperFolder) -> State:
    """The note's state now; raises ``OSError`` or :class:`~paper_notes.errors.UsageError` when it can't be read."""
    text = read_note(folder.note).decode("utf-8", "replace")
    document = Document(text)
    marks = [(block.start, " ".join(text[block.start : block.end].split()).lstrip("# ")) for block in document.headings]
    sections: dict[str, str] = {}
    for number, (start, heading) in enumerate([(0, _WHOLE), *marks]):
        end = marks[number][0] if number < len(marks) else len(text)
        name, count = heading, 1
        while name in sections:
            count += 1
            name = f"{heading} ({count})"
        # the digest of the whole, which the program keeps in the front matter, is no change of the text
        body = re.sub(r"(?m)^  (?:digest|date): .*\n", "", text[start:end]) if not number else text[start:end]
        sections[name] = hashlib.sha256(body.encode()).hexdigest()[:16]
    images = {}
    for path in sorted(folder.images.glob("*")) if folder.images.is_dir() else ():
        if path.is_file() and f"images/{path.name}" in text:
            images[path.name] = file_sha256(path)[:16]
    return State(sections, images)


def changes(old: State, new: State) -> list[str]:
    """What differs: headings and images, in the note's order; "front matter" for what stands before them."""
    found = []
    for before, after, label in ((old.sections, new.sections, ""), (old.images, new.images, "images/")):
        names = [*after, *(name for name in before if name not in after)]
        found += [f"{label}{name}" if name else "front matter" for name in names if before.get(name) != after.get(name)]
    return found
