"""Worker processes for one build: a crash, a hang or an explosion of memory in one job costs that job."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from paper_notes.errors import ReadingFailed

P = ParamSpec("P")
T = TypeVar("T")


class Workers:
    """A pool of processes, started when the first job comes.

    Processes are spawned, not forked: MuPDF holds locks that a fork would copy.
    """

    def __init__(self, count: int) -> None:
        self._pool = ProcessPool(max_workers=count, context=multiprocessing.get_context("spawn"))

    def submit(self, function: Callable[P, T], timeout: float, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a function in a worker; its result or exception arrives through the future (see :func:`result_of`)."""
        future: Future[T] = self._pool.submit(function, timeout, *args, **kwargs)
        return future

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._pool.close()
        else:
            self._pool.stop()  # Ctrl-C: don't finish what is queued
        self._pool.join()


def result_of(future: Future[T], what: str) -> T:
    """The job's result; raises :class:`ReadingFailed` when its process died or ran out of time."""
    try:
        return future.result()
    except FutureTimeoutError as error:
        raise ReadingFailed(f"{what} took too long and was stopped", "if the machine was busy, try again") from error
    except BrokenProcessPool as error:
        hint = "look above for what they print; a script that builds needs an 'if __name__ == \"__main__\":' guard"
        raise ReadingFailed("worker processes can't start", hint) from error
    except ProcessExpired as error:
        raise ReadingFailed(
            f"{what} crashed (exit status {error.exitcode})", "the other papers are not affected"
        ) from error
