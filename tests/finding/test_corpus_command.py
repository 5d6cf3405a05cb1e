import json
import shutil

import pytest
from click.testing import CliRunner

from abstracts import records, write
from paper_notes.commands.corpus import command
from paper_notes.errors import UsageError


def run(*arguments: object) -> str:
    result = CliRunner().invoke(command, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_corpus_is_checked_embedded_and_searched(tmp_path):
    pytest.importorskip("scipy")
    path = write(tmp_path / "c.jsonl", [*records(5), records(1)[0]])
    report = json.loads(run("check", path, "--json", "--out", tmp_path / "kept.jsonl"))
    assert (report["records"], report["kept"], report["duplicates"]) == (16, 15, 1)
    assert "15 records" in run("embed", path, "--storage", "npz")
    assert "15 of them from an earlier run" in run("embed", path, "--storage", "npz")
    found = run("search", f"{path}.index", "calcium waves", "--limit", 2)
    assert "On calcium waves in glia" in found
    assert "paper-notes add 20" in found
    hits = [json.loads(line) for line in run("search", f"{path}.index", "--like", "2001.00001", "--json").splitlines()]
    assert hits[0]["categories"] == ["hep-ph", "stat.ML"]
    assert run("search", f"{path}.index", "zebra") == "nothing found\n"


def test_the_call_is_checked_before_anything_is_done(tmp_path):
    path = write(tmp_path / "c.jsonl", records(1))
    for arguments in (
        ("check", path, "--out", path),
        ("check", path, "--column", "abstract"),
        ("check", path, "--required", "colour"),
        ("search", tmp_path, "words", "--like", "x"),
        ("search", tmp_path, "words"),
    ):
        with pytest.raises(UsageError):
            run(*arguments)
    assert path.read_text(encoding="utf-8").count("\n") == 3


def test_an_index_of_vectors_that_was_deleted_is_made_again(tmp_path, monkeypatch):
    pytest.importorskip("lance")
    for module in ("neighbours", "searching"):
        monkeypatch.setattr(f"paper_notes.finding.{module}.EXACT_RECORDS", 10)
    path = write(tmp_path / "c.jsonl", records(20))
    index = tmp_path / "c.jsonl.index"
    run("embed", path, "--storage", "npz")
    shutil.rmtree(index / "neighbours.lance")
    with pytest.raises(UsageError, match="no index of vectors"):
        CliRunner().invoke(command, ["search", str(index), "calcium"], catch_exceptions=False, standalone_mode=False)
    run("embed", path, "--storage", "npz")
    assert "On calcium waves" in run("search", index, "calcium waves")
