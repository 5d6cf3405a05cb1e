"""Files that the site gets besides its pages."""

from __future__ import annotations

import errno
import os

import pytest

from paper_notes.site.published import Published


@pytest.fixture
def published(tmp_path):
    out = Published()
    picture = tmp_path / "cache" / "p1.webp"
    picture.parent.mkdir()
    picture.write_bytes(b"picture")
    note = tmp_path / "README.md"
    note.write_bytes(b"note")
    out.picture(picture)
    out.picture(picture.with_name("lost.webp"))
    out.copies["n/README.md"] = note
    return out


def test_a_persons_file_is_copied_and_a_lost_picture_left_out(published, tmp_path):
    published.write(tmp_path / "site")
    published.write(tmp_path / "site")  # what is there stays
    assert (tmp_path / "site/assets/paper-notes/p1.webp").read_bytes() == b"picture"
    assert [path.name for path in (tmp_path / "site/assets/paper-notes").iterdir()] == ["p1.webp"]
    with (tmp_path / "site/n/README.md").open("ab") as file:
        file.write(b" edited")
    assert (tmp_path / "README.md").read_bytes() == b"note"


def test_pictures_are_copied_where_they_can_not_be_linked(published, tmp_path, monkeypatch):
    def refuse(source, target):
        raise OSError(errno.EXDEV, "another disk")

    monkeypatch.setattr(os, "link", refuse)
    published.write(tmp_path / "site")
    assert (tmp_path / "site/assets/paper-notes/p1.webp").read_bytes() == b"picture"
