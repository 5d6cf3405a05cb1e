"""A checkout that brings a cache along: it changes nothing but speed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pymupdf
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from paper_notes.cache import sealed
from paper_notes.writing.claude.request import Answer, Request
from paper_notes.writing.claude.stages import MOST_BYTES, StageCache
from papers import write_paper

SECRET = b"SECRET-OF-THE-READER"
FORGED = b"<script>top.pwned=1</script> FORGED"


@pytest.fixture
def become(monkeypatch):
    """Change who builds: everybody has a key of their own."""

    def become(name: str) -> None:
        monkeypatch.setenv(sealed.KEY, f"the cache key of {name}")
        sealed._key.cache_clear()

    yield become
    monkeypatch.undo()
    sealed._key.cache_clear()


def build_site(root: Path) -> dict[str, str]:
    """Build; returns each file's digest. The date of the build stands in the sitemap alone."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return {
        path.relative_to(root / "site").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((root / "site").rglob("*"))
        if path.is_file() and not path.name.startswith("sitemap.xml")
    }


@pytest.fixture
def library(collection: Path) -> Path:
    folder = collection / "paper-notes" / "shelf"
    write_paper(folder / "paper.pdf")
    (collection / "secret.txt").write_bytes(SECRET)
    return collection


def forge(cache: Path, secret: Path, how: str) -> int:
    """Put something else in the place of every file of a cache; returns how many there were."""
    files = [path for path in sorted(cache.rglob("*")) if path.is_file() and not path.name.startswith("CACHEDIR")]
    for path in files:
        data = path.read_bytes()
        if how == "linked":
            path.unlink()
            path.symlink_to(secret)
        elif path.suffix in (".webp", ".jpg"):
            path.write_bytes(SECRET + FORGED)
        elif path.suffix == ".seal":
            path.write_bytes(hashlib.blake2b(SECRET + FORGED, digest_size=16).hexdigest().encode())
        else:  # what was kept, with other words in it
            path.write_bytes(data.replace(b"shelf", b"FORGED").replace(b"</p>", FORGED + b"</p>") + b" ")
    return len(files)


@pytest.mark.parametrize("how", ["changed", "linked", "another's"])
def test_a_foreign_cache_changes_nothing(library, become, how):
    become("the owner")
    plain = build_site(library)
    assert any(name.endswith(".webp") for name in plain)
    cache = library / ".cache" / "paper-notes"
    pictures = {path: path.read_bytes() for path in cache.rglob("*.webp")}
    assert pictures
    if how == "another's":  # a stranger who built the site themselves, and then changed what it keeps
        become("a stranger")
        build_site(library)
        for path in pictures:
            path.with_name(path.name + ".seal").write_bytes(sealed.seal_of(path.name, FORGED))
            path.unlink()  # the site's copy is the same file
            path.write_bytes(FORGED)
        become("the owner")
    else:
        assert forge(cache, library / "secret.txt", how) > 8
    assert build_site(library) == plain
    assert (library / "secret.txt").read_bytes() == SECRET
    for path in (library / "site").rglob("*"):
        assert not path.is_symlink()
        if path.is_file():
            assert SECRET not in path.read_bytes(), path
    for path, data in pictures.items():
        assert path.read_bytes() == data  # made again
        assert not path.is_symlink()


def test_a_picture_edited_in_the_site_s_folder_is_made_again(library, become):
    become("the owner")
    plain = build_site(library)
    picture = next((library / "site" / "assets" / "paper-notes").glob("*.webp"))
    with picture.open("r+b") as file:  # the cache's file by another name
        file.write(b"edited")
    os.utime(picture)
    assert build_site(library) == plain


def test_answers_of_another_hand_are_asked_for_again_and_endless_ones_not_kept(tmp_path, become):
    become("the owner")
    request = Request("reading the paper", "model", "system", (), "identity", 100)
    stages = StageCache(tmp_path / "stages")
    assert stages.put(request.key, Answer("whole", "model"))
    assert stages.get(request) == Answer("whole", "model")
    become("a stranger")
    assert stages.get(request) is None
    assert stages.put(request.key, Answer("steered", "model"))
    become("the owner")
    assert stages.get(request) is None
    assert not stages.put(request.key, Answer("x" * MOST_BYTES, "model"))
    (file,) = (tmp_path / "stages").iterdir()
    file.unlink()
    (tmp_path / "answer.json").write_bytes(sealed.seal(file.name, b'{"text":"linked","model":"m"}'))
    file.symlink_to(tmp_path / "answer.json")
    assert stages.get(request) is None


def test_a_paper_of_another_hand_is_read_again(library, become):
    """What a stranger's cache says that a paper holds reaches no note."""
    become("a stranger")
    build_site(library)
    note = library / "paper-notes" / "shelf" / "README.md"
    text = note.read_bytes()
    for kept in (library / ".cache" / "paper-notes" / "papers").iterdir():
        data = sealed.unseal(kept.name, kept.read_bytes())
        assert data is not None
        kept.write_bytes(sealed.seal(kept.name, data.replace(b"Arranging", b"FORGED")))
    note.unlink()
    become("the owner")
    build_site(library)
    assert note.read_bytes() == text


def test_the_pdf_is_still_opened_by_one_gate(library, become, monkeypatch):
    """The second build by the same hand draws nothing again."""
    become("the owner")
    plain = build_site(library)

    def refuse(*_, **__):
        raise AssertionError("a PDF was opened")

    monkeypatch.setattr(pymupdf, "open", refuse)
    monkeypatch.setattr("paper_notes.site.page_pictures._draw_side_by_side", refuse)
    assert build_site(library) == plain
