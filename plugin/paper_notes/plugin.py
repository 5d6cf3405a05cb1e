"""The MkDocs adapter. Each event is a call or two into the library."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from paper_notes.building.options import BuildOptions, BuildReport
from paper_notes.building.progress import progress_bar
from paper_notes.building.run import build_library
from paper_notes.config import PaperNotesConfig
from paper_notes.errors import PaperNotesError
from paper_notes.library import Library
from paper_notes.paper.model import Language
from paper_notes.site.files import published_files

log = get_plugin_logger("paper_notes")

SEVERITIES = ("suggestion", "warning", "error")


class PaperNotesPlugin(BasePlugin[PaperNotesConfig]):
    """Turns the folders of ``notes_dir`` into pages: writes missing notes, checks them, adds them to the site."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Known to MkDocs as "this plugin wants to live on between rebuilds"."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig | None:
        """Find the library and have ``serve`` watch it."""
        self.project = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        self.library = Library(self.project / self.config.notes_dir)
        if self.config.enabled and self.library.root.is_dir():
            config.watch.append(str(self.library.root))
        return config

    # Late: pages that other plugins generate into the notes folder's address must be there to be seen.
    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files | None:
        """Make what is missing, then bring notes, images and PDFs in."""
        if not self.config.enabled:
            return files
        try:
            report = build_library(self.library, self._options(config), progress_bar)
        except PaperNotesError as error:
            raise PluginError(f"paper-notes: {error}") from error
        self._tell(report)
        for folder in self.library.folders():
            for path in published_files(folder):
                uri = path.relative_to(self.library.root.parent).as_posix()
                if files.get_file_from_path(uri) is not None:
                    log.warning(f"{path}: the site has a page at this address already; rename the folder")
                    continue
                file = File(uri, str(self.library.root.parent), config.site_dir, config.use_directory_urls)
                file.inclusion = InclusionLevel.NOT_IN_NAV
                files.append(file)
        return files

    def _options(self, config: MkDocsConfig) -> BuildOptions:
        write = os.environ.get("PAPER_NOTES_WRITE") or self.config.write
        if write not in ("missing", "never"):
            raise PluginError(f"paper-notes: PAPER_NOTES_WRITE must be missing or never, not {write!r}")
        return BuildOptions(
            cache_dir=self.project / self.config.cache_dir,
            language=self.config.language or _theme_language(config),  # type: ignore[arg-type]
            writer=self.config.writer,  # type: ignore[arg-type]
            write=write,  # type: ignore[arg-type]
            dpi=self.config.dpi,
            workers=self.config.workers,
            project_dir=self.project,
            lint=repr(self.config.lint),
        )

    def _tell(self, report: BuildReport) -> None:
        """Problems are warnings, findings too from the severity on that ``fail_on`` names."""
        for problem in report.problems:
            log.warning(problem)
        bar = SEVERITIES.index(self.config.fail_on) if self.config.fail_on in SEVERITIES else len(SEVERITIES)
        for finding in report.findings:
            tell = log.warning if SEVERITIES.index(finding.severity) >= bar else log.info
            tell(str(finding))


def _theme_language(config: MkDocsConfig) -> Language:
    language = str(config.theme.get("language") or config.theme.locale or "en")
    return "zh" if language.startswith("zh") else "en"
