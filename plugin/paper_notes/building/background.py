"""Notes that Claude writes behind a preview: the extract shows meanwhile, and the note replaces it when it is ready."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from paper_notes.building.options import BuildOptions, BuildReport
from paper_notes.building.run import build_library
from paper_notes.errors import PaperNotesError
from paper_notes.library.folders import Library
from paper_notes.messages import say


class Rewriter:
    """Writes deferred notes in one thread behind the preview; each paper is tried once while the preview runs.

    A note that is saved is a changed file, which the preview notices by itself. ``rebuild`` asks for what no file
    shows: that the page of a note which could not be written no longer says that it is being written, and that the
    thread is free for papers which came while it was busy.
    """

    def __init__(self, warn: Callable[[str], None], inform: Callable[[str], None], rebuild: Callable[[], None]) -> None:
        self._warn, self._inform, self._rebuild = warn, inform, rebuild
        self._tried: set[str] = set()
        self._lock = threading.Lock()
        self._more_wait = False
        self.pending: frozenset[str] = frozenset()

    def take(self, library: Library, options: BuildOptions, report: BuildReport) -> frozenset[str]:
        """Start on the report's deferred notes unless the thread is busy (then the next rebuild brings them again).

        Returns the slugs of the notes that are being written while their extract stands in.
        """
        deferred = [folder.folder.slug for folder in report.folders if folder.deferred]
        slugs = tuple(slug for slug in deferred if slug not in self._tried)
        if slugs and self._lock.acquire(blocking=False):
            self._tried.update(slugs)
            self._more_wait = False
            self.pending = frozenset(slugs)
            options = replace(options, slugs=slugs, defer_claude=False)
            threading.Thread(target=self._write, args=(library, options), name="rewriter", daemon=True).start()
        elif slugs:
            self._more_wait = True
        return self.pending.intersection(deferred)

    def _write(self, library: Library, options: BuildOptions) -> None:
        written = False
        try:
            report = build_library(library, options)
            written = all(folder.wrote_note for folder in report.folders)
            for problem in report.problems:
                self._warn(problem)
            if report.spent:
                self._inform(
                    say(
                        f"what Claude was asked for {', '.join(options.slugs)} cost {report.spent}",
                        f"Claude 处理 {'、'.join(options.slugs)} 花费 {report.spent}",
                    )
                )
        except PaperNotesError as error:
            self._warn(str(error))
        finally:
            self.pending = frozenset()
            self._lock.release()
            if self._more_wait or not written:
                self._rebuild()
