"""Highlights and comments of a PDF, from the annotation to the note."""

from __future__ import annotations

import pymupdf
import pytest

from paper_notes.building.options import BuildOptions
from paper_notes.building.run import build_library
from paper_notes.library.folders import Library
from paper_notes.note.store import Owner, owner
from papers import write_paper


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "paper-notes")


def mark(pdf, words, comment=""):
    with pymupdf.open(pdf) as document:
        page = document[0]
        highlight = page.add_highlight_annot(page.search_for(words))
        highlight.set_info(content=comment)
        highlight.update()
        page.add_text_annot((50, 50), "read <b>again</b>")
        data = document.tobytes()
    pdf.write_bytes(data)


def build(library):
    (report,) = build_library(library, BuildOptions(cache_dir=library.root.parent / "cache", workers=1)).folders
    return report


def test_what_a_reader_marked_stands_in_the_note(library):
    pdf = write_paper(library.root / "shelf" / "paper.pdf")
    (folder,) = library.folders()
    mark(pdf, "places each note by the second", "")
    mark(pdf, "Earlier methods sort notes by date", "which ones?")
    assert build(library).findings == build(library).findings
    text = folder.note.read_text(encoding="utf-8")
    assert "> “Earlier methods sort notes by date,” [p. 1](paper.pdf#page=1)\n>\n> which ones?" in text
    assert "read &lt;b&gt;again" in text
    assert owner(folder.note) is Owner.MACHINE
    assert not [found for found in build(library).findings if found.rule == "quote-not-on-page"]
    mine = "# Shelf\n\nMine alone.\n"
    folder.note.write_text(mine, encoding="utf-8")
    mark(pdf, "keeps related notes together", "")
    build(library)
    renewed = folder.note.read_text(encoding="utf-8")
    assert renewed.startswith(mine)
    assert "“keeps related notes together.”" in renewed
    folder.settings_file.write_text("remarks: false\n")
    folder.note.write_text(mine, encoding="utf-8")
    build(library)
    assert folder.note.read_text(encoding="utf-8") == mine
