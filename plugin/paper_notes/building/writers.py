"""Who writes a folder's note: the extract writer in a worker process, or Claude from a thread of this one."""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Literal

from paper_notes.building.options import BuildOptions
from paper_notes.cache.keys import key_of
from paper_notes.library.paper_settings import PaperSettings
from paper_notes.paper.model import Paper
from paper_notes.writing.model import Brief, Draft, as_told

if TYPE_CHECKING:
    from paper_notes.writing.claude.writer import ClaudeWriter

Choice = Literal["extract", "claude", "none"]


def choose_writer(options: BuildOptions, settings: PaperSettings) -> Choice:
    """The paper's own wish within what the options allow.

    The options ``none`` and ``extract`` hold for every paper. ``auto`` is Claude when credentials are there; in a CI
    run only the option ``claude`` itself may spend money.
    """
    if options.writer in ("none", "extract"):
        return options.writer
    wish = settings.writer or options.writer
    if wish in ("auto", "claude") and options.writer == "auto" and os.environ.get("CI"):
        return "extract"
    if wish == "auto":
        return "claude" if _have_credentials() else "extract"
    return wish


def writer_key(choice: Choice, options: BuildOptions) -> str:
    """What the text of a note depends on besides the paper and the brief."""
    return key_of(choice, options.claude) if choice == "claude" else choice


def _have_credentials() -> bool:
    """Whether the SDK finds credentials."""
    return _finds_credentials(frozenset(item for item in os.environ.items() if item[0].startswith("ANTHROPIC_")))


@functools.lru_cache(maxsize=4)
def _finds_credentials(named: frozenset[tuple[str, str]]) -> bool:
    """Asking the SDK takes seconds, so first its sources are looked for."""
    if not named and not any(place.exists() for place in _config_dirs()):
        return False
    from paper_notes.writing.claude.client import have_credentials

    return have_credentials()


def _config_dirs() -> list[Path]:
    appdata = os.environ.get("APPDATA")
    return [Path.home() / ".config" / "anthropic", *([Path(appdata) / "Anthropic"] if appdata else [])]


class ClaudeDesk:
    """Notes that Claude writes during one build, a few at a time; made when the first is asked for.

    The threads are daemons: Ctrl-C ends the program at once, not when the last answer has come.
    """

    def __init__(self, options: BuildOptions) -> None:
        self._options = options
        self._writer: ClaudeWriter | None = None
        self._jobs: Queue[Callable[[], None]] = Queue()

    def submit(self, paper: Paper, brief: Brief) -> Future[Draft]:
        """Have a note written; the future raises a WriterError when that fails."""
        writer = self._writer or self._open()
        future: Future[Draft] = Future()

        def write() -> None:
            try:
                future.set_result(writer.write(as_told(paper, brief), brief))
            except BaseException as error:  # noqa: BLE001 - handed on to whoever waits
                future.set_exception(error)

        self._jobs.put(write)
        return future

    @property
    def cost(self) -> float:
        """US dollars spent so far in this build, as the server told them."""
        return self._writer.budget.spent if self._writer else 0.0

    @property
    def unsure(self) -> float:
        """US dollars that may have been billed besides, for answers that broke off or are under way."""
        return self._writer.budget.unsure + self._writer.budget.reserved if self._writer else 0.0

    def stop(self) -> None:
        """Send nothing more, and say what was spent."""
        if self._writer is None:
            return
        self._writer.stop()
        tell = self._options.claude.tell if self._options.claude else None
        if tell:
            from paper_notes.writing.claude.budget import spent_text

            tell(f"stopped, {spent_text(self._writer.budget)}")

    def _open(self) -> ClaudeWriter:
        from paper_notes.writing.claude.options import ClaudeOptions
        from paper_notes.writing.claude.writer import ClaudeWriter

        claude = self._options.claude or ClaudeOptions()
        self._writer = ClaudeWriter(claude, self._options.cache_dir, self._options.lint)
        for _ in range(claude.concurrency):
            threading.Thread(target=self._serve, name="claude", daemon=True).start()
        return self._writer

    def _serve(self) -> None:
        while True:
            self._jobs.get()()
