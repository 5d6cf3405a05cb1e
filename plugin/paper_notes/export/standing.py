"""Whether a note may leave the house: extracts stay unless asked for, and so do notes with errors."""

from __future__ import annotations

from pathlib import Path

from paper_notes.cache.directory import Cache
from paper_notes.cache.keys import code_version, key_of
from paper_notes.checking.config import Config
from paper_notes.checking.linter import lint_file
from paper_notes.export.formulas import check_formulas
from paper_notes.export.model import Article, ExportError
from paper_notes.files import file_sha256
from paper_notes.library.folders import PaperFolder
from paper_notes.paper.model import Paper


def require_publishable(article: Article, config: Config, cache: Path, *, extracts: bool = False) -> None:
    """Raise :class:`ExportError` for what must not be published, saying what and where."""
    where = article.entry.path
    if article.entry.standing == "extract" and not extracts:
        raise ExportError(
            f"{where} is an extract: the paper's own sentences, put together by the program",
            "write a note of your own from it, or export it with --extract",
        )
    report = lint_file(where, paper=_kept_paper(article.entry.folder, cache), config=config)
    errors = [finding for finding in report.findings if finding.severity == "error"]
    if errors:
        more = f" (and {len(errors) - 1} more errors)" if len(errors) > 1 else ""
        raise ExportError(f"{errors[0]}{more}", "mend the note first; paper-notes lint shows everything")
    check_formulas(article)


def _kept_paper(folder: PaperFolder, cache: Path) -> Paper | None:
    """The paper, if a build has read it: an export doesn't wait for the reading of a PDF."""
    from paper_notes.building.kept_papers import load_paper
    from paper_notes.building.plan import READING_ROOMS

    try:
        sha256 = file_sha256(folder.pdf)
        key = key_of(sha256, folder.settings().figures, code_version(*READING_ROOMS))
        return load_paper(Cache(cache).paper(sha256, key))
    except OSError:
        return None
