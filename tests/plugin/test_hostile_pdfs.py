"""``mkdocs build`` of a library that damaged and hostile PDFs lie in, as a reader runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from papers import write_paper

HOSTILE = Path(__file__).parents[2].parent / "shared" / "hostile"
READABLE = {"ZapfDingbats", "circled-one", "superscript-line"}
"""Odd, and whole."""


def mkdocs_build(collection: Path) -> tuple[int, str, list[str]]:
    """Exit status, standard output, and the lines of warnings and errors."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=collection,
        capture_output=True,
        text=True,
        timeout=400,
        env={name: value for name, value in os.environ.items() if not name.startswith("ANTHROPIC_")},
    )
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith(("WARNING", "ERROR"))]
    return done.returncode, done.stdout, [line for line in lines if "folder-name" not in line]


def check(collection: Path, bad: set[str], good: set[str]) -> None:
    """One line a bad folder, all others published, no script that isn't the theme's, nothing on standard output."""
    status, printed, lines = mkdocs_build(collection)
    assert (status, printed) == (0, "")
    named = sorted(name for line in lines for name in bad | good if f"/{name}/" in line or f"/{name}:" in line)
    assert named == sorted(bad), lines
    assert len(lines) == len(bad), lines
    assert all(line.isprintable() for line in lines)
    pages = collection / "site" / "paper-notes"
    theme = {node.text() for node in LexborHTMLParser((pages / "index.html").read_text("utf-8")).css("script")}
    for name in good:
        page = LexborHTMLParser((pages / name / "index.html").read_text("utf-8"))
        for node in page.css("script"):
            text = node.text()
            data = node.attributes.get("type") in ("application/ld+json", "application/json")
            assert text in theme or data or text.startswith(("__md_scope=", "document$", "var target")), text[:200]
    assert not [name for name in bad if (collection / "paper-notes" / name / "README.md").exists()]


def test_each_damaged_paper_is_one_line_and_the_others_are_published(collection: Path) -> None:
    whole = write_paper(collection / "paper-notes" / "good" / "paper.pdf").read_bytes()
    damaged = {
        "cut": whole[: len(whole) * 6 // 10],
        "count": whole.replace(b"/Count 2", b"/Count 2000000000"),
        "page": b"<!doctype html><script>top.pwned=1</script>",
        "empty": b"",
    }
    for name, data in damaged.items():
        (collection / "paper-notes" / name).mkdir()
        (collection / "paper-notes" / name / "paper.pdf").write_bytes(data)
    check(collection, set(damaged), {"good"})
    check(collection, set(damaged), {"good"})  # from the cache


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile PDFs aren't here")
def test_hostile_pdfs_are_one_line_each_and_the_others_are_published(collection: Path) -> None:
    names = {path.stem for path in HOSTILE.glob("*.pdf")}
    for name in names:
        (collection / "paper-notes" / name).mkdir()
        shutil.copyfile(HOSTILE / f"{name}.pdf", collection / "paper-notes" / name / "paper.pdf")
    write_paper(collection / "paper-notes" / "good" / "paper.pdf")
    check(collection, names - READABLE, READABLE | {"good"})
