"""Files that the site gets besides its pages."""

from __future__ import annotations

import errno
import os

import pytest

from paper_notes.files import OutsideLibrary
from paper_notes.site.kept_pictures import keep_picture
from paper_notes.site.published import Published


@pytest.fixture
def published(tmp_path):
    out = Published()
    picture = tmp_path / "cache" / "p1.webp"
    keep_picture(picture, b"picture")
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


def test_pictures_of_another_hand_and_links_are_not_published(published, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"secret")
    for name in ("forged.webp", "linked.webp", "changed.webp"):
        picture = tmp_path / "cache" / name
        keep_picture(picture, b"picture")
        published.picture(picture)
        picture.unlink()
    (tmp_path / "cache" / "linked.webp").symlink_to(secret)
    (tmp_path / "cache" / "changed.webp").write_bytes(b"pictura")
    (tmp_path / "cache" / "forged.webp").write_bytes(b"picture")
    (tmp_path / "cache" / "forged.webp.seal").write_bytes(b"0" * 32)
    os.mkfifo(tmp_path / "cache" / "pipe.webp")
    published.picture(tmp_path / "cache" / "pipe.webp")
    published.write(tmp_path / "site")
    assert [path.name for path in (tmp_path / "site/assets/paper-notes").iterdir()] == ["p1.webp"]


def test_nothing_is_written_through_links_in_the_site_s_folder(published, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "site" / "n").mkdir(parents=True)
    (tmp_path / "site/n/README.md").symlink_to(outside / "new.md")
    published.write(tmp_path / "site")
    assert (tmp_path / "site/n/README.md").read_bytes() == b"note"
    published.texts["away/robots.txt"] = b"x"
    (tmp_path / "site/away").symlink_to(outside)
    with pytest.raises(OutsideLibrary):
        published.write(tmp_path / "site")
    assert list(outside.iterdir()) == []
