import re

import pytest
from click.testing import CliRunner

from paper_notes.commands.bib import command as bib
from paper_notes.commands.review import command as review
from paper_notes.library.folders import Library
from paper_notes.site.entry import read_entry

FRONT = "---\ntitle: {title}\nauthors: [Ada Lovelace]\nyear: 2020\n---\n# {title}\n"


@pytest.fixture
def root(tmp_path):
    for slug, title in (("a", "Waves"), ("b", "Waves"), ("c", "钙波")):
        (tmp_path / slug).mkdir()
        (tmp_path / slug / "README.md").write_text(FRONT.format(title=title), encoding="utf-8")
    (tmp_path / "c" / "paper.yml").write_text(
        "title: Calcium\nauthors: [Li Wei, B C]\nyear: 2021\nvenue: Glia\ndate: 2026-01-02\nrating: 4\nreading: read\n"
        "author: Me\n"
    )
    return tmp_path


def test_every_entry_has_a_key_of_its_own(root):
    said = CliRunner().invoke(bib, ["--library", str(root)]).output
    keys = re.findall(r"@\w+\{([^,]+),", said)
    assert keys == ["lovelace2020wavesa", "lovelace2020wavesb", "wei2021calcium"]
    assert "author        = {Li Wei and B C}" in said
    assert CliRunner().invoke(bib, ["a", "--library", str(root)]).output.count("@") == 1
    CliRunner().invoke(bib, ["--library", str(root), "--out", str(root / "l.bib")])
    assert (root / "l.bib").read_text(encoding="utf-8") == said


def test_what_paper_yml_says_reaches_a_note_of_a_person(root):
    entry = read_entry(Library(root).folder("c"))
    assert (entry.front.title, entry.front.authors, entry.front.year, entry.front.venue) == (
        "Calcium",
        ("Li Wei", "B C"),
        2021,
        "Glia",
    )
    assert (entry.date, entry.settings.rating, entry.settings.reading) == ("2026-01-02", 4, "read")


def test_a_review_is_entered_in_every_language_of_a_note(root):
    (root / "a" / "README.zh.md").write_text("# 波\n", encoding="utf-8")
    result = CliRunner().invoke(review, ["a", "none", "b", "--by", "Ada", "--library", str(root)])
    assert result.exit_code == 1
    assert result.output.count("reviewed by Ada") == 3
    assert read_entry(Library(root).folder("b")).standing == "reviewed"
