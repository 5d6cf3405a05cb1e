import os
from dataclasses import replace

import pytest

from paper_notes.errors import UsageError
from paper_notes.note.model import FrontMatter, Note, Provenance
from paper_notes.note.store import (
    NoteOwnedByUser,
    Owner,
    load_note,
    owner,
    parse_note,
    render_note,
    save_note,
    write_atomically,
)

NOTE = Note(
    FrontMatter(
        title="Ordering a Shelf: a study",
        authors=("Ada Lovelace", "王小明"),
        year=2024,
        arxiv="2401.00001",
        tags=("seriation",),
        difficulty=3,
        language="zh",
        provenance=Provenance(status="extract", writer="extract", paper_sha256="0" * 64, date="2026-01-02"),
    ),
    "# Ordering a Shelf\n\n正文。",
)


def test_a_note_survives_writing_and_reading(tmp_path):
    path = tmp_path / "README.md"
    assert save_note(path, NOTE)
    again = load_note(path)
    assert again.body == NOTE.body
    assert again.front == replace(
        NOTE.front, provenance=replace(NOTE.front.provenance, digest=again.front.provenance.digest)
    )


def test_arxiv_ids_keep_their_zeros(tmp_path):
    front = replace(NOTE.front, arxiv="1706.03760")
    assert parse_note(render_note(Note(front, ""))).front.arxiv == "1706.03760"


def test_what_the_program_wrote_is_its_own_until_one_character_changes(tmp_path):
    path = tmp_path / "README.md"
    assert owner(path) is Owner.NOBODY
    save_note(path, NOTE)
    assert owner(path) is Owner.MACHINE
    path.write_text(path.read_text(encoding="utf-8").replace("正文", "正文，改"), encoding="utf-8")
    assert owner(path) is Owner.USER


def test_an_edit_of_the_front_matter_makes_the_note_the_users(tmp_path):
    path = tmp_path / "README.md"
    save_note(path, NOTE)
    path.write_text(path.read_text(encoding="utf-8").replace("difficulty: 3", "difficulty: 4"), encoding="utf-8")
    assert owner(path) is Owner.USER


def test_line_ends_changed_by_git_change_no_owner(tmp_path):
    path = tmp_path / "README.md"
    save_note(path, NOTE)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert owner(path) is Owner.MACHINE


def test_a_digest_pasted_into_the_body_owns_nothing(tmp_path):
    path = tmp_path / "README.md"
    path.write_text("# Mine\n\n  digest: " + "a" * 64 + "\n", encoding="utf-8")
    assert owner(path) is Owner.USER


def test_a_persons_note_is_never_overwritten(tmp_path):
    path = tmp_path / "README.md"
    path.write_text("# mine\n", encoding="utf-8")
    with pytest.raises(NoteOwnedByUser, match="written or edited by hand"):
        save_note(path, NOTE)
    assert path.read_text(encoding="utf-8") == "# mine\n"


def test_force_keeps_every_old_text(tmp_path):
    path = tmp_path / "README.md"
    for text in ("# first\n", "# second\n"):
        path.write_text(text, encoding="utf-8")
        save_note(path, NOTE, force=True)
    assert (tmp_path / "README.md.kept").read_text(encoding="utf-8") == "# first\n"
    assert (tmp_path / "README.md.kept2").read_text(encoding="utf-8") == "# second\n"


def test_saving_the_same_note_again_writes_nothing(tmp_path):
    path = tmp_path / "README.md"
    save_note(path, NOTE)
    before = path.stat().st_mtime_ns
    assert not save_note(path, NOTE)
    assert path.stat().st_mtime_ns == before


def test_keys_that_are_none_of_ours_are_kept(tmp_path):
    text = render_note(Note(NOTE.front, "x")).replace("language: zh", "language: zh\nhide:\n- toc")
    note = parse_note(text)
    assert note.front.extra == {"hide": ["toc"]}
    assert "hide:\n- toc" in render_note(note)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: [\n---\nx", "not valid YAML"),
        ("---\ntitle: x\nyear: soon\n---\nx", "'year' in the front matter must be a whole number"),
        ("---\nnote: yes\n---\nx", "'note' in the front matter must be a mapping"),
        ("---\nnote: {status: great}\n---\nx", "note.status must be"),
    ],
)
def test_bad_front_matter_is_told_with_the_file(text, message):
    with pytest.raises(UsageError, match=r"here\.md.*" + message):
        parse_note(text, "here.md")


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path, monkeypatch):
    path = tmp_path / "README.md"
    path.write_text("old", encoding="utf-8")

    def full_disk(fd):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["README.md"]


def test_what_a_killed_run_left_is_swept_and_a_living_runs_file_is_not(tmp_path):
    old, new = tmp_path / ".README.md.abc.tmp", tmp_path / ".README.md.xyz.tmp"
    old.write_text("half")
    new.write_text("half")
    os.utime(old, (1, 1))
    write_atomically(tmp_path / "README.md", b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".README.md.xyz.tmp", "README.md"]
