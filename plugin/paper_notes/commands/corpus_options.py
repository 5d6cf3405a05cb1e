"""What the commands on a corpus share: arguments, options, the bar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from paper_notes.errors import UsageError
from paper_notes.work.workers import worker_count

if TYPE_CHECKING:
    from paper_notes.finding.in_order import Workers

MANY_JOBS = 10_000

FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
COLUMNS = click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help="What FILE calls a field, such as abstract=summary.",
)
WORKERS = click.option("--workers", type=click.IntRange(0, 64), default=0, help="Processes; 0 is one a core.")
CLUSTER = click.option(
    "--cluster",
    "address",
    default="",
    metavar="ADDRESS",
    help="Work on a Ray cluster: its address, auto, or local. The files must lie at the same path on all its machines.",
)
ACTORS = click.option("--actors", type=click.IntRange(1, 10_000), default=2, show_default=True, help="On the cluster.")
GPUS = click.option("--gpus", type=click.FloatRange(0, 16), default=0.0, help="GPUs of each actor, such as 1 or 0.5.")
KEY = "PAPER_NOTES_EMBED_KEY"
INDEX = click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))


def index_folder(file: Path, given: Path | None) -> Path:
    """Where a file's index lies."""
    return given or file.with_name(f"{file.name}.index")


def mapping(pairs: tuple[str, ...]) -> dict[str, str]:
    """``abstract=summary`` as {"abstract": "summary"}; raises :class:`UsageError` for what has no ``=``."""
    for pair in pairs:
        if "=" not in pair:
            raise UsageError(f"--column {pair!r} is not of the form FIELD=NAME")
    return dict(pair.split("=", 1) for pair in pairs)


def workers_of(address: str, actors: int, gpus: float, workers: int) -> Workers:
    """Where to work: on a cluster when there is an address, else in processes of this machine."""
    from paper_notes.finding.in_order import Cluster

    return Cluster(address, actors, gpus) if address else worker_count(MANY_JOBS, workers)


@contextmanager
def bar(length: int, label: str) -> Iterator[Callable[[int], None]]:
    """A bar with the time left, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    shown: Any
    with click.progressbar(length=length, label=label, file=sys.stderr, show_pos=True) as shown:
        yield shown.update
