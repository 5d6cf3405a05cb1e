from __future__ import annotations

import os

from paper_notes.work.changes import SeenFiles


def test_own_files_are_no_change(tmp_path):
    note, images = tmp_path / "a" / "README.md", tmp_path / "a" / "images"
    images.mkdir(parents=True)
    (tmp_path / "a" / "paper.pdf").write_text("x")
    seen = SeenFiles(tmp_path)
    seen.look()
    assert not seen.changed()
    note.write_text("ours")
    (images / "fig1.png").write_text("ours")
    (tmp_path / "a" / ".README.md.x.tmp").write_text("passing")
    assert seen.changed()
    seen.wrote([note, images])
    assert not seen.changed()
    (tmp_path / "b.pdf").write_text("new")
    assert seen.changed()
    seen.look()
    note.write_text("edited")
    assert seen.changed()
    seen.look()
    os.utime(note, ns=(1, 1))
    assert seen.changed()
    seen.look()
    (images / "fig1.png").unlink()
    assert seen.changed()
