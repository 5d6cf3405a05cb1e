"""The gate to YAML."""

from __future__ import annotations

import time

import pytest

from paper_notes.errors import UsageError
from paper_notes.note.store import parse_note
from paper_notes.safe_yaml import load_yaml

BOMBS = {
    "aliases": ("a: &a [x, x]\nb: [*a, *a]\n", 2, "alias"),
    "merge": ("a: &a {x: 1}\nb:\n  <<: *a\n", 3, "alias"),
    "number": ("title: T\nyear: " + "9" * 5000 + "\n", 2, "number of 5000"),
    "hexadecimal": ("year: 0x" + "f" * 5000 + "\n", 1, "number of 5002"),
    "brackets": ("title: T\nx: " + "[" * 3000 + "]" * 3000 + "\n", 2, "deep"),
    "mappings": ("".join(f"{' ' * i}a:\n" for i in range(60)), 41, "deep"),
    "values": ("x: [" + "1," * 30_000 + "]\n", 1, "values"),
    "date": ("title: T\ndate: 2024-13-45\n", 2, "can't be read"),
    "syntax": ("title: T\nx: [1\n", 3, "not valid YAML"),
    "size": ("x: '" + "y" * (1 << 20) + "'\n", 0, "longer than"),
    "tag": ("a: 1\nx: !!python/object/apply:os.system ['true']\n", 2, "not valid YAML"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_no_person_writes_is_refused_with_its_line(name: str) -> None:
    text, line, word = BOMBS[name]
    began = time.monotonic()
    with pytest.raises(UsageError) as refused:
        load_yaml(text, "paper.yml")
    assert word in str(refused.value)
    assert not line or f"line {line}:" in str(refused.value)
    assert time.monotonic() - began < 5


def test_lines_of_front_matter_are_counted_in_the_note() -> None:
    with pytest.raises(UsageError, match=r"README\.md: the front matter, line 3: a value can't be read"):
        parse_note("---\ntitle: T\ndate: 2024-13-45\n---\n\nText\n")


def test_what_people_write_is_read() -> None:
    text = "title: '论文: a study'\ntags: [a, b]\ndate: 2024-03-05\nnote: {usage: {tokens: 12}}\nabstract: >\n  long\n"
    assert load_yaml(text, "x")["tags"] == ["a", "b"]
    assert load_yaml("a: !ENV [NO_SUCH_NAME]\nb: 1\n", "mkdocs.yml", foreign_tags=True) == {"a": None, "b": 1}
    assert load_yaml("x: " + "词 and words " * 200, "x")["x"].startswith("词")


def test_a_note_of_json_or_of_rules_has_no_front_matter() -> None:
    assert parse_note('{\n"a": \n}\n\nText').front.title == ""
    assert parse_note("Text\n\n---\n\na: b\n\n---\n\nmore").body.startswith("Text")
