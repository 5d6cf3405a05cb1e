"""``paper-notes read``: what it prints, and how it ends."""

import json
import subprocess
import sys
from pathlib import Path

from markdown_it import MarkdownIt

from front_pages import LNCS, typeset
from paper_notes.paper.markdown import to_markdown
from paper_notes.paper.reader import read_paper


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from paper_notes.cli import main; sys.argv[0] = 'paper-notes'; main()"
    return subprocess.run(
        [sys.executable, "-c", code, "read", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_one_bad_pdf_is_one_line_and_the_others_are_read(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_text("this is no PDF")
    done = run(str(bad), str(typeset(LNCS, tmp_path / "good.pdf")), "--json")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "bad.pdf" in done.stderr
    read = json.loads(done.stdout)
    assert read["title"] == LNCS.title
    assert read["authors"] == list(LNCS.authors)
    assert [section["title"] for section in read["sections"] if section["title"] and section["level"] == 1] == list(
        LNCS.sections
    )


def test_bad_use_ends_with_2() -> None:
    assert run().returncode == 2
    assert run("--xml", "a.pdf").returncode == 2


def test_markdown_has_the_sections_and_no_markup_of_the_paper(tmp_path: Path) -> None:
    paper = read_paper(typeset(LNCS, tmp_path / "paper.pdf"))
    text = to_markdown(paper)
    tokens = MarkdownIt("commonmark", {"html": True}).parse(text)
    titles = [tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open"]
    assert titles[0] == LNCS.title
    assert [title.split(" ", 1)[-1] for title in titles[2:]] == list(LNCS.sections)
    assert not [token for token in tokens if token.type.startswith("html")]
