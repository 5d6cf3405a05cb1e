"""Notes written behind a preview."""

import threading

import pytest

from paper_notes.building import background
from paper_notes.building.options import BuildOptions, BuildReport, FolderReport
from paper_notes.errors import UsageError
from paper_notes.library.folders import Library, PaperFolder


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
    told, rebuilt = [], threading.Event()
    rewriter = background.Rewriter(told.append, print, rebuilt.set)
    assert rewriter.take(library, options, deferred(library, "a", "b")) == {"a", "b"}  # while they are being written
    assert rewriter.take(library, options, deferred(library, "b", "c")) == {"b"}  # a is there; busy: c waits
    assert rewriter.pending == {"a", "b"}
    assert not rebuilt.is_set()
    go_on.set()
    assert rebuilt.wait(10)  # c has its turn
    rewriter.take(library, options, deferred(library, "a", "b", "c"))
    wait_for(rewriter)
    assert asked == [(("a", "b"), False), (("c",), False)]
    assert rewriter.pending == frozenset()
    assert told == ["a: no credentials", "a: no credentials"]


def test_an_error_is_told_and_frees_the_rewriter(library, options, monkeypatch):
    def build(library, options):
        raise UsageError("there is no folder x", "make it")

    monkeypatch.setattr(background, "build_library", build)
    told, rebuilt = [], threading.Event()
    rewriter = background.Rewriter(told.append, print, rebuilt.set)
    rewriter.take(library, options, deferred(library, "a"))
    wait_for(rewriter)
    assert rebuilt.wait(10)  # the page no longer says that it is being written
    assert told == ["there is no folder x. Make it"]


def test_a_note_that_is_saved_needs_no_further_rebuild(library, options, monkeypatch):
    def build(library, options):
        return BuildReport([FolderReport(PaperFolder(library.root / "a"), wrote_note=True)], cost=0.084)

    monkeypatch.setattr(background, "build_library", build)
    rebuilds, said = [], []
    rewriter = background.Rewriter(print, said.append, lambda: rebuilds.append(1))
    rewriter.take(library, options, deferred(library, "a"))
    wait_for(rewriter)
    for thread in threading.enumerate():
        if thread.name == "rewriter":
            thread.join(10)
    assert not rebuilds
    assert said == ["what Claude was asked for a cost $0.08"]
