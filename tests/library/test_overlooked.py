from __future__ import annotations

import pytest

from paper_notes.library.folders import Library
from paper_notes.library.overlooked import overlooked


def touch(root, *names):
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"%PDF-")


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("waves.pdf", "paper-notes add {}/waves.pdf"),
        ("two words.PDF", "paper-notes add '{}/two words.PDF'"),
        ("waves/1706.03762v5.pdf", "mv {0}/waves/1706.03762v5.pdf {0}/waves/paper.pdf"),
        ("waves/Paper.pdf", "mv {0}/waves/Paper.pdf {0}/waves/paper.pdf"),
        ("glia/waves/paper.pdf", "paper-notes add {}/glia/waves/paper.pdf"),
    ],
)
def test_a_pdf_that_no_build_reads_is_told_with_what_takes_it_in(tmp_path, name, command):
    root = tmp_path / "notes"
    touch(root, name)
    (line,) = overlooked(root)
    assert line.startswith(str(root / name))
    assert line.endswith(command.format(root))


def test_what_belongs_where_it_lies_is_not_told(tmp_path):
    touch(tmp_path, "a/paper.pdf", "a/supplement.pdf", "a/images/fig1.pdf", ".cache/x.pdf", "_drafts/y.pdf")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "notes.txt").write_text("x")
    assert overlooked(tmp_path) == []


def test_a_note_named_by_its_language_is_the_note(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "README.en.md").write_text("# A\n")
    (folder / "README.zh.md").write_text("# 甲\n")
    (found,) = Library(tmp_path).folders()
    assert found.note.name == "README.zh.md"
    assert found.translations() == {"en": folder / "README.en.md"}
    (folder / "README.md").write_text("# A\n")
    assert found.note.name == "README.md"
    assert set(found.translations()) == {"zh", "en"}
