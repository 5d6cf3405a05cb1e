"""Comments that allow findings, and what is told of those that don't."""

import time

import pytest

from paper_notes.checking.config import make_config
from paper_notes.checking.linter import check
from paper_notes.checking.rules.dash import Dash
from paper_notes.checking.rules.emoji import Emoji
from paper_notes.checking.suppression import Allowances, suppressions
from paper_notes.note.document import Document


def found(text, **settings):
    report = check(Document(text), rules=(Emoji, Dash), config=make_config(settings, ["emoji", "useless-suppression"]))
    return [(f.line, f.rule) for f in report.findings]


def test_the_next_block_is_allowed_and_the_one_after_is_not():
    text = "<!-- lint: allow emoji it is a quotation -->\n\nOne 🚀\ntwo 🚀\n\nThree 🚀\n"
    assert found(text) == [(6, "emoji")]


@pytest.mark.parametrize("block", ["- a 🚀\n- b\n  - c 🚀\n", "> a 🚀\n>\n> b 🚀\n", "| a 🚀 |\n|---|\n| b 🚀 |\n"])
def test_a_list_a_quote_and_a_table_count_as_one_block(block):
    assert found(f"<!-- lint: allow emoji shown as it is -->\n{block}\nOut 🚀\n") == [(block.count("\n") + 3, "emoji")]


def test_a_comment_in_a_line_allows_that_line_only():
    assert found("One 🚀 <!-- lint: allow emoji the product's name -->\ntwo 🚀\n") == [(2, "emoji")]


def test_a_whole_file():
    assert found("One 🚀 — x\n\n<!-- lint: allow-file emoji its subject is emoji -->\n\nTwo 🚀\n") == [(1, "dash")]


@pytest.mark.parametrize(
    "comment",
    ["allow emoji nothing here", "allow emoji", "allow emojis why not", "allow", "permit emoji because"],
)
def test_a_comment_that_does_nothing_or_says_nothing_is_told(comment):
    assert found(f"<!-- lint: {comment} -->\n\nText.\n") == [(1, "useless-suppression")]


def test_it_can_be_turned_off_and_isnt_told_of_rules_that_did_not_run():
    text = "<!-- lint: allow emoji why -->\n\nText.\n"
    assert found(text, rules={"useless-suppression": "off"}) == []
    assert found(text, rules={"emoji": "off"}) == []


def test_a_comment_in_code_is_code():
    assert found("```\n<!-- lint: allow emoji x -->\n```\n\nOne 🚀\n") == [(5, "emoji")]


@pytest.mark.parametrize(
    "repeated",
    [
        "<!-- lint: allow hype ",
        "<!-- lint:",
        "<!--    ",
        "<!-- lint: a b\n\n",
        "<!-- lint: allow emoji because -->\n\n",
        "<!-- lint: allow-file emoji because --> 🚀 ",
        "<!-- lint: allow emoji because -->\n\n- 🚀\n\n",
    ],
)
def test_a_megabyte_of_comments_takes_no_longer_than_its_length(repeated):
    def seconds(size):
        document = Document(repeated * (size // len(repeated)), "x/README.md")
        started = time.process_time()
        comments = suppressions(document)
        allowances = Allowances(comments)
        for start in range(0, size, 100):
            allowances.allowed("emoji", start)
        return time.process_time() - started

    assert seconds(100_000) < max(0.5, 12 * seconds(20_000))
