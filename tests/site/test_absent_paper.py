"""Citations of a note without its PDF."""

import pytest

from paper_notes.library.folders import PaperFolder
from paper_notes.note.model import FrontMatter
from paper_notes.note.words import cite
from paper_notes.site.absent_paper import link_absent_paper

TEXT = f"It holds {cite(3)}, and more {cite(4, 5)}; see [the paper](paper.pdf) and [p. 1](other/paper.pdf#page=1)."


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "some-paper"
    path.mkdir()
    return PaperFolder(path)


def test_with_the_paper_nothing_changes(folder):
    folder.pdf.write_bytes(b"%PDF-1.7")
    assert link_absent_paper(TEXT, folder, FrontMatter("T", arxiv="1301.3781")) == TEXT


def test_pages_lead_to_arxiv(folder):
    assert link_absent_paper(TEXT, folder, FrontMatter("T", arxiv="1301.3781")) == (
        "It holds [p. 3](https://arxiv.org/pdf/1301.3781#page=3), and more "
        "[pp. 4–5](https://arxiv.org/pdf/1301.3781#page=4); see [the paper](https://arxiv.org/pdf/1301.3781)"
        " and [p. 1](other/paper.pdf#page=1)."
    )


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ('arxiv: "cs/0112017v2"', "https://arxiv.org/pdf/cs/0112017v2"),
        ("url: https://example.org/a%20b/paper.pdf#top", "https://example.org/a%20b/paper.pdf"),
        ("url: https://example.org/a(b).pdf", "https://example.org/a%28b%29.pdf"),
    ],
)
def test_paper_yml_says_where(folder, settings, address):
    folder.settings_file.write_text(settings)
    assert link_absent_paper(cite(3), folder, FrontMatter("T")) == f"[p. 3]({address}#page=3)"


@pytest.mark.parametrize(
    "settings", ["", "url: https://example.org/about", "url: 'javascript:a.pdf'", "arxiv: '1301.3781) [x](y'", "odd: ["]
)
def test_without_an_address_the_pages_stay_and_the_links_go(folder, settings):
    folder.settings_file.write_text(settings)
    assert link_absent_paper(cite(3), folder, FrontMatter("T")) == "p. 3"
