"""Who writes a note."""

from __future__ import annotations

import os

from paper_notes.building.options import BuildOptions
from paper_notes.building.writers import choose_writer
from paper_notes.library.paper_settings import PaperSettings


def test_credentials_that_come_later_are_found(monkeypatch, tmp_path):
    for name in [name for name in os.environ if name.startswith("ANTHROPIC_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    options = BuildOptions(cache_dir=tmp_path, writer="auto")
    assert choose_writer(options, PaperSettings()) == "extract"
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-none")
    assert choose_writer(options, PaperSettings()) == "claude"
