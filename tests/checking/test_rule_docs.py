"""The rules' page: every rule on it, every demand mapped to rules that exist."""

from pathlib import Path

import yaml
from markdown_it import MarkdownIt

from paper_notes.checking.demands import ASKED, AVOIDED
from paper_notes.checking.registry import RULES
from paper_notes.checking.rule_docs import rule_page

NAMES = {rule.name for rule in RULES}


def test_demands_name_rules_that_exist_or_say_what_is_left():
    for demand in (*AVOIDED, *ASKED):
        assert set(demand.rules) <= NAMES, demand
        assert demand.rules or demand.left, demand
    assert all(demand.rules for demand in AVOIDED)


def test_every_structure_rule_answers_a_demand():
    named = {name for demand in (*AVOIDED, *ASKED) for name in demand.rules}
    assert {rule.name for rule in RULES if rule.group == "structure"} <= named


def test_the_page_documents_every_rule_and_its_links_lead_somewhere():
    page = rule_page(RULES)
    tokens = MarkdownIt("commonmark").enable("table").parse(page)
    headings = {tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open"}
    assert headings >= NAMES
    links = {c.attrs["href"][1:] for t in tokens for c in t.children or () if c.type == "link_open"}
    assert links <= NAMES
    assert not any(token.type == "html_block" for token in tokens)
    assert not any(child.type == "html_inline" for token in tokens for child in token.children or ())


def test_the_pre_commit_hooks_call_the_command():
    hooks = yaml.safe_load(Path(__file__).parents[2].joinpath(".pre-commit-hooks.yaml").read_text())
    assert [hook["entry"].split()[:2] for hook in hooks] == [["paper-notes", "lint"]] * 2
