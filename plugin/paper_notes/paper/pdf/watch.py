"""Where reading is at, told to whoever supervises it.

A crash or a hang inside MuPDF takes the whole process with it. What may do so is entered page by page here: the
place is written to a small file before the page is touched, and a timer that needs no help from Python ends the
process when the page takes too long. The supervisor (:mod:`paper_notes.paper.pdf.isolation`) then reads the place,
and reads the paper again without that page. Without a supervisor all of this does nothing.
"""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TEXT = "text"
"""Reading a page's text and graphics. Other stages are named by those who enter them."""


@dataclass(slots=True)
class _Watch:
    file: int = -1
    silence: int = -1
    seconds: float = 0.0
    skipped: frozenset[tuple[str, int]] = field(default_factory=frozenset)


_watch = _Watch()


def enter(stage: str, page: int, patience: float = 1.0) -> bool:
    """Announce that ``page`` is about to be worked on; False when it ended an earlier attempt and must be left.

    ``patience`` multiplies the time that a page is given.
    """
    if (stage, page) in _watch.skipped:
        return False
    if _watch.file >= 0:
        os.pwrite(_watch.file, f"{stage} {page}\n".ljust(64).encode(), 0)
        if _watch.seconds:
            faulthandler.dump_traceback_later(_watch.seconds * patience, exit=True, file=_watch.silence)
    return True


@contextmanager
def watched(place: Path, seconds: float, skipped: frozenset[tuple[str, int]]) -> Iterator[None]:
    """Within, :func:`enter` writes to the file ``place`` and gives each page ``seconds``; skipped ones are refused."""
    _watch.file = os.open(place, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    _watch.silence = os.open(os.devnull, os.O_WRONLY)  # where the timer writes its traceback
    _watch.seconds, _watch.skipped = seconds, skipped
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        os.close(_watch.file)
        os.close(_watch.silence)
        _watch.file = _watch.silence = -1
        _watch.seconds, _watch.skipped = 0.0, frozenset()


def last_place(place: Path) -> tuple[str, int] | None:
    """The stage and page that were entered last; None when none was."""
    try:
        words = place.read_bytes()[:64].decode(errors="replace").split()
    except OSError:
        return None
    return (words[0], int(words[1])) if len(words) >= 2 and words[1].isdigit() else None
