"""The collection while its site is built: knows every note's page and gives each the parts that depend on the others.

Knows no generator: a page is its source's address and its URL, both relative to the site's root.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from paper_notes.cache.keys import code_version, key_of
from paper_notes.errors import PaperNotesError, fault
from paper_notes.gate.addresses import Addresses
from paper_notes.gate.body import pass_body
from paper_notes.gate.characters import printable, printable_html
from paper_notes.library.folders import PaperFolder
from paper_notes.note.model import Note
from paper_notes.paper.model import Paper
from paper_notes.site.absent_paper import published_pdf
from paper_notes.site.bilingual import side_by_side
from paper_notes.site.cited_pages import CitedPage, cited_pages
from paper_notes.site.entry import Entry, read_entry, shorten
from paper_notes.site.feed import FEED_NAME, render_feed
from paper_notes.site.index import insert_index, render_index
from paper_notes.site.kept_content import Content, KeptContent
from paper_notes.site.maths import RefusedFormula, characters_in_formulas, render_formulas
from paper_notes.site.maths_font import FONT_NAME, LICENCE_NAME, make_maths_font
from paper_notes.site.metadata import adjust_sitemap, indexable, render_head, robots_txt
from paper_notes.site.not_found import render_not_found
from paper_notes.site.page import Neighbour, PageContext, quoted_passages, render_both_page, render_note_page
from paper_notes.site.page_pictures import draw_missing
from paper_notes.site.pictures import shown_pictures
from paper_notes.site.published import ASSETS, Published, own_assets
from paper_notes.site.related import Relations
from paper_notes.site.related_cache import relate_once
from paper_notes.site.terms import NoteText
from paper_notes.site.theme import adapt_theme
from paper_notes.site.thumbnails import Thumbnail, figure_thumbnail, social_picture
from paper_notes.work.progress import Progress, no_progress

BOTH_NAME = "side-by-side.md"
_RELATED_SHOWN = 4
PageMaker = Callable[[str, Entry, PageContext], str]
PictureMaker = Callable[[Path, Path], Thumbnail]
RawHtml = Literal["allow", "forbid"]


def _no_paper(_: PaperFolder) -> Paper | None:
    return None


def _no_copies(entry: Entry) -> Mapping[str, bytes]:
    """For a site without buttons."""
    return {}


@dataclass(frozen=True, slots=True)
class NotePage:
    """A note's page: the address of its source, its URL, and what it says."""

    source: str
    url: str
    entry: Entry


@dataclass(slots=True)
class Collection:
    """The notes of one site. ``problems`` are for the user, in words; ``being_written`` are the slugs whose extract
    stands in for a note that is being written; ``raw_html`` says whether people's notes may hold HTML; ``paper``
    returns what was read of a folder's paper (None when it can't be read), for the places of quotations and for links
    that lead to an address printed in it; ``copies`` gives what the buttons of a note's page put on the clipboard, by
    the place it is for."""

    cache: Path
    language: str
    site_name: str = ""
    site_url: str = ""
    index_url: str | None = None
    being_written: frozenset[str] = frozenset()
    raw_html: RawHtml = "allow"
    paper: Callable[[PaperFolder], Paper | None] = _no_paper
    copies: Callable[[Entry], Mapping[str, bytes]] = _no_copies
    pages: dict[str, NotePage] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    published: Published = field(default_factory=Published)
    _cited_pictures: dict[Path, dict[int, Path]] = field(default_factory=dict)
    _main: dict[str, NotePage] = field(default_factory=dict)
    _versions: dict[str, list[NotePage]] = field(default_factory=dict)
    _both: dict[str, NotePage] = field(default_factory=dict)
    _strays: dict[str, PaperFolder] = field(default_factory=dict)
    _relations: Relations = field(default_factory=lambda: Relations((), {}))
    _kept: KeptContent = field(init=False)
    _characters: set[str] = field(default_factory=set)
    _formulas: bool = False

    def __post_init__(self) -> None:
        if self.index_url in (".", "./"):  # MkDocs calls the home page's file so, and its page ""
            self.index_url = ""
        self._kept = KeptContent(self.cache)

    def add(self, folder: PaperFolder, path: Path, source: str, url: str) -> bool:
        """Take a note in and return True; one that can't be read is a problem."""
        try:
            entry = read_entry(folder, path)
        except Exception as error:  # noqa: BLE001 - a fault of ours in one note must not cost the others
            said = str(error) if isinstance(error, PaperNotesError | OSError) else f"{path}: {fault(error)}"
            self.problems.append(said)
            self._strays[source] = folder
            return False
        self.pages[source] = page = NotePage(source, url, entry)
        self._versions.setdefault(folder.slug, []).append(page)
        if folder.slug not in self._main or path == folder.note:
            self._main[folder.slug] = page
        return True

    def add_stray(self, folder: PaperFolder, source: str) -> None:
        """Tell of a further page in a paper's folder."""
        if self.raw_html == "forbid":
            self._strays[source] = folder

    def foreign(self, source: str) -> bool:
        """Whether a page's text isn't a person's, or mustn't be trusted as one's: it has to pass the gate.

        A note that can't be read says nothing of who wrote it.
        """
        if source in self._strays:
            return True
        if page := self.pages.get(source):
            return self.raw_html == "forbid" or _by_program(page.entry)
        if page := self._both.get(source):
            return self.raw_html == "forbid" or any(
                _by_program(version.entry) for version in self._versions[page.entry.slug]
            )
        return False

    def is_stray(self, source: str) -> bool:
        """Whether this is a page in a paper's folder that isn't one of its notes, or can't be read as one."""
        return source in self._strays

    def gated(self, source: str, html: str) -> str:
        """A page's content without what its text may not bring onto it; what is dropped is told as a problem."""
        page = self.pages.get(source) or self._both.get(source)
        folder = page.entry.folder if page else self._strays.get(source)
        if folder is None or not self.foreign(source):
            return html
        passed = pass_body(html, self._addresses(folder, page.entry if page else None))
        if passed.dropped:
            path = page.entry.path if page and source in self.pages else folder.path / posixpath.basename(source)
            self.problems.append(f"{path}: left out of its page, which may not hold it: {passed.told}")
        return passed.html

    def both_pages(self) -> dict[str, str]:
        """Source address and Markdown of a page for each note that exists in two languages, side by side."""
        pages = {}
        for page in self._main.values():
            for other in self._translations(page):
                if page.entry.path == page.entry.folder.note:
                    source = posixpath.join(posixpath.dirname(page.source), BOTH_NAME)
                    pages[source] = side_by_side(page.entry, other.entry)
        return pages

    def add_both_page(self, source: str, url: str) -> None:
        """Tell the URL of one of the :meth:`both_pages`."""
        slug = posixpath.basename(posixpath.dirname(source))
        self._both[source] = NotePage(source, url, self._main[slug].entry)

    def arrange(self) -> None:
        """Relate the notes to each other; to be called when all are in."""
        texts = {slug: NoteText.of(Note(page.entry.front, page.entry.body)) for slug, page in self._main.items()}
        self._relations = relate_once(texts, self.cache)

    @property
    def languages(self) -> set[str]:
        """The languages that notes are written in."""
        return {page.entry.language for page in self.pages.values()} | {self.language}

    def note_content(self, source: str, html: str, edit_url: str = "") -> str:
        """The content of a note's page from its Markdown's HTML; another page's is returned as it is."""
        html = printable_html(html)
        if page := self.pages.get(source):
            return self._content(page, html, self._surroundings(page, edit_url), render_note_page)
        if page := self._both.get(source):
            return self._content(page, html, self._surroundings(page, ""), render_both_page)
        return self.gated(source, html)

    def finish(self, source: str, url: str, html: str) -> tuple[str, list[RefusedFormula]]:
        """A whole page, with formulas, metadata and the index where they belong, and the formulas refused."""
        page = self.pages.get(source)
        html, refused = render_formulas(printable_html(html), page.entry.language if page else self.language)
        if "<math" in html:
            self._formulas = True
            self._characters |= characters_in_formulas(html)
        if page is not None:
            html = html.replace("</head>", self._head(page) + "</head>", 1)
        if url == self.index_url:
            html = insert_index(html, self._index(url))
        return adapt_theme(html, self.language), refused

    def sitemap(self, xml: str) -> str:
        """The sitemap without the pages that robots are asked to leave out, and with the notes' other languages."""
        unlisted = [self._absolute(page.url) for page in self.pages.values() if not indexable(page.entry)]
        versions = {
            self._absolute(page.url): {
                other.entry.language: self._absolute(other.url) for other in (page, *self._translations(page))
            }
            for page in self.pages.values()
            if page.entry.alternatives and indexable(page.entry)
        }
        return adjust_sitemap(xml, unlisted, versions)

    def not_found(self, html: str) -> str:
        """The theme's page for addresses that the site doesn't have, with a way on."""
        page = render_not_found(html, self.language, self.site_url, self.index_url or "")
        return adapt_theme(page, self.language)

    def write(self, site_dir: Path, progress: Progress = no_progress) -> None:
        """Write what the pages refer to: style sheet, scripts, pictures, font, feed, robots.txt, notes as Markdown.

        ``progress`` shows that cited pages are drawn, the only long work here.
        """
        out = self.published
        self.problems += draw_missing(self._cited_pictures, progress)
        out.copies.update(own_assets())
        if self._formulas:
            font, licence = make_maths_font(self._characters, self.cache)
            out.texts[f"{ASSETS}/{FONT_NAME}"] = font
            out.texts[f"{ASSETS}/{LICENCE_NAME}"] = licence.encode()
        urls = {slug: self._absolute(page.url) for slug, page in self._main.items()}
        feed = render_feed(
            (page.entry for page in self._main.values()), urls, site_name=self.site_name, site_url=self.site_url
        )
        if feed:
            out.texts[FEED_NAME] = feed.encode()
        out.texts["robots.txt"] = robots_txt(self.site_url).encode()
        for page in self.pages.values():
            text = page.entry.path.read_text(encoding="utf-8-sig")
            if printable(text) == text:
                out.copies[page.source] = page.entry.path
            else:
                out.texts[page.source] = printable(text).encode()
        out.write(site_dir)
        self._kept.prune()

    def _content(self, page: NotePage, html: str, context: PageContext, make: PageMaker) -> str:
        """The page's content, from the cache when nothing that it is made of has changed."""
        folder = page.entry.folder
        files = [_state(path) for path in (folder.pdf, *sorted(folder.images.glob("*")))]
        gate = (self.foreign(page.source), _settings_state(folder))
        key = key_of(code_version("site", "gate"), self.cache, html, page.entry, context, files, gate)
        kept = self._kept.load(page.source, key)
        if kept is None:
            problems = len(self.problems)
            html = self.gated(page.source, html)
            cited = self._cited(page, html)
            pictures = shown_pictures(folder, html, self.cache / "pictures")
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
            if len(self.problems) == problems:  # what went wrong is to be told again the next time
                self._kept.save(page.source, key, kept)
        for picture in (*kept.cited.values(), *kept.copies):
            self.published.picture(picture)
        if kept.cited:
            self._cited_pictures.setdefault(folder.pdf, {}).update(kept.cited)
        return kept.html

    def _surroundings(self, page: NotePage, edit_url: str) -> PageContext:
        """What a page is told but for what has to be looked up in the paper and its pictures."""
        entry = page.entry
        before, after = self._relations.neighbours(entry.slug)
        both = self._both.get(posixpath.join(posixpath.dirname(page.source), BOTH_NAME))
        return PageContext(
            pdf_url=relative_url(posixpath.join(posixpath.dirname(page.source), "paper.pdf"), page.url)
            if entry.folder.pdf.is_file()
            else published_pdf(entry.folder, entry.front),
            edit_url=edit_url,
            markdown_url=relative_url(page.source, page.url),
            index_url=relative_url(self.index_url, page.url) if self.index_url is not None else "",
            both_url=relative_url(both.url, page.url) if both else "",
            translations={
                other.entry.language: relative_url(other.url, page.url) for other in self._translations(page)
            },
            related=tuple(
                self._neighbour(slug, page, summary=True)
                for slug, _ in self._relations.related(entry.slug, _RELATED_SHOWN)
            ),
            previous=self._neighbour(before, page) if before else None,
            next=self._neighbour(after, page) if after else None,
            being_written=entry.slug in self.being_written and entry.path == entry.folder.note,
            copies={target: self._copy(page, target, data) for target, data in self.copies(entry).items()},
        )

    def _copy(self, page: NotePage, target: str, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()[:8]
        address = f"{ASSETS}/copies/{page.entry.slug}-{target}.{digest}.txt"
        self.published.texts[address] = data
        return relative_url(address, page.url)

    def _addresses(self, folder: PaperFolder, entry: Entry | None) -> Addresses:
        given = [published_pdf(folder, entry.front)] if entry else []
        with suppress(PaperNotesError, OSError):  # told where the note is written
            given.append(folder.settings().url or "")
        return Addresses(tuple(url for url in given if url), lambda: self._printed(folder))

    def _printed(self, folder: PaperFolder) -> str:
        paper = self.paper(folder)
        return " ".join(paper.page_texts) if paper else ""

    def _cited(self, page: NotePage, html: str) -> dict[int, CitedPage]:
        pdf = page.entry.folder.pdf
        if not pdf.is_file():
            return {}
        try:
            return cited_pages(pdf, quoted_passages(html), self.cache / "pages", lambda: self.paper(page.entry.folder))
        except (OSError, RuntimeError, ValueError) as error:
            self.problems.append(f"{pdf}: no pictures of the cited pages ({error})")
            return {}

    def _picture(self, page: NotePage, picture: Path) -> str:
        return relative_url(self.published.picture(picture), page.url)

    def _translations(self, page: NotePage) -> list[NotePage]:
        """The note's other languages; of a page that shows two, both."""
        versions = self._versions.get(page.entry.slug, [])
        if page.source in self._both:
            return versions
        return [other for other in versions if other.entry.language != page.entry.language]

    def _neighbour(self, slug: str, page: NotePage, summary: bool = False) -> Neighbour:
        """The other note, in this page's language when it exists in it."""
        other = self._main[slug]
        if other.entry.language != page.entry.language:
            other = next((o for o in self._translations(other) if o.entry.language == page.entry.language), other)
        entry = other.entry
        return Neighbour(
            entry.title,
            relative_url(other.url, page.url),
            entry.language,
            shorten(entry.summary, 60 if entry.language == "zh" else 130) if summary else "",
            entry.title_language,
        )

    def _head(self, page: NotePage) -> str:
        picture = self._pictured(page.entry, social_picture) if self.site_url else None
        return render_head(
            page.entry,
            site_name=self.site_name,
            canonical=self._absolute(page.url),
            picture=self._absolute(self.published.picture(picture.path)) if picture else "",
            feed=relative_url(FEED_NAME, page.url) if self.site_url else "",
        )

    def _index(self, url: str) -> str:
        thumbnails: dict[str, Thumbnail] = {}
        for slug, page in self._main.items():
            if thumbnail := self._pictured(page.entry, figure_thumbnail):
                thumbnails[slug] = thumbnail
        return render_index(
            (page.entry for page in self._main.values()),
            {slug: relative_url(page.url, url) for slug, page in self._main.items()},
            thumbnails,
            {slug: relative_url(self.published.picture(each.path), url) for slug, each in thumbnails.items()},
            self.language,
            {slug: place for place, slug in enumerate(self._relations.order)},
        )

    def _pictured(self, entry: Entry, make: PictureMaker) -> Thumbnail | None:
        if entry.figure is None:
            return None
        try:
            return make(entry.figure, self.cache / "pictures")
        except (OSError, ValueError) as error:
            self.problems.append(f"{entry.figure}: not a picture that can be shown ({error})")
            return None

    def _absolute(self, url: str) -> str:
        return f"{self.site_url.rstrip('/')}/{url}" if self.site_url else ""


def relative_url(target: str, page: str) -> str:
    """The URL of ``target`` as seen from ``page``; both relative to the site's root."""
    relative = posixpath.relpath("/" + target, "/" + _directory(page))
    return relative + "/" if target.endswith("/") or not target else relative


def _by_program(entry: Entry) -> bool:
    return entry.standing in ("extract", "generated")


def _settings_state(folder: PaperFolder) -> tuple[str, int, int] | None:
    return _state(folder.settings_file)


def _directory(url: str) -> str:
    return url if url.endswith("/") else posixpath.dirname(url)


def _state(path: Path) -> tuple[str, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return path.name, status.st_size, status.st_mtime_ns
