"""Progress of long work: a bar on a terminal, nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

import click

from paper_notes.messages import say

MIN_JOBS = 2


class Tick(Protocol):
    """Called once for each job that is done, with what it was."""

    def __call__(self, done: str) -> None: ...


Progress = Callable[[int, str], AbstractContextManager[Tick]]
"""Shows long work: called with the number of jobs and what they are, it yields the :class:`Tick`."""


def waiting(what: str) -> None:
    """Say on a terminal what is under way: nobody looks at a still screen for longer than a second."""
    if sys.stderr.isatty():
        click.echo(what, err=True)


@contextmanager
def progress_bar(jobs: int, label: str) -> Iterator[Tick]:
    """A bar over ``jobs`` jobs, with the time that is left, on standard error when that is a terminal; a line for one
    job."""
    if jobs < MIN_JOBS or not sys.stderr.isatty():
        if jobs:
            waiting(say(f"{label}: {jobs} to do …", f"{label}：处理 {jobs} 项……"))
        yield lambda done: None
        return
    bar: Any
    with click.progressbar(
        length=jobs, label=label, file=sys.stderr, item_show_func=lambda item: str(item) if item else None
    ) as bar:
        yield lambda done: bar.update(1, done)


@contextmanager
def no_progress(jobs: int, label: str) -> Iterator[Tick]:
    """No bar."""
    yield lambda done: None
