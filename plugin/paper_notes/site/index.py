"""The collection's index: a list of cards that a small script filters and sorts in place.

Without the script it is a plain list, complete. A page shows it where its Markdown says :data:`MARKER`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from paper_notes.language.shorten import shorten
from paper_notes.site.entry import Entry
from paper_notes.site.interface import INTERFACE
from paper_notes.site.templates import render
from paper_notes.site.thumbnails import Thumbnail

MARKER = "<!-- paper-notes:index -->"
_PLACE = re.compile(r"(?:<p>\s*)?<!--\s*paper-notes:index\s*-->(?:\s*</p>)?")
_AUTHORS_SHOWN = 4
_TAGS_OFFERED = 24
_SINGLE_TAGS_OFFERED = 10  # a tag that one note has filters little


@dataclass(frozen=True, slots=True)
class Card:
    """What the index shows of a note; ``url`` and ``thumbnail_url`` are relative to the index's page.

    ``shelf`` is the note's place when like stands beside like; ``eager`` cards are seen first and load at once.
    """

    entry: Entry
    url: str
    thumbnail: Thumbnail | None
    thumbnail_url: str
    shelf: int
    eager: bool

    @property
    def authors(self) -> str:
        """The first authors' names, for reading."""
        names = self.entry.front.authors
        words = INTERFACE[self.entry.language]
        mark = "、" if self.entry.language == "zh" else ", "
        shown = mark.join(names[:_AUTHORS_SHOWN])
        more = len(names) - _AUTHORS_SHOWN
        if more <= 0:
            return shown
        return f"{shown} " + words.authors_more.format(len(names) if self.entry.language == "zh" else more)

    @property
    def published(self) -> str:
        """Venue and year; the year once."""
        return published(self.entry)

    @property
    def summary(self) -> str:
        """The TL;DR, cut to what a card holds."""
        return shorten(self.entry.summary, 150 if self.entry.language == "zh" else 280)

    @property
    def searched(self) -> str:
        """What the filter's text field looks in, lower case."""
        front = self.entry.front
        parts = (self.entry.title, *front.authors, front.venue or "", front.arxiv or "", front.doi or "", *front.tags)
        return " ".join(part for part in parts if part).casefold()


def published(entry: Entry) -> str:
    """Venue and year of the paper; the year once, "" when neither is known."""
    venue, year = entry.front.venue or "", str(entry.front.year or "")
    return venue if year and year in venue else f"{venue} {year}".strip()


def render_index(
    entries: Iterable[Entry],
    urls: Mapping[str, str],
    thumbnails: Mapping[str, Thumbnail],
    thumbnail_urls: Mapping[str, str],
    language: str,
    shelf: Mapping[str, int] | None = None,
) -> str:
    """The index as HTML. The mappings are by slug; newest papers stand first, then by title."""
    ordered = sorted(entries, key=lambda entry: (-(entry.front.year or 0), entry.title.casefold(), entry.slug))
    places = shelf or {}
    cards = [
        Card(
            entry=entry,
            url=urls[entry.slug],
            thumbnail=thumbnails.get(entry.slug),
            thumbnail_url=thumbnail_urls.get(entry.slug, ""),
            shelf=places.get(entry.slug, number),
            eager=number < 3,
        )
        for number, entry in enumerate(ordered)
    ]
    tags = Counter(tag for entry in ordered for tag in dict.fromkeys(entry.front.tags))
    return render(
        "index.html",
        cards=cards,
        words=INTERFACE[language],
        all_words=INTERFACE,
        years=sorted({entry.front.year for entry in ordered if entry.front.year}, reverse=True),
        languages=sorted({key for entry in ordered for key in (entry.language, *entry.alternatives)}),
        difficulties=sorted({entry.front.difficulty for entry in ordered if entry.front.difficulty}),
        readings=[key for key in INTERFACE[language].readings if any(e.settings.reading == key for e in ordered)],
        standings=[key for key in INTERFACE[language].statuses if any(e.standing == key for e in ordered)],
        tags=[
            (tag, count)
            for place, (tag, count) in enumerate(tags.most_common(_TAGS_OFFERED))
            if count > 1 or place < _SINGLE_TAGS_OFFERED
        ],
    )


def index_page(language: str) -> str:
    """The Markdown of a page that holds the index and nothing else."""
    return f"---\nhide: [navigation, toc]\n---\n\n# {INTERFACE[language].notes}\n\n{MARKER}\n"


def has_index(markdown: str) -> bool:
    """Whether a page's Markdown asks for the index."""
    return bool(_PLACE.search(markdown))


def insert_index(html: str, index: str) -> str:
    """The page's HTML with the index where the marker stands."""
    return _PLACE.sub(lambda _: index, html, count=1)
