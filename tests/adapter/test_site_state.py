"""What all pages depend on, and when that can't be told."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File

from paper_notes.adapter.site_state import Doubt, plain, site_state

CONFIG = """
site_name: Test
theme: {name: material, font: false, features: []}
plugins: [search, paper-notes]
markdown_extensions: [tables, {toc: {permalink: true}}, {pymdownx.arithmatex: {generic: true}}]
"""


def state(root: Path, text: str = CONFIG, site: str = "site") -> str:
    """The state of a site with one page and one note."""
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / site))
    files = [
        File(uri, str(folder), config.site_dir, True)
        for uri, folder in (("index.md", root / "docs"), ("paper-notes/a/README.md", root))
    ]
    return site_state(config, config.plugins["paper-notes"], files[:1], files[1:])


def test_it_is_the_same_for_the_same_site_wherever_that_is_built(collection):
    assert state(collection) == state(collection) == state(collection, site="elsewhere")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("site_name: Test", "site_name: Other"),
        ("features: []", "features: [navigation.tabs]"),
        ("permalink: true", "permalink: false"),
        ("plugins: [search", "plugins: [{search: {lang: de}}"),
        ("paper-notes]", "{paper-notes: {raw_html: forbid}}]"),
        ("theme: {", "extra: {a: 1}\ntheme: {"),
        ("theme: {", "nav: [index.md]\ntheme: {"),
    ],
)
def test_it_changes_with_the_configuration(collection, old, new):
    assert state(collection) != state(collection, CONFIG.replace(old, new))


def test_it_changes_with_the_users_pages_and_templates(collection):
    own = CONFIG.replace("name: material", "name: material, custom_dir: own")
    (collection / "own").mkdir()
    before = state(collection, own)
    (collection / "own" / "main.html").write_text('{% extends "base.html" %}')
    changed = state(collection, own)
    assert before != changed
    (collection / "docs" / "index.md").write_text("# Another home\n")
    assert state(collection, own) != changed


def test_whatever_may_have_a_part_in_pages_is_a_doubt(collection):
    for number, event in enumerate(("page_markdown", "post_page", "env", "nav")):
        (collection / f"hook{number}.py").write_text(f"def on_{event}(*_, **__): return None\n")
        with pytest.raises(Doubt, match=f"hook{number}"):
            state(collection, f"{CONFIG}hooks: [hook{number}.py]\n")
    (collection / "harmless.py").write_text("def on_config(config, **_): return None\n")
    state(collection, f"{CONFIG}hooks: [harmless.py]\n")
    with pytest.raises(Doubt, match="tags"):
        state(collection, CONFIG.replace("[search,", "[search, tags,"))
    with pytest.raises(Doubt, match="navigation"):
        state(collection, f"{CONFIG}nav: [index.md, Notes: [A: paper-notes/a/README.md]]\n")
    (collection / "own").mkdir()
    (collection / "own" / "main.html").write_text("{% for file in pages %}{% endfor %}")
    with pytest.raises(Doubt, match="all pages"):
        state(collection, CONFIG.replace("name: material", "name: material, custom_dir: own"))


def test_a_value_that_can_not_be_told_is_a_doubt():
    kept = []
    for value in (object(), lambda: kept):
        with pytest.raises(Doubt):
            plain({"a": [value]})
    assert plain({"a": 1, "b": [True, None]}) == plain({"b": [True, None], "a": 1})
    assert plain(1) != plain("1")
