"""Settings are the same for the plugin and for every command, wherever they stand."""

import pytest
from click.testing import CliRunner
from mkdocs.config import load_config

from paper_notes.cli import COMMANDS, cli
from paper_notes.errors import UsageError
from paper_notes.settings import Options, Settings
from paper_notes.settings_file import find_settings, load_settings

BASE = """\
site_name: Base
theme: {name: material, language: zh-TW}
plugins:
  paper-notes:
    notes_dir: papers
    cache_dir: !ENV [PAPER_CACHE, elsewhere]
    dpi: 150
    lint: {rules: {emoji: off}, terms: {Pytorch: PyTorch}}
    claude: {input: text, max_cost: 2.5, model: null}
markdown_extensions:
  pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji ''}
"""
OTHER = """\
INHERIT: base/mkdocs-base.yml
site_name: !ENV [NO_SUCH_NAME, Other]
plugins:
  paper-notes:
    lint: {rules: {emoji: error}}
    workers: !ENV PAPER_WORKERS
"""
ARGUMENTS = {
    "add": ["paper.pdf"],
    "crop": ["a-slug", "--page", "1", "--rect", "1,1,9,9", "--name", "fig1"],
    "export": ["--to", "zhihu"],
    "rename": ["one", "two"],
    "review": ["one"],
}
LIBRARY_COMMANDS = [
    "build",
    "write",
    "lint",
    "export",
    "publish-status",
    "add",
    "crop",
    "scan",
    "bib",
    "rename",
    "review",
]


class Stop(Exception):
    pass


@pytest.fixture
def site(tmp_path, monkeypatch):
    (tmp_path / "base").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "papers" / "one").mkdir(parents=True)
    (tmp_path / "papers" / "one" / "README.md").write_text("# One\n\nGood 🚀 Pytorch\n", "utf-8")
    (tmp_path / "base" / "mkdocs-base.yml").write_text(BASE, "utf-8")
    (tmp_path / "other.yml").write_text(OTHER, "utf-8")
    monkeypatch.setenv("PAPER_CACHE", "kept")
    monkeypatch.setenv("PAPER_WORKERS", "3")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings_of_plugin(file):
    config = load_config(str(file))
    plugin = config.plugins["paper-notes"]
    plugin.on_startup(command="build", dirty=False)
    plugin.on_config(config)
    return plugin.settings


def settings_of_command(monkeypatch, name, *arguments):
    found = []
    resolve = Settings.with_options

    def spy(self, *args, **given):
        found.append(resolve(self, *args, **given))
        raise Stop

    monkeypatch.setattr(Settings, "with_options", spy)
    result = CliRunner().invoke(cli, [name, *ARGUMENTS.get(name, []), *arguments])
    monkeypatch.setattr(Settings, "with_options", resolve)
    assert isinstance(result.exception, Stop), result.output
    return found[0]


def whole(settings):
    places = settings.library.absolute(), settings.cache_dir.absolute(), settings.project.absolute()
    return settings.options, *places, settings.language, settings.source


@pytest.mark.parametrize("name", LIBRARY_COMMANDS)
def test_plugin_and_commands_read_the_same(site, monkeypatch, name):
    expected = whole(settings_of_plugin(site / "other.yml"))
    options, library, cache_dir, _, language, _ = expected
    assert (library, cache_dir, language) == (site / "papers", site / "kept", "zh")
    assert options.lint == {"rules": {"emoji": "error"}, "terms": {"Pytorch": "PyTorch"}}
    assert (options.workers, options.dpi, options.claude.max_cost, options.claude.model) == (3, 150, 2.5, None)
    assert whole(settings_of_command(monkeypatch, name, "--config-file", "other.yml")) == expected


def test_every_command_on_a_library_is_compared():
    def takes_library(name):
        return any("--library" in parameter.opts for parameter in cli.get_command(None, name).params)

    assert sorted(filter(takes_library, COMMANDS)) == sorted(LIBRARY_COMMANDS)


def test_what_the_command_line_says_wins(site, monkeypatch):
    given = ["--config-file", "other.yml", "--library", "elsewhere", "--language", "en", "--cache-dir", "c"]
    found = settings_of_command(monkeypatch, "write", *given, "--max-cost", "none", "--price", "1", "2")
    assert (found.library.name, found.cache_dir.name, found.language) == ("elsewhere", "c", "en")
    assert (found.options.claude.max_cost, found.options.claude.price.output) == ("none", 2)
    assert (found.options.claude.input, found.options.dpi) == ("text", 150)


@pytest.mark.parametrize(("name", "old"), [("write", "--dir"), ("add", "--notes-dir")])
def test_names_that_the_library_had_still_work(site, monkeypatch, name, old):
    assert settings_of_command(monkeypatch, name, old, "mine").library.name == "mine"


def test_lint_obeys_what_is_inherited(site):
    result = CliRunner().invoke(cli, ["lint", "--config-file", "other.yml"])
    assert "[emoji]" in result.output or "emoji" in result.output
    assert "PyTorch" in result.output
    assert (site / "kept").is_dir() and not (site / ".cache").exists()
    (site / "mkdocs.yml").write_text("INHERIT: base/mkdocs-base.yml\n", "utf-8")
    result = CliRunner().invoke(cli, ["lint"])
    assert "emoji" not in result.output and "PyTorch" in result.output


def test_the_nearest_file_counts_and_the_librarys_when_there_is_none_here(site, tmp_path_factory, monkeypatch):
    (site / "mkdocs.yml").write_text(OTHER.replace("base/", "base/"), "utf-8")
    assert find_settings(site / "papers" / "one").library.resolve() == site / "papers"
    monkeypatch.chdir(tmp_path_factory.mktemp("far"))
    assert settings_of_command(monkeypatch, "build", "--library", str(site / "papers")).options.dpi == 150
    assert find_settings().options == Options()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", r"line 2: not valid YAML"),
        ("plugins: [{paper-notes: {dpi: 20}}]", r"mkdocs\.yml: dpi: Expected `int` >= 72"),
        ("plugins: [{paper-notes: {writer: gpt}}]", r"writer: .*'gpt'.*One of auto, extract, claude, none"),
        ("plugins: [{paper-notes: {claude: {modell: x}}}]", r"claude: .*modell"),
        ("INHERIT: mkdocs.yml", r"INHERIT goes in a circle"),
        ("INHERIT: none.yml", r"none\.yml"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(tmp_path, text, said):
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=said):
        load_settings(tmp_path / "mkdocs.yml")


def test_an_unknown_option_of_a_file_of_our_own_is_told(tmp_path):
    (tmp_path / "paper-notes.yml").write_text("note_dir: papers\n", "utf-8")
    with pytest.raises(UsageError, match=r"no option 'note_dir'\. .*'notes_dir'"):
        find_settings(tmp_path)
