"""Real MkDocs builds in a temporary folder."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

import claude_model
from messages_server import serving
from paper_notes.note.store import load_note
from papers import write_paper


def build_site(collection: Path, *, strict: bool = False) -> Path:
    config = load_config(str(collection / "mkdocs.yml"), strict=strict, site_dir=str(collection / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return collection / "site"


def options(collection: Path, text: str) -> None:
    file = collection / "mkdocs.yml"
    text = "".join(f"      {line}\n" for line in text.splitlines())
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            "plugins: [search, paper-notes]", f"plugins:\n  - search\n  - paper-notes:\n{text}"
        ),
        encoding="utf-8",
    )


@pytest.fixture
def paper(collection: Path, monkeypatch) -> Path:
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "PAPER_NOTES_WRITE"):
        monkeypatch.delenv(name, raising=False)
    return write_paper(collection / "paper-notes" / "shelf" / "paper.pdf")


def test_a_paper_becomes_a_page_with_figure_and_pdf(collection, paper):
    site = build_site(collection, strict=True)
    page = (site / "paper-notes" / "shelf" / "index.html").read_text(encoding="utf-8")
    assert "Arranging a Shelf of Reading Notes" in page
    assert (site / "paper-notes" / "shelf" / "paper.pdf").read_bytes() == paper.read_bytes()
    images = list((site / "paper-notes" / "shelf" / "images").glob("fig1_*.png"))
    assert len(images) == 1
    assert f"images/{images[0].name}" in page


def test_the_collection_has_an_index_of_its_notes(collection, paper):
    page = (build_site(collection) / "paper-notes" / "index.html").read_text(encoding="utf-8")
    assert "Arranging a Shelf of Reading Notes" in page
    assert 'href="shelf/"' in page


def test_a_bad_paper_is_a_warning_and_the_rest_is_built(collection, paper, caplog):
    bad = collection / "paper-notes" / "bad" / "paper.pdf"
    bad.parent.mkdir()
    bad.write_bytes(b"")
    with caplog.at_level(logging.WARNING, "mkdocs"):
        site = build_site(collection)
    (record,) = [r for r in caplog.records if r.levelno >= logging.WARNING]
    assert "bad" in record.getMessage()
    assert record.name.startswith("mkdocs.plugins.")
    assert (site / "paper-notes" / "shelf" / "index.html").exists()


def test_strict_fails_on_a_bad_paper(collection, paper):
    paper.write_bytes(b"")
    with pytest.raises(Abort):
        build_site(collection, strict=True)


def test_findings_are_warnings_from_fail_on_up(collection, paper, caplog):
    build_site(collection)
    note = paper.with_name("README.md")
    note.write_text(note.read_text(encoding="utf-8") + "\nIt is worth noting that this is good.\n", encoding="utf-8")
    with caplog.at_level(logging.WARNING, "mkdocs"):
        build_site(collection)
    messages = [record.getMessage() for record in caplog.records]
    line = note.read_text(encoding="utf-8").count("\n")
    assert any(f"README.md:{line}:1" in message and "template-sentence" in message for message in messages)
    caplog.clear()
    options(collection, "fail_on: never")
    with caplog.at_level(logging.WARNING, "mkdocs"):
        build_site(collection)
    assert not caplog.records


def test_the_environment_decides_whether_notes_are_written(collection, paper, monkeypatch, caplog):
    monkeypatch.setenv("PAPER_NOTES_WRITE", "never")
    build_site(collection)
    assert not paper.with_name("README.md").exists()
    monkeypatch.setenv("PAPER_NOTES_WRITE", "often")
    with pytest.raises(Abort):
        build_site(collection)
    assert "must be missing or never" in caplog.text


def test_the_theme_decides_the_language(collection, paper):
    file = collection / "mkdocs.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("font: false", "font: false, language: zh"))
    build_site(collection)
    assert "## 论文概述" in paper.with_name("README.md").read_text(encoding="utf-8")


def test_a_missing_notes_folder_is_an_error_that_says_what_to_do(collection, caplog):
    (collection / "paper-notes").rmdir()
    with pytest.raises(Abort):
        build_site(collection)
    assert "Make it" in caplog.text


def test_switched_off_it_does_nothing(collection, paper):
    options(collection, "enabled: false")
    site = build_site(collection)
    assert not (site / "paper-notes").exists()
    assert not paper.with_name("README.md").exists()


def test_the_price_of_a_model_in_the_settings(collection, paper, monkeypatch, caplog):
    monkeypatch.setenv("ANTHROPIC_API_KEY", "test")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    unheard = "writer: claude\nclaude: {model: unheard-of, max_cost: 1, base_url: '%s'%s}"
    original = (collection / "mkdocs.yml").read_text(encoding="utf-8")
    with serving(claude_model.answer) as server:
        for more in ("", ", price: {input: 1}"):
            options(collection, unheard % (server.url, more))
            if more:
                with pytest.raises(Abort):
                    build_site(collection)
            else:
                build_site(collection)
            (collection / "mkdocs.yml").write_text(original, encoding="utf-8")
        assert "the price of this model isn't known" in caplog.text
        assert "two sums, US dollars a million tokens, not 1.0 and None" in caplog.text
        assert not server.requests

        options(collection, "language: zh\n" + unheard % (server.url, ", price: {input: 1, output: 2.5}"))
        build_site(collection, strict=True)
    note = load_note(paper.parent / "README.md")
    assert note.front.provenance.status == "generated"
    assert note.front.provenance.usage["usd"] > 0


def test_a_build_that_draws_nothing_does_not_wait_for_pymupdf():
    """Nor for what only the writer, the linter or a command needs."""
    heavy = (
        "pymupdf.mupdf",
        "anthropic",
        "httpx2",
        "scipy",
        "paper_notes.checking.registry",
        "paper_notes.paper.reader",
    )
    code = f"import sys, paper_notes.plugin; print([name for name in {heavy} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
