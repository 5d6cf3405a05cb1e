"""No text keeps a Markdown parser or the linter for minutes: what would is refused, and all else is quick."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper_notes.checking.linter import lint_file, lint_text
from paper_notes.errors import UsageError
from paper_notes.files import MOST_NOTE_BYTES
from paper_notes.gate.limits import UnreadableText, refuse_unreadable
from paper_notes.gate.rendering import render
from paper_notes.note.store import load_note

LENGTH = 16_000
"""Characters of each text that is tried."""
MOST_SECONDS = 2.0
"""Of the processor, for such a text: ten times what the slowest takes, a hundredth of what a square would."""

MARKS = [
    *"[]()<>*_`$\\#-|~!&:;^{}=+ \n\t\"'0.a甲，。：；、“”",
    "](",
    "\n\n",
    "![",
    "$$",
    "<!--",
    "1. ",
    "> ",
    "**",
    "不是",
    "图 1",
]
FRAGMENTS = st.lists(st.sampled_from(MARKS), min_size=1, max_size=5).map("".join)
BEGINNINGS = st.sampled_from(
    [
        "",
        "---\ntitle: ",
        "# 题\n\n> **论文**：",
        "<!-- lint: allow dash ",
        "## Q&A\n\n### Q1: ",
        "## TL;DR\n\n",
        "| a |\n|-|\n| ",
    ]
)


def seconds(work, text):
    before = time.process_time()
    with contextlib.suppress(UnreadableText):
        work(text)
    return time.process_time() - before


@settings(max_examples=40, derandomize=True, deadline=None, database=None)
@given(BEGINNINGS, FRAGMENTS)
def test_no_repeated_fragment_keeps_the_linter(beginning, fragment):
    text = beginning + fragment * (LENGTH // len(fragment))
    assert seconds(lint_text, text) < MOST_SECONDS


@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(FRAGMENTS)
def test_no_repeated_fragment_keeps_the_renderer(fragment):
    assert seconds(render, fragment * (LENGTH // len(fragment))) < MOST_SECONDS


@pytest.mark.parametrize(
    "fragment", ["[", "1. ", "> ", "- ", "![a](", "# \n", "<a ", "***\n", "\\(", "```\n", "[[a]", "a"]
)
def test_what_would_take_minutes_is_refused_at_once(fragment):
    text = fragment * (1_000_000 // len(fragment))
    with pytest.raises(UnreadableText):
        refuse_unreadable(text, "README.md")
    with pytest.raises(UnreadableText):
        refuse_unreadable(text[:280_000], "README.md")


def test_a_long_note_with_much_markup_is_rendered():
    part = "## 标题\n\n- **甲**：见 [图 1](images/a.png)，$x_{i}$ 与 `a[0]`。\n  - 乙 [^1]\n\n"
    part += "| a | b |\n|-|-|\n| 1 | 2 |\n\n```c\nf(a[1]);\n```\n\n"
    refuse_unreadable(part * 800, "README.md")


def test_a_file_beyond_the_limit_is_told_with_its_size(tmp_path):
    note = tmp_path / "README.md"
    note.write_text("甲" * (MOST_NOTE_BYTES // 3 + 1), encoding="utf-8")
    (finding,) = lint_file(note).findings
    assert finding.rule == "unreadable-file"
    assert "more than the 300" in finding.message
    with pytest.raises(UsageError, match="more than the 300"):
        load_note(note)
