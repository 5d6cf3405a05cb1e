"""The gate to files: nothing outside the library is read, published or written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from paper_notes.building.folder_state import FolderState, load_state, save_state
from paper_notes.building.options import BuildOptions
from paper_notes.building.run import build_library
from paper_notes.cache import sealed
from paper_notes.cache.directory import Cache, cache_directory
from paper_notes.errors import UsageError, one_line
from paper_notes.files import OutsideLibrary
from paper_notes.library.folders import Library, PaperFolder
from paper_notes.site.files import published_files

SECRET = "token: swordfish"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    root = tmp_path / "project" / "paper-notes"
    good = root / "good"
    good.mkdir(parents=True)
    (good / "README.md").write_text("# Good\n\nA note.\n", "utf-8")
    outside = tmp_path / "outside"
    (outside / "images").mkdir(parents=True)
    (outside / "README.md").write_text(SECRET, "utf-8")
    (outside / "paper.yml").write_text(SECRET, "utf-8")
    (outside / "images" / "a.png").write_bytes(b"PNG")
    return Library(root)


LINKS = {
    "folder": (".", ""),
    "note": ("README.md", "README.md"),
    "settings": ("paper.yml", "paper.yml"),
    "paper": ("paper.pdf", "README.md"),
    "images": ("images", "images"),
    "translation": ("README.en.md", "README.md"),
    "picture": ("images/a.png", "images/a.png"),
    "source": ("data", "images"),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_out_is_told_in_a_line_of_its_folder_and_the_others_are_done(
    library: Library, tmp_path: Path, name: str
) -> None:
    where, target = LINKS[name]
    folder = library.root / "bad"
    if where == ".":
        folder.symlink_to(tmp_path / "outside")
    else:
        folder.mkdir()
        link = folder / where
        link.parent.mkdir(exist_ok=True)
        if where != "README.md":
            (folder / "README.md").write_text("# Bad\n", "utf-8")
        link.symlink_to(tmp_path / "outside" / target)
    before = sorted((path, path.read_bytes()) for path in (tmp_path / "outside").rglob("*") if path.is_file())
    report = build_library(library, BuildOptions(tmp_path / "cache", writer="extract", workers=1))
    bad = next(each for each in report.folders if each.folder.slug == "bad")
    assert bad.failed
    assert len(bad.problems) == 1
    assert "leads out of the library" in bad.problems[0]
    assert "swordfish" not in str(report)
    assert not next(each for each in report.folders if each.folder.slug == "good").failed
    outside = (tmp_path / "outside").resolve()
    assert not [path for path in published_files(PaperFolder(folder)) if path.resolve().is_relative_to(outside)]
    assert before == sorted((path, path.read_bytes()) for path in (tmp_path / "outside").rglob("*") if path.is_file())
    with pytest.raises(OutsideLibrary):
        library.folder("bad")


def test_a_link_within_the_library_and_a_library_behind_a_link_are_fine(library: Library, tmp_path: Path) -> None:
    (library.root / "copy").symlink_to(library.root / "good")
    (tmp_path / "link").symlink_to(library.root)
    linked = Library(tmp_path / "link")
    report = build_library(linked, BuildOptions(tmp_path / "cache", workers=1))
    assert not report.failed
    assert [path.name for path in published_files(linked.folder("copy"))] == ["README.md"]


def test_a_link_to_itself_a_pipe_and_a_folder_for_a_note_are_told(library: Library, tmp_path: Path) -> None:
    (library.root / "loop").symlink_to("loop")
    for name in ("pipe", "folder"):
        (library.root / name).mkdir()
    os.mkfifo(library.root / "pipe" / "README.md")
    (library.root / "folder" / "README.md").mkdir()
    report = build_library(library, BuildOptions(tmp_path / "cache", workers=1))
    said = {each.folder.slug: each.problems for each in report.folders if each.failed}
    assert said.keys() == {"loop", "pipe", "folder"}
    assert "permission" not in str(said)
    assert "is a folder" in said["folder"][0]


@pytest.mark.parametrize("length", [85, 255])
def test_names_of_any_length_and_kind_are_built(library: Library, tmp_path: Path, length: int) -> None:
    long = "文" * (length // 3)
    for name in (long, "new\nline", "esc\x1b[31m"):
        (library.root / name).mkdir()
        (library.root / name / "README.md").write_text("---\nyear: x\n---\n# T\n", "utf-8")
    strange = os.fsencode(library.root) + b"/\xff\xfe"
    os.mkdir(strange)  # noqa: PTH102 - a name that isn't UTF-8
    report = build_library(library, BuildOptions(tmp_path / "cache", workers=1))
    for problem in report.problems:
        assert problem.isprintable()
    assert {each.folder.slug for each in report.folders if each.failed} == {long, "new\nline", "esc\x1b[31m"}


def test_a_cache_that_cannot_be_used_is_told_once(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    (tmp_path / "linked" / "in").mkdir(parents=True)
    (tmp_path / "linked" / "state").symlink_to(tmp_path / "outside")
    for root in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / "linked"):
        place, told = cache_directory(root)
        assert place != root
        assert "works without a cache" in told
        report = build_library(library, BuildOptions(root, workers=1))
        assert report.notices == (told,)
        assert not report.failed
    assert cache_directory(tmp_path / "new") == (tmp_path / "new", "")


def test_a_state_that_another_hand_wrote_counts_as_missing(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    save_state(cache, tmp_path, FolderState(sha256="ab"))
    assert load_state(cache, tmp_path).sha256 == "ab"
    (file,) = (tmp_path / "state").iterdir()
    file.write_bytes(file.read_bytes().replace(b'"ab"', b'"cd"'))
    assert load_state(cache, tmp_path) == FolderState()
    assert sealed.unseal(file.name, b"") is None


def test_what_is_told_stays_in_its_line() -> None:
    assert one_line("a\nb\x1b[0m\u202e\udcff 词\u3000x") == "a\\nb\\x1b[0m\\u202e\\xff 词\u3000x"
    assert "\n" not in str(UsageError("a\nb"))
