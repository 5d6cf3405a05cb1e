"""A note: front matter values and a Markdown body."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["extract", "generated", "reviewed"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """How the note came to be: the ``note:`` mapping of the front matter.

    ``prompt`` is the version of the prompts used ("" for none); ``digest`` is filled on saving (see
    :mod:`paper_notes.note.store`); ``date`` is ISO 8601; ``usage`` is what the writer spent, free of secrets.
    """

    status: Status
    writer: str
    prompt: str = ""
    paper_sha256: str = ""
    digest: str = ""
    date: str = ""
    usage: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values at the top of README.md. The meta block that readers see is rendered from them.

    ``difficulty`` is 1 to 5, ``difficulty_reason`` the words in brackets behind its stars, ``prerequisites``
    what a reader should know. ``provenance`` is None in notes that people wrote. ``extra`` keeps keys that
    are none of ours, untouched.
    """

    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    tags: tuple[str, ...] = ()
    difficulty: int | None = None
    difficulty_reason: str = ""
    prerequisites: tuple[str, ...] = ()
    language: str = ""
    description: str = ""
    provenance: Provenance | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """Front matter and body as they stand in the file; the body starts with the level-1 heading."""

    front: FrontMatter
    body: str
