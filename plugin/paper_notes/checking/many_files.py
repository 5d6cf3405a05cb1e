"""Checks many files: unchanged ones from the cache, the others in several processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from paper_notes.checking.config import Config
from paper_notes.checking.model import Report
from paper_notes.errors import UsageError
from paper_notes.files import read_note

if TYPE_CHECKING:
    from paper_notes.checking.evidence.second_answers import SecondAnswers
    from paper_notes.checking.kept_reports import KeptReports
    from paper_notes.paper.model import Paper

PARALLEL_FROM = 24
"""Files from which several processes pay."""

PaperOf = Callable[[Path], "Paper | None"]
KeyOf = Callable[[Path], str]


def lint_files(
    paths: list[Path],
    *,
    config: Config,
    paper_of: PaperOf | None = None,
    answers: SecondAnswers | None = None,
    key_of_paper: KeyOf | None = None,
    kept: KeptReports | None = None,
    jobs: int = 0,
) -> Iterator[Report]:
    """Check many files, in their order, in ``jobs`` processes (as many as there are processors when 0).

    ``paper_of`` gives a file's paper; it is called in this process, and such files are checked here, with a second
    reader's ``answers``. ``key_of_paper``
    says which paper that is without reading it ("" for none). Reports are taken from ``kept`` where it has them.
    """
    known: dict[Path, Report | None] = {}
    contents: dict[Path, bytes] = {}
    if kept is not None:
        for path in paths:
            try:
                contents[path] = read_note(path)
            except (OSError, UsageError):
                continue  # told as a finding
            known[path] = kept.find(path, contents[path], key_of_paper(path) if key_of_paper else "")
    left = [path for path in paths if known.get(path) is None]
    checked = _check(left, config, paper_of, answers, jobs)
    for path in paths:
        report = known.get(path)
        if report is None:
            report = next(checked)
            if kept is not None and path in contents:
                kept.keep(path, contents[path], report, key_of_paper(path) if key_of_paper else "")
        yield report


def _check(
    paths: list[Path], config: Config, paper_of: PaperOf | None, answers: SecondAnswers | None, jobs: int
) -> Iterator[Report]:
    if not paths:
        return
    from paper_notes.checking.linter import lint_file

    jobs = jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1
    if jobs < 2 or len(paths) < PARALLEL_FROM or paper_of is not None:
        for path in paths:
            paper = paper_of(path) if paper_of else None
            held = answers.of(paper.sha256) if answers and paper else None
            yield lint_file(path, paper=paper, config=config, answers=held)
        return
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    size = max(4, min(32, len(paths) // (jobs * 4)))
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(partial(_lint_quietly, config=config), paths, chunksize=size)


def _lint_quietly(path: Path, config: Config) -> Report:
    from paper_notes.checking.linter import lint_file

    return lint_file(path, config=config)


def collect(paths: Iterable[Path]) -> list[Path]:
    """The Markdown files meant by paths: a file is itself; in a folder, all below it, hidden ones left out.

    Raises :class:`UsageError` for a path that doesn't exist.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            for folder, folders, files in os.walk(path):
                folders[:] = sorted(name for name in folders if name[0] not in "._" and name != "node_modules")
                found |= {Path(folder, name): None for name in sorted(files) if name.endswith(".md") and name[0] != "."}
        elif path.exists():
            found[path] = None
        else:
            raise UsageError(f"there is no file or folder {path}")
    return list(found)
