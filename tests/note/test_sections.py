import re
from itertools import pairwise
from typing import get_args, get_type_hints

import pytest

from paper_notes.checking.registry import rule_names
from paper_notes.note.sections import PLACES, SECTIONS, SectionKey, SectionTexts, section_key
from paper_notes.writing.claude.prompts import prompt

KEYS = get_args(SectionKey)


def test_the_table_its_keys_and_what_writers_owe_name_the_same_sections_in_one_order():
    assert tuple(kind.key for kind in SECTIONS) == tuple(get_type_hints(SectionTexts)) == tuple(PLACES) == KEYS


@pytest.mark.parametrize("kind", SECTIONS, ids=KEYS)
def test_every_name_of_a_section_names_it_alone(kind):
    for heading in (kind.zh, kind.en, *kind.aliases):
        assert section_key(heading) == section_key(f"三、{heading}") == section_key(f"3. {heading.upper()}") == kind.key


@pytest.mark.parametrize("kind", SECTIONS, ids=KEYS)
def test_what_a_section_must_hold_is_judged_by_rules_that_are_there(kind):
    assert kind.holds.endswith(".")
    assert set(kind.rules) <= set(rule_names())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_prompt_says_of_each_section_what_to_write_and_takes_their_order_from_the_table(language):
    text = prompt("write", language).text
    said = [re.search(rf"(?m)^- \*\*{re.escape(kind.heading(language))}\*\*", text) for kind in SECTIONS]
    assert all(said), [kind.key for kind, found in zip(SECTIONS, said, strict=True) if not found]
    assert all(before.start() < after.start() for before, after in pairwise(said))
    assert "{{sections}}" in text


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("四、核心方法（重点）", "method"),
        ("4. Core Method", "method"),
        ("一、TL;DR", "tldr"),
        ("总结", "summary"),
        ("In-depth Understanding Q&A", "qa"),
        ("Q1: why?", None),
    ],
)
def test_headings_as_people_write_them(heading, key):
    assert section_key(heading) == key
