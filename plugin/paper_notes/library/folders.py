"""What lies on disk: a library of folders, one a paper."""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from paper_notes.errors import UsageError
from paper_notes.files import refuse_links_out
from paper_notes.library.paper_settings import PaperSettings, read_paper_settings
from paper_notes.messages import say

SLUG = re.compile(r"[^\W_A-Z]+(?:[-.][^\W_A-Z]+)*")
LANGUAGES = ("zh", "en")
PLAIN_NOTE = "README.md"
NOTES_BY_LANGUAGE = tuple(f"README.{language}.md" for language in LANGUAGES)


@dataclass(frozen=True, slots=True)
class PaperFolder:
    """One folder of the library. Nothing is read before it is asked for."""

    path: Path

    @property
    def slug(self) -> str:
        return self.path.name

    @property
    def pdf(self) -> Path:
        return self.path / "paper.pdf"

    @property
    def note(self) -> Path:
        """The note: README.md, or, where there is none, one that is named by its language alone."""
        plain = self.path / PLAIN_NOTE
        if plain.exists() or plain.is_symlink():
            return plain
        return next((path for name in NOTES_BY_LANGUAGE if (path := self.path / name).is_file()), plain)

    @property
    def images(self) -> Path:
        return self.path / "images"

    @property
    def settings_file(self) -> Path:
        return self.path / "paper.yml"

    def refuse_links_out(self) -> None:
        """Raise :class:`~paper_notes.files.OutsideLibrary` when something here leads out of the library."""
        refuse_links_out(self.path, self.path.parent)

    def translations(self) -> dict[str, Path]:
        """Notes in a further language beside :attr:`note`: {"en": …/README.en.md}."""
        main = self.note
        there = {language: self.path / f"README.{language}.md" for language in LANGUAGES}
        return {language: path for language, path in there.items() if path != main and path.is_file()}

    def settings(self) -> PaperSettings:
        """Read ``paper.yml``; raises :class:`UsageError` that names the file and the key at fault."""
        return read_paper_settings(self.settings_file)


@dataclass(frozen=True, slots=True)
class Library:
    """A folder of paper folders (``paper-notes/``)."""

    root: Path

    def folders(self) -> list[PaperFolder]:
        """Every folder that holds a paper or a note, by slug; hidden folders are left out.

        Raises :class:`UsageError` when the library's folder doesn't exist or can't be listed.
        """
        try:
            entries = sorted(os.scandir(self.root), key=lambda entry: entry.name)
        except FileNotFoundError as error:
            raise UsageError(
                say(f"there is no folder {self.root}", f"没有文件夹 {self.root}"),
                say("make it, and put each paper into a folder of its own there", "请新建它，并为每篇论文建一个文件夹"),
            ) from error
        except OSError as error:
            raise UsageError(
                say(f"{self.root} can't be listed ({error.strerror})", f"{self.root} 无法列出（{error.strerror}）")
            ) from error
        folders = [
            PaperFolder(Path(entry.path)) for entry in entries if entry.name[0] not in "._" and _is_folder(entry)
        ]
        return [folder for folder in folders if _holds_something(folder)]

    def folder(self, slug: str) -> PaperFolder:
        """The folder of that name; raises :class:`UsageError` with near names when there is none."""
        folder = PaperFolder(self.root / slug)
        if "\0" in slug or "/" in slug or "\\" in slug or slug in {"", ".", ".."} or not folder.path.is_dir():
            near = difflib.get_close_matches(slug, [known.slug for known in self.folders()], n=3)
            raise UsageError(
                say(f"there is no paper {slug!r} in {self.root}", f"{self.root} 里没有 {slug!r} 这篇论文"),
                say(f"did you mean {' or '.join(near)}?", f"是不是 {' 或 '.join(near)}？") if near else "",
            )
        folder.refuse_links_out()
        return folder


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a symbolic link to itself: kept, so that the build can say so
        return True


def _holds_something(folder: PaperFolder) -> bool:
    try:
        names = {entry.name for entry in os.scandir(folder.path)}
    except OSError:
        return True  # can't be listed: kept, so that the build can say so
    return bool(names & {"paper.pdf", PLAIN_NOTE, *NOTES_BY_LANGUAGE, "paper.yml"})
