"""The MkDocs adapter. Each event is a call or two into the library."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils.templates import TemplateContext
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from paper_notes.adapter.bringing import bring_in
from paper_notes.adapter.kept_pages import PageKeeper
from paper_notes.adapter.searching import prepare_search
from paper_notes.adapter.site_state import Doubt, site_state
from paper_notes.adapter.telling import Teller, log
from paper_notes.building.background import Rewriter
from paper_notes.building.cached_paper import cached_paper
from paper_notes.building.options import BuildOptions
from paper_notes.building.run import build_library
from paper_notes.cache.directory import Cache, cache_directory
from paper_notes.config import PaperNotesConfig
from paper_notes.errors import PaperNotesError, debugging, fault
from paper_notes.export.page_copies import PageCopies
from paper_notes.export.source import Reader
from paper_notes.export.source import Site as Publishing
from paper_notes.gate.limits import UnreadableText, refuse_unreadable
from paper_notes.gate.rendering import source_of_foreign_text
from paper_notes.gate.text import text_only
from paper_notes.library.folders import Library, PaperFolder
from paper_notes.messages import say, settle
from paper_notes.note.evidence import NoteEvidence
from paper_notes.note.note_links import link_notes
from paper_notes.note.opened import OpenedNotes
from paper_notes.paper.model import Paper
from paper_notes.paper.pdf.isolation import PaperReader
from paper_notes.settings import Settings
from paper_notes.site import settings as site_settings
from paper_notes.site.absent_paper import link_absent_paper
from paper_notes.site.collection import Collection
from paper_notes.site.days import Days
from paper_notes.site.entry import Entry
from paper_notes.site.kinds.kind import Site
from paper_notes.site.notes import Notes
from paper_notes.site.published import asset_address
from paper_notes.work.changes import SeenFiles
from paper_notes.work.progress import progress_bar
from paper_notes.work.workers import worker_count
from paper_notes.writing.claude.options import ClaudeOptions

NO_PAGE = "This page could not be made; the log of the build says why."


class PaperNotesPlugin(BasePlugin[PaperNotesConfig]):
    """Turns the folders of ``notes_dir`` into pages: writes missing notes, checks them, adds them to the site."""

    _reader: PaperReader | None = None
    keeper: PageKeeper | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """A preview doesn't wait for Claude. (Having this event, the plugin also lives on between rebuilds.)"""
        self.previewing, self.dirty = command == "serve", dirty
        self.doubts: set[str] = set()
        self.teller = Teller(self.previewing)
        self.told: frozenset[str] = frozenset()  # by the build: the site need not say it again
        self.rewriter = Rewriter(log.warning, log.info, self._ask_for_rebuild)

    # Early: the search and offline plugins read in the same event what is set here.
    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig | None:
        """Find the library, have ``serve`` watch it, and set what notes ask of Markdown, theme and search."""
        self.settings = self._settings(config)
        settle(site=self.settings.language, locale=False)
        self.library, self.opened = Library(self.settings.library), OpenedNotes()
        if self.config.options.enabled and self.library.root.is_dir():
            if not self.previewing:
                config.watch.append(str(self.library.root))
            else:  # what a build writes must not begin the next one: see on_serve
                if not self._rebuild_file.exists():
                    self._ask_for_rebuild()
                config.watch.append(str(self._rebuild_file))
        if self.config.options.enabled:
            site_settings.add_markdown_extensions(config.markdown_extensions, config.mdx_configs)
            config.extra_css.append(asset_address("notes.css"))
            config.extra_javascript.append(asset_address("notes.js"))
            prepare_search(config, self.library, self.settings.language, self.opened)
        return config

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Have the preview build again when the library changed, but for what the build itself wrote there."""
        if self.config.options.enabled and self.library.root.is_dir():
            handler = FileSystemEventHandler()
            handler.on_any_event = self._library_changed  # type: ignore[method-assign]
            server.observer.schedule(handler, str(self.library.root), recursive=True)
        return server

    def _library_changed(self, event: FileSystemEvent) -> None:
        if not event.is_directory and self.seen.changed():
            self.seen.look()
            self._ask_for_rebuild()

    # Late: pages that other plugins generate into the notes folder's address must be there to be seen.
    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files | None:
        """Make what is missing, then bring notes, images and PDFs in."""
        if not self.config.options.enabled:
            return files
        try:
            self.teller.begin()
            self.seen = SeenFiles(self.library.root)
            self.seen.look()
            folders = self.library.folders()
            self._open_reader(len(folders))
            report = build_library(self.library, self._options(), progress_bar, self.opened)
            wrote = [each.folder for each in report.folders if each.wrote_note or each.wrote_images]
            self.seen.wrote(path for folder in wrote for path in (folder.note, folder.images))
            self.evidence = {(f.folder.slug, name): held for f in report.folders for name, held in f.evidence.items()}
        except PaperNotesError as error:
            raise PluginError(f"paper-notes: {error}") from error
        self.told = frozenset((*report.notices, *report.problems))
        self.teller.tell(report, self.settings.options.fail_on or "warning")
        being_written = self.rewriter.take(self.library, self._options(), report)
        if being_written:
            log.info(
                say(
                    f"Claude is writing {', '.join(sorted(being_written))}; the preview shows extracts meanwhile",
                    f"Claude 正在写 {'、'.join(sorted(being_written))}；预览暂时显示摘录",
                )
            )
        self.site = self._new_site(config, being_written)
        own = list(files.documentation_pages())
        bring_in(self.library, folders, self.site, self.opened, files, config)
        self._tell_problems()
        return self._kept_in_place(files, own, config)

    def _kept_in_place(self, files: Files, own: list[File], config: MkDocsConfig) -> Files:
        """The files, with those notes whose page an earlier build made as files to be copied."""
        self._let_go()
        try:
            if self.dirty:
                raise Doubt("the site isn't built whole (--dirty)")
            state = site_state(config, self, own, (file for file in files if file.src_uri in self.site.pages))
        except Doubt as doubt:
            if str(doubt) not in self.doubts:
                log.info(say(f"Every page is made anew at each build: {doubt}", f"每次构建都重新生成所有页面：{doubt}"))
            self.doubts.add(str(doubt))
            return files
        self.keeper = PageKeeper(self.site, config, state)
        return self.keeper.place(files)

    def _let_go(self) -> None:
        keeper, self.keeper = self.keeper, None
        if keeper is not None:
            keeper.close()

    # Early: another plugin may ask for the pages of the files.
    @event_priority(90)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation | None:
        """Give the kept notes pages that can be linked to."""
        if self.keeper:
            self.keeper.add_pages(config)
        return None

    @event_priority(90)
    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page | None:
        """A page's text is about to be read."""
        if self.keeper:
            self.keeper.begin(page)
        return None

    @event_priority(90)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext | None:
        """A page's template is about to be filled in."""
        if self.keeper:
            self.keeper.begin(page)
        return None

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext | None:
        """The sitemap and its like list kept pages too."""
        if self.keeper:
            context["pages"] = self.keeper.all_pages()
            return context
        return None

    def _open_reader(self, folders: int) -> None:
        """Worker processes for everything that this build opens; they start with the first job."""
        self._close_reader()
        self._reader = PaperReader(worker_count(folders, self.settings.options.workers)).__enter__()

    def _close_reader(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.__exit__(None, None, None)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave no worker behind."""
        self._close_reader()
        self._let_go()

    # Early: nothing may work on a foreign text's source before the gate has seen it.
    @event_priority(90)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Give the theme a note's title and description, the address where it is edited, and citations that lead on."""
        if not self.config.options.enabled:
            return None
        try:
            return self._markdown(markdown, page, config)
        except Exception as error:  # noqa: BLE001 - a fault in one note must not cost the others their pages
            self._tell_fault(page.file.src_uri, error)
            unread = isinstance(error, UnreadableText) or self.site.foreign(page.file.src_uri)
            return NO_PAGE if unread else markdown

    def _markdown(self, markdown: str, page: Page, config: MkDocsConfig) -> str:
        source = page.file.src_uri
        if self.site.foreign(source) or source in self.site.pages:
            refuse_unreadable(markdown, source)
        if self.site.foreign(source):
            markdown = source_of_foreign_text(markdown, config.markdown_extensions, config.plugins)
        if note := self.site.pages.get(source):
            site_settings.add_page_settings(page.meta, note.entry, foreign=self.site.foreign(source))
            if page.edit_url:  # MkDocs takes every page for one of docs_dir
                docs = Path(config.docs_dir).name
                page.edit_url = page.edit_url.replace(f"/{docs}/{note.source}", f"/{note.source}")
            linked = link_notes(markdown, self.site.site.notes.file_and_title)
            for slug in linked.missing:
                self._warn(
                    say(
                        f"{note.entry.path}: there is no note [[{slug}]]",
                        f"{note.entry.path}：没有 [[{slug}]] 这篇笔记",
                    )
                )
            return link_absent_paper(linked.text, note.entry.folder, note.entry.front)
        if self.site.is_stray(source):
            site_settings.guard_page_settings(page.meta, foreign=True)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Make a note's page of its text, before the search plugin reads it."""
        if not self.config.options.enabled:
            return None
        source = page.file.src_uri
        try:
            if self.site.foreign(source):
                guard_contents(page.toc)
            content = self.site.content(source, html, page.edit_url or "")
        except Exception as error:  # noqa: BLE001 - a fault in one note must not cost the others their pages
            self._tell_fault(source, error)
            content = f"<p>{NO_PAGE}</p>" if self.site.foreign(source) else html
        if self.keeper:
            self.keeper.end(page)
        self._tell_problems()
        return content

    def _tell_fault(self, source: str, error: Exception) -> None:
        if debugging():
            traceback.print_exception(error)
        log.warning(f"{source}: {error if isinstance(error, PaperNotesError | OSError) else fault(error)}")

    # After the search plugin has read the page: it should find formulas as their authors type them.
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str | None:
        """Formulas, metadata, the index of notes."""
        if not self.config.options.enabled:
            return None
        try:
            html, refused = self.site.whole(page.file.src_uri, output)
        except Exception as error:  # noqa: BLE001 - as above
            self._tell_fault(page.file.src_uri, error)
            return output
        for formula in refused:
            log.warning(
                say(
                    f"{page.file.src_uri}: the formula {formula.latex!r} can't be shown ({formula.message})",
                    f"{page.file.src_uri}：公式 {formula.latex!r} 无法显示（{formula.message}）",
                )
            )
        if self.keeper:
            self.keeper.end(page, html)
        return html

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str | None:
        """Leave out of the sitemap what robots are asked to leave out; say how to go on where a page isn't there."""
        if self.config.options.enabled and template_name == "sitemap.xml":
            return self.site.sitemap(output_content)
        if self.config.options.enabled and template_name == "404.html":
            return self.site.not_found(output_content)
        return None

    # Early: the search plugin writes its index in the same event.
    @event_priority(50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what the pages refer to; keep the pages for the next build."""
        if self.config.options.enabled:
            try:
                self.site.write(Path(config.site_dir), progress_bar)
                if self.keeper:
                    self.keeper.check_links(config.validation.links.anchors)
                    self.keeper.save(config)
                    self.keeper.complete_search(config)
            finally:
                self._close_reader()
                self._let_go()
            self._tell_problems()

    @property
    def _rebuild_file(self) -> Path:
        """A file that the preview watches: MkDocs rebuilds on changed files only."""
        return self._cache_dir / "rebuild"

    @property
    def _cache_dir(self) -> Path:
        return cache_directory(self.settings.cache_dir)[0]

    def _ask_for_rebuild(self) -> None:
        """Have a preview rebuild although none of its sources changed."""
        self._rebuild_file.parent.mkdir(parents=True, exist_ok=True)
        self._rebuild_file.write_text(str(time.time_ns()), encoding="utf-8")

    def _new_site(self, config: MkDocsConfig, being_written: frozenset[str]) -> Collection:
        address = _with_slash(config.site_url)
        return Collection(
            Site(
                cache=self._cache_dir / "site",
                being_written=being_written,
                language=self.settings.language,
                name=config.site_name,
                root=config.site_url or "",
                notes_dir=self.library.root.name,
                notes=Notes(self.settings.options.raw_html, self.opened, self._paper, Days(self.library.root).of),
                paper=self._paper,
                evidence=self._evidence,
                copies=PageCopies(
                    Reader(self.library, Publishing(address, config.use_directory_urls)), self._cache_dir / "site"
                ),
            )
        )

    def _evidence(self, entry: Entry) -> NoteEvidence | None:
        """What the build decided of a note's claims."""
        return self.evidence.get((entry.slug, entry.path.name))

    def _settings(self, config: MkDocsConfig) -> Settings:
        file = Path(config.config_file_path or "mkdocs.yml")
        language = str(config.theme.get("language") or config.theme.locale or "")
        return Settings(self.config.options, file.parent, file.name, language)

    def _paper(self, folder: PaperFolder) -> Paper | None:
        """What was read of a folder's paper, None when there is none that can be read."""
        try:
            return cached_paper(folder, Cache(self._cache_dir))
        except (PaperNotesError, OSError):
            return None

    def _warn(self, text: str) -> None:
        """A warning. The page that is being made isn't kept, so that it is told again in another run."""
        self.teller.warn(text)
        if self.keeper:
            self.keeper.heard()

    def _tell_problems(self) -> None:
        for problem in self.site.problems:
            if problem not in self.told:
                self._warn(problem)
        self.site.problems.clear()

    def _options(self) -> BuildOptions:
        write = os.environ.get("PAPER_NOTES_WRITE") or self.settings.options.write
        if write not in ("missing", "never"):
            raise PluginError(
                say(
                    f"paper-notes: PAPER_NOTES_WRITE must be missing or never, not {write!r}",
                    f"paper-notes: PAPER_NOTES_WRITE 只能是 missing 或 never，不能是 {write!r}",
                )
            )
        try:
            claude = ClaudeOptions.of(self.settings.options.claude, tell=log.info)
            return BuildOptions.of(self.settings, write=write, claude=claude, defer_claude=self.previewing)
        except PaperNotesError as error:
            raise PluginError(f"paper-notes: {error}") from error


def guard_contents(entries: Iterable[AnchorLink]) -> None:
    """Leave text alone in a table of contents, which the theme prints as it is."""
    for entry in entries:
        entry.title = text_only(entry.title)
        guard_contents(entry.children)


def _with_slash(url: str | None) -> str:
    return f"{url.rstrip('/')}/" if url else ""
