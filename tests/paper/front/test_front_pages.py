"""What is read from first pages as publishers set them."""

import re
from pathlib import Path

import pytest

from front_pages import FRONT_PAGES, FrontPage, typeset
from journal_pages import JOURNAL_PAGES
from paper_notes.paper.reader import read_paper


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


@pytest.mark.parametrize("front", FRONT_PAGES + JOURNAL_PAGES, ids=lambda front: front.name)
def test_front_page_is_read_as_printed(front: FrontPage, tmp_path: Path) -> None:
    paper = read_paper(typeset(front, tmp_path / f"{front.name}.pdf"))
    meta = paper.metadata
    assert plain(meta.title) == plain(front.title)
    assert meta.authors == front.authors
    assert plain(meta.abstract) == plain(front.abstract)
    if front.sections:
        top = [section.title for section in paper.sections if section.level == 1 and section.title]
        assert [plain(title) for title in top] == [plain(title) for title in front.sections]
    assert (meta.year, meta.doi, meta.arxiv, meta.language) == (front.year, front.doi, front.arxiv, front.language)
