"""What a process that opens PDFs is held to, from its start: silence, memory, an end with its parent."""

from __future__ import annotations

import multiprocessing
import os
import threading
from pathlib import Path

from paper_notes.errors import debugging
from paper_notes.paper.pdf.mupdf import load


def prepare(memory: int) -> None:
    """End with the parent, keep off the terminal, load MuPDF, then limit what is needed on top of it."""
    if not debugging():
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    load()
    _limit_memory(memory)


def _end_with_parent() -> None:
    """A build that is killed must not leave workers behind that go on with its jobs."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _limit_memory(extra: int) -> None:
    """Let the process grow by ``extra`` bytes at most, where the system can hold it to that (Linux)."""
    try:
        import resource

        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + extra, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, OSError, ValueError):
        return
