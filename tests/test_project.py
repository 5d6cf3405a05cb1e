from pathlib import Path

import pytest

from paper_notes.errors import UsageError
from paper_notes.project import command_defaults

CONFIG = """\
theme: {name: material, language: zh-TW}
plugins:
  - search
  - paper-notes:
      notes_dir: papers
      dpi: 150
      claude: {input: text, max_cost: 2.5, model: null}
markdown_extensions:
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji ''}
"""


def test_commands_take_the_sites_settings(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    assert command_defaults(tmp_path, "build") == {"language": "zh", "dpi": 150, "directory": "papers"}
    written = command_defaults(tmp_path, "write")
    assert written == {"language": "zh", "mode": "text", "max_cost": 2.5, "directory": "papers"}
    assert command_defaults(tmp_path, "add")["notes_dir"] == Path("papers")
    assert command_defaults(tmp_path, "lint") == {}


def test_without_a_site_there_are_no_settings(tmp_path):
    assert command_defaults(tmp_path, "build") == {}


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("a: [", encoding="utf-8")
    with pytest.raises(UsageError, match=r"mkdocs\.yml, line 2: not valid YAML"):
        command_defaults(tmp_path, "build")
