"""A collection to build."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("PAPER_NOTES_CACHE_KEY", "the tests keep no key at home")


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A folder with ``mkdocs.yml``, ``docs/index.md`` and an empty ``paper-notes/``."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (tmp_path / "paper-notes").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Test\nsite_url: https://notes.example/\ntheme: {name: material, font: false}\n"
        "plugins: [search, paper-notes]\n",
        encoding="utf-8",
    )
    return tmp_path
