"""Building real libraries: what is written, what is left alone, and what one bad paper costs."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

from paper_notes.building.options import BuildOptions
from paper_notes.building.run import build_library
from paper_notes.building.steps import Steps
from paper_notes.library.folders import Library
from paper_notes.note.store import Owner, load_note, owner
from paper_notes.paper.pdf.isolation import PaperReader
from papers import write_paper


@pytest.fixture
def library(tmp_path: Path) -> Library:
    write_paper(tmp_path / "paper-notes" / "shelf" / "paper.pdf")
    return Library(tmp_path / "paper-notes")


@pytest.fixture
def options(tmp_path: Path) -> BuildOptions:
    return BuildOptions(cache_dir=tmp_path / ".cache", writer="extract", workers=1)


def snapshot(root: Path) -> dict[str, int]:
    return {str(path.relative_to(root)): path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}


def test_a_folder_with_a_paper_gets_note_and_images(library, options):
    report = build_library(library, options)
    assert report.problems == []
    note = load_note(library.root / "shelf" / "README.md")
    assert note.front.title == "Arranging a Shelf of Reading Notes"
    assert note.front.authors == ("Ada Lovelace", "Grace Hopper")
    assert note.front.provenance.status == "extract"
    images = [path.name for path in (library.root / "shelf" / "images").iterdir()]
    assert len(images) == 1
    assert images[0].startswith("fig1_arch_")
    assert f"](images/{images[0]})" in note.body


def test_a_second_build_opens_no_pdf_and_writes_nothing(library, options, tmp_path, monkeypatch):
    first = build_library(library, options)
    before = snapshot(tmp_path)

    def refuse(*args, **kwargs):
        raise AssertionError("a PDF was opened")

    monkeypatch.setattr(pymupdf, "open", refuse)
    monkeypatch.setattr("paper_notes.building.plan.file_sha256", refuse)
    monkeypatch.setattr("paper_notes.paper.pdf.isolation.PaperReader.__init__", refuse)
    second = build_library(library, options)
    assert snapshot(tmp_path) == before
    assert second.findings == first.findings
    assert second.problems == first.problems


def test_deleting_the_cache_changes_no_file_of_the_library(library, options, tmp_path):
    build_library(library, options)
    before = snapshot(library.root)
    shutil.rmtree(options.cache_dir)
    build_library(library, options)
    assert snapshot(library.root) == before


def test_a_note_edited_by_hand_is_left_alone_even_when_the_paper_changes(library, options):
    build_library(library, options)
    note = library.root / "shelf" / "README.md"
    edited = note.read_text(encoding="utf-8").replace("## TL;DR", "## TL;DR\n\nMy own words.")
    note.write_text(edited, encoding="utf-8")
    write_paper(library.root / "shelf" / "paper.pdf", mark=" One more sentence stands here.")
    build_library(library, options)
    assert note.read_text(encoding="utf-8") == edited


def test_an_untouched_extract_follows_its_paper(library, options):
    build_library(library, options)
    note = library.root / "shelf" / "README.md"
    write_paper(library.root / "shelf" / "paper.pdf", title="Another Title for the Same Shelf")
    report = build_library(library, options)
    assert report.folders[0].wrote_note
    assert load_note(note).front.title == "Another Title for the Same Shelf"
    assert owner(note) is Owner.MACHINE


@pytest.mark.parametrize("edited", [False, True])
def test_deleted_images_come_back(library, options, edited):
    build_library(library, options)
    folder = library.root / "shelf"
    image = next((folder / "images").iterdir())
    old = image.read_bytes()
    if edited:
        note = folder / "README.md"
        note.write_text(note.read_text(encoding="utf-8") + "\nMine.\n", encoding="utf-8")
        build_library(library, options)
    shutil.rmtree(folder / "images")
    report = build_library(library, options)
    assert report.folders[0].wrote_images == 1
    assert image.read_bytes() == old


def test_a_picture_put_there_by_a_person_is_kept(library, options):
    build_library(library, options)
    image = next((library.root / "shelf" / "images").iterdir())
    image.write_bytes(b"\x89PNG mine")
    build_library(library, replace(options, dpi=150))
    assert image.read_bytes() == b"\x89PNG mine"


def test_another_resolution_cuts_our_images_again(library, options):
    build_library(library, options)
    image = next((library.root / "shelf" / "images").iterdir())
    wide = pymupdf.Pixmap(str(image)).width
    build_library(library, replace(options, dpi=100))
    assert pymupdf.Pixmap(str(image)).width == pytest.approx(wide / 2, rel=0.05)


def encrypted(path: Path) -> None:
    write_paper(path)
    with pymupdf.open(path) as document:
        document.save(path.with_suffix(".x"), encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="o")
    path.with_suffix(".x").replace(path)


def truncated(path: Path) -> None:
    """Cut off before any page object."""
    write_paper(path)
    path.write_bytes(path.read_bytes()[:150])


BAD = {
    "encrypted": (encrypted, "password"),
    "truncated": (truncated, "damaged|cut off|broken|no page"),
    "zero-bytes": (lambda path: path.write_bytes(b""), "empty"),
    "not-a-pdf": (lambda path: path.write_bytes(b"<html>404 Not Found</html>"), "not a PDF"),
    "a-folder": (lambda path: path.mkdir(), "is a folder"),
}


def test_each_bad_paper_costs_its_own_note_and_one_warning(library, options):
    for kind, (make, _) in BAD.items():
        (library.root / kind).mkdir()
        make(library.root / kind / "paper.pdf")
    for _ in range(2):  # the second time from the cache
        report = build_library(library, options)
        assert (library.root / "shelf" / "README.md").exists()
        told = {folder.folder.slug: folder for folder in report.folders}
        assert told.pop("shelf").problems == ()
        for kind, folder in told.items():
            (problem,) = folder.problems
            assert str(library.root / kind / "paper.pdf") in problem
            assert re.search(BAD[kind][1], problem), problem
            assert folder.failed
            assert not folder.folder.note.exists()


def test_bad_settings_cost_their_own_folder(library, options):
    other = library.root / "other"
    write_paper(other / "paper.pdf", title="Another Paper on Shelves and Notes")
    (other / "paper.yml").write_text("arxive: '1'\n", encoding="utf-8")
    report = build_library(library, options)
    (problem,) = report.problems
    assert "Did you mean 'arxiv'" in problem
    assert (library.root / "shelf" / "README.md").exists()
    assert not (other / "README.md").exists()


def test_a_folder_without_read_permission_is_told(options):
    nobody = 65534 if os.geteuid() == 0 else os.geteuid()  # root may read everything, so root becomes nobody
    root = Path(tempfile.mkdtemp())
    closed = root / "paper-notes" / "closed"
    write_paper(closed / "paper.pdf")
    write_paper(root / "paper-notes" / "open" / "paper.pdf")
    closed.chmod(0)
    root.chmod(0o755)
    (root / "cache").mkdir()
    (root / "cache").chmod(0o777)
    user = os.geteuid()
    os.seteuid(nobody)
    try:
        report = build_library(Library(root / "paper-notes"), replace(options, cache_dir=root / "cache", write="never"))
    finally:
        os.seteuid(user)
        closed.chmod(0o755)
        shutil.rmtree(root)
    (problem,) = report.problems
    assert str(closed) in problem
    assert "permission" in problem


def test_write_never_writes_nothing(library, options):
    build_library(library, replace(options, write="never"))
    assert [path.name for path in (library.root / "shelf").iterdir()] == ["paper.pdf"]


def test_force_replaces_a_persons_note_and_keeps_it(library, options):
    note = library.root / "shelf" / "README.md"
    note.write_text("# mine\n", encoding="utf-8")
    build_library(library, replace(options, force=True))
    assert owner(note) is Owner.MACHINE
    assert note.with_name("README.md.kept").read_text(encoding="utf-8") == "# mine\n"


def test_a_fault_of_the_program_costs_one_paper(library, options, monkeypatch):
    write_paper(library.root / "other" / "paper.pdf", title="Another Paper on Shelves and Notes")
    submit = PaperReader.submit_and

    def faulty(self, path, *rest):
        if path.parent.name != "other":
            return submit(self, path, *rest)
        future = Future()
        future.set_exception(KeyError("bug"))
        return future

    monkeypatch.setattr(PaperReader, "submit_and", faulty)
    (problem,) = build_library(library, options).problems
    assert "other" in problem
    assert "a fault of paper-notes (KeyError: 'bug'" in problem
    assert (library.root / "shelf" / "README.md").exists()


def test_a_paper_in_several_folders_is_read_once(library, options, monkeypatch):
    for slug in ("copy", "other"):
        (library.root / slug).mkdir()
        shutil.copy(library.root / "shelf" / "paper.pdf", library.root / slug)
    read = []
    submit = PaperReader.submit_and
    monkeypatch.setattr(
        PaperReader, "submit_and", lambda self, path, *rest: read.append(path) or submit(self, path, *rest)
    )
    assert build_library(library, options).problems == []
    assert len(read) == 1
    notes = [(library.root / slug / "README.md").read_text("utf-8") for slug in ("shelf", "copy", "other")]
    assert len({re.sub("^slug:.*$|^digest:.*$|^  digest:.*$", "", note, flags=re.M) for note in notes}) == 1


def test_a_bad_paper_in_several_folders_is_told_of_each(library, options):
    for slug in ("bad", "worse"):
        (library.root / slug).mkdir()
        encrypted(library.root / slug / "paper.pdf")
    shutil.copy(library.root / "bad" / "paper.pdf", library.root / "worse")
    problems = build_library(library, options).problems
    assert [sum(str(library.root / slug / "paper.pdf") in p for p in problems) for slug in ("bad", "worse")] == [1, 1]
    assert len(problems) == 2


def test_what_was_done_before_the_build_was_stopped_is_not_done_again(library, options, monkeypatch):
    """Ctrl-C while a later paper is read: the first one's state is kept already."""
    write_paper(library.root / "slow" / "paper.pdf", title="Another Paper on Shelves and Notes")
    write_paper(library.root / "slower" / "paper.pdf", title="A Third Paper on Shelves and Notes")
    collect = Steps._collect

    def stop_after_the_first(self, plan, finished):
        collect(self, plan, finished)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Steps, "_collect", stop_after_the_first)
        with pytest.raises(KeyboardInterrupt):
            build_library(library, options)
    done = [slug for slug in ("shelf", "slow", "slower") if (library.root / slug / "README.md").exists()]
    worked = []
    finish = Steps._finishing
    monkeypatch.setattr(
        Steps, "_finishing", lambda self, plan, *rest: worked.append(plan.folder.slug) or finish(self, plan, *rest)
    )
    build_library(library, options)
    assert done
    assert done[0] not in worked
    assert set(worked) >= {"shelf", "slow", "slower"} - set(done)
