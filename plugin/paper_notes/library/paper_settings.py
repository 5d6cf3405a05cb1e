"""What the user says about one paper: ``paper.yml``."""

from __future__ import annotations

import datetime
import difflib
import functools
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from paper_notes.errors import UsageError
from paper_notes.files import read_text
from paper_notes.messages import say
from paper_notes.safe_yaml import load_yaml


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
    and ``author`` are the note's; ``rating`` (1 to 5) and ``reading`` are the reader's. ``remarks`` False keeps
    what is highlighted in the PDF out of the note; ``verify`` is the model that reads the note again, or ``off``.
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
    remarks: bool = True
    writer: Literal["auto", "extract", "claude", "none"] | None = None
    verify: str | bool | None = None

    @property
    def second_reader(self) -> str | None:
        """The model that is to read the note again, "off" for none; None where nothing is said."""
        if isinstance(self.verify, bool):  # as YAML reads on and off
            return None if self.verify else "off"
        return self.verify

    @property
    def of_note(self) -> PaperSettings:
        """What a note's text depends on: a paper that is rated or read need not be written anew."""
        return msgspec.structs.replace(self, date=None, author=None, rating=None, reading=None, verify=None)


def read_paper_settings(path: Path) -> PaperSettings:
    """What a ``paper.yml`` says, nothing where there is none; raises :class:`UsageError` that names the file and the
    key at fault. A file that stays the same is read once."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return PaperSettings()
    return _read(path, status.st_ino, status.st_size, status.st_mtime_ns)


@functools.lru_cache(maxsize=16384)
def _read(path: Path, node: int, size: int, changed: int) -> PaperSettings:
    del node, size, changed  # by which a file that was read is known
    raw = load_yaml(read_text(path), str(path))
    if raw is None:
        return PaperSettings()
    _refuse_unknown(raw, PaperSettings, path)
    try:
        return msgspec.convert(_as_text(raw, path), PaperSettings)
    except msgspec.ValidationError as error:
        raise UsageError(f"{path}: {error}") from error


def _refuse_unknown(raw: Any, form: type[msgspec.Struct], where: Path) -> None:
    if not isinstance(raw, dict):
        raise UsageError(say(f"{where}: must be a mapping of keys to values", f"{where}：应当由“键: 值”组成"))
    known = [field.name for field in msgspec.structs.fields(form)]
    for key in raw:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(known)}"
            raise UsageError(say(f"{where}: unknown key {str(key)!r}", f"{where}：不认识的键 {str(key)!r}"), hint)
    crops = raw.get("figures") if form is PaperSettings else None
    for crop in crops if isinstance(crops, list) else ():
        _refuse_unknown(crop, Crop, where)


def _as_text(raw: dict[str, Any], where: Path) -> dict[str, Any]:
    """YAML reads arXiv ids such as 1706.03762 as numbers, and one word where a list may stand."""
    values = dict(raw)
    for key in ("arxiv", "doi"):
        if isinstance(values.get(key), int | float):
            raise UsageError(
                say(f"{where}: {key} must be in quotes: '{values[key]}'", f"{where}：{key} 要加引号：'{values[key]}'"),
                say("YAML reads it as a number and drops zeros", "否则 YAML 会把它当作数字，去掉末尾的零"),
            )
    if isinstance(values.get("date"), datetime.date):  # YAML reads a date as one
        values["date"] = values["date"].isoformat()[:10]
    for key in ("authors", "focus", "compare", "tags"):
        if isinstance(values.get(key), str):
            values[key] = [values[key]]
    return {key: value for key, value in values.items() if value is not None}
