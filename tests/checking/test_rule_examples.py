"""Every rule's own examples: it finds something in the bad ones and nothing in the good ones."""

import inspect
import re

import pytest

from paper_notes.checking.config import make_config
from paper_notes.checking.linter import check
from paper_notes.checking.registry import RULES
from paper_notes.checking.rule import Rule
from paper_notes.note.document import Document

NOTE_RULES = [rule for rule in RULES if issubclass(rule, Rule)]


CONFIG = make_config({"phrases": {"banned": ["赋能"]}, "terms": {"Pytorch": "PyTorch"}}, [])


def findings(rule, text, path="README.md"):
    return [f for f in check(Document(text, path), rules=(rule,), config=CONFIG).findings if f.rule == rule.name]


@pytest.mark.parametrize("rule", NOTE_RULES, ids=lambda rule: rule.name)
def test_bad_examples_are_found_and_good_ones_are_not(rule):
    assert rule.bad
    assert rule.good
    for text in rule.bad:
        assert findings(rule, text, rule.bad_path), text
    for text in rule.good:
        assert not findings(rule, text), text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_documentation_is_complete(rule):
    for part in (rule.what, rule.why, rule.example, rule.instead):
        assert part.strip()
    assert rule.name == rule.name.lower().replace("_", "-")


@pytest.mark.parametrize("rule", NOTE_RULES, ids=lambda rule: rule.name)
def test_messages_come_in_the_notes_language(rule):
    for text in rule.bad:
        for language in ("zh", "en"):
            document = Document(text, rule.bad_path)
            document.__dict__["language"] = language
            report = check(document, rules=(rule,), config=CONFIG)
            for finding in report.findings:
                if finding.rule == rule.name:
                    said = re.sub('“[^”]*”|"[^"]*"', "", finding.message)
                    assert any("\u4e00" <= char <= "\u9fff" for char in said) == (language == "zh"), finding.message


def test_a_rule_that_reads_settings_names_them():
    for rule in RULES:
        if "self.options" in inspect.getsource(rule.check):
            assert rule.settings, rule.name


def test_names_are_unique():
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
