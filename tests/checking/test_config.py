"""Settings: where they stand, what they change, and what is said of wrong ones."""

from pathlib import Path

import pytest

from paper_notes.checking.config import lint_config, make_config
from paper_notes.checking.linter import lint_text
from paper_notes.checking.registry import rule_names
from paper_notes.errors import UsageError
from paper_notes.settings_file import find_settings

NAMES = rule_names()


def severities(text, config, path="README.md"):
    return {f.rule: f.severity for f in lint_text(text, path, config=config)}


def test_severity_and_off():
    config = make_config({"rules": {"emoji": "error", "missing-section": "off"}}, NAMES)
    found = severities("# T\n\nOne 🚀\n", config)
    assert found["emoji"] == "error"
    assert "missing-section" not in found


def test_yaml_reads_off_as_false():
    assert make_config({"rules": {"emoji": False}}, NAMES).rules == {"emoji": "off"}


@pytest.mark.parametrize(
    ("pattern", "path", "applies"),
    [
        ("drafts/**", "drafts/a/README.md", True),
        ("drafts", "drafts/a/README.md", True),
        ("paper-notes/old-*/**", "paper-notes/old-one/README.md", True),
        ("paper-notes/*", "paper-notes/new/README.md", True),
        ("**/README.zh.md", "paper-notes/a/README.zh.md", True),
        ("drafts/**", "paper-notes/drafts/README.md", False),
        ("paper-notes/*.md", "paper-notes/a/README.md", False),
    ],
)
def test_folders(tmp_path, pattern, path, applies):
    config = make_config({"folders": {pattern: {"emoji": "off"}}}, NAMES, root=tmp_path)
    assert ("emoji" not in severities("One 🚀\n", config, str(tmp_path / path))) is applies


def test_later_folders_win():
    config = make_config({"folders": {"a": {"emoji": "off"}, "a/b": {"emoji": "error"}}}, NAMES)
    assert config.severity("emoji", "warning", "a/b/README.md") == "error"


def test_found_in_mkdocs_yml_in_spite_of_its_tags(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: !ENV NAME\nplugins:\n  - search\n  - paper-notes:\n"
        "      lint: {rules: {emoji: off}, terms: {a: b}}\n"
        "markdown_extensions:\n  - x: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}\n"
    )
    (tmp_path / "deep").mkdir()
    config = lint_config(find_settings(tmp_path / "deep"))
    assert config.rules == {"emoji": "off"}
    assert config.options.terms == {"a": "b"}
    assert config.root == tmp_path


def test_paper_notes_yml_comes_first(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("plugins: [{paper-notes: {lint: {rules: {emoji: off}}}}]\n")
    (tmp_path / "paper-notes.yml").write_text("lint: {rules: {emoji: error}}\n")
    assert lint_config(find_settings(tmp_path)).rules == {"emoji": "error"}


def test_no_file_means_no_settings(tmp_path):
    assert lint_config(find_settings(tmp_path)).rules == {}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"rules": {"emojis": "off"}}, "Did you mean 'emoji'"),
        ({"rules": {"emoji": "fatal"}}, "must be one of"),
        ({"rule": {}}, "unknown key 'rule'"),
        ({"phrases": {"banned": [{"phrases": "x"}]}}, "unknown key 'phrases'"),
        ({"phrases": {"banned": [{"reason": "x"}]}}, "needs a phrase"),
        ({"folders": ["a"]}, "must map"),
        (["emoji"], "must be a mapping"),
    ],
)
def test_wrong_settings_say_where_and_what(values, said):
    with pytest.raises(UsageError, match="lint") as error:
        make_config(values, NAMES)
    assert said in str(error.value)


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("plugins: [\n")
    with pytest.raises(UsageError, match="not valid YAML") as error:
        lint_config(find_settings(tmp_path))
    assert str(Path(tmp_path, "mkdocs.yml")) in str(error.value)
