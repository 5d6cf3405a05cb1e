"""The blocks of a corpus on the machines of a Ray cluster, by Ray Data: the same functions on the same tasks as
:mod:`paper_notes.finding.in_order` runs in processes of this machine, and answers in the same order.

An actor keeps what its function opened, a model on its GPU above all. What the tasks name by a path must lie at that
path on every machine: on a file system that they share.
"""

from __future__ import annotations

import importlib
import itertools
import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from paper_notes.errors import UsageError
from paper_notes.finding.in_order import Cluster
from paper_notes.finding.source import needs_extra

Task = TypeVar("Task")
Answer = TypeVar("Answer")

TASKS_A_ROUND = 16
"""Tasks an actor is given at a time: a round's tasks and answers lie in the cluster's memory."""


class _Actor:
    """Calls one function on the tasks that come its way."""

    def __init__(self, function: bytes) -> None:
        self.function: Callable[[Any], Any] = pickle.loads(function)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        return {"number": row["number"], "answer": pickle.dumps(self.function(pickle.loads(row["task"])))}


def on_cluster(
    function: Callable[[Task], Answer], tasks: Iterable[Task], cluster: Cluster
) -> Iterator[tuple[Task, Answer]]:
    """Each task with its answer, in order. Raises :class:`UsageError` when there is no such cluster, and what
    ``function`` raises, as Ray tells it."""
    ray = _connected(cluster)
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    todo = iter(tasks)
    while batch := list(itertools.islice(todo, TASKS_A_ROUND * cluster.actors)):
        rows = [{"number": number, "task": pickle.dumps(task)} for number, task in enumerate(batch)]
        data = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
            _Actor,
            fn_constructor_args=(pickle.dumps(function),),
            compute=ray.data.ActorPoolStrategy(size=min(cluster.actors, len(rows))),
            num_gpus=cluster.gpus or None,
        )
        for row in data.iter_rows():
            yield batch[row["number"]], pickle.loads(row["answer"])


def _connected(cluster: Cluster) -> Any:
    try:
        ray: Any = importlib.import_module("ray")
        importlib.import_module("ray.data")
    except ImportError as error:
        raise needs_extra("ray", "cluster") from error
    if not ray.is_initialized():
        place: Any = {"num_cpus": cluster.actors} if cluster.address == "local" else {}
        try:
            ray.init(address=cluster.address, log_to_driver=False, logging_level="ERROR", **place)
        except (ConnectionError, ValueError, RuntimeError) as error:
            told = " ".join(str(error).split())[:160]
            raise UsageError(f"there is no Ray cluster at {cluster.address!r} ({told})") from error
    return ray
