"""The preview follows the folder and never loops."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from papers import write_paper
from preview import Preview


@pytest.fixture
def preview(collection: Path) -> Iterator[Preview]:
    write_paper(collection / "paper-notes" / "shelf" / "paper.pdf")
    running = Preview(collection)
    try:
        running.wait("the first page", lambda: running.get("/paper-notes/shelf/")[0] == 200)
        yield running
    finally:
        running.stop()


def test_the_preview_follows_the_folder(preview: Preview) -> None:
    notes = preview.root / "paper-notes"
    builds = preview.settled()
    assert builds == 1, preview.log  # writing the first note is no change

    write_paper(notes / "second" / "paper.pdf", title="A Second Paper on the Same Shelf")
    preview.wait("the new paper's page", lambda: "Second Paper" in preview.get("/paper-notes/second/")[1])
    assert preview.settled() <= builds + 3, preview.log

    note = notes / "second" / "README.md"
    note.write_text(note.read_text(encoding="utf-8") + "\nEdited while serving.\n", encoding="utf-8")
    preview.wait("the edit", lambda: "Edited while serving" in preview.get("/paper-notes/second/")[1])

    shutil.rmtree(notes / "shelf" / "images")
    preview.wait("the images", lambda: any((notes / "shelf" / "images").glob("fig1_*.png")))
    builds = preview.settled()

    (notes / "broken").mkdir()
    (notes / "broken" / "paper.pdf").write_bytes(b"no pdf")
    preview.wait("the warning", lambda: str(Path("broken") / "paper.pdf") in preview.log)
    assert preview.settled() <= builds + 2, preview.log
    assert preview.get("/paper-notes/second/")[0] == 200
