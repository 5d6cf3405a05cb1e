from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from paper_notes.note.model import Provenance
from paper_notes.site.entry import read_entry
from paper_notes.site.feed import render_feed
from paper_notes.site.metadata import adjust_sitemap, render_head

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def entry(folder):
    return read_entry(folder)


def head(entry) -> LexborHTMLParser:
    html = render_head(
        entry,
        site_name="Notes",
        canonical="https://example.org/paper-notes/walnut/",
        picture="https://example.org/p.jpg",
        feed="../../feed.xml",
    )
    return LexborHTMLParser(f"<html><head>{html}</head></html>")


def contents(tree: LexborHTMLParser) -> dict[str, str]:
    return {
        node.attributes.get("name") or node.attributes["property"]: node.attributes["content"]
        for node in tree.css("meta")
    }


def test_a_note_tells_machines_what_it_is(entry):
    tree = head(entry)
    meta = contents(tree)
    assert meta["og:image"] == "https://example.org/p.jpg"
    assert meta["og:locale"] == "zh_CN"
    assert meta["citation_title"] == "A Study of Walnut Trees"
    assert meta["citation_author"] == "Bo Chen"  # the last of two
    assert meta["citation_conference_title"] == "ICML 2021"
    assert meta["citation_pdf_url"] == "https://example.org/paper-notes/walnut/paper.pdf"
    data = json.loads(tree.css_first("script").text())
    assert data["@type"] == "Review"
    assert data["itemReviewed"]["@type"] == "ScholarlyArticle"
    assert data["itemReviewed"]["sameAs"] == ["https://arxiv.org/abs/2101.00001", "https://doi.org/10.1000/walnut.1"]


def test_an_extract_asks_robots_to_stay_out(entry):
    extract = replace(entry, front=replace(entry.front, provenance=Provenance("extract", "extract")))
    meta = contents(head(extract))
    assert meta["robots"] == "noindex"
    assert not [name for name in meta if name.startswith("citation_")]


def test_a_title_can_not_leave_its_script(entry):
    evil = replace(entry, front=replace(entry.front, title="</script><script>e()</script>"))
    tree = head(evil)
    assert len(tree.css("script")) == 1
    assert json.loads(tree.css_first("script").text())["name"] == "</script><script>e()</script>"


def test_the_feed_holds_notes_with_a_date_and_no_extracts(entry):
    extract = replace(entry, front=replace(entry.front, provenance=Provenance("extract", "extract", date="2026-03-01")))
    urls = {"walnut": "https://example.org/w/"}
    feed = render_feed([entry, extract], urls, site_name="N & N", site_url="https://example.org/")
    root = ElementTree.fromstring(feed)
    assert root.find(f"{ATOM}title").text == "N & N"
    assert [e.find(f"{ATOM}updated").text for e in root.iter(f"{ATOM}entry")] == ["2026-01-02T00:00:00Z"]
    assert render_feed([entry], urls, site_name="N", site_url="") == ""


def test_the_sitemap_leaves_unlisted_pages_out_and_names_other_languages():
    pages = "".join(f"<url>\n <loc>https://e.org/{name}/</loc>\n</url>\n" for name in "ab")
    xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{pages}</urlset>'
    versions = {"https://e.org/b/": {"zh": "https://e.org/b/", "en": "https://e.org/b/en/?x&y"}}
    root = ElementTree.fromstring(adjust_sitemap(xml, ["https://e.org/a/"], versions))
    assert [node.text for node in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")] == ["https://e.org/b/"]
    links = root.iter("{http://www.w3.org/1999/xhtml}link")
    assert [(link.get("hreflang"), link.get("href")) for link in links] == [
        ("zh-CN", "https://e.org/b/"),
        ("en", "https://e.org/b/en/?x&y"),
    ]
