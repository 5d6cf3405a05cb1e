"""The page of a note."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from paper_notes.cache.keys import code_version, key_of
from paper_notes.library.folders import PaperFolder
from paper_notes.note.evidence import NoteEvidence
from paper_notes.site.absent_paper import published_pdf
from paper_notes.site.cited_pages import CitedPage, cited_pages
from paper_notes.site.entry import Entry
from paper_notes.site.feed import FEED_NAME
from paper_notes.site.kept_content import Content
from paper_notes.site.kept_pages import Shown
from paper_notes.site.kinds.gated import through_gate
from paper_notes.site.kinds.kind import PageKind, Site
from paper_notes.site.metadata import render_head
from paper_notes.site.notes import NotePage, relative_url
from paper_notes.site.page import PageContext, quoted_passages, render_note_page
from paper_notes.site.pictures import shown_pictures
from paper_notes.site.published import ASSETS
from paper_notes.site.thumbnails import social_picture

_NAMED = re.compile(r"\[\[([^\[\]|\\\n#]+)")
"""What may be a link to a note by its name: its words are the note's title."""
PageMaker = Callable[[str, Entry, PageContext], str]


class NoteKind(PageKind):
    """Notes, each language's on a page of its own."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._shown: dict[str, Shown] = {}

    def holds(self, source: str) -> bool:
        return source in self.site.notes.pages

    def foreign(self, source: str) -> bool:
        return self.site.notes.foreign(self.site.notes.pages[source].entry)

    def language(self, source: str) -> str:
        return self.site.notes.pages[source].entry.language

    def content(self, source: str, html: str, edit_url: str) -> str:
        page = self.site.notes.pages[source]
        return self.made(page, html, self._surroundings(page, edit_url), render_note_page)

    def whole(self, source: str, html: str) -> str:
        return html.replace("</head>", self._head(self.site.notes.pages[source]) + "</head>", 1)

    def made_of(self, source: str) -> tuple[object, ...] | None:
        page = self.site.notes.pages[source]
        named = [self.site.notes.file_and_title(slug.strip()) for slug in _NAMED.findall(page.entry.body)]
        return (*self.own_parts(page), self._surroundings(page, ""), named)

    def shown(self, source: str) -> Shown:
        return self._shown.get(source, Shown())

    def restore(self, source: str, shown: Shown) -> None:
        self._show(source, self.note_of(source).entry.folder, shown)
        self.site.kept.keep(source)

    def note_of(self, source: str) -> NotePage:
        """The note that the page of this source shows."""
        return self.site.notes.pages[source]

    def own_parts(self, page: NotePage) -> tuple[object, ...]:
        """What lies in the folder of a page's note, and whether its text passes the gate."""
        folder = page.entry.folder
        files = [_state(path) for path in (folder.pdf, *sorted(folder.images.glob("*")))]
        return page.entry, files, self.foreign(page.source), _state(folder.settings_file)

    def _show(self, source: str, folder: PaperFolder, shown: Shown) -> None:
        """Have the pictures of a page published."""
        known = self._shown.get(source, Shown())
        self._shown[source] = Shown({**known.cited, **shown.cited}, (*known.pictures, *shown.pictures))
        for picture in (*shown.cited.values(), *shown.pictures):
            self.site.published.picture(picture)
        if shown.cited:
            self.site.cited_pictures.setdefault(folder.pdf, {}).update(shown.cited)

    def made(self, page: NotePage, html: str, context: PageContext, make: PageMaker) -> str:
        """The page's content, from the cache when nothing that it is made of has changed."""
        site, folder = self.site, page.entry.folder
        key = key_of(code_version("site", "gate"), site.cache, html, context, *self.own_parts(page))
        kept = site.kept.load(page.source, key)
        if kept is None:
            problems = len(site.problems)
            if self.foreign(page.source):
                html = through_gate(site, html, folder, self.path_told(page), page.entry)
            cited = self._cited(page, html, context.evidence)
            pictures = shown_pictures(folder, html, site.cache / "pictures")
            lighter = {name: each.lighter for name, each in pictures.items() if each.lighter}
            context = replace(
                context,
                cited=cited,
                page_pictures={number: self._picture(page, each.thumbnail) for number, each in cited.items()},
                pictures=pictures,
                lighter={name: self._picture(page, copy) for name, copy in lighter.items()},
            )
            content = make(html, page.entry, context)
            kept = Content(content, {number: each.thumbnail for number, each in cited.items()}, tuple(lighter.values()))
            if len(site.problems) == problems:  # what went wrong is to be told again the next time
                site.kept.save(page.source, key, kept)
        self._show(page.source, folder, Shown(kept.cited, kept.copies))
        return kept.html

    def path_told(self, page: NotePage) -> Path:
        """The file that what is wrong with a page is told of."""
        return page.entry.path

    def _surroundings(self, page: NotePage, edit_url: str) -> PageContext:
        """What a page is told but for what has to be looked up in the paper and its pictures."""
        entry, site = page.entry, self.site
        before, after = site.notes.beside(page)
        both = site.both_urls.get(entry.slug)
        return PageContext(
            pdf_url=relative_url(posixpath.join(posixpath.dirname(page.source), "paper.pdf"), page.url)
            if entry.folder.pdf.is_file()
            else published_pdf(entry.folder, entry.front),
            edit_url=edit_url,
            markdown_url=relative_url(page.source, page.url),
            index_url=relative_url(site.index_url, page.url) if site.index_url is not None else "",
            both_url=relative_url(both, page.url) if both else "",
            translations=urls_by_language(site.notes.translations(page), page),
            related=site.notes.related(page),
            cited_in=site.notes.citing(page),
            previous=before,
            next=after,
            being_written=entry.slug in site.being_written and entry.path == entry.folder.note,
            evidence=site.evidence(entry),
            copies={target: self._copy(page, target, data) for target, data in site.copies(entry).items()},
        )

    def _copy(self, page: NotePage, target: str, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()[:8]
        address = f"{ASSETS}/copies/{page.entry.slug}-{target}.{digest}.txt"
        self.site.published.texts[address] = data
        return relative_url(address, page.url)

    def _cited(self, page: NotePage, html: str, evidence: NoteEvidence | None) -> dict[int, CitedPage]:
        pdf = page.entry.folder.pdf
        if not pdf.is_file():
            return {}
        try:
            paper, pages = page.entry.folder, self.site.cache / "pages"
            return cited_pages(pdf, quoted_passages(html, evidence), pages, lambda: self.site.paper(paper))
        except (OSError, RuntimeError, ValueError) as error:
            self.site.problems.append(f"{pdf}: no pictures of the cited pages ({error})")
            return {}

    def _picture(self, page: NotePage, picture: Path) -> str:
        return relative_url(self.site.published.picture(picture), page.url)

    def _head(self, page: NotePage) -> str:
        site = self.site
        picture = site.pictured(page.entry, social_picture) if site.root else None
        if picture:
            self._show(page.source, page.entry.folder, Shown(pictures=(picture.path,)))
        return render_head(
            page.entry,
            site_name=site.name,
            canonical=site.absolute(page.url),
            picture=site.absolute(site.published.picture(picture.path)) if picture else "",
            feed=relative_url(FEED_NAME, page.url) if site.root else "",
        )


def urls_by_language(others: Iterable[NotePage], page: NotePage) -> dict[str, str]:
    """Where a note's other languages stand, as seen from a page."""
    return {other.entry.language: relative_url(other.url, page.url) for other in others}


def _state(path: Path) -> tuple[str, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return path.name, status.st_size, status.st_mtime_ns
