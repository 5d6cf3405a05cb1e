"""Jobs under way in other processes and threads, and what to do with each result as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")


class Underway:
    """Futures, each with what follows it; what follows runs in the caller's thread, in the order in which jobs end."""

    def __init__(self) -> None:
        self._ended: SimpleQueue[Future[Any]] = SimpleQueue()
        self._next: dict[Future[Any], Callable[[Future[Any]], None]] = {}

    def add(self, future: Future[T], then: Callable[[Future[T]], None]) -> None:
        """Take a job in; ``then`` may add others."""
        self._next[future] = then
        future.add_done_callback(self._ended.put)

    def finish(self) -> None:
        """Wait until there is nothing left; raises what a ``then`` raises."""
        while self._next:
            ended = self._ended.get()
            self._next.pop(ended)(ended)
