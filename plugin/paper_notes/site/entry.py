"""One note as the site sees it: what the index, the page's header and the feeds show of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from markdown_it import MarkdownIt

from paper_notes.errors import PaperNotesError
from paper_notes.gate.text import printable_record
from paper_notes.language.identify import language_of
from paper_notes.language.script import HAN, WIDE_MARKS
from paper_notes.language.shorten import shorten
from paper_notes.library.folders import PaperFolder
from paper_notes.library.paper_settings import PaperSettings
from paper_notes.note.known import with_heading, with_settings
from paper_notes.note.model import FrontMatter
from paper_notes.note.opened import OpenedNotes
from paper_notes.note.outline import outline
from paper_notes.note.reading_time import reading_minutes
from paper_notes.note.store import Owner, owner_of_text
from paper_notes.paper.model import Paper
from paper_notes.site.printed import is_incomplete, with_printed

ReadPaper = Callable[[PaperFolder], Paper | None]
"""A folder's paper; None when there is none that can be read."""
Standing = Literal["extract", "generated", "reviewed", "handwritten"]

_IMAGE = re.compile(r"\]\([ \t]*<?(images/[^)>\s]+)")
_CITED = re.compile(r"#page=\d+$")
_TYPES = ("arch", "method", "result", "compare", "ablation")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?![\d-])")
_SUMMARY_LENGTH = 320
_SUMMARY_READ = 6_000
"""Characters of a TL;DR that are read for its summary."""
_ALT_READ = 2_000
"""Characters before an image's address in which its description is looked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A note with what is derived from its text.

    ``language`` is "zh" or "en"; ``summary`` is the TL;DR as plain text ("" when the note has none); ``figure`` is
    the image that stands for the paper, ``figure_alt`` its description; ``alternatives`` are the languages in which
    the folder has a further note. ``edited`` tells that a person changed what a program wrote; ``written`` is the day
    (ISO 8601) on which the note's file came to be, as far as that is known.
    """

    folder: PaperFolder
    path: Path
    front: FrontMatter
    body: str
    language: str
    minutes: int
    summary: str
    figure: Path | None
    figure_alt: str
    alternatives: tuple[str, ...] = ()
    edited: bool = False
    written: str = ""
    settings: PaperSettings = field(default_factory=PaperSettings)

    @property
    def slug(self) -> str:
        return self.folder.slug

    @property
    def title(self) -> str:
        return self.front.title or self.slug

    @property
    def title_language(self) -> str:
        """ "zh" or "en": a Chinese note on an English paper has its English title."""
        return language_of(self.title)

    @property
    def standing(self) -> Standing:
        """How far the note can be trusted; a note without provenance was written by a person."""
        return self.front.provenance.status if self.front.provenance else "handwritten"

    @property
    def state(self) -> str:
        """Its standing, and whether a person changed what a program wrote: "edited-extract"."""
        return f"edited-{self.standing}" if self.edited else self.standing

    @property
    def date(self) -> str:
        """ISO date of the note, "" when unknown."""
        said = self.front.extra.get("date")
        ours = self.front.provenance.date[:10] if self.front.provenance else ""
        return self.settings.date or (str(said)[:10] if _DAY.match(str(said)) else "") or ours or self.written


def read_entry(
    folder: PaperFolder,
    path: Path | None = None,
    *,
    printed: ReadPaper | None = None,
    notes: OpenedNotes | None = None,
) -> Entry:
    """The entry of a folder's note, or of the translation at ``path``; ``notes`` are those that are open already.

    What neither the front matter nor ``paper.yml`` says of the paper comes from ``printed``, which is asked only then,
    and a title that nothing says from the note's heading.

    Raises :class:`~paper_notes.errors.UsageError` when the note can't be parsed and ``FileNotFoundError`` when
    there is none.
    """
    path, notes = path or folder.note, notes or OpenedNotes()
    text = notes.text(path)
    note = printable_record(notes.note(path))
    language = note.front.language if note.front.language in ("zh", "en") else language_of(note.body)
    figure, alt = _key_figure(folder, note.body)
    others = {key for key, file in folder.translations().items() if file != path}
    if path != folder.note and folder.note.is_file():
        main = notes.note(folder.note)
        others.add(main.front.language if main.front.language in ("zh", "en") else language_of(main.body))
    settings = _settings(folder)
    front = with_settings(note.front, printable_record(settings))
    if printed is not None and is_incomplete(front) and (paper := printed(folder)) is not None:
        front = with_printed(front, printable_record(paper.metadata))
    provenance = note.front.provenance
    ours = provenance is not None and provenance.digest and provenance.status in ("extract", "generated")
    return Entry(
        settings=settings,
        folder=folder,
        path=path,
        front=with_heading(front, note.body),
        edited=bool(ours) and owner_of_text(text) is Owner.USER,
        body=note.body,
        language=language,
        minutes=reading_minutes(note.body),
        summary=_summary(note.body) or note.front.description,
        figure=figure,
        figure_alt=alt,
        alternatives=tuple(sorted(others - {language})),
    )


def _settings(folder: PaperFolder) -> PaperSettings:
    """What ``paper.yml`` says; nothing when it can't be read, which the build tells."""
    try:
        return folder.settings()
    except (PaperNotesError, OSError):
        return PaperSettings()


def plain_text(markdown: str) -> str:
    """Markdown as plain text on one line: markup, images and page citations removed, formulas as LaTeX."""
    words: list[str] = []
    for block in _markdown().parse(markdown):
        cited = False
        for token in block.children or ():
            if token.type == "link_open":
                cited = bool(_CITED.search(str(token.attrs.get("href", ""))))
            elif token.type == "link_close":
                cited = False
            elif token.type in ("text", "code_inline") and not cited:
                words.append(token.content)
            elif token.type in ("softbreak", "hardbreak"):
                words.append(" ")
        words.append(" ")
    text = re.sub(r"\$([^$]+)\$", r"\1", " ".join("".join(words).split()))
    text = re.sub(r"[(（]\s*[)）]", "", text)
    text = re.sub(rf"(?<=[{HAN}{WIDE_MARKS}]) (?=[{HAN}{WIDE_MARKS}])", "", text)
    return re.sub(r" +(?=[.,;:!?。，；：！？])", "", text).strip()


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark")


def _summary(body: str) -> str:
    return shorten(plain_text(outline(body).text_of("tldr")[:_SUMMARY_READ]), _SUMMARY_LENGTH)


def _alt(body: str, end: int) -> str:
    """The description of the image whose address begins at this offset."""
    start = body.rfind("![", max(0, end - _ALT_READ), end)
    return body[start + 2 : end] if start >= 0 else ""


def _key_figure(folder: PaperFolder, body: str) -> tuple[Path | None, str]:
    """An architecture figure before a method before a result; tables and algorithms last; then the note's order."""
    found: list[tuple[bool, int, int, Path, str]] = []
    for position, match in enumerate(_IMAGE.finditer(body)):
        path = folder.path / match.group(1)
        parts = path.stem.split("_")
        kind = parts[1] if len(parts) > 1 else ""
        rank = _TYPES.index(kind) if kind in _TYPES else len(_TYPES)
        found.append((not path.stem.startswith("fig"), rank, position, path, _alt(body, match.start())))
    for _, _, _, path, alt in sorted(found):
        if path.is_file() and path.resolve().is_relative_to(folder.path.resolve()):
            return path, plain_text(alt)
    return None, ""
