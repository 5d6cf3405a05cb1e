"""Notes that people wrote or changed: they need none of our front matter, and say what they are."""

from __future__ import annotations

import subprocess

import pytest

from paper_notes.library.folders import PaperFolder
from paper_notes.note.model import FrontMatter, Note, Provenance
from paper_notes.note.store import save_note
from paper_notes.paper.model import Metadata, Paper
from paper_notes.site.collection import Collection
from paper_notes.site.days import Days
from paper_notes.site.entry import read_entry
from paper_notes.site.feed import render_feed
from paper_notes.site.kinds.kind import Site
from paper_notes.site.notes import Notes

PRINTED = Metadata("Waves in Glia", ("Ada Lovelace",), "", "en", 1997, "Glia", None, "10.1000/1")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "waves").mkdir()
    return PaperFolder(tmp_path / "waves")


@pytest.mark.parametrize("heading", ["# My *waves* `note`\n", "My waves note\n=============\n"])
def test_a_bare_note_takes_its_title_from_its_heading(folder, heading):
    folder.note.write_text(f"{heading}\nText.\n", encoding="utf-8")
    assert read_entry(folder).title == "My waves note"


def test_a_bare_note_takes_the_papers_data_from_the_paper(folder):
    folder.note.write_text("# Notes\n\nText.\n", encoding="utf-8")
    folder.settings_file.write_text("year: 1998\n")
    entry = read_entry(folder, printed=lambda _: Paper("0", 1, PRINTED))
    assert (entry.title, entry.front.authors, entry.front.year, entry.front.doi) == (
        "Waves in Glia",
        ("Ada Lovelace",),
        1998,
        "10.1000/1",
    )
    assert entry.standing == "handwritten"
    assert not entry.edited


def test_a_bare_note_is_in_the_feed(folder):
    folder.note.write_text("# Notes\n\nText.\n", encoding="utf-8")
    site = Collection(Site(folder.path / ".cache", "en", notes=Notes(written=Days(folder.path.parent).of)))
    assert site.add(folder, folder.note, "paper-notes/waves/README.md", "paper-notes/waves/")
    (page,) = site.pages.values()
    feed = render_feed([page.entry], {"waves": "https://x/waves/"}, site_name="x", site_url="https://x/")
    assert "<title>Notes</title>" in feed
    assert f"<updated>{page.entry.date}T" in feed


def test_the_day_of_a_note_is_that_of_its_first_commit(folder):
    def git(*words):
        settings = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        date = {"GIT_COMMITTER_DATE": "2024-05-06T00:00:00Z", "PATH": "/usr/bin:/bin"}
        subprocess.run(["git", "-C", folder.path.parent, *settings, *words], check=True, capture_output=True, env=date)

    folder.note.write_text("# A\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "x")
    assert Days(folder.path.parent).of(folder.note) == "2024-05-06"


def test_a_date_in_the_front_matter_counts(folder):
    folder.note.write_text("---\ndate: 2023-01-02\n---\n# A\n")
    assert read_entry(folder).date == "2023-01-02"


def test_an_edited_extract_says_so(folder):
    note = Note(FrontMatter("A", provenance=Provenance("extract", "extract", date="2026-01-01")), "# A\n\nQuoted.")
    save_note(folder.note, note)
    assert not read_entry(folder).edited
    folder.note.write_text(folder.note.read_text().replace("Quoted.", "Mine."))
    entry = read_entry(folder)
    assert (entry.edited, entry.standing, entry.state) == (True, "extract", "edited-extract")
    site = Collection(Site(folder.path / ".cache", "en"))
    site.add(folder, folder.note, "w/README.md", "w/")
    own = "<h1>A</h1><p><strong>Extract.</strong> Nobody has reviewed it.</p><p>Mine.</p>"
    for html in (own, "<h1>A</h1><h2>B</h2><p>Mine.</p>"):
        page = site.content("w/README.md", html)
        assert "a person has edited it since" in page.replace("\n", " ")
        assert "Nobody has reviewed" not in page


def test_a_page_names_the_notes_that_link_to_it(folder):
    other = PaperFolder(folder.path.with_name("shelf"))
    other.path.mkdir()
    folder.note.write_text("# Waves\n\nText.\n", encoding="utf-8")
    (folder.path / "README.zh.md").write_text("# 波\n\n正文。\n", encoding="utf-8")
    other.note.write_text("# Shelf\n\nAs [[waves]] says.\n", encoding="utf-8")
    site = Collection(Site(folder.path / ".cache", "en"))
    site.add(folder, folder.note, "n/waves/README.md", "n/waves/")
    site.add(folder, folder.path / "README.zh.md", "n/waves/README.zh.md", "n/waves/README.zh/")
    site.add(other, other.note, "n/shelf/README.md", "n/shelf/")
    site.arrange()
    page = site.content("n/waves/README.md", "<h1>Waves</h1>")
    assert "Cited in these notes" in page
    assert 'href="../shelf/"' in page
    assert "引用本篇的笔记" in site.content("n/waves/README.zh.md", "<h1>波</h1>")
    assert "Cited in these notes" not in site.content("n/shelf/README.md", "<h1>Shelf</h1>")


def test_a_reviewed_extract_no_longer_says_that_nobody_read_it(folder):
    front = "---\ntitle: A\nnote:\n  status: reviewed\n  writer: extract\n---\n\n# A\n"
    folder.note.write_text(front, encoding="utf-8")
    site = Collection(Site(folder.path / ".cache", "en"))
    site.add(folder, folder.note, "w/README.md", "w/")
    page = site.content("w/README.md", "<h1>A</h1><p><strong>This is an extract.</strong> Nobody.</p><p>Mine.</p>")
    assert "Nobody" not in page
    assert "Mine." in page
    page = site.content("w/README.md", "<h1>A</h1><p><strong>In short</strong> it is so.</p>")
    assert "In short" in page
