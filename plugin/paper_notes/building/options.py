"""How a library is built, and what a build reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paper_notes.checking.config import Config, lint_config
from paper_notes.checking.model import Finding
from paper_notes.language.identify import Language
from paper_notes.library.folders import PaperFolder
from paper_notes.note.evidence import NoteEvidence
from paper_notes.settings import Settings, WriteMode, WriterName
from paper_notes.work.workers import worker_count

if TYPE_CHECKING:
    from paper_notes.writing.claude.options import ClaudeOptions


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to write and how. ``workers`` 0 means one a core, four at most; ``force`` also replaces notes that
    people wrote or edited (their text is kept beside). ``slugs`` limits the build to these folders. ``lint`` is the
    linter's part of the library's settings; findings are made anew when it changes. ``claude``
    are the options of that writer. With ``defer_claude`` notes that Claude should write are only named in the report,
    and an extract stands in: a preview doesn't wait."""

    cache_dir: Path
    language: Language = "en"
    writer: WriterName = "auto"
    write: WriteMode = "missing"
    dpi: int = 200
    workers: int = 0
    force: bool = False
    slugs: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    lint: Config = field(default_factory=Config)
    claude: ClaudeOptions | None = None
    defer_claude: bool = False

    @classmethod
    def of(cls, settings: Settings, **more: Any) -> BuildOptions:
        """The options that a library's settings give; ``more`` are those of this run and win over them.

        Raises :class:`~paper_notes.errors.UsageError` for wrong settings of the linter or of Claude.
        """
        from paper_notes.writing.claude.options import ClaudeOptions

        options = settings.options
        given: dict[str, Any] = {
            "cache_dir": settings.cache_dir,
            "language": settings.language,
            "writer": options.writer,
            "dpi": options.dpi,
            "workers": options.workers,
            "lint": lint_config(settings),
            **more,
        }
        if "claude" not in given:
            given["claude"] = ClaudeOptions.of(options.claude)
        return cls(**given)

    def worker_count(self, jobs: int) -> int:
        """Processes for this many jobs."""
        return worker_count(jobs, self.workers)


@dataclass(slots=True)
class FolderReport:
    """What a build did to one folder.

    ``problems`` are told to the user: each says what and what to do. ``failed`` is True when the paper could not
    be read or the note not be written, ``deferred`` when Claude is still to write it. ``stands_in`` is True when an
    extract was written because Claude's note failed. ``remarks`` say what a new note left out; nothing is wrong then.
    ``evidence`` is what was decided of the claims of each note, by file name.
    """

    folder: PaperFolder
    wrote_note: bool = False
    wrote_images: int = 0
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    failed: bool = False
    deferred: bool = False
    stands_in: bool = False
    findings: tuple[Finding, ...] = ()
    evidence: Mapping[str, NoteEvidence] = field(default_factory=dict)


@dataclass(slots=True)
class BuildReport:
    """One report a folder, by slug; ``cost`` is what Claude was paid, in US dollars, notes or not, and
    ``unsure`` what may have been billed besides, for answers that broke off. ``notices`` concern no folder
    of their own, such as a cache that can't be used."""

    folders: list[FolderReport] = field(default_factory=list)
    cost: float = 0.0
    unsure: float = 0.0
    notices: tuple[str, ...] = ()

    @property
    def spent(self) -> str:
        """The sum in words; "" when nothing was spent."""
        if self.cost + self.unsure <= 0:
            return ""
        broken = (
            f", at most ${self.cost + self.unsure:.2f} with answers that broke off" if self.unsure > 0.00005 else ""
        )
        return f"${self.cost:.2f}{broken}"

    @property
    def findings(self) -> list[Finding]:
        return [finding for report in self.folders for finding in report.findings]

    @property
    def problems(self) -> list[str]:
        return [problem for report in self.folders for problem in report.problems]

    @property
    def remarks(self) -> list[str]:
        return [remark for report in self.folders for remark in report.remarks]

    @property
    def failed(self) -> bool:
        return any(report.failed for report in self.folders)
