from __future__ import annotations

from paper_notes.note.model import FrontMatter
from paper_notes.site.bibtex import bibtex, citation_key


def test_only_what_is_known_is_written():
    text = bibtex(FrontMatter("On Trees & Nuts", ("Zoë Ødegård", "Google Research"), 2020, arxiv="2001.00001"), "x")
    assert text.startswith("@misc{degard2020trees,")
    assert r"title         = {{On Trees \& Nuts}}" in text
    assert "author        = {Zoë Ødegård and {Google Research}}" in text
    assert "eprint        = {2001.00001}" in text
    assert "booktitle" not in text


def test_a_journal_is_an_article_and_a_conference_is_not():
    assert bibtex(FrontMatter("T", venue="Journal of Trees"), "x").startswith("@article")
    assert bibtex(FrontMatter("T", venue="ICML 2020"), "x").startswith("@inproceedings")


def test_a_title_without_latin_letters_is_cited_by_its_folder():
    assert citation_key(FrontMatter("股票预测", ("王伟",), 2020), "zh-gru-stock") == "zhgrustock"
