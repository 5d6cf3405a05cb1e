"""Every output of a built site whose library attacks: pages, search index, feed, sitemap, notes as Markdown."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from paper_notes.gate.elements import ELEMENTS

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
OURS = ("../", "?tag=", "https://arxiv.org/abs/", "https://doi.org/")
LOADING = ("src", "srcset", "poster", "data", "action", "formaction", "background", "ping")


@pytest.fixture
def site(hostile_site):
    return hostile_site[0]


def scripts(page: LexborHTMLParser) -> set[str]:
    """The page's scripts: addresses, and the texts of those that run."""
    found = set()
    for script in page.css("script"):
        if script.attributes.get("type") in ("application/ld+json", "application/json"):
            json.loads(script.text())
        else:
            source = script.attributes.get("src")
            found.add(source.rpartition("/")[2] if source else script.text())
    return found


def test_pages_hold_no_script_but_the_theme_s_and_load_nothing_from_elsewhere(site):
    pages = {path: LexborHTMLParser(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    assert len(pages) > 15
    ours = {text for text in scripts(pages[site / "404.html"]) if "base" not in text[:40]}
    for path, page in pages.items():
        for text in scripts(page) - ours:
            assert text.startswith(("__md_scope=", "document$", "var target")), (path, text[:200])
        for node in page.css("*"):
            where = (path, (node.html or "")[:200])
            assert node.tag not in ("base", "object", "embed", "iframe", "maction", "annotation-xml"), where
            assert node.tag != "meta" or node.attributes.get("http-equiv") is None, where
            for name, value in node.attributes.items():
                text = "".join((value or "").split()).casefold()
                assert not name.startswith("on"), where
                assert name not in ("href", *LOADING) or not text.startswith(("javascript:", "vbscript:")), where
                assert name not in LOADING or not text.startswith(("//", "http", "\\")), where
                assert name != "href" or "//foreign.example" not in text or text.startswith(OURS), where
        assert len(page.css("#__config, #__search, #__drawer")) == 3, path
        assert not page.css(".mermaid"), path
    assert len({page.css_first("title").text() for page in pages.values()}) > 15


def test_no_output_holds_a_control_or_bidirectional_character(site):
    for path in site.rglob("*"):
        if path.suffix in (".html", ".xml", ".json", ".md", ".txt") and "assets/javascripts" not in path.as_posix():
            found = CONTROLS.search(path.read_text(encoding="utf-8"))
            assert found is None, (path, found)
            if path.suffix in (".html", ".xml"):
                assert "&#x202e" not in path.read_text(encoding="utf-8"), path


def test_feed_and_sitemap_are_well_formed(site):
    for name in ("feed.xml", "sitemap.xml"):
        ElementTree.parse(site / name)


def test_what_search_shows_as_html_is_text(site):
    for entry in json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]:
        for part in (entry["title"], entry["text"], *entry.get("tags", ())):
            for node in LexborHTMLParser(f"<body>{part}").css("body *"):
                assert node.tag in ELEMENTS | {"tbody"}, part
                assert set(node.attributes) <= {"start"}, part


def test_no_file_is_read_into_a_page_and_nothing_of_a_stranger_s_runs(site):
    for path in site.rglob("*.html"):
        assert "SECRET-OF-THE-READER" not in path.read_text(encoding="utf-8"), path
    published = {path.name for path in (site / "paper-notes").rglob("*")}
    assert not published & {"page.html", "fig2_arch_b.svg"}
    assert "fig1_arch_a.png" in published
