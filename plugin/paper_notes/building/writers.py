"""Who writes a folder's note: the extract writer in a worker process, or Claude from a thread of this one."""

from __future__ import annotations

import functools
import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from paper_notes.building.options import BuildOptions
from paper_notes.cache import key_of
from paper_notes.library import Settings
from paper_notes.paper.model import Paper
from paper_notes.writing.model import Brief, Draft

Choice = Literal["extract", "claude", "none"]


def choose_writer(options: BuildOptions, settings: Settings) -> Choice:
    """The paper's own wish, else the options'. ``auto`` is Claude when credentials are there and no CI runs this."""
    wish = options.writer if options.writer in ("none", "extract") else settings.writer or options.writer
    if wish == "auto":
        return "claude" if not os.environ.get("CI") and _have_credentials() else "extract"
    return wish


def writer_key(choice: Choice, options: BuildOptions) -> str:
    """What the text of a note depends on besides the paper and the brief."""
    return key_of(choice, options.claude) if choice == "claude" else choice


@functools.cache
def _have_credentials() -> bool:
    """Whether the SDK finds credentials. Asking it takes seconds, so first its sources are looked for."""
    named = any(name.startswith("ANTHROPIC_") for name in os.environ)
    if not named and not any(place.exists() for place in _config_dirs()):
        return False
    from paper_notes.writing.claude.client import have_credentials

    return have_credentials()


def _config_dirs() -> list[Path]:
    appdata = os.environ.get("APPDATA")
    return [Path.home() / ".config" / "anthropic", *([Path(appdata) / "Anthropic"] if appdata else [])]


class ClaudeDesk:
    """Notes that Claude writes during one build, a few at a time; made when the first is asked for."""

    def __init__(self, options: BuildOptions) -> None:
        self._options = options
        self._threads: ThreadPoolExecutor | None = None

    def submit(self, paper: Paper, brief: Brief) -> Future[Draft]:
        """Have a note written; the future raises a WriterError when that fails."""
        if self._threads is None:
            from paper_notes.checking.config import find_config
            from paper_notes.checking.registry import rule_names
            from paper_notes.writing.claude import ClaudeOptions, ClaudeWriter

            claude = self._options.claude or ClaudeOptions()
            lint = find_config(self._options.project_dir or Path.cwd(), rule_names())
            self._writer = ClaudeWriter(claude, self._options.cache_dir, lint)
            self._threads = ThreadPoolExecutor(claude.concurrency, thread_name_prefix="claude")
        return self._threads.submit(self._writer.write, paper, brief)

    @property
    def cost(self) -> float:
        """US dollars spent so far in this build."""
        return self._writer.budget.spent if self._threads else 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._threads is not None:
            self._threads.shutdown(wait=kind is None, cancel_futures=True)
