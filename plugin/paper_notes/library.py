"""What lies on disk: a library of folders, one a paper."""

from __future__ import annotations

import datetime
import difflib
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from paper_notes.errors import UsageError
from paper_notes.files import read_text, refuse_links_out
from paper_notes.safe_yaml import load_yaml

SLUG = re.compile(r"[^\W_A-Z]+(?:[-.][^\W_A-Z]+)*")


class Crop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure cut by hand, or a change to one that was found.

    With ``page`` and ``rect`` (points, as displayed) a crop; ``label`` ("Figure 3") names the found figure that
    it replaces. ``name`` is the image's stem. ``drop`` leaves the figure of that label out.
    """

    label: str | None = None
    name: str | None = None
    page: Annotated[int, msgspec.Meta(ge=1)] | None = None
    rect: tuple[float, float, float, float] | None = None
    caption: str | None = None
    drop: bool = False


class PaperSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``paper.yml``: what the user says about one paper. All of it is optional.

    ``title``, ``authors``, ``year`` and ``venue`` are the paper's, before what is read off the PDF; ``date`` (ISO 8601)
    and ``author`` are the note's; ``rating`` (1 to 5) and ``reading`` are the reader's.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    year: Annotated[int, msgspec.Meta(ge=1000, le=9999)] | None = None
    venue: str | None = None
    date: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    author: str | None = None
    rating: Annotated[int, msgspec.Meta(ge=1, le=5)] | None = None
    reading: Literal["to read", "reading", "read"] | None = None
    arxiv: str | None = None
    doi: str | None = None
    url: str | None = None
    language: Literal["zh", "en"] | None = None
    focus: tuple[str, ...] = ()
    compare: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    category: str | None = None
    figures: tuple[Crop, ...] = ()
    writer: Literal["auto", "extract", "claude", "none"] | None = None

    @property
    def of_note(self) -> PaperSettings:
        """What a note's text depends on: a paper that is rated or read need not be written anew."""
        return msgspec.structs.replace(self, date=None, author=None, rating=None, reading=None)


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
        return self.path / "README.md"

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
        """Notes in a further language beside README.md: {"en": …/README.en.md}."""
        return {language: path for language in ("zh", "en") if (path := self.path / f"README.{language}.md").is_file()}

    def settings(self) -> PaperSettings:
        """Read ``paper.yml``; raises :class:`UsageError` that names the file and the key at fault."""
        try:
            text = read_text(self.settings_file)
        except FileNotFoundError:
            return PaperSettings()
        raw = load_yaml(text, str(self.settings_file))
        if raw is None:
            return PaperSettings()
        _refuse_unknown(raw, PaperSettings, self.settings_file)
        try:
            return msgspec.convert(_as_text(raw, self.settings_file), PaperSettings)
        except msgspec.ValidationError as error:
            raise UsageError(f"{self.settings_file}: {error}") from error


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
                f"there is no folder {self.root}",
                "make it, and put each paper into a folder of its own there",
            ) from error
        except OSError as error:
            raise UsageError(f"{self.root} can't be listed ({error.strerror})") from error
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
                f"there is no paper {slug!r} in {self.root}",
                f"did you mean {' or '.join(near)}?" if near else "",
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
    return bool(names & {"paper.pdf", "README.md", "paper.yml"})


def _refuse_unknown(raw: Any, form: type[msgspec.Struct], where: Path) -> None:
    if not isinstance(raw, dict):
        raise UsageError(f"{where}: must be a mapping of keys to values")
    known = [field.name for field in msgspec.structs.fields(form)]
    for key in raw:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(known)}"
            raise UsageError(f"{where}: unknown key {str(key)!r}", hint)
    crops = raw.get("figures") if form is PaperSettings else None
    for crop in crops if isinstance(crops, list) else ():
        _refuse_unknown(crop, Crop, where)


def _as_text(raw: dict[str, Any], where: Path) -> dict[str, Any]:
    """YAML reads arXiv ids such as 1706.03762 as numbers, and one word where a list may stand."""
    values = dict(raw)
    for key in ("arxiv", "doi"):
        if isinstance(values.get(key), int | float):
            raise UsageError(
                f"{where}: {key} must be in quotes: '{values[key]}'", "YAML reads it as a number and drops zeros"
            )
    if isinstance(values.get("date"), datetime.date):  # YAML reads a date as one
        values["date"] = values["date"].isoformat()[:10]
    for key in ("authors", "focus", "compare", "tags"):
        if isinstance(values.get(key), str):
            values[key] = [values[key]]
    return {key: value for key, value in values.items() if value is not None}


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
