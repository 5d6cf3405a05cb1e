"""A record of a corpus: what is known of one paper before it is read, whatever the file calls its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

import msgspec

from paper_notes.errors import UsageError

FIELDS = ("id", "title", "abstract", "authors", "categories", "date", "doi", "versions")
"""What a record may know; each may be called otherwise in a file."""

ARXIV_COLUMNS = {"date": "update_date"}
"""How the snapshot of arXiv's metadata calls what it doesn't call as we do."""

LIST_COLUMNS = {"id": "_id", "abstract": "text"}
"""How retrieval collections (BEIR's form) call theirs."""


class Record(msgspec.Struct, frozen=True):
    """One paper of a corpus.

    ``date`` is ISO 8601 ("" when unknown), ``version`` the number of its last version (0 when unknown). Texts are on
    one line, as printed: a snapshot breaks them where its producer's lines ended.
    """

    id: str
    title: str
    abstract: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    date: str = ""
    doi: str = ""
    version: int = 0

    @property
    def year(self) -> int | None:
        """The year of ``date``, or None."""
        return int(self.date[:4]) if re.match(r"[12]\d{3}(?!\d)", self.date) else None


class Raw(msgspec.Struct):
    """A line's values as the file has them; None for what it doesn't have."""

    id: Any = None
    title: Any = None
    abstract: Any = None
    authors: Any = None
    categories: Any = None
    date: Any = None
    doi: Any = None
    versions: Any = None


def raw_type(columns: Mapping[str, str], undecoded: tuple[str, ...] = ()) -> type[Any]:
    """The form of a line in a file that calls its columns so ({"abstract": "summary"}).

    The ``undecoded`` fields are kept as JSON (``msgspec.Raw``, empty for what the line doesn't have).
    Raises :class:`UsageError` when a name isn't one of :data:`FIELDS`.
    """
    for name in columns:
        if name not in FIELDS:
            raise UsageError(f"a record has no {name!r}", f"Records have {', '.join(FIELDS)}.")
    fields = [
        (name, msgspec.Raw, msgspec.field(name=columns.get(name, name), default=msgspec.Raw()))
        if name in undecoded
        else (name, Any, msgspec.field(name=columns.get(name, name), default=None))
        for name in FIELDS
    ]
    made: type[Any] = msgspec.defstruct("Raw", fields, bases=(Raw,), gc=False)
    return made


def record_of(raw: Raw) -> Record:
    """The record of a line's values; whatever is missing or of another kind is left empty."""
    return Record(
        id=text_of(raw.id),
        title=text_of(raw.title),
        abstract=text_of(raw.abstract),
        authors=names_of(raw.authors),
        categories=categories_of(raw.categories),
        date=date_of(raw.date, raw.versions),
        doi=text_of(raw.doi),
        version=len(raw.versions) if isinstance(raw.versions, list) else 0,
    )


def text_of(value: object) -> str:
    """A value's text on one line; "" for what is no text or number."""
    if isinstance(value, str):
        return " ".join(value.split())
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def names_of(value: object) -> tuple[str, ...]:
    """Authors, given as a list of names, of mappings with a ``name``, or as one text: "A. One, B. Two and C. Three"."""
    if isinstance(value, list | tuple):
        named = (item.get("name") if isinstance(item, dict) else item for item in value)
        return tuple(name for name in map(text_of, named) if name)
    parts = re.split(r"\s*(?:;|,?\s+and\s|,)\s*", _without_brackets(text_of(value)))
    return tuple(part.strip() for part in parts if part.strip())


def _without_brackets(text: str) -> str:
    """A text without what stands in round brackets, however deep: affiliations and their numbers."""
    kept, depth = [], 0
    for character in text:
        if character == "(":
            depth += 1
        elif character == ")":
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(character)
    return "".join(kept)


def categories_of(value: object) -> tuple[str, ...]:
    """Categories, given as a list or as words."""
    if isinstance(value, list | tuple):
        return tuple(text for text in map(text_of, value) if text)
    return tuple(text_of(value).split())


def date_of(value: object, versions: object = None) -> str:
    """The day (ISO 8601): of the first version where versions are given, else of ``value``; "" when unknown."""
    if isinstance(versions, list) and versions and isinstance(versions[0], dict):
        try:
            return parsedate_to_datetime(str(versions[0].get("created"))).date().isoformat()
        except (TypeError, ValueError):
            pass  # the date of the record is as good
    return text_of(value)[:10]
