"""``paper-notes lint`` as a person or a workflow calls it."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from paper_notes.commands.lint import command
from paper_notes.errors import UsageError

SOUND = "It works.\n"


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rules = "missing-section: off, incomplete-meta-block: off"
    (tmp_path / "paper-notes.yml").write_text(f"lint: {{rules: {{{rules}}}}}\n")
    (tmp_path / "paper-notes" / "a").mkdir(parents=True)
    (tmp_path / "paper-notes" / "a" / "README.md").write_text(SOUND)
    return tmp_path


def lint(*arguments):
    return CliRunner().invoke(command, arguments, catch_exceptions=False, standalone_mode=True)


def test_nothing_found_is_exit_0(place):
    result = lint()
    assert (result.exit_code, result.output) == (0, "1 file: nothing found\n")


def test_a_warning_is_exit_1_and_a_suggestion_is_not_unless_asked(place):
    note = place / "paper-notes" / "a" / "README.md"
    note.write_text("It works — well.\n")
    assert lint().exit_code == 0
    assert lint("--fail-on", "suggestion").exit_code == 1
    note.write_text("It works 🚀.\n")
    assert lint().exit_code == 1
    assert lint("--fail-on", "error").exit_code == 0


def test_json_of_files_and_folders(place):
    (place / "paper-notes" / ".hidden").mkdir()
    (place / "paper-notes" / ".hidden" / "README.md").write_text("🚀")
    (place / "other.md").write_text("One 🚀\n")
    files = json.loads(lint("paper-notes", "other.md", "--format", "json").output)["files"]
    assert [(file["path"], [f["rule"] for f in file["findings"]]) for file in files] == [
        ("paper-notes/a/README.md", []),
        ("other.md", ["emoji"]),
    ]


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_every_format_takes_bytes_that_are_no_text(place, form):
    note = place / "paper-notes" / "a" / "README.md"
    data = b"Caf\xe9 \x00 \xff\xfe\n"
    note.write_bytes(data)
    result = lint("--format", form, "--fix")
    assert result.exit_code == 1
    assert "not-utf-8" in result.output
    assert note.read_bytes() == data


def test_a_file_that_cannot_be_read_does_not_stop_the_others(place):
    (place / "loop.md").symlink_to("loop.md")
    (place / "gone.md").symlink_to("nowhere.md")
    (place / "other.md").write_text("One 🚀\n")
    for arguments in ([], ["--fix", "--format", "sarif"]):
        output = lint(".", *arguments).output
        assert output.count("unreadable-file") >= 2
        assert "leave out 🚀" in output


def test_fix_writes_only_what_changes(place):
    note = place / "paper-notes" / "a" / "README.md"
    note.write_bytes("\ufeff用Transformer\r\n".encode())
    lint("--fix")
    assert note.read_bytes() == "\ufeff用 Transformer\r\n".encode()
    before = note.stat().st_mtime_ns
    assert "mended" not in lint("--fix").output
    assert note.stat().st_mtime_ns == before


def test_baseline(place):
    note = place / "paper-notes" / "a" / "README.md"
    note.write_text("One 🚀\n")
    assert lint("--baseline", "old.json", "--update-baseline").exit_code == 0
    assert lint("--baseline", "old.json").exit_code == 0
    note.write_text("One 🚀\n\nTwo 🚀\n")
    assert lint("--baseline", "old.json").exit_code == 1


def test_explain(place):
    assert "Instead:" in lint("--explain", "emoji").output
    assert "emoji" in lint("--explain", "all").output
    with pytest.raises(UsageError, match="Did you mean emoji"):
        lint("--explain", "emojis")


@pytest.mark.parametrize("arguments", [["nowhere.md"], ["--update-baseline"], ["--config-file", "none.yml"]])
def test_a_wrong_call_says_what_to_do(place, arguments):
    with pytest.raises(UsageError):
        lint(*arguments)


def test_the_whole_program_exits_2_for_a_wrong_call_and_loads_nothing_heavy(place):
    run = subprocess.run(
        [sys.executable, "-m", "paper_notes", "lint", "nowhere.md"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert run.stderr.startswith("paper-notes: there is no file or folder nowhere.md")
    heavy = ["pymupdf", "mkdocs", "anthropic", "jieba", "pebble", "sklearn"]
    code = (
        "import sys; from paper_notes.cli import cli; cli(['lint', 'paper-notes'], standalone_mode=False);"
        f"sys.exit(' '.join(name for name in {heavy} if name in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.stderr.strip() == ""


def test_many_files_in_processes_give_what_one_process_gives(place):
    for number in range(30):
        folder = place / "paper-notes" / f"n{number}"
        folder.mkdir()
        (folder / "README.md").write_text("One 🚀 — two\n" * (number % 4))
    one, many = (lint("--format", "json", "--jobs", jobs).output for jobs in ("1", "2"))
    assert one == many
    assert len(json.loads(one)["files"]) == 31


def test_it_never_speaks_of_who_wrote_a_note(place):
    words = lint("--explain", "all").output.lower()
    for claim in (
        "ai-generated",
        "written by a machine",
        "written by an ai",
        "chatgpt",
        "llm-written",
        "ai 生成",
        "机器写",
    ):
        assert claim not in words


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
@pytest.mark.parametrize("named", ["paper-notes", "paper-notes/b/README.md", "paper-notes/c/README.md"])
def test_nothing_outside_the_library_is_read_or_mended(place, form, named):
    outside = place / "elsewhere" / "deep"
    outside.mkdir(parents=True)
    secret = outside / "README.md"
    secret.write_text("It 's a SECRET,of mine ,that is delve-worthy.\n")
    (place / "paper-notes" / "b").mkdir()
    (place / "paper-notes" / "b" / "README.md").symlink_to(secret)
    (place / "paper-notes" / "c").symlink_to(outside)
    before = secret.read_bytes()
    done = lint("--fix", "--format", form, named)
    assert done.exit_code == 1
    assert "SECRET" not in done.output
    assert "leads out of the library" in done.output
    assert secret.read_bytes() == before


def test_a_pipe_in_a_note_s_place_is_told_at_once(place):
    os.mkfifo(place / "paper-notes" / "a" / "further.md")
    done = lint("paper-notes")
    assert done.exit_code == 1
    assert "pipe or a device" in done.output


@pytest.mark.parametrize("digits", [20, 5_000])
def test_endless_digits_are_numbers_out_of_range(place, digits):
    number = "7" * digits
    text = (
        f"Of {number}% [p. {number}](paper.pdf#page={number}), {number} / {number} = {number}, [p. 1–{number}]"
        f"(paper.pdf#page=1), 共{'七' * digits}个, Figure {number}, ![Figure {number}](images/fig{number}_a_b.png)\n"
        f"\n> **Reading time**: {number} minutes\n\n{number}. first\n"
    )
    (place / "paper-notes" / "a" / "README.md").write_text(text)
    assert "Traceback" not in lint().output
