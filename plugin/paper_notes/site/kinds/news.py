"""The pages of a daily scan: a day's papers as cards, and the archive of all days.

What ``paper-notes scan`` writes is a page of plain Markdown with its data beside it as JSON. The site shows the data:
with the notes that a paper is near to, or whether the library holds it already, which the scan's Markdown can't know.
Where the data is gone, or no longer fits the text, the Markdown is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from selectolax.lexbor import LexborHTMLParser

from paper_notes.files import MOST_TEXT_BYTES
from paper_notes.finding.news import ARCHIVE_MARK, DAY_MARK
from paper_notes.finding.news_words import AUTHORS_TOLD, WORDS, command_to_add
from paper_notes.finding.scan_state import Found
from paper_notes.site.interface import INTERFACE
from paper_notes.site.kinds.kind import PageKind, SitePage
from paper_notes.site.notes import relative_url
from paper_notes.site.templates import render

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BEST = 3
"""Papers of a day that the archive names."""
_CATEGORIES_TOLD = 4


@dataclass(frozen=True, slots=True)
class Card:
    """A paper of a day: what was found, the anchor of its heading, its address ("" for none that a link may have), the
    notes it is near to (title and URL), and the URL of the note on it ("" when the library doesn't hold it)."""

    found: Found
    anchor: str
    url: str
    near: tuple[tuple[str, str], ...]
    note_url: str

    @property
    def authors(self) -> tuple[str, ...]:
        return self.found.paper.authors[:AUTHORS_TOLD]

    @property
    def more_authors(self) -> int:
        return max(0, len(self.found.paper.authors) - AUTHORS_TOLD)

    @property
    def about(self) -> tuple[str, ...]:
        """Categories and day of the paper."""
        return tuple(filter(None, (*self.found.paper.categories[:_CATEGORIES_TOLD], self.found.paper.published)))

    @property
    def command(self) -> str:
        return command_to_add(self.found.paper)


class News(PageKind):
    """Days and their archive."""

    def claims(self, page: SitePage, markdown: str) -> bool:
        return page.path is not None and (DAY_MARK in markdown or ARCHIVE_MARK in markdown)

    def content(self, source: str, html: str, edit_url: str) -> str:
        page = self.pages[source]
        assert page.path is not None
        if ARCHIVE_MARK in html:
            head, _, _ = html.partition(ARCHIVE_MARK)
            return head + self._archive(page.path.parent)
        head, mark, written = html.partition(DAY_MARK)
        cards = self._cards(page, read_day(page.path.with_suffix(".json")), written) if mark else None
        return html if cards is None else head + cards

    def _cards(self, page: SitePage, found: list[Found] | None, written: str) -> str | None:
        """The day's cards under the anchors that its Markdown has; None when that holds other papers."""
        if found is None:
            return None
        anchors = [node.attributes.get("id") or "" for node in LexborHTMLParser(written, is_fragment=True).css("h2")]
        shown = [each for each in found if each.shown]
        if len(anchors) != len(shown):
            return None
        held = {note.entry.front.arxiv: note.url for note in self.site.notes.main.values() if note.entry.front.arxiv}
        cards = [
            Card(
                each,
                anchor,
                _followed(each.paper.url),
                tuple(self._near(each, page.url)),
                relative_url(held[each.paper.key], page.url) if each.paper.key in held else "",
            )
            for each, anchor in zip(shown, anchors, strict=True)
        ]
        return self._rendered("news_day.html", cards=cards, hidden=len(found) - len(shown))

    def _near(self, found: Found, url: str) -> list[tuple[str, str]]:
        notes = self.site.notes.main
        return [
            (notes[slug].entry.title, relative_url(notes[slug].url, url)) if slug in notes else (slug, "")
            for slug in found.why.near
        ]

    def _archive(self, folder: Path) -> str:
        days = []
        for file in sorted(folder.glob("*.json"), reverse=True):
            found = read_day(file) if _DAY.fullmatch(file.stem) else None
            source = next((page for page in self.pages.values() if page.path == file.with_suffix(".md")), None)
            if found is not None and source is not None:
                shown = [each for each in found if each.shown]
                days.append((file.stem, relative_url(source.url, self._archive_url(folder)), shown))
        return self._rendered("news_archive.html", days=days, best=_BEST)

    def _archive_url(self, folder: Path) -> str:
        return next(page.url for page in self.pages.values() if page.path == folder / "index.md")

    def _rendered(self, template: str, **values: object) -> str:
        language = self.site.language
        return render(
            template,
            words=WORDS[language],
            interface=INTERFACE[language],
            comma=WORDS[language]["comma"],
            **values,
        )


def read_day(file: Path) -> list[Found] | None:
    """What a scan found on a day; None when the file isn't there or isn't one of a scan's."""
    try:
        if file.stat().st_size > MOST_TEXT_BYTES:
            return None
        return msgspec.json.decode(file.read_bytes(), type=list[Found])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def _followed(url: str) -> str:
    """The address when a reader may follow it."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""
