"""The site of a collection while it is built: what each kind of page does, and what belongs to no single page.

Knows no generator: a page is its source's address and its URL, both relative to the site's root.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from paper_notes.gate.characters import printable, printable_html
from paper_notes.library.folders import PaperFolder
from paper_notes.site.feed import FEED_NAME, render_feed
from paper_notes.site.kept_pages import Shown
from paper_notes.site.kinds.all import KINDS
from paper_notes.site.kinds.kind import PageKind, Site, SitePage
from paper_notes.site.maths import RefusedFormula, characters_in_formulas, render_formulas
from paper_notes.site.maths_font import FONT_NAME, LICENCE_NAME, make_maths_font
from paper_notes.site.metadata import adjust_sitemap, indexable, robots_txt
from paper_notes.site.notes import NotePage
from paper_notes.site.page_pictures import draw_missing
from paper_notes.site.published import ASSETS, own_assets
from paper_notes.site.theme import adapt_theme, render_not_found
from paper_notes.work.progress import Progress, no_progress


class Collection:
    """The pages of one site, each of its kind."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.kinds: tuple[PageKind, ...] = tuple(kind(site) for kind in KINDS)
        self._characters: set[str] = set()
        self._formulas = False

    # -- which pages there are

    def add(self, folder: PaperFolder, path: Path, source: str, url: str) -> bool:
        """Take a note in and return True; one that can't be read is a problem."""
        problem = self.site.notes.add(folder, path, source, url)
        self.site.problems += [problem] if problem else []
        return not problem

    def add_stray(self, folder: PaperFolder, source: str) -> None:
        """Tell of a further page in a paper's folder."""
        self.site.notes.add_stray(folder, source)

    def claim(self, page: SitePage, markdown: str) -> None:
        """Show a page of the user's own to each kind."""
        for kind in self.kinds:
            if kind.claims(page, markdown):
                kind.take(page)

    def arrange(self) -> None:
        """Relate the notes to each other; to be called when all are in."""
        self.site.notes.relate(self.site.cache)

    def generated(self, have: Callable[[str], bool]) -> Iterator[tuple[PageKind, str, str]]:
        """The pages that are the kinds' own: kind, address of the source, Markdown. Each is to be handed to the kind's
        ``take`` when it has its place."""
        for kind in self.kinds:
            for source, markdown in kind.generated(have).items():
                yield kind, source, markdown

    # -- what a page is

    @property
    def pages(self) -> Mapping[str, NotePage]:
        """The notes' pages by source."""
        return self.site.notes.pages

    @property
    def problems(self) -> list[str]:
        """What is to be told to the user, in words."""
        return self.site.problems

    def foreign(self, source: str) -> bool:
        """Whether a page's text isn't a person's, or mustn't be trusted as one's: it has to pass the gate."""
        kind = self._kind(source)
        return kind is not None and kind.foreign(source)

    def is_stray(self, source: str) -> bool:
        """Whether this is a page in a paper's folder that isn't one of its notes, or can't be read as one."""
        return source in self.site.notes.strays

    @property
    def languages(self) -> set[str]:
        """The languages that notes are written in."""
        return {page.entry.language for page in self.pages.values()} | {self.site.language}

    # -- what stands on it

    def content(self, source: str, html: str, edit_url: str = "") -> str:
        """The content of a page from its Markdown's HTML; that of a page of no kind is returned as it is."""
        kind = self._kind(source)
        html = printable_html(html)
        return kind.content(source, html, edit_url) if kind else html

    def whole(self, source: str, html: str) -> tuple[str, list[RefusedFormula]]:
        """A whole page, with formulas, metadata and the index where they belong, and the formulas refused."""
        kind = self._kind(source)
        html, refused = render_formulas(printable_html(html), kind.language(source) if kind else self.site.language)
        if "<math" in html:
            self._formulas = True
            self._characters |= characters_in_formulas(html)
        return adapt_theme(kind.whole(source, html) if kind else html, self.site.language), refused

    # -- what an earlier build made

    def made_of(self, source: str) -> tuple[object, ...] | None:
        """What a page depends on besides its text and the site's configuration; None when it is always made anew."""
        kind = self._kind(source)
        return kind.made_of(source) if kind else None

    def shown(self, source: str) -> Shown:
        """The pictures of a page that was made."""
        kind = self._kind(source)
        return kind.shown(source) if kind else Shown()

    def restore(self, source: str, shown: Shown, characters: str) -> None:
        """A page that an earlier build made is put in place, with its pictures and the characters of its formulas."""
        if (kind := self._kind(source)) is not None:
            kind.restore(source, shown)
        self._formulas |= bool(characters)
        self._characters |= set(characters)

    def _kind(self, source: str) -> PageKind | None:
        return next((kind for kind in self.kinds if kind.holds(source)), None)

    # -- what belongs to all

    def sitemap(self, xml: str) -> str:
        """The sitemap without the pages that robots are asked to leave out, and with the notes' other languages."""
        absolute, notes = self.site.absolute, self.site.notes
        unlisted = [absolute(page.url) for page in self.pages.values() if not indexable(page.entry)]
        versions = {
            absolute(page.url): {
                other.entry.language: absolute(other.url) for other in (page, *notes.translations(page))
            }
            for page in self.pages.values()
            if page.entry.alternatives and indexable(page.entry)
        }
        return adjust_sitemap(xml, unlisted, versions)

    def not_found(self, html: str) -> str:
        """The theme's page for addresses that the site doesn't have, with a way on."""
        page = render_not_found(html, self.site.language, self.site.root, self.site.index_url or "")
        return adapt_theme(page, self.site.language)

    def write(self, site_dir: Path, progress: Progress = no_progress) -> None:
        """Write what the pages refer to: style sheet, scripts, pictures, font, feed, robots.txt, notes as Markdown.

        ``progress`` shows that cited pages are drawn, the only long work here.
        """
        site, out = self.site, self.site.published
        site.problems += draw_missing(site.cited_pictures, progress)
        out.copies.update(own_assets())
        if self._formulas:
            font, licence = make_maths_font(self._characters, site.cache)
            out.texts[f"{ASSETS}/{FONT_NAME}"] = font
            out.texts[f"{ASSETS}/{LICENCE_NAME}"] = licence.encode()
        main = site.notes.main
        urls = {slug: site.absolute(page.url) for slug, page in main.items()}
        feed = render_feed((page.entry for page in main.values()), urls, site_name=site.name, site_url=site.root)
        if feed:
            out.texts[FEED_NAME] = feed.encode()
        out.texts["robots.txt"] = robots_txt(site.root).encode()
        for page in self.pages.values():
            out.texts[page.source] = printable(site.notes.opened.text(page.entry.path)).encode()
        out.write(site_dir)
        site.kept.prune()
