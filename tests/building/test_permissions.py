"""Caches and folders that are closed to the user (root is refused nothing), and workers that die."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from paper_notes.building.options import BuildOptions
from paper_notes.building.run import build_library
from paper_notes.library.folders import Library
from paper_notes.paper.pdf import isolation
from papers import write_paper

for_users = pytest.mark.skipif(os.geteuid() == 0, reason="root may write and read everything")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    write_paper(tmp_path / "paper-notes" / "shelf" / "paper.pdf")
    return Library(tmp_path / "paper-notes")


@for_users
@pytest.mark.parametrize("mode", [0o000, 0o555], ids=["unreadable", "read-only"])
def test_a_closed_cache_is_told_once_and_the_note_is_written(library: Library, tmp_path: Path, mode: int) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    cache.chmod(mode)
    try:
        report = build_library(library, BuildOptions(cache, writer="extract", workers=1))
    finally:
        cache.chmod(0o755)
    assert len(report.notices) == 1
    assert "works without a cache" in report.notices[0]
    assert not report.failed
    assert (library.root / "shelf" / "README.md").exists()
    assert not list(cache.iterdir())


@for_users
def test_a_read_only_folder_is_one_line_and_the_others_are_written(library: Library, tmp_path: Path) -> None:
    closed = library.root / "closed"
    write_paper(closed / "paper.pdf", title="Another Paper on Shelves and Notes")
    closed.chmod(0o555)
    try:
        report = build_library(library, BuildOptions(tmp_path / "cache", writer="extract", workers=1))
    finally:
        closed.chmod(0o755)
    (problem,) = report.problems
    assert str(closed) in problem
    assert (library.root / "shelf" / "README.md").exists()
    assert not [path for path in closed.iterdir() if path.name != "paper.pdf"]


def _ends(memory: int) -> None:
    os._exit(7)


def test_workers_that_die_at_start_are_told_without_a_traceback(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(isolation, "prepare", _ends)
    report = build_library(library, BuildOptions(tmp_path / "cache", writer="extract", workers=1))
    assert report.failed
    (problem,) = report.problems
    assert "the processes that read PDFs end as soon as they are started" in problem
    assert "Traceback" not in capfd.readouterr().err


def test_what_killed_runs_left_in_the_temporary_folder_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    old, young, other = (tmp_path / f"{name}x" for name in (isolation.PLACES, f"{isolation.PLACES}y", "other-"))
    for place in (old, young, other):
        place.mkdir()
        (place / "1").write_text("text 1")
    long_ago = time.time() - isolation.ABANDONED_AFTER - 60
    for place in (old, other):
        os.utime(place, (long_ago, long_ago))
    with isolation.PaperReader():
        assert not old.exists()
        assert young.exists()
        assert other.exists()
    assert {path.name for path in tmp_path.iterdir()} == {young.name, other.name}
