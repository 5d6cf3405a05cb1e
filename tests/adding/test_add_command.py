from __future__ import annotations

import stat
import sys

import pytest
from click.testing import CliRunner

from paper_notes.building.options import BuildOptions
from paper_notes.building.run import build_library
from paper_notes.commands.add import command
from paper_notes.library.folders import Library
from papers import write_paper


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_paper(tmp_path / "download.pdf")
    return tmp_path


def add(*words):
    return CliRunner().invoke(command, [*words, "--library", "paper-notes"], standalone_mode=False)


def test_what_was_found_is_shown_and_nothing_is_asked(place):
    result = add("download.pdf")
    assert result.return_value == 0
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert lines == [
        "paper-notes/arranging-shelf-reading-notes/paper.pdf added; the next build writes its note",
        "title Arranging a Shelf of Reading Notes",
        "authors Ada Lovelace, Grace Hopper",
        "pages 2",
        "figures 1 figure",
        "doubtful: no year is printed",
        "what you know better goes into paper-notes/arranging-shelf-reading-notes/paper.yml",
    ]
    assert not (place / "paper-notes" / "arranging-shelf-reading-notes" / "paper.yml").exists()


def test_in_chinese(place, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    said = add("download.pdf").output
    assert "作者  Ada Lovelace、Grace Hopper" in said
    assert "存疑：没有印出年份" in said


def test_the_settings_open_in_the_editor_and_hold_what_was_read(place, monkeypatch):
    editor = place / "editor"
    editor.write_text(
        f"#!{sys.executable}\nimport sys, pathlib\nfile = pathlib.Path(sys.argv[1])\n"
        "file.write_text(file.read_text().replace(\"# year:\", 'year: 2021'))\n"
    )
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", str(editor))
    assert add("download.pdf", "--edit").return_value == 0
    (folder,) = Library(place / "paper-notes").folders()
    assert "# title: 'Arranging a Shelf of Reading Notes'" in folder.settings_file.read_text(encoding="utf-8")
    assert (folder.settings().year, folder.settings().title) == (2021, None)


def test_a_wrong_edit_is_told_and_kept(place, monkeypatch):
    editor = place / "editor"
    editor.write_text("#!/bin/sh\necho 'titel: X' >> \"$1\"\n")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    result = add("download.pdf", "--edit")
    assert result.return_value == 1
    assert "unknown key 'titel'" in result.output
    assert "titel: X" in Library(place / "paper-notes").folders()[0].settings_file.read_text(encoding="utf-8")


def test_the_next_build_reads_nothing_again(place, monkeypatch):
    add("download.pdf")
    from paper_notes.building import steps

    monkeypatch.setattr(steps.Steps, "_read_next", lambda self: None if not self.unread else pytest.fail("read again"))
    library = Library(place / "paper-notes")
    report = build_library(library, BuildOptions(cache_dir=place / ".cache" / "paper-notes", workers=1))
    assert report.folders[0].wrote_note


def test_another_paper_of_the_same_short_name(place):
    write_paper(place / "other.pdf", mark=" Second edition.")
    add("download.pdf")
    add("other.pdf")
    again = add("download.pdf")
    assert "download.pdf is in the library already: paper-notes/arranging-shelf-reading-notes" in again.output
    slugs = [folder.slug for folder in Library(place / "paper-notes").folders()]
    assert slugs == ["arranging-shelf-reading-notes", "arranging-shelf-reading-notes-2"]


def test_a_known_doi_is_not_fetched_again(place):
    add("download.pdf", "--slug", "shelf")
    (place / "paper-notes" / "shelf" / "paper.yml").write_text("doi: 10.1000/ABC\narxiv: '1706.03762'\n")
    assert "in the library already" in add("10.1000/abc").output
    assert "in the library already" in add("arXiv:1706.03762v3").output
