"""Baselines: old findings are hidden, new ones and repeated ones are told."""

import pytest

from paper_notes.checking.baseline import load_baseline, make_baseline, save_baseline
from paper_notes.checking.linter import lint_text
from paper_notes.errors import UsageError

OLD = "# T\n\nOne 🚀\n\nTwo — x\n"


def test_known_findings_stay_hidden_when_lines_move(tmp_path):
    path = tmp_path / "baseline.json"
    save_baseline(path, make_baseline([("a.md", lint_text(OLD), OLD)]))
    known = load_baseline(path)
    assert known.new("a.md", lint_text(OLD), OLD) == ()
    moved = OLD.replace("# T\n", "# T\n\nA new line.\n")
    assert known.new("a.md", lint_text(moved), moved) == ()
    assert known.new("b.md", lint_text(OLD), OLD) == lint_text(OLD)


def test_one_more_of_a_known_finding_is_told():
    known = make_baseline([("a.md", lint_text(OLD), OLD)])
    twice = OLD + "\nOne 🚀\n"
    assert [finding.rule for finding in known.new("a.md", lint_text(twice), twice)] == ["emoji"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 9, "files": {}}', '{"version": 1, "files": []}'])
def test_what_is_no_baseline_is_refused(tmp_path, text):
    path = tmp_path / "baseline.json"
    path.write_text(text)
    with pytest.raises(UsageError, match="--update-baseline"):
        load_baseline(path)


def test_a_missing_baseline_says_how_to_write_one(tmp_path):
    with pytest.raises(UsageError, match="no baseline"):
        load_baseline(tmp_path / "none.json")
