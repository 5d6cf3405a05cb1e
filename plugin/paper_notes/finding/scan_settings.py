"""``scan.yml``: what a reader wants scanned."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec

from paper_notes.errors import UsageError
from paper_notes.finding.arrivals import API_BASE, RSS_BASE, Sources
from paper_notes.finding.followed import OPENALEX_BASE, SEMANTIC_SCHOLAR_BASE, Followed
from paper_notes.safe_yaml import load_yaml

SETTINGS_NAME = "scan.yml"


class ScanSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All optional but one of ``categories`` and ``feeds``.

    ``topics`` is a file of topics, relative to this one. Papers whose score is under ``cutoff`` are counted and not
    shown; ``most`` are shown a day. ``rank: claude`` has a model (``model``) grade them instead, from 1 to 10: shown
    are those of at least this ``relevance`` and ``novelty``; a run costs at most ``max_cost`` US dollars. ``out`` is
    the folder of pages, relative to this file, inside MkDocs' docs folder to be part of the site.
    """

    categories: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    updates: bool = False
    cross_lists: bool = True
    authors: tuple[str | Followed, ...] = ()
    topics: str = ""
    cutoff: float = 0.1
    most: int = 40
    rank: Literal["nearness", "claude"] = "nearness"
    relevance: Annotated[int, msgspec.Meta(ge=1, le=10)] = 5
    novelty: Annotated[int, msgspec.Meta(ge=1, le=10)] = 3
    model: str = ""
    max_cost: Annotated[float, msgspec.Meta(ge=0)] = 1.0
    out: str = "docs/news"
    rss_base: str = RSS_BASE
    api_base: str = API_BASE
    openalex_base: str = OPENALEX_BASE
    semantic_scholar_base: str = SEMANTIC_SCHOLAR_BASE

    @property
    def followed(self) -> tuple[Followed, ...]:
        """The authors who are followed; of those given by name alone nothing else is known."""
        return tuple(Followed(each) if isinstance(each, str) else each for each in self.authors)

    @property
    def sources(self) -> Sources:
        return Sources(
            self.categories,
            self.feeds,
            self.updates,
            self.cross_lists,
            self.rss_base.rstrip("/"),
            self.api_base,
            self.followed,
            (self.openalex_base.rstrip("/"), self.semantic_scholar_base.rstrip("/")),
        )


def read_scan_settings(path: Path) -> ScanSettings:
    """Raises :class:`UsageError` that names the file and what is wrong."""
    try:
        raw: Any = load_yaml(path.read_text(encoding="utf-8-sig"), str(path))
    except FileNotFoundError as error:
        raise UsageError(f"there is no {path}", "Make it: categories: [cs.IR]") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} can't be read ({error})") from error
    try:
        settings = msgspec.convert(raw or {}, ScanSettings)
    except msgspec.ValidationError as error:
        raise UsageError(f"{path}: {error}") from error
    if not settings.categories and not settings.feeds and not settings.authors:
        raise UsageError(f"{path} names neither categories nor feeds", "Such as categories: [cs.IR]")
    for address in (*settings.feeds, *(settings.rss_base, settings.api_base, *settings.sources.list_bases)):
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
            raise UsageError(f"{path}: {parts.hostname or address[:40]!r} is no http(s) address without a password")
    for category in settings.categories:
        if not all(character.isalnum() or character in ".-" for character in category):
            raise UsageError(f"{path}: {category!r} is no category")
    return settings
