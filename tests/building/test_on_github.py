"""What a build leaves in the library, as GitHub's own Markdown parser renders it."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from selectolax.lexbor import LexborHTMLParser

from paper_notes.building.options import BuildOptions
from paper_notes.building.run import build_library
from paper_notes.library.folders import Library
from paper_notes.note.document import Document
from paper_notes.note.store import load_note

COLLECTION = Path(__file__).parents[2] / "paper-notes"
WRITTEN = ["word2vec", "esmm", "attention-is-all-you-need"]
MADE = {"a-shelf-for-reading-notes": "en", "chinese-notes-without-a-dictionary": "zh"}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The collection's own papers, with the notes that a build makes of them."""
    place = tmp_path_factory.mktemp("github")
    for slug in MADE:
        (place / "notes" / slug).mkdir(parents=True)
        for name in ("paper.pdf", "paper.yml"):
            shutil.copy(COLLECTION / slug / name, place / "notes" / slug)
    report = build_library(Library(place / "notes"), BuildOptions(cache_dir=place / "cache", writer="extract"))
    assert report.problems == []
    return place / "notes"


@pytest.fixture(params=[*WRITTEN, *MADE])
def note(request, made) -> Path:
    return (COLLECTION if request.param in WRITTEN else made) / request.param / "README.md"


def rendered(body: str) -> LexborHTMLParser:
    return LexborHTMLParser(cmarkgfm.github_flavored_markdown_to_html(body, Options.CMARK_OPT_FOOTNOTES))


def test_links_and_images_lead_somewhere_and_are_those_written(note):
    body = load_note(note).body
    page = rendered(body)
    targets = [link.attributes["href"] or "" for link in page.css("a")]
    assert targets
    for target in targets:
        assert f"]({html.unescape(target)})" in body, "made of plain text"
        if not target.startswith("https://"):
            assert (note.parent / target.partition("#")[0]).is_file()
    images = page.css("img")
    assert images
    for image in images:
        assert (note.parent / unquote(image.attributes["src"] or "")).is_file()
        assert image.attributes["alt"]


def test_no_markup_is_left_as_text(note):
    page = rendered(load_note(note).body)
    assert len(page.css("h2")) >= 4
    for code in page.css("code, pre"):
        code.decompose()
    text = page.body.text(deep=True)
    for markup in (
        r"\*\*",
        r"!?\[[^\]]*\]\(",
        r"\[\^",
        r"\{[#.:][\w-]+",
        r"^!!!",
        r"^\s*\|.*\|\s*$",
        r"&#?\w+;",
        r"^:::",
    ):
        found = re.search(rf".*{markup}.*", text, re.M)
        assert not found, found[0]


def test_raw_html_is_not_needed(note):
    body = re.sub(r"<!--.*?-->\n?", "", load_note(note).body)  # what is for the author alone
    kept = cmarkgfm.github_flavored_markdown_to_html(body, Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES)
    assert rendered(body).html == LexborHTMLParser(kept).html


def test_tables_are_tables(note):
    body = load_note(note).body
    document = Document(body)
    assert len(rendered(body).css("table")) == len({block.table for block in document.of_kind("cell")})


def test_formulas_reach_the_typesetter_whole(note):
    body = load_note(note).body
    page = rendered(body)
    fenced = [code.text() for code in page.css('pre[lang="math"], code.language-math')]
    pieces = [node.text_content or "" for node in page.root.traverse(include_text=True) if node.tag == "-text"]
    document = Document(body)
    for block, span in document.spans("formula"):
        latex = body[span.start : span.end]
        assert any(latex in piece for piece in pieces), latex
        if span.start > block.start:
            assert re.match(r"[\s(\[*|]", body[span.start - 1]), body[span.start - 9 : span.end]
    for block in document.of_kind("formula"):
        if body.startswith("```math", block.start):
            assert any(block.content in code for code in fenced)
        else:
            assert any(" ".join(block.content.split()) in " ".join(text.split()) for text in _paragraphs(page))


def _paragraphs(page: LexborHTMLParser) -> list[str]:
    """The paragraphs that hold nothing but text: GitHub finds no formula across other elements."""
    return [paragraph.text(deep=True) for paragraph in page.css("p") if not paragraph.css("p > *")]
