"""The page that shows a note in two languages side by side."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from pathlib import Path

from paper_notes.site.bilingual import side_by_side
from paper_notes.site.kinds.kind import SitePage
from paper_notes.site.kinds.note import NoteKind, urls_by_language
from paper_notes.site.notes import NotePage
from paper_notes.site.page import PageContext, render_both_page
from paper_notes.site.settings import BOTH_PAGE

_NAME = "side-by-side.md"


class BothLanguages(NoteKind):
    """A page more for each note that exists in two languages, in the note's folder."""

    def generated(self, have: Callable[[str], bool]) -> Mapping[str, str]:
        pages = {}
        for page in self.site.notes.main.values():
            for other in self.site.notes.translations(page):
                if page.entry.path == page.entry.folder.note:
                    source = posixpath.join(posixpath.dirname(page.source), _NAME)
                    pages[source] = f"{BOTH_PAGE}{side_by_side(page.entry, other.entry)}"
        return pages

    def take(self, page: SitePage) -> None:
        super().take(page)
        self.site.both_urls[_slug(page.source)] = page.url

    def holds(self, source: str) -> bool:
        return source in self.pages

    def foreign(self, source: str) -> bool:
        versions = self.site.notes.versions(_slug(source))
        return self.site.notes.foreign(*(version.entry for version in versions))

    def language(self, source: str) -> str:
        return self.site.language

    def content(self, source: str, html: str, edit_url: str) -> str:
        page = self.note_of(source)
        return self.made(page, html, self._context(page), render_both_page)

    def made_of(self, source: str) -> tuple[object, ...] | None:
        page = self.note_of(source)
        return (*self.own_parts(page), self._context(page))

    def note_of(self, source: str) -> NotePage:
        return NotePage(source, self.pages[source].url, self.site.notes.main[_slug(source)].entry)

    def _context(self, page: NotePage) -> PageContext:
        versions = self.site.notes.versions(page.entry.slug)
        return PageContext(translations=urls_by_language(versions, page))

    def whole(self, source: str, html: str) -> str:
        return html

    def path_told(self, page: NotePage) -> Path:
        return page.entry.folder.path / _NAME


def _slug(source: str) -> str:
    return posixpath.basename(posixpath.dirname(source))
