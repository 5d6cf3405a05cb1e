import pytest

from paper_notes.errors import UsageError
from paper_notes.library.folders import Library
from paper_notes.note.renaming import mend_links, rename_paper


def library(tmp_path):
    for slug, text in (
        ("one", "# One\n\nSee [two](../two/README.md#x), [[two]], [[two|that]], [not](../two-more/README.md).\n"),
        ("two", "# Two\n\n![f](images/a.png) [self](../two/)\n"),
        ("two-more", "# More\n"),
    ):
        (tmp_path / slug).mkdir()
        (tmp_path / slug / "README.md").write_text(text)
    return Library(tmp_path)


def test_links_follow_a_folder_to_its_new_name(tmp_path):
    changed = rename_paper(library(tmp_path), "two", "deux")
    assert not (tmp_path / "two").exists()
    assert (tmp_path / "one" / "README.md").read_text() == (
        "# One\n\nSee [two](../deux/README.md#x), [[deux]], [[deux|that]], [not](../two-more/README.md).\n"
    )
    assert "[self](../deux/)" in (tmp_path / "deux" / "README.md").read_text()
    assert len(changed) == 2


@pytest.mark.parametrize(("old", "new"), [("two", "one"), ("none", "x"), ("two", "../x"), ("two", "A b"), ("two", "")])
def test_what_cannot_be_renamed_is_left_alone(tmp_path, old, new):
    held = library(tmp_path)
    before = {path: path.read_text() for path in tmp_path.rglob("*.md")}
    with pytest.raises(UsageError):
        rename_paper(held, old, new)
    assert {path: path.read_text() for path in tmp_path.rglob("*.md")} == before


def test_a_reference_definition_is_a_link_too():
    assert mend_links("[a]: ../two/README.md\n", "two", "b") == "[a]: ../b/README.md\n"
