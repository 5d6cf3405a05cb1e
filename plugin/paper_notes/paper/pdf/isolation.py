"""Papers read in processes of their own: what kills the reading of one page costs that page, nothing else.

Whatever opens a PDF runs here, by :meth:`PaperReader.submit`, :meth:`PaperReader.run` or :func:`guarded`: limits of
time and memory hold, and nothing that a file makes MuPDF say reaches the terminal.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import stat
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from paper_notes.errors import PaperError, ReadingFailed
from paper_notes.messages import say
from paper_notes.paper.model import Paper
from paper_notes.paper.pdf.watch import last_place, watched
from paper_notes.paper.pdf.worker import prepare

if TYPE_CHECKING:
    from paper_notes.library.paper_settings import Crop

P = ParamSpec("P")
T = TypeVar("T")

MOST_LOST_PAGES = 12
"""A paper that loses more pages than this is given up: each costs a new process."""


PLACES = "paper-notes-"
"""How the folders in the temporary directory begin where workers tell which page they are at."""
ABANDONED_AFTER = 24 * 3600.0
"""Seconds after which such a folder belongs to no living run."""


class _OpenReaders(threading.local):
    """The readers open in this thread: one that another thread closes must not be used."""

    def __init__(self) -> None:
        self.readers: list[PaperReader] = []


_open = _OpenReaders()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one paper may take. ``memory`` is in bytes, on top of what a worker needs before it reads anything."""

    page_seconds: float = 60.0
    paper_seconds: float = 900.0
    memory: int = 1280 << 20  # the hungriest of a thousand odd PDFs took 935 MB, the worker itself included


class PaperReader:
    """A pool of processes that read papers, and run any other picklable function on them.

    Processes are spawned, not forked: MuPDF holds locks that a fork would copy. They start with the first job.
    """

    def __init__(self, workers: int = 1, limits: Limits = Limits()) -> None:
        self._limits = limits
        self._pool = ProcessPool(
            max_workers=workers,
            context=multiprocessing.get_context("spawn"),
            initializer=prepare,
            initargs=(limits.memory,),
        )
        _sweep()
        self._places = tempfile.TemporaryDirectory(prefix=PLACES, ignore_cleanup_errors=True)
        self._jobs = 0

    def __enter__(self) -> Self:
        _open.readers.append(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self in _open.readers:
            _open.readers.remove(self)
        if kind is None:
            self._pool.close()
        else:
            self._pool.stop()  # Ctrl-C: don't finish what is queued
        self._pool.join()
        self._places.cleanup()

    def read(self, path: Path, crops: Sequence[Crop] = ()) -> Paper:
        """Read one paper; raises :class:`PaperError` (:class:`ReadingFailed` for a crash or a hang)."""
        return self.submit(path, crops).result()

    def read_many(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Paper | PaperError]]:
        """Read papers side by side; each comes with its paper, or the error that it ended with, when it is done."""
        futures = {self.submit(path): path for path in paths}
        for future in as_completed(futures):
            try:
                yield futures[future], future.result()
            except PaperError as error:
                yield futures[future], error

    def submit(self, path: Path, crops: Sequence[Crop] = ()) -> Future[Paper]:
        """Start reading one paper. The future raises what :meth:`read` does."""
        return self.submit_and(path, crops, _as_it_is)

    def submit_and(self, path: Path, crops: Sequence[Crop], then: Callable[[Paper], T]) -> Future[T]:
        """Start reading one paper; the future is what ``then`` (picklable) makes of it in the worker, such as a file
        and a small record. Raises what :meth:`read` and ``then`` do."""
        self._jobs += 1
        outcome: Future[T] = Future()
        self._attempt(_Job(path, tuple(crops), Path(self._places.name) / str(self._jobs), outcome, then))
        return outcome

    def run(self, function: Callable[P, T], seconds: float, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a function in a worker; the future raises :class:`ReadingFailed` when its process ended."""
        outcome: Future[T] = Future()

        def finish(done: Future[T]) -> None:
            try:
                outcome.set_result(done.result())
            except (ProcessExpired, FutureTimeoutError, BrokenProcessPool, MemoryError) as error:
                outcome.set_exception(_failed(_doing(function), error))
            except BaseException as error:  # noqa: BLE001 - whatever the function raised is the caller's
                outcome.set_exception(error)

        try:
            task: Callable[..., T] = partial(_here, Path.cwd(), function)
            self._pool.submit(task, seconds, *args, **kwargs).add_done_callback(finish)
        except RuntimeError as error:  # the workers could not be started, or were stopped
            outcome.set_exception(_failed(_doing(function), error))
        return outcome

    def _attempt(self, job: _Job) -> None:
        """Read the paper without the pages that ended earlier attempts; another one when a page ends this one."""
        try:
            done = self._pool.submit(
                partial(_here, Path.cwd(), _read),
                self._limits.paper_seconds,
                job.path,
                job.crops,
                job.place,
                self._limits.page_seconds,
                job.lost,
                job.then,
            )
        except RuntimeError as error:  # the workers could not be started, or were stopped
            job.outcome.set_exception(_failed(f"reading {job.path}", error))
            return
        done.add_done_callback(lambda future: self._settle(job, future))

    def _settle(self, job: _Job, done: Future[Any]) -> None:
        try:
            made = done.result()
        except (ProcessExpired, FutureTimeoutError) as error:
            place = last_place(job.place)
            hopeless = place is None or place in job.lost or len(job.lost) >= MOST_LOST_PAGES
            if hopeless or isinstance(error, FutureTimeoutError):
                job.outcome.set_exception(_failed(f"reading {job.path}", error))
                return
            assert place is not None
            self._attempt(replace(job, lost=job.lost | {place}))
        except (BrokenProcessPool, MemoryError) as error:
            job.outcome.set_exception(_failed(f"reading {job.path}", error))
        except BaseException as error:  # noqa: BLE001 - handed on to whoever waits
            job.outcome.set_exception(error)
        else:
            job.outcome.set_result(made)


@dataclass(frozen=True, slots=True)
class _Job:
    path: Path
    crops: tuple[Crop, ...]
    place: Path
    outcome: Future[Any]
    then: Callable[[Paper], Any]
    lost: frozenset[tuple[str, int]] = frozenset()


def _here(folder: Path, function: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Run a function in a folder: a worker outlives changes of its parent's, and paths may be relative."""
    with contextlib.suppress(OSError):
        os.chdir(folder)
    return function(*args, **kwargs)


def _as_it_is(paper: Paper) -> Paper:
    return paper


def _read(
    path: Path,
    crops: Sequence[Crop],
    place: Path,
    page_seconds: float,
    lost: frozenset[tuple[str, int]],
    then: Callable[[Paper], T],
) -> T:
    # MuPDF is loaded in the worker alone: the command line starts faster without it.
    from paper_notes.paper.reader import read_paper

    with watched(place, page_seconds, lost):
        paper = read_paper(path, crops)
    return then(paper)


def _failed(what: str, error: BaseException) -> ReadingFailed:
    if isinstance(error, MemoryError):
        return ReadingFailed(
            say(f"{what} needs more memory than it may take", f"{what}：所需内存超过上限"),
            say("the PDF may be damaged, or made to do harm", "PDF 可能已损坏，或者被人做了手脚"),
        )
    if isinstance(error, BrokenProcessPool | RuntimeError) and not isinstance(error, ProcessExpired):
        return ReadingFailed(
            say(
                f"{what} was not possible: the processes that read PDFs end as soon as they are started",
                f"{what}：读取 PDF 的进程一启动就退出",
            ),
            say(
                "there may be no memory or no room for processes left (ulimit -a); --debug shows what they say",
                "可能内存或进程数不足（ulimit -a）；加 --debug 查看它们的输出",
            ),
        )
    if isinstance(error, FutureTimeoutError):
        return ReadingFailed(
            say(f"{what} took too long and was stopped", f"{what}：时间太长，已停止"),
            say("if the machine was busy, try again", "机器繁忙的话，请再试一次"),
        )
    status = getattr(error, "exitcode", "?")
    return ReadingFailed(
        say(f"{what} ended its process (exit status {status})", f"{what}：进程中途退出（状态 {status}）"),
        say("the PDF may be damaged: try saving it anew from a viewer", "PDF 可能已损坏：请用阅读器另存一份再试"),
    )


def guarded(function: Callable[P, T], seconds: float, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a function that opens a document in a worker: of a reader that is open already, else of one for this call.

    Raises what the function raises, and :class:`ReadingFailed` when its process ended.
    """
    for reader in reversed(_open.readers):
        return reader.run(function, seconds, *args, **kwargs).result()
    with PaperReader() as reader:
        return reader.run(function, seconds, *args, **kwargs).result()


@contextmanager
def open_reader(workers: int = 1) -> Iterator[PaperReader]:
    """The reader that is open already, or a new one: who reads within a longer run shares its workers."""
    if _open.readers:
        yield _open.readers[-1]
        return
    with PaperReader(workers) as reader:
        yield reader


def _doing(function: Callable[..., object]) -> str:
    """What a function does, in words."""
    return f"the step {getattr(function, '__name__', 'unknown').strip('_').replace('_', ' ')!r}"


def _sweep() -> None:
    """Remove what killed runs left in the temporary directory."""
    for rest in Path(tempfile.gettempdir()).glob(f"{PLACES}*"):
        try:
            status = rest.lstat()
            foreign = hasattr(os, "getuid") and os.getuid() != status.st_uid
            if not foreign and stat.S_ISDIR(status.st_mode) and time.time() - status.st_mtime > ABANDONED_AFTER:
                shutil.rmtree(rest, ignore_errors=True)
        except OSError:
            continue
