"""The notes of one site: which there are, in which languages, whose text each is, and what stands near what."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from paper_notes.errors import PaperNotesError, fault
from paper_notes.language.shorten import shorten
from paper_notes.library.folders import PaperFolder
from paper_notes.note.model import Note
from paper_notes.note.note_links import linked_slugs
from paper_notes.note.opened import OpenedNotes
from paper_notes.site.entry import Entry, ReadPaper, read_entry
from paper_notes.site.page import Neighbour
from paper_notes.site.related import Relations
from paper_notes.site.related_cache import relate_once

RawHtml = Literal["allow", "forbid"]
_RELATED_SHOWN = 4
_SUMMARY_SHOWN = {"zh": 60, "en": 130}
"""Characters of a neighbour's summary."""


def _undated(_: Path) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class NotePage:
    """A note's page: the address of its source, its URL, and what it says."""

    source: str
    url: str
    entry: Entry


@dataclass
class Notes:
    """``pages`` are the notes' pages by source; ``main`` those in their folder's first language, by slug. ``raw_html``
    says whether people's notes may hold HTML; ``paper`` reads a folder's paper, for what its note doesn't say of it;
    ``written`` is the day (ISO 8601) on which a note's file came to be."""

    raw_html: RawHtml = "allow"
    opened: OpenedNotes = field(default_factory=OpenedNotes)
    paper: ReadPaper | None = None
    written: Callable[[Path], str] = _undated
    pages: dict[str, NotePage] = field(default_factory=dict)
    main: dict[str, NotePage] = field(default_factory=dict)
    strays: dict[str, PaperFolder] = field(default_factory=dict)
    relations: Relations = field(default_factory=lambda: Relations((), {}))
    _versions: dict[str, list[NotePage]] = field(default_factory=dict)

    def add(self, folder: PaperFolder, path: Path, source: str, url: str) -> str:
        """Take a note in; returns why it can't be read, "" when it can."""
        try:
            entry = read_entry(folder, path, printed=self.paper, notes=self.opened)
            if not entry.date:
                entry = replace(entry, written=self.written(path))
        except Exception as error:  # noqa: BLE001 - a fault of ours in one note must not cost the others
            self.strays[source] = folder
            return str(error) if isinstance(error, PaperNotesError | OSError) else f"{path}: {fault(error)}"
        self.pages[source] = page = NotePage(source, url, entry)
        self._versions.setdefault(folder.slug, []).append(page)
        if folder.slug not in self.main or path == folder.note:
            self.main[folder.slug] = page
        return ""

    def add_stray(self, folder: PaperFolder, source: str) -> None:
        """Tell of a further page in a paper's folder."""
        if self.raw_html == "forbid":
            self.strays[source] = folder

    def relate(self, cache: Path) -> None:
        """Relate the notes to each other; to be called when all are in."""
        notes = {slug: Note(page.entry.front, page.entry.body) for slug, page in self.main.items()}
        self.relations = relate_once(notes, cache)

    @cached_property
    def _linking(self) -> dict[str, list[str]]:
        """By slug, the papers whose notes link to it, in whatever language."""
        found: dict[str, list[str]] = {}
        for page in self.pages.values():
            for slug in linked_slugs(page.entry.body):
                others = found.setdefault(slug, [])
                if page.entry.slug not in (slug, *others):
                    others.append(page.entry.slug)
        return found

    def citing(self, page: NotePage) -> tuple[Neighbour, ...]:
        """The notes that link to this one."""
        return tuple(self.neighbour(slug, page) for slug in sorted(self._linking.get(page.entry.slug, ())))

    def file_and_title(self, slug: str) -> tuple[str, str] | None:
        """The file name and title of a paper's note; None when there is none."""
        page = self.main.get(slug)
        return (page.entry.path.name, page.entry.title) if page else None

    def versions(self, slug: str) -> list[NotePage]:
        """A paper's note in each language that it is there in."""
        return self._versions.get(slug, [])

    def translations(self, page: NotePage) -> list[NotePage]:
        """The note's other languages."""
        return [other for other in self.versions(page.entry.slug) if other.entry.language != page.entry.language]

    def foreign(self, *entries: Entry) -> bool:
        """Whether a page that shows these notes has to pass the gate: its text isn't a person's, or mustn't be trusted
        as one's."""
        return self.raw_html == "forbid" or any(entry.standing in ("extract", "generated") for entry in entries)

    def related(self, page: NotePage) -> tuple[Neighbour, ...]:
        """The notes that a page names as related."""
        near = self.relations.related(page.entry.slug, _RELATED_SHOWN)
        return tuple(self.neighbour(slug, page, summary=True) for slug, _ in near)

    def beside(self, page: NotePage) -> tuple[Neighbour | None, Neighbour | None]:
        """The notes before and after this one on the shelf."""
        before, after = self.relations.neighbours(page.entry.slug)
        return (self.neighbour(before, page) if before else None, self.neighbour(after, page) if after else None)

    def neighbour(self, slug: str, page: NotePage, *, summary: bool = False) -> Neighbour:
        """The other note, in this page's language when it exists in it."""
        other = self.main[slug]
        if other.entry.language != page.entry.language:
            other = next((o for o in self.translations(other) if o.entry.language == page.entry.language), other)
        entry = other.entry
        return Neighbour(
            entry.title,
            relative_url(other.url, page.url),
            entry.language,
            shorten(entry.summary, _SUMMARY_SHOWN[entry.language]) if summary else "",
            entry.title_language,
        )


def relative_url(target: str, page: str) -> str:
    """The URL of ``target`` as seen from ``page``; both relative to the site's root."""
    relative = posixpath.relpath("/" + target, "/" + _directory(page))
    return relative + "/" if target.endswith("/") or not target else relative


def _directory(url: str) -> str:
    return url if url.endswith("/") else posixpath.dirname(url)
