"""A limit of time for work that waits on others: a server that sends a byte a second meets no limit of silence."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T], name: str) -> T:
    """What ``work`` returns or raises; raises TimeoutError when that takes longer.

    The work is done in a daemon thread, which is left behind then: the caller closes what it waits for.
    """
    done: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            done.put((work(), None))
        except BaseException as error:  # noqa: BLE001 - handed on to whoever waits
            done.put((None, error))

    threading.Thread(target=run, name=name, daemon=True).start()
    try:
        found, error = done.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError(f"not done after {seconds:.0f} s") from None
    if error is not None:
        raise error
    return found  # type: ignore[return-value]
