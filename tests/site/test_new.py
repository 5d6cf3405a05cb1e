from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from paper_notes import __version__
from paper_notes.errors import UsageError
from paper_notes.site.new import new_site


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_site_is_complete(tmp_path, language):
    name = '笔记: "A" & B'
    written = new_site(tmp_path / "site", name=name, language=language)
    settings = yaml.safe_load((tmp_path / "site/mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_name"] == name
    assert settings["theme"]["language"] == language
    assert settings["theme"]["font"] is False
    workflow = yaml.safe_load((tmp_path / "site/.github/workflows/pages.yml").read_text(encoding="utf-8"))
    assert [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step] == [
        "rm -rf .cache",
        "pip install -r requirements.txt",
        "mkdocs build ${{ github.event_name == 'pull_request' && '--strict' || '' }}",
    ]
    assert "${{ github.ref }}" in workflow["concurrency"]["group"]
    assert "secrets." not in (tmp_path / "site/.github/workflows/pages.yml").read_text(encoding="utf-8")
    yaml.safe_load((tmp_path / "site/CITATION.cff").read_text(encoding="utf-8"))
    yaml.safe_load((tmp_path / "site/.pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert all(path.is_file() for path in written)
    assert (tmp_path / "site/paper-notes").is_dir()


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"mkdocs\.yml"):
        new_site(tmp_path, name="n", language="zh")
    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]


def test_a_workflow_takes_nothing_that_can_change_behind_it(tmp_path):
    new_site(tmp_path, name="n", language="en")
    own = Path(__file__).parents[2] / ".github/workflows/pages.yml"
    for file in (tmp_path / ".github/workflows/pages.yml", own):
        workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert workflow["permissions"] == {}
        assert workflow["jobs"]["build"]["permissions"] == {"contents": "read"}
        steps = [step for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
        assert [step["uses"] for step in steps if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"])] == []
        assert [s["with"]["persist-credentials"] for s in steps if "/checkout@" in s["uses"]] == [False]
        build = workflow["jobs"]["build"]["steps"]
        kept = next(at for at, step in enumerate(build) if "actions/cache@" in step.get("uses", ""))
        assert build[kept - 1]["run"] == "rm -rf .cache"  # before what was kept is put there
        assert build[kept]["with"]["path"].split() == [".cache/paper-notes", "~/.local/state/paper-notes"]
        uses = [line for line in file.read_text(encoding="utf-8").splitlines() if "uses:" in line]
        assert all(re.search(r"# v\d+\.\d+\.\d+$", line) for line in uses)
    assert f"\nmkdocs-paper-notes=={__version__}\n" in (tmp_path / "requirements.txt").read_text(encoding="utf-8")
