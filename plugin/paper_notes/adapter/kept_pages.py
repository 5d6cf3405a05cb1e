"""Pages of notes that nothing has changed for are put in place from the cache: MkDocs neither parses nor renders them.

Such a note is for MkDocs a file that is copied. Links to it are resolved and checked as ever, and its search entries
and its line in the sitemap stand where a page's would. While a page is made, what it asks of the site's other files is
written down; one during whose making anything is told is not kept, so that it is told again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from paper_notes.adapter.files import AskedFiles, KeptFile, looked_up
from paper_notes.cache.keys import key_of
from paper_notes.site.collection import Collection
from paper_notes.site.kept_pages import KeptPage, KeptPages, Lookup
from paper_notes.site.maths import characters_in_formulas

_SEARCHES = ("material/search", "search")


@dataclass(slots=True)
class _Making:
    """What is known of a page that is being made."""

    key: str
    page: Page | None = None
    asked: dict[str, Lookup] = field(default_factory=dict)
    told: bool = False
    html: bytes = b""


class _Listener(logging.Handler):
    """Notes that something was told while a page was made."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:
        self.heard = True


class PageKeeper:
    """Keeps the pages of one build, and puts those of earlier builds in place. ``state`` is the key of what every page
    depends on."""

    def __init__(self, site: Collection, config: MkDocsConfig, state: str) -> None:
        self._site, self._state = site, state
        self._kept = KeptPages(site.site.cache, config.site_url or "")
        self._logger = logging.getLogger("mkdocs")
        self._quiet = self._logger.getEffectiveLevel() > logging.INFO
        self._listener = _Listener()
        self._logger.addHandler(self._listener)
        self._files = AskedFiles([])
        self._making: dict[str, _Making] = {}
        self._placed: dict[str, tuple[KeptFile, KeptPage]] = {}

    def close(self) -> None:
        """Listen no longer."""
        self._logger.removeHandler(self._listener)

    # -- which pages are kept

    def place(self, files: Iterable[File]) -> Files:
        """The site's files, with those notes whose page is kept as files to be copied."""
        placed: list[File] = []
        plain = AskedFiles.of(files)
        for file in plain:
            key = self._key(file)
            kept = self._kept.load(file.src_uri, key) if key else None
            if key and kept is not None and self._still(kept, plain):
                stand_in = KeptFile.of(file, self._kept.html(file.src_uri, key))
                self._placed[file.src_uri] = (stand_in, kept)
                placed.append(stand_in)
                self._site.restore(file.src_uri, self._kept.shown(kept), kept.characters)
                continue
            if key:
                self._making[file.src_uri] = _Making(key)
            placed.append(file)
        self._files = AskedFiles.of(placed)
        return self._files

    def add_pages(self, config: MkDocsConfig) -> None:
        """Give each file in place of a page what others ask of its page."""
        for file, kept in self._placed.values():
            page = Page(kept.title, file, config)
            page.present_anchor_ids = set(kept.anchors)
            page.links_to_anchors = {}
            for target, anchor, written in kept.links:
                if (other := self._files.get_file_from_path(target)) is not None:
                    page.links_to_anchors.setdefault(other, {})[anchor] = written

    def _key(self, file: File) -> str:
        """What the page of a file depends on but for what it asks of others; "" when it isn't kept."""
        made_of = self._site.made_of(file.src_uri) if file.is_documentation_page() else None
        if made_of is None:
            return ""
        return key_of(self._state, file.src_uri, file.url, file.dest_uri, file.content_string, *made_of)

    def _still(self, kept: KeptPage, files: Files) -> bool:
        """Whether a page would learn the same of the site's other files, and told all that is to be told."""
        if kept.quiet and not self._quiet:
            return False
        return all(looked_up(files.get_file_from_path(path)) == found for path, found in kept.asked.items())

    # -- what is learnt of a page while it is made

    def begin(self, page: Page) -> None:
        """A page's text is being read, or its template filled in."""
        making = self._making.get(page.file.src_uri)
        self._files.asked = making.asked if making else None
        self._listener.heard = False

    def end(self, page: Page, output: str | None = None) -> None:
        """It has been; ``output`` is the whole page."""
        self._files.asked = None
        if (making := self._making.get(page.file.src_uri)) is not None:
            making.page = page
            making.told |= self._listener.heard or bool(self._site.problems)
            if output is not None:
                making.html = output.encode("utf-8", errors="xmlcharrefreplace")

    def heard(self) -> None:
        """Something is to be told of the page that is being made, though it may not have been said again."""
        self._listener.heard = True

    # -- what stands outside the pages

    def all_pages(self) -> list[File]:
        """The files of all pages, kept ones among them, in the site's order."""
        return [file for file in self._files if file.is_documentation_page() or file.src_uri in self._placed]

    def complete_search(self, config: MkDocsConfig) -> None:
        """Put the kept pages' entries where a build of all pages has them."""
        entries = _entries(config)
        if entries is None or not self._placed:
            return
        by_page: dict[str, list[dict[str, Any]]] = {}
        for entry in entries:
            by_page.setdefault(entry["location"].partition("#")[0], []).append(entry)
        ordered: list[dict[str, Any]] = []
        for file in self.all_pages():
            if file.src_uri in self._placed:
                ordered += self._placed[file.src_uri][1].search
            elif file.page is not None:
                ordered += by_page.pop(file.page.url, [])
        entries[:] = [*ordered, *(entry for left in by_page.values() for entry in left)]

    def check_links(self, level: int) -> None:
        """Tell which anchors that kept pages link to are gone, as MkDocs does for the others."""
        for file, _ in self._placed.values():
            if file.page is not None:
                file.page.validate_anchor_links(files=self._files, log_level=level)

    def save(self, config: MkDocsConfig) -> None:
        """Keep what was made; to be called before the search entries are completed."""
        by_page: dict[str, list[dict[str, Any]]] = {}
        for entry in _entries(config) or ():
            by_page.setdefault(entry["location"].partition("#")[0], []).append(entry)
        for source, making in self._making.items():
            page = making.page
            if page is None or making.told or not making.html or page.links_to_anchors is None:
                continue
            shown = self._site.shown(source)
            links = [
                (target.src_uri, anchor, written)
                for target, found in page.links_to_anchors.items()
                for anchor, written in found.items()
            ]
            self._kept.save(
                source,
                KeptPage(
                    key=making.key,
                    title=str(page.title),
                    asked=making.asked,
                    anchors=tuple(sorted(page.present_anchor_ids or ())),
                    links=tuple(links),
                    search=tuple(by_page.get(page.url, ())),
                    characters="".join(sorted(characters_in_formulas(making.html.decode()))),
                    cited={number: path.name for number, path in shown.cited.items()},
                    pictures=tuple(path.name for path in shown.pictures),
                    quiet=self._quiet,
                ),
                making.html,
            )
        self._kept.prune()


def _entries(config: MkDocsConfig) -> list[dict[str, Any]] | None:
    """The entries of the search plugin's index, None without one."""
    for name in _SEARCHES:
        index = getattr(config.plugins.get(name), "search_index", None)
        found = getattr(index, "entries", getattr(index, "_entries", None))
        if isinstance(found, list):
            return found
    return None
