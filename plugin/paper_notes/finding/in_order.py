"""Work on the blocks of a corpus in processes, with the answers in the blocks' order and few of them waiting.

Processes are spawned, not forked: Lance has threads that a fork would lose.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

Task = TypeVar("Task")
Answer = TypeVar("Answer")

WAITING = 1
"""Tasks that are given out beyond one a worker: so none of them is idle, and memory holds few answers."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where to work: ``address`` is Ray's ("local" starts one on this machine), with so many ``actors``, each with
    ``gpus`` of its machine's (0.5 is half of one)."""

    address: str
    actors: int = 2
    gpus: float = 0.0


Workers = int | Cluster
"""How many processes of this machine, or a cluster."""


def in_order(
    function: Callable[[Task], Answer], tasks: Iterable[Task], workers: Workers
) -> Iterator[tuple[Task, Answer]]:
    """Each task with its answer; in this process when there is one worker, elsewhere when there is a cluster. Raises
    what ``function`` raises."""
    if isinstance(workers, Cluster):
        from paper_notes.finding.cluster import on_cluster

        yield from on_cluster(function, tasks, workers)
        return
    if workers == 1:
        for task in tasks:
            yield task, function(task)
        return
    waiting: deque[tuple[Task, Future[Answer]]] = deque()
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        try:
            for task in tasks:
                waiting.append((task, pool.submit(function, task)))
                if len(waiting) > workers + WAITING:
                    first, answer = waiting.popleft()
                    yield first, answer.result()
            while waiting:
                first, answer = waiting.popleft()
                yield first, answer.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
