"""Files that haven't changed are not checked again; whatever findings depend on has them checked anew."""

import json

import pytest

from paper_notes.checking import linter
from paper_notes.checking.config import Config, RuleOptions
from paper_notes.checking.kept_reports import KeptReports
from paper_notes.checking.many_files import lint_files

DEFAULTS = Config()
TEXT = "# 题\n\n综上所述，它用Transformer，见 ![图](images/fig1_arch_a.png)。\n"


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "notes" / "README.md"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def checked(monkeypatch):
    """The paths that were really checked."""
    found = []
    real = linter.lint_file
    monkeypatch.setattr(linter, "lint_file", lambda path, **more: (found.append(path), real(path, **more))[1])
    return found


def lint(note, config=DEFAULTS, **more):
    kept = KeptReports(note.parent.parent / "cache", config)
    (report,) = lint_files([note], config=config, kept=kept, **more)
    return report


def test_an_unchanged_file_is_not_checked_again_and_says_the_same(note, checked):
    first = lint(note)
    assert lint(note) == first
    assert len(first.findings) > 2
    assert checked == [note]


@pytest.mark.parametrize(
    "change",
    [
        lambda note: note.write_text(TEXT + "\n新的一段。\n", encoding="utf-8"),
        lambda note: [(note.parent / "images").mkdir(), (note.parent / "images/fig1_arch_a.png").write_bytes(b"x")],
        lambda note: (note.parent / "paper.pdf").write_bytes(b"x"),
        lambda note: [entry.write_bytes(entry.read_bytes() + b" ") for entry in note.parent.parent.rglob("*.json")],
    ],
    ids=["text", "image", "paper", "damaged entry"],
)
def test_what_findings_depend_on_has_the_file_checked_again(note, checked, change):
    lint(note)
    change(note)
    lint(note)
    assert checked == [note, note]


def test_settings_and_paper_have_reports_of_their_own(note, checked):
    lint(note)
    lint(note, Config(options=RuleOptions(allowed=("综上所述",))))
    lint(note, key_of_paper=lambda path: "one")
    lint(note, key_of_paper=lambda path: "another")
    assert checked == [note] * 4


def test_an_entry_that_another_hand_wrote_counts_as_none(note, checked):
    lint(note)
    for entry in note.parent.parent.rglob("*.json"):
        seal, _, data = entry.read_bytes().partition(b"\n")
        values = json.loads(data)
        values[3] = []
        entry.write_bytes(seal + b"\n" + json.dumps(values).encode())
    assert lint(note).findings


def test_where_nothing_can_be_kept_files_are_checked(note, checked):
    (note.parent.parent / "cache").write_bytes(b"a file")
    assert lint(note) == lint(note)
    assert checked == [note, note]
