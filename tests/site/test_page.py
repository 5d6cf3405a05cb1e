from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

from paper_notes.paper.reader import read_paper
from paper_notes.site.cited_pages import cited_pages
from paper_notes.site.entry import read_entry
from paper_notes.site.page import Neighbour, PageContext, quoted_passages, render_note_page
from paper_notes.site.pictures import ShownPicture


def to_html(text: str) -> str:
    return markdown.markdown(text, extensions=["tables", "toc"])


@pytest.fixture
def entry(folder):
    return read_entry(folder)


def test_quoted_passages_are_found_by_page(entry):
    passages = quoted_passages(to_html(entry.body))
    assert passages == {
        1: ["pruned walnut trees carry more nuts in the second summer"],
        2: ["A young tree is cut back to four strong branches."],
    }


def test_the_header_takes_the_place_of_the_meta_block(entry):
    context = PageContext(pdf_url="paper.pdf", edit_url="https://example.org/edit", markdown_url="note.md")
    tree = LexborHTMLParser(render_note_page(to_html(entry.body), entry, context))
    assert tree.css_first(".pn-note").attributes["lang"] == "zh-CN"
    assert "阅读时长：" not in tree.text()
    assert len(tree.css("h1")) == 1
    assert "Bo Chen" in tree.css_first(".pn-authors").text()
    hrefs = {link.attributes["href"] for link in tree.css(".pn-head a")}
    assert {"paper.pdf", "note.md", "https://example.org/edit", "https://arxiv.org/abs/2101.00001"} <= hrefs
    assert "lund2021study" in tree.css_first(".pn-cite code").text()
    assert "尚未经人审阅" in tree.css_first(".pn-notice").text()


def test_a_meta_block_that_the_front_matter_does_not_repeat_stays(folder):
    folder.note.write_text("# T\n\n> **论文**：T  \n> **作者**：Z  \n> **发表**：V\n\nText.\n", encoding="utf-8")
    entry = read_entry(folder)
    assert "<blockquote>" in render_note_page(to_html(entry.body), entry, PageContext())


def test_a_citation_knows_its_pages_picture_and_marks(entry, tmp_path):
    html = to_html(entry.body)
    cited = cited_pages(entry.folder.pdf, quoted_passages(html), tmp_path, lambda: read_paper(entry.folder.pdf))
    context = PageContext(cited=cited, page_pictures={number: f"/p{number}.webp" for number in cited})
    tree = LexborHTMLParser(render_note_page(html, entry, context))
    links = tree.css("a.pn-page")
    assert len(links) == 5
    assert all(link.attributes["data-pn-page"].startswith("/p") for link in links)
    assert [bool(link.attributes.get("data-pn-marks")) for link in links] == [False, False, True, False, True]


def test_no_line_begins_with_a_citation(entry):
    page = render_note_page(to_html("# T\n\nNuts grew [p. 1](paper.pdf#page=1) fast.\n"), entry, PageContext())
    assert "Nuts grew\u00a0<a" in page or "Nuts grew&nbsp;<a" in page


def test_an_image_by_itself_is_a_figure_with_its_caption(entry):
    context = PageContext(
        pictures={"images/fig1_arch_tree.png": ShownPicture(900, 600, Path("a.webp"))},
        lighter={"images/fig1_arch_tree.png": "../../assets/a.webp"},
    )
    tree = LexborHTMLParser(render_note_page(to_html(entry.body), entry, context))
    figures = tree.css("figure")
    assert [figure.css_first("figcaption").text() for figure in figures] == ["图 2：产量", "图 1：总体架构"]
    assert figures[1].css_first("img").attributes["width"] == "900"
    assert figures[1].css_first("img").attributes["src"] == "../../assets/a.webp"
    assert figures[1].css_first("a").attributes["href"] == "images/fig1_arch_tree.png"


def test_the_papers_own_text_can_not_become_markup(folder):
    text = folder.note.read_text(encoding="utf-8").replace("A Study of Walnut Trees", "'<img src=x onerror=e()>'", 1)
    folder.note.write_text(text, encoding="utf-8")
    entry = read_entry(folder)
    other = Neighbour("<script>e()</script>", "../x/", "en", "<b>")
    html = render_note_page(to_html("# T\n\nText."), entry, PageContext(related=(other,), next=other))
    assert "<script" not in html
    assert "onerror=e()>" not in html


def test_an_extracts_own_words_are_its_notice(folder):
    text = folder.note.read_text(encoding="utf-8").replace("status: generated", "status: extract")
    folder.note.write_text(text.replace("## TL;DR", "**摘录。** 由程序摘出。\n\n## TL;DR"), encoding="utf-8")
    entry = read_entry(folder)
    tree = LexborHTMLParser(render_note_page(to_html(entry.body), entry, PageContext()))
    (notice,) = tree.css(".pn-notice")
    assert notice.text() == "摘录。 由程序摘出。"


def test_a_citation_of_an_absent_paper_looks_like_one(entry):
    html = to_html(
        "# T\n\nSo [p. 3](https://arxiv.org/pdf/2101.00001#page=3), [the paper](https://arxiv.org/pdf/2101.00001)."
    )
    tree = LexborHTMLParser(render_note_page(html, entry, PageContext()))
    assert [link.text() for link in tree.css("a.pn-page")] == ["p. 3"]


def test_a_wide_table_scrolls_by_itself(entry):
    html = render_note_page(to_html("# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"), entry, PageContext())
    box = LexborHTMLParser(html).css_first(".pn-table")
    assert box.attributes["tabindex"] == "0"
    assert [cell.text() for cell in box.css("td")] == ["1", "2"]
