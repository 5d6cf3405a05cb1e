"""Relations from the cache: the same as computed, and never stale."""

import pytest

from paper_notes.note.model import FrontMatter, Note
from paper_notes.site import related_cache
from paper_notes.site.related import relate
from paper_notes.site.related_cache import relate_once
from paper_notes.site.terms import NoteText


def note(title, tags=(), body=""):
    return Note(FrontMatter(title, tags=tags), body)


def related(notes):
    return relate({slug: NoteText.of(each) for slug, each in notes.items()})


NOTES = {
    "a": note("Attention", body="queries and keys"),
    "b": note("Attention again", body="keys and values"),
    "c": note("Galaxies", body="they drift"),
}


@pytest.fixture
def computed(monkeypatch):
    calls = []
    monkeypatch.setattr(related_cache, "relate", lambda notes: calls.append(1) or relate(notes))
    return calls


def test_computed_once_while_nothing_changes(tmp_path, computed):
    first = relate_once(NOTES, tmp_path)
    assert relate_once(dict(reversed(NOTES.items())), tmp_path) == first == related(NOTES)
    assert len(computed) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {**NOTES, "c": note("Galaxies", body="they drift apart")},
        {**NOTES, "d": note("Keys")},
        {"a": NOTES["a"], "b": NOTES["b"]},
        {**NOTES, "c": note("Galaxies", ("sky",), body="they drift")},
    ],
)
def test_any_change_is_seen(tmp_path, computed, changed):
    relate_once(NOTES, tmp_path)
    assert relate_once(changed, tmp_path) == related(changed)
    assert len(computed) == 2


@pytest.mark.parametrize("text", ["", "[]", "null", '{"key": 1}', "{"])
def test_a_damaged_file_is_made_again(tmp_path, computed, text):
    first = relate_once(NOTES, tmp_path)
    good = (tmp_path / "relations.json").read_text()
    (tmp_path / "relations.json").write_text(text)
    assert relate_once(NOTES, tmp_path) == first
    assert (tmp_path / "relations.json").read_text() == good
