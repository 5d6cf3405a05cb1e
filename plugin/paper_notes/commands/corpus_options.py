"""What the commands on a corpus share: arguments, options, the bar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from paper_notes.errors import UsageError

FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
COLUMNS = click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help="What FILE calls a field, such as abstract=summary.",
)
WORKERS = click.option("--workers", type=click.IntRange(0, 64), default=0, help="Processes; 0 is one a core.")
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


@contextmanager
def bar(length: int, label: str) -> Iterator[Callable[[int], None]]:
    """A bar with the time left, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    shown: Any
    with click.progressbar(length=length, label=label, file=sys.stderr, show_pos=True) as shown:
        yield shown.update
