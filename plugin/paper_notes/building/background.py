"""Notes that Claude writes behind a preview: the extract shows meanwhile, and the note replaces it when it is ready."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from paper_notes.building.options import BuildOptions, BuildReport
from paper_notes.building.run import build_library
from paper_notes.errors import PaperNotesError
from paper_notes.library import Library


class Rewriter:
    """Writes deferred notes in one thread behind the preview; each paper is tried once while the preview runs.

    A note that is saved is a changed file, which the preview notices by itself.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._tried: set[str] = set()
        self._lock = threading.Lock()
        self.pending: frozenset[str] = frozenset()

    def take(self, library: Library, options: BuildOptions, report: BuildReport) -> None:
        """Start on the report's deferred notes unless the thread is busy (then the next rebuild brings them again)."""
        slugs = tuple(f.folder.slug for f in report.folders if f.deferred and f.folder.slug not in self._tried)
        if not slugs or not self._lock.acquire(blocking=False):
            return
        self._tried.update(slugs)
        self.pending = frozenset(slugs)
        options = replace(options, slugs=slugs, defer_claude=False)
        threading.Thread(target=self._write, args=(library, options), name="rewriter", daemon=True).start()

    def _write(self, library: Library, options: BuildOptions) -> None:
        try:
            report = build_library(library, options)
            for problem in report.problems:
                self._tell(problem)
        except PaperNotesError as error:
            self._tell(str(error))
        finally:
            self.pending = frozenset()
            self._lock.release()
