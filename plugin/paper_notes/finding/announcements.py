"""New papers as feeds announce them: arXiv's RSS, its API's Atom, and any feed whose entries name papers.

The feeds' text is untrusted: it is data of a record, nothing else. Parsing is feedparser's.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from time import struct_time
from typing import Any, Literal

import msgspec

from paper_notes.errors import PaperNotesError
from paper_notes.finding.records import names_of, text_of
from paper_notes.finding.source import needs_extra

Kind = Literal["new", "cross", "updated"]

_ARXIV = re.compile(
    r"(?<![\w.])(?P<id>\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[A-Z]{2})?/\d{7})(?:v(?P<version>\d{1,3}))?(?![\w/])"
)
_ABSTRACT = re.compile(r"\A.{0,200}?\bAbstract:\s*", re.S)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_KINDS: dict[str, Kind] = {"new": "new", "cross": "cross", "replace": "updated", "replace-cross": "updated"}
_WITHDRAWN = re.compile(
    r"\bthis (?:paper|article|submission|manuscript) (?:has been|was|is being|is) withdrawn\b|^withdrawn\b", re.I
)


class MalformedFeed(PaperNotesError):
    """What came is no feed, or broken off."""


class Announcement(msgspec.Struct, frozen=True):
    """A paper that was announced. ``key`` names it in any feed (arXiv's id without a version, else the entry's own id),
    ``published`` and ``updated`` are days (ISO 8601, "" when unknown), ``version`` is 0 when unknown; ``followed`` are
    the followed authors in whose list it stands."""

    key: str
    title: str
    abstract: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    kind: Kind = "new"
    published: str = ""
    updated: str = ""
    version: int = 0
    url: str = ""
    followed: tuple[str, ...] = ()

    @property
    def primary(self) -> str:
        """The category that it was submitted to; "" when unknown."""
        return self.categories[0] if self.categories else ""

    @property
    def withdrawn(self) -> bool:
        """Whether the entry says that its paper was withdrawn."""
        return bool(_WITHDRAWN.search(self.abstract[:400]))


class Feed(msgspec.Struct, frozen=True):
    """The papers of a feed, in its order, and how many a search has in all (0: not said)."""

    papers: tuple[Announcement, ...]
    total: int = 0


def parse_feed(data: bytes, where: str) -> Feed:
    """Raises :class:`MalformedFeed` when it isn't whole: what a broken feed still holds isn't all that there was."""
    try:
        import feedparser
    except ImportError as error:
        raise needs_extra("feedparser") from error
    feed: Any = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    broken = feed.get("bozo") and not isinstance(feed.get("bozo_exception"), feedparser.CharacterEncodingOverride)
    if not feed.get("version") or broken:
        raise MalformedFeed(f"{where}: what came is no whole feed", "It is asked for again at the next run.")
    total = text_of(feed.feed.get("opensearch_totalresults"))
    return Feed(tuple(_announcements(feed.entries)), int(total) if total.isascii() and total.isdecimal() else 0)


def _announcements(entries: list[Any]) -> Iterator[Announcement]:
    for entry in entries:
        title = _without_tags(entry.get("title"))
        found = _ARXIV.search(_identifier(entry))
        key = found["id"] if found else text_of(entry.get("id") or entry.get("link"))
        if not key or not title:
            continue
        summary = _without_tags(entry.get("summary"))
        primary = text_of((entry.get("arxiv_primary_category") or {}).get("term"))
        terms = [text_of(tag.get("term")) for tag in entry.get("tags") or ()]
        yield Announcement(
            key=key,
            title=title,
            abstract=_ABSTRACT.sub("", summary, count=1),
            authors=_authors(entry),
            categories=tuple(dict.fromkeys(filter(None, [primary, *terms]))),
            kind=_KINDS.get(text_of(entry.get("arxiv_announce_type")), "new"),
            published=_day(entry.get("published_parsed")),
            updated=_day(entry.get("updated_parsed") if "updated" in entry else None),
            version=int(found["version"] or 0) if found else 0,
            url=f"https://arxiv.org/abs/{key}" if found else _address(entry.get("link")),
        )


def _identifier(entry: Any) -> str:
    """Where an arXiv id may stand: the entry's id or link, if they are arXiv's."""
    for value in (entry.get("id"), entry.get("link")):
        text = text_of(value)
        if "arxiv" in text.lower():
            return text.rpartition("/abs/")[2] if "/abs/" in text else text.rpartition(":")[2]
    return ""


def _authors(entry: Any) -> tuple[str, ...]:
    names = [text_of(author.get("name")) for author in entry.get("authors") or ()]
    return names_of(", ".join(filter(None, names)))


def _without_tags(value: object) -> str:
    return text_of(_TAG.sub(" ", value) if isinstance(value, str) else "")


def _address(value: object) -> str:
    text = text_of(value)
    return text if re.match(r"https?://[^\s\"'<>]+\Z", text) else ""


def _day(value: struct_time | None) -> str:
    return f"{value.tm_year:04d}-{value.tm_mon:02d}-{value.tm_mday:02d}" if value else ""
