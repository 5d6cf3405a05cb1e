"""README.md on disk: reading, atomic saving, and who owns the file.

A file whose digest still fits its text is the program's and may be replaced; anything else is the user's.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, fields, replace
from enum import Enum
from pathlib import Path
from typing import Any

import yaml

from paper_notes.errors import UsageError
from paper_notes.files import read_note_text, write_atomically
from paper_notes.messages import say
from paper_notes.note.front_matter import find_front_matter, front_values
from paper_notes.note.model import FrontMatter, Note, Provenance

_DIGEST_LINE = re.compile(r"^  digest: .*\n", re.M)


class Owner(Enum):
    """Who owns a note's file."""

    NOBODY = "nobody"
    """There is no file."""
    MACHINE = "machine"
    """The program wrote it and nobody has touched it since."""
    USER = "user"
    """A person wrote or edited it."""


class NoteOwnedByUser(UsageError):
    """Saving would overwrite what a person wrote."""


def parse_note(text: str, where: str = "README.md") -> Note:
    """Read a note's text.

    Raises :class:`UsageError` when the front matter is not a YAML mapping or a value has the wrong type.
    """
    front = find_front_matter(text)
    return Note(front_matter(front_values(front, f"{where}: the front matter"), where), text[front.end :].strip())


def front_matter(values: dict[str, Any], where: str = "README.md") -> FrontMatter:
    """Front matter from its plain values; raises :class:`UsageError` when a value has the wrong type."""
    known = {field.name for field in fields(FrontMatter)} - {"provenance", "extra"}
    extra = {key: value for key, value in values.items() if key not in known and key != "note"}
    return FrontMatter(
        title=_as_text(values.get("title")) or "",
        authors=_texts(values.get("authors")),
        year=_whole(values.get("year"), "year", where),
        venue=_as_text(values.get("venue")),
        arxiv=_as_text(values.get("arxiv")),
        doi=_as_text(values.get("doi")),
        tags=_texts(values.get("tags")),
        difficulty=_whole(values.get("difficulty"), "difficulty", where),
        difficulty_reason=_as_text(values.get("difficulty_reason")) or "",
        prerequisites=_texts(values.get("prerequisites")),
        language=_as_text(values.get("language")) or "",
        description=_as_text(values.get("description")) or "",
        provenance=_provenance(values.get("note"), where),
        extra=extra,
    )


def load_note(path: Path) -> Note:
    """Read a note's file; raises :class:`UsageError` with the path when it can't be parsed."""
    return parse_note(read_note_text(path), str(path))


def render_note(note: Note) -> str:
    """The file's whole text, digest filled in when the note has a provenance."""
    text = _render(note)
    if note.front.provenance is None:
        return text
    provenance = replace(note.front.provenance, digest=digest(text))
    return _render(replace(note, front=replace(note.front, provenance=provenance)))


def digest(text: str) -> str:
    """SHA-256 of the text without its digest line; line ends don't count, git may change them."""
    bare = _DIGEST_LINE.sub("", text.replace("\r\n", "\n"), count=1)
    return hashlib.sha256(bare.encode()).hexdigest()


def owner(path: Path) -> Owner:
    """Who owns the file. An unreadable or unparsable file is the user's."""
    return held_note(path).owner


def owner_of_text(text: str) -> Owner:
    """Who owns a file with this text."""
    found = re.search(r"^  digest: ['\"]?([0-9a-f]{64})['\"]?\s*$", text.replace("\r\n", "\n"), re.M)
    return Owner.MACHINE if found and found.group(1) == digest(text) else Owner.USER


def save_note(path: Path, note: Note, *, force: bool = False) -> bool:
    """Save atomically; returns whether the file changed.

    Raises :class:`NoteOwnedByUser` when a person wrote or edited the file, unless ``force``: then the old text
    is kept beside it as ``README.md.kept``, numbered when that name is taken.
    """
    return save_text(path, render_note(note), force=force)


def save_text(path: Path, text: str, *, force: bool = False) -> bool:
    """Save a note's whole text, see :func:`save_note`. The file is read now, whoever has read it before: a person may
    have edited it meanwhile."""
    held = held_note(path)
    refuse_overwriting(held, force=force)
    if held.owner is Owner.USER:
        _keep(path)
    elif held.owner is Owner.MACHINE and held.text == text:
        return False
    write_atomically(path, text.encode())
    return True


@dataclass(frozen=True, slots=True)
class Held:
    """What stands in a note's file: whose it is, and its text ("" for none, and where it can't be read)."""

    path: Path
    owner: Owner
    text: str = ""


def held_note(path: Path) -> Held:
    """Look into a note's file. An unreadable or unparsable one is the user's."""
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return Held(path, Owner.NOBODY)
    except (OSError, UnicodeDecodeError):
        return Held(path, Owner.USER)
    return Held(path, owner_of_text(text), text)


def refuse_overwriting(held: Held, *, force: bool = False) -> None:
    """Raise :class:`NoteOwnedByUser` when a person wrote or edited the file, unless ``force``."""
    if not force and held.owner is Owner.USER:
        raise NoteOwnedByUser(
            say(f"{held.path} was written or edited by hand", f"{held.path} 由人写过或改过"),
            say("pass --force to replace it; the old text is kept beside it", "加 --force 才会替换；旧文保留在旁边"),
        )


def _keep(path: Path) -> None:
    kept = path.with_name(f"{path.name}.kept")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}.kept{number}")
    write_atomically(kept, path.read_bytes())


def _render(note: Note) -> str:
    front = note.front
    values: dict[str, Any] = {}
    for field in fields(FrontMatter):
        value = getattr(front, field.name)
        if field.name in {"provenance", "extra"} or value is None or value == () or value == "":
            continue
        values[field.name] = list(value) if isinstance(value, tuple) else value
    values.update(front.extra)
    if front.provenance is not None:
        provenance = front.provenance
        values["note"] = {
            field.name: getattr(provenance, field.name)
            for field in fields(Provenance)
            if getattr(provenance, field.name) not in ("", {})
        }
    header = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{header}---\n\n{note.body.strip()}\n"


def _provenance(value: Any, where: str) -> Provenance | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise UsageError(
            say(
                f"{where}: 'note' in the front matter must be a mapping",
                f"{where}：开头元信息里的 note 应当由“键: 值”组成",
            )
        )
    status = value.get("status")
    if status not in ("extract", "generated", "reviewed"):
        raise UsageError(
            say(
                f"{where}: note.status must be extract, generated or reviewed, not {status!r}",
                f"{where}：note.status 只能是 extract、generated 或 reviewed，不能是 {status!r}",
            )
        )
    text = {name: str(value.get(name) or "") for name in ("writer", "prompt", "paper_sha256", "digest", "date")}
    usage = value.get("usage")
    return Provenance(status=status, usage=usage if isinstance(usage, dict) else {}, **text)


def _as_text(value: Any) -> str | None:
    return None if value is None else str(value)


def _texts(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else (str(value),)


def _whole(value: Any, name: str, where: str) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise UsageError(
        say(
            f"{where}: '{name}' in the front matter must be a whole number, not {value!r}",
            f"{where}：开头元信息里的 {name} 应当是整数，不能是 {value!r}",
        )
    )
