"""Notes written behind a preview."""

import threading

import pytest

from paper_notes.building import background
from paper_notes.building.options import BuildOptions, BuildReport, FolderReport
from paper_notes.errors import UsageError
from paper_notes.library import Library, PaperFolder


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path)


@pytest.fixture
def options(tmp_path):
    return BuildOptions(cache_dir=tmp_path / "cache", writer="claude", defer_claude=True)


def deferred(library, *slugs):
    return BuildReport([FolderReport(PaperFolder(library.root / slug), deferred=True) for slug in slugs])


def wait_for(rewriter):
    assert rewriter._lock.acquire(timeout=10)
    rewriter._lock.release()


def test_deferred_notes_are_written_once_and_nobody_waits(library, options, monkeypatch):
    go_on, asked = threading.Event(), []

    def build(library, options):
        asked.append((options.slugs, options.defer_claude))
        assert go_on.wait(10)
        return BuildReport([FolderReport(PaperFolder(library.root / "a"), problems=("a: no credentials",))])

    monkeypatch.setattr(background, "build_library", build)
    told = []
    rewriter = background.Rewriter(told.append)
    rewriter.take(library, options, deferred(library, "a", "b"))  # returns while the note is being written
    assert rewriter.pending == {"a", "b"}
    rewriter.take(library, options, deferred(library, "a", "b", "c"))  # busy: c waits for the next rebuild
    go_on.set()
    wait_for(rewriter)
    rewriter.take(library, options, deferred(library, "a", "b", "c"))
    wait_for(rewriter)
    assert asked == [(("a", "b"), False), (("c",), False)]
    assert rewriter.pending == frozenset()
    assert told == ["a: no credentials", "a: no credentials"]


def test_an_error_is_told_and_frees_the_rewriter(library, options, monkeypatch):
    def build(library, options):
        raise UsageError("there is no folder x", "make it")

    monkeypatch.setattr(background, "build_library", build)
    told = []
    rewriter = background.Rewriter(told.append)
    rewriter.take(library, options, deferred(library, "a"))
    wait_for(rewriter)
    assert told == ["there is no folder x. make it"]
