"""Patterns of the site that meet text from outside: one megabyte of any repeated prefix takes seconds at most."""

from __future__ import annotations

import time
from itertools import product

import pytest

from paper_notes.files import MOST_NOTE_BYTES
from paper_notes.gate.addresses import Addresses
from paper_notes.gate.characters import printable_html
from paper_notes.site.absent_paper import link_absent_paper
from paper_notes.site.bilingual import side_by_side
from paper_notes.site.entry import read_entry
from paper_notes.site.index import insert_index
from paper_notes.site.maths import characters_in_formulas, render_formulas

SIZE = 1_000_000
NOTE_BYTES = MOST_NOTE_BYTES - 20_000
"""Longer notes are not read."""
LIMIT = 5.0
"""Seconds."""
MARKDOWN = ["[", "![", "![a](", "](images/", "](  ", "# a # ", "#", "## TL;DR\n", "# \t", "[a](paper.pdf", "$", "(（ "]
HTML = [
    "（",
    '<span class="arithmatex">\\(',
    '<div class="arithmatex">\\[',
    '<div class="arithmatex">\\[ \\] ',
    "$<code>",
    '<span class="md-ellipsis">\\(\\(',
    '<span class="md-ellipsis">',
    "<math ",
    "<annotation ",
    "\\tag{",
    "<",
    "<p> <!-- paper-notes:index ",
    "&#",
    "&#x202e",
]


def quick(work, *arguments) -> None:
    start = time.perf_counter()
    work(*arguments)
    assert time.perf_counter() - start < LIMIT


@pytest.mark.parametrize("prefix", MARKDOWN)
def test_a_note(folder, prefix):
    text = folder.note.read_text(encoding="utf-8").replace(
        "核桃树需要", prefix * (NOTE_BYTES // len(prefix.encode())) + "x"
    )
    folder.note.write_text(text, encoding="utf-8")
    quick(read_entry, folder)
    folder.pdf.unlink()
    quick(link_absent_paper, text, folder, read_entry(folder).front)


@pytest.mark.parametrize(("prefix", "before"), list(product(HTML, ["", '<span class="arithmatex">x</span><math>'])))
def test_a_page(prefix, before):
    page = before + prefix * (SIZE // len(prefix))
    quick(render_formulas, page)
    quick(characters_in_formulas, page)
    quick(printable_html, page)
    quick(insert_index, page, "")


@pytest.mark.parametrize("prefix", ["a", "https://", "//", "a:", "%2e", "a b"])
def test_an_address(prefix):
    quick(Addresses((), lambda: prefix * (SIZE // len(prefix))).link, "https://" + prefix * (SIZE // len(prefix)))


def test_two_notes_of_very_many_blocks(folder):
    body = "# T\n\n## TL;DR\n\n" + "a\n\n" * 6_000
    folder.note.write_text(body, encoding="utf-8")
    entry = read_entry(folder)
    quick(side_by_side, entry, entry)
