"""Whole pages kept between builds."""

from __future__ import annotations

import msgspec
import pytest

from paper_notes.cache import sealed
from paper_notes.site.kept_pages import KeptPage, KeptPages

PAGE = KeptPage(
    key="k" * 64,
    title="Nuts",
    asked={"a/images/x.png": ("a/images/x.png", "a/images/x.png", False), "gone.md": None},
    anchors=("tldr",),
    links=(("b.md", "more", "b.md#more"),),
    search=({"location": "a/#tldr", "title": "T", "text": "字", "tags": ["x"], "boost": 2},),
    characters="x²",
    cited={3: "p3.webp"},
    pictures=(),
    quiet=False,
)


@pytest.fixture
def kept(tmp_path) -> KeptPages:
    pages = KeptPages(tmp_path, "https://notes.example/")
    pages.save("a.md", PAGE, b"<p>nuts</p>")
    return pages


def test_a_page_comes_back_under_its_key_only(kept, tmp_path):
    assert kept.load("a.md", PAGE.key) == PAGE
    assert kept.html("a.md", PAGE.key).read_bytes() == b"<p>nuts</p>"
    assert kept.load("a.md", "j" * 64) is None
    assert kept.load("b.md", PAGE.key) is None
    assert KeptPages(tmp_path, "http://127.0.0.1:8000/").load("a.md", PAGE.key) is None
    assert kept.shown(PAGE).cited == {3: tmp_path / "pages" / "p3.webp"}


def test_what_another_hand_changed_counts_as_missing(kept, tmp_path, monkeypatch):
    html = kept.html("a.md", PAGE.key)
    html.write_bytes(b"<script></script>")
    assert kept.load("a.md", PAGE.key) is None
    kept.save("a.md", PAGE, b"<p>nuts</p>")
    assert kept.load("a.md", PAGE.key) == PAGE
    html.unlink()
    html.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_bytes(b"<p>nuts</p>")
    assert kept.load("a.md", PAGE.key) is None
    html.unlink()
    kept.save("a.md", PAGE, b"<p>nuts</p>")
    record = next(file for file in html.parent.iterdir() if file.suffix == ".page")
    record.write_bytes(record.read_bytes().replace(b"Nuts", b"Gone"))
    assert kept.load("a.md", PAGE.key) is None
    kept.save("a.md", PAGE, b"<p>nuts</p>")
    sealed._key.cache_clear()
    monkeypatch.setenv(sealed.KEY, "the key of somebody else")
    assert KeptPages(tmp_path, "https://notes.example/").load("a.md", PAGE.key) is None
    sealed._key.cache_clear()


def test_names_that_are_paths_count_as_missing(kept):
    for name in ("../../etc/passwd", "/etc/passwd", "..", "a/b.webp", ""):
        kept.save("a.md", msgspec.structs.replace(PAGE, cited={1: name}), b"<p>")
        assert kept.load("a.md", PAGE.key) is None


def test_what_nobody_asked_for_is_removed(kept, tmp_path):
    other = KeptPages(tmp_path, "https://notes.example/")
    other.load("b.md", PAGE.key)
    other.prune()
    assert KeptPages(tmp_path, "https://notes.example/").load("a.md", PAGE.key) is None
