"""Contents of pages kept between builds."""

from __future__ import annotations

import msgspec
import pytest
from PIL import Image

from paper_notes.cache import sealed
from paper_notes.site.collection import Collection
from paper_notes.site.kept_content import Content, KeptContent
from paper_notes.site.kinds import note as note_kind
from paper_notes.site.kinds.kind import Site


def test_what_was_kept_comes_back_under_its_key_only(tmp_path):
    kept = KeptContent(tmp_path)
    content = Content("<p>字\nnuts</p>\n", {3: tmp_path / "pages" / "p3.webp"})
    kept.save("a.md", "key", content)
    assert kept.load("a.md", "key") == content
    assert kept.load("a.md", "other") is None
    assert kept.load("b.md", "key") is None


def test_a_damaged_file_counts_as_missing_and_forgotten_pages_are_removed(tmp_path):
    KeptContent(tmp_path).save("a.md", "key", Content("<p>nuts</p>", {}))
    (file,) = (tmp_path / "contents").iterdir()
    file.write_bytes(file.read_bytes()[:-4])
    again = KeptContent(tmp_path)
    assert again.load("a.md", "key") is None
    again.prune()
    assert file.exists()  # it was asked for
    KeptContent(tmp_path).prune()
    assert not file.exists()


def test_what_another_hand_put_there_counts_as_missing(tmp_path, monkeypatch):
    kept = KeptContent(tmp_path)
    kept.save("a.md", "key", Content("<p>nuts</p>", {}))
    (file,) = (tmp_path / "contents").iterdir()
    mine = file.read_bytes()
    file.write_bytes(mine.replace(b"nuts", b"<script>"))
    assert kept.load("a.md", "key") is None
    kept.save("b.md", "key", Content("<p>other</p>", {}))
    other = next(path for path in file.parent.iterdir() if path != file)
    other.write_bytes(mine)  # a true entry under another page's name
    assert kept.load("b.md", "key") is None
    file.write_bytes(mine)
    assert kept.load("a.md", "key") is not None
    sealed._key.cache_clear()
    monkeypatch.setenv(sealed.KEY, "the key of somebody else")
    assert kept.load("a.md", "key") is None
    sealed._key.cache_clear()


def test_names_that_are_paths_count_as_missing(tmp_path):
    kept = KeptContent(tmp_path)
    for number, name in enumerate(("../../etc/passwd", "/etc/passwd", "..", "a/b.webp", "")):
        record = {"key": "key", "html": "<p>", "cited": {1: name}, "copies": []}
        file = kept._file(f"{number}.md")
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(sealed.seal(file.name, msgspec.json.encode(record)))
        assert kept.load(f"{number}.md", "key") is None


@pytest.fixture
def build(folder, tmp_path, monkeypatch):
    """Builds the page of the folder's note; returns it, and whether it was made anew."""
    made = []
    make = note_kind.render_note_page
    monkeypatch.setattr(note_kind, "render_note_page", lambda *given: made.append(given) or make(*given))

    def build(html="<h1>T</h1><p>Text.</p>"):
        made.clear()
        collection = Collection(Site(tmp_path / "cache", "en"))
        collection.add(folder, folder.note, "paper-notes/a/README.md", "paper-notes/a/")
        collection.arrange()
        return collection.content("paper-notes/a/README.md", html), bool(made)

    return build


def test_a_page_is_made_again_when_its_text_its_note_or_an_image_changes(build, folder):
    first, made = build()
    assert made
    assert build() == (first, False)
    assert build("<h1>T</h1><p>Other.</p>")[1]
    build()
    folder.note.write_text(folder.note.read_text("utf-8").replace("title: ", "title: New "), encoding="utf-8")
    assert build()[1]
    assert not build()[1]
    image = next(folder.images.iterdir())
    image.write_bytes(image.read_bytes() + b"\n")
    assert build()[1]


def test_a_page_is_made_again_when_the_cache_has_lost_a_copy_of_its_pictures(build, folder, tmp_path):
    image = next(folder.images.iterdir())
    Image.effect_noise((2400, 1600), 60).save(image)  # large enough for a lighter copy
    html = f'<p><img alt="Nuts" src="images/{image.name}"></p>'
    first, _ = build(html)
    assert ".webp" in first
    assert build(html) == (first, False)
    for copy in (tmp_path / "cache" / "pictures").iterdir():
        copy.unlink()
    assert build(html) == (first, True)
