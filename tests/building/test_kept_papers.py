"""Papers that were read, kept and read again."""

from pathlib import Path

from front_pages import CHINESE, typeset
from paper_notes.building.kept_papers import keep_paper, load_paper
from paper_notes.paper.reader import read_paper


def test_a_paper_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    paper = read_paper(typeset(CHINESE, tmp_path / "zh.pdf"))
    keep_paper(tmp_path / "paper.json", paper)
    assert load_paper(tmp_path / "paper.json") == paper
