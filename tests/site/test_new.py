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


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_files_of_the_scan_also_go_into_a_site_that_is_there(tmp_path, language):
    from paper_notes.finding.scan_settings import read_scan_settings
    from paper_notes.finding.topics import read_topics

    new_site(tmp_path / "a", name="n", language=language, scan=True)
    new_site(tmp_path / "b", name="n", language=language)
    (tmp_path / "b/mkdocs.yml").write_text("mine")
    written = new_site(tmp_path / "b", name="n", language=language, scan=True)
    assert {str(path.relative_to(tmp_path / "b")) for path in written} == {
        "scan.yml",
        "topics.txt",
        ".github/workflows/scan.yml",
    }
    assert (tmp_path / "b/mkdocs.yml").read_text() == "mine"
    settings = read_scan_settings(tmp_path / "a/scan.yml")
    (topic,) = read_topics(tmp_path / "a" / settings.topics).topics
    assert topic.relevant
    assert topic.not_relevant
    with pytest.raises(UsageError, match=r"scan\.yml"):
        new_site(tmp_path / "b", name="n", language=language, scan=True)


def test_the_workflow_of_the_scan_gives_its_token_to_the_last_step_alone(tmp_path):
    new_site(tmp_path, name="n", language="en", scan=True)
    text = (tmp_path / ".github/workflows/scan.yml").read_text()
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "write", "actions": "write"}
    steps = job["steps"]
    assert steps[0]["with"]["persist-credentials"] is False
    assert [at for at, step in enumerate(steps) if "github.token" in str(step)] == [
        at for at, step in enumerate(steps) if "git push" in step.get("run", "")
    ]
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"]) for step in steps if "uses" in step)
    assert not re.search(r"run:.*\$\{\{", text)
