"""arXiv ids and DOIs."""

import pytest

from paper_notes.note.identifiers import arxiv_url, doi_url
from paper_notes.note.meta_block import publication
from paper_notes.note.model import FrontMatter


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("1706.03762", "1706.03762"),
        ("1706.03762v5", "1706.03762v5"),
        ("arXiv:0704.0001", "0704.0001"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("math.GT/0309136", "math.GT/0309136"),
    ],
)
def test_an_arxiv_id_is_linked(given, url):
    assert arxiv_url(given) == f"https://arxiv.org/abs/{url}"
    assert arxiv_url(given, "pdf") == f"https://arxiv.org/pdf/{url}"


@pytest.mark.parametrize(
    "given",
    [None, "", "1706.03762/../../x", "1706.03762?a=b", "../login", "1706.03762 x", "x)](//evil", "12.3", "\u202e"],
)
def test_what_is_none_is_not(given):
    assert arxiv_url(given) == ""


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("10.1145/3292500.3330701", "10.1145/3292500.3330701"),
        ("10.1000.10/123(4)", "10.1000.10/123%284%29"),
        ("10.1002/(SICI)1097<1661::AID>3.0", "10.1002/%28SICI%291097%3C1661::AID%3E3.0"),
    ],
)
def test_a_doi_is_linked(given, path):
    assert doi_url(given) == f"https://doi.org/{path}"


@pytest.mark.parametrize(
    "given", [None, "", "10.1/x", '10.1145/"><img>', "10.1145/a b", "//evil", "10.1145/" + "x" * 301]
)
def test_what_is_no_doi_is_not(given):
    assert doi_url(given) == ""


def test_what_has_no_form_stays_as_text():
    said = publication(FrontMatter(title="T", arxiv="1](//evil)", doi="javascript:x"))
    assert "https://" not in said
    assert "](" not in said.replace("\\](", "").replace("\\]\\(", "")
