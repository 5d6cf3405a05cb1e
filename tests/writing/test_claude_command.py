"""``paper-notes write``: what it costs, batches that outlive the program, and who is replaced by whom."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time

import click
import pytest
from click.testing import CliRunner

from claude_model import answer
from messages_server import dollars, message, serving
from paper_notes.commands import write
from paper_notes.errors import UsageError
from paper_notes.note.store import load_note
from papers import write_paper


@pytest.fixture(autouse=True)
def credentials(monkeypatch, tmp_path):
    for name in [name for name in os.environ if name.startswith("ANTHROPIC_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-none")
    monkeypatch.setenv("ANTHROPIC_CONFIG_DIR", os.devnull)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(write, "POLL_SECONDS", 0.01)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def shelf(tmp_path):
    write_paper(tmp_path / "paper-notes" / "shelf" / "paper.pdf")
    return tmp_path / "paper-notes" / "shelf"


def run(server, *arguments):
    given = [*arguments, "--language", "zh", *(["--base-url", server.url] if server else [])]
    return CliRunner().invoke(write.command, given, standalone_mode=False, catch_exceptions=False)


def status(folder):
    return load_note(folder / "README.md").front.provenance.status


def test_an_untouched_extract_becomes_a_note_and_an_edited_note_stays(shelf):
    run(None, "--writer", "extract")
    assert status(shelf) == "extract"
    with serving(answer) as server:
        done = run(server, "--writer", "claude")
        assert done.return_value == 0, done.output
        assert "1 of 1 notes written, $0.01 spent" in done.output
        assert status(shelf) == "generated"
        edited = (shelf / "README.md").read_text(encoding="utf-8").replace("谱排序", "谱序")
        (shelf / "README.md").write_text(edited, encoding="utf-8")
        run(server, "--writer", "claude", "--focus", "局限")
        assert (shelf / "README.md").read_text(encoding="utf-8") == edited
        run(server, "--writer", "claude", "--force", "shelf")
    assert "谱排序" in (shelf / "README.md").read_text(encoding="utf-8")
    assert (shelf / "README.md.kept").read_text(encoding="utf-8") == edited


def test_a_failure_leaves_an_extract_and_says_so(shelf):
    error = {"status": 401, "error": {"type": "authentication_error", "message": "invalid x-api-key"}}
    with serving(lambda body, number: error) as server:
        done = run(server, "--writer", "claude")
    assert done.return_value == 1
    assert "refuses the credentials" in done.output
    assert status(shelf) == "extract"
    assert "0 of 1 notes written, 1 extract stands in where Claude's note failed" in done.output


def test_why_no_note_was_written_is_said(shelf, monkeypatch):
    with serving(answer) as server:
        run(server)
        assert "0 of 1 notes written, each has its note already; --force" in run(server).output
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    done = run(None, "--writer", "extract")
    assert "0 of 1 notes written, each has its note or its extract already: the writer is 'extract'" in done.output


def test_a_dry_run_sends_the_key_nowhere_that_writing_would_not(shelf, tmp_path):
    with serving(answer) as server:
        run(server, "--dry-run", "--writer", "extract")
        assert server.counts == 0
        (tmp_path / "mkdocs.yml").write_text(
            "plugins: [{paper-notes: {claude: {base_url: 'https://evil.example'}}}]", encoding="utf-8"
        )
        defaults = {"write": {"base_url": "https://evil.example"}}
        for mode in ("--dry-run", "--batch", "--writer=claude"):
            with contextlib.suppress(UsageError):
                done = CliRunner().invoke(
                    write.command, [mode], standalone_mode=False, default_map=defaults["write"], catch_exceptions=False
                )
                assert done.return_value == 1
                assert "would send your key and your papers to evil.example" in done.output
        assert server.counts == 0
        assert f"requests and the key go to {server.url}" in run(server, "--dry-run").output


def test_a_note_that_fails_the_checks_is_not_published(shelf, tmp_path):
    def model(body, number):
        reply = answer(body)
        return reply | {"text": reply["text"].replace("0.77 [p. 2]", "0.71 [p. 2]")}

    with serving(model) as server:
        done = run(server, "--writer", "claude")
    assert done.return_value == 1
    assert "is not published" in done.output
    assert status(shelf) == "extract"
    kept = tmp_path / ".cache" / "paper-notes" / "claude" / "unpublished" / "shelf" / "README.md"
    assert "0.71" in kept.read_text(encoding="utf-8")


def test_a_dry_run_counts_and_writes_nothing(shelf):
    with serving(answer) as server:
        done = run(server, "--dry-run")
        assert server.counts == 1
        assert not server.requests
    assert done.return_value == 0
    assert re.search(
        r"shelf: 2 pages, [\d,]+ tokens \(counted by the server\): \$0\.\d\d, at most \$0\.\d\d", done.output
    )
    assert [path.name for path in shelf.iterdir()] == ["paper.pdf"]


def test_a_dry_run_needs_no_credentials(shelf, monkeypatch):
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    done = run(None, "--dry-run")
    assert done.return_value == 0
    assert "by rule of thumb" in done.output
    done = run(None, "--dry-run", "--model", "unheard-of")
    assert "the price of unheard-of isn't known" in done.output
    done = run(None, "--dry-run", "--model", "unheard-of", "--price", "2", "10")
    assert "isn't known" not in done.output
    with pytest.raises(UsageError, match="not -1"):
        run(None, "--dry-run", "--model", "unheard-of", "--price", "-1", "10")


def test_a_model_without_a_price(shelf):
    unheard = ("--writer", "claude", "--model", "unheard-of")
    with serving(answer) as server:
        done = run(server, *unheard, "--max-cost", "1")
        assert done.return_value == 1
        assert "nothing was sent, as the price of this model isn't known" in done.output
        assert not server.requests

        done = run(server, *unheard)
        assert done.return_value == 0, done.output
        assert "the price of unheard-of isn't known" in done.output
        assert "spent" not in done.output
        usage = load_note(shelf / "README.md").front.provenance.usage
        assert usage["input_tokens"] > 0
        assert "usd" not in usage


@pytest.mark.parametrize(("price", "spent"), [(("3", "10"), ", $0.02 spent"), (("0", "0"), "notes written\n")])
def test_a_given_price_is_what_is_counted(shelf, price, spent):
    with serving(answer) as server:
        done = run(server, "--writer", "claude", "--model", "unheard-of", "--price", *price, "--max-cost", "1")
    assert done.return_value == 0, done.output
    assert "isn't known" not in done.output
    assert spent in done.output


def test_what_errors_advise_to_raise_can_be_raised(shelf):
    with serving(answer) as server:
        run(server, "--writer", "claude", "--max-tokens", "50000", "--timeout", "20")
        assert server.requests[0]["max_tokens"] == 50000


def test_a_batch_is_collected_also_after_a_restart(shelf, tmp_path, monkeypatch):
    def interrupted(seconds):
        raise KeyboardInterrupt

    with serving(answer) as server:
        server.batch_ended = False
        monkeypatch.setattr(write, "pause", interrupted)
        with pytest.raises(click.Abort):
            run(server, "--batch")
        assert list(server.batches) == ["msgbatch_1"]
        assert status(shelf) == "extract"
        with pytest.raises(click.Abort):
            run(server, "--batch")
        assert list(server.batches) == ["msgbatch_1"]
        server.batch_ended = True
        done = run(server, "--batch")
        assert list(server.batches) == ["msgbatch_1", "msgbatch_2"]
        assert not server.requests
    assert done.return_value == 0, done.output
    assert status(shelf) == "generated"
    assert "1 of 1 notes written, $0.01 spent" in done.output


def test_a_batch_mends_too(shelf):
    def model(body, number):
        reply = answer(body)
        last = body["messages"][0]["content"][-1]["text"]
        wrong = "output_config" not in body and "<draft>" not in last
        return {"text": reply["text"].replace("0.77 [p. 2]", "0.71 [p. 2]")} if wrong else reply

    with serving(model) as server:
        done = run(server, "--batch")
        assert list(server.batches) == ["msgbatch_1", "msgbatch_2", "msgbatch_3"]
    assert done.return_value == 0, done.output
    note = (shelf / "README.md").read_text(encoding="utf-8")
    assert "0.77" in note
    assert "0.71" not in note


def test_a_batch_stops_before_the_limit(shelf):
    with serving(answer) as server:
        done = run(server, "--batch", "--max-cost", "0.01")
        assert not server.batches
    assert done.return_value == 1
    assert "stops before $0.01 is passed" in done.output


def test_what_fails_in_a_batch_is_told_and_not_sent_again_at_once(shelf):
    refused = {"error": {"type": "invalid_request_error", "message": "too many pages"}}
    with serving(lambda body, number: refused) as server:
        done = run(server, "--batch")
        assert list(server.batches) == ["msgbatch_1"]
    assert done.return_value == 1
    assert "too many pages" in done.output
    assert status(shelf) == "extract"


CUT = {"text": "{", "stop_reason": "max_tokens", "usage": {"input_tokens": 90_000, "output_tokens": 32_000}}
ENDS = {
    "cut": (CUT, "was cut off"),
    "refused": (CUT | {"stop_reason": "refusal"}, "declined"),
    "no JSON": (CUT | {"text": "no JSON", "stop_reason": "end_turn"}, "no valid JSON"),
    "unconfirmed": ({"usage": {"output_tokens": 30_000}}, "don't stand in the paper"),
}


@pytest.mark.parametrize(("reply", "said"), ENDS.values(), ids=ENDS)
def test_a_batch_tells_what_it_billed_whatever_the_end(shelf, reply, said):
    def model(body, number):
        if "text" in reply:
            return reply
        given = answer(body)
        return (
            given
            | reply
            | {"text": re.sub(r'"quote": ?"[^"]*"', '"quote": "words that nobody ever printed"', given["text"])}
        )

    with serving(model) as server:
        done = run(server, "--batch")
        usages = [message(one["params"], model(one["params"], 0), 0) for b in server.batches.values() for one in b]
        billed = sum(dollars(one["model"], one["usage"]) for one in usages) / 2
    assert done.return_value == 1
    assert said in done.output
    assert billed > 0.1
    assert f"${billed:.2f} spent" in done.output


def test_a_bill_that_can_not_be_is_told_though_no_note_comes_of_it(shelf):
    odd = {"text": "{", "stop_reason": "max_tokens", "usage": {"input_tokens": -5_000_000, "output_tokens": -2}}
    with serving(lambda body, number: odd) as server:
        done = run(server, "--writer", "claude")
    assert done.return_value == 1
    assert "was cut off" in done.output
    assert "bills -5,000,000 tokens in, -2 out" in done.output
    assert "$-" not in done.output


def test_an_interrupted_build_tells_what_was_spent(shelf, tmp_path):
    """The command itself, stopped by Ctrl-C while Claude answers its second request."""
    with serving(lambda body, number: answer(body) if number == 1 else {"text": "{}", "fault": "stall"}) as server:
        command = [sys.executable, "-m", "paper_notes", "write", "--writer", "claude", "--base-url", server.url]
        running = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        end = time.monotonic() + 60
        while len(server.requests) < 2 and running.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in said
    assert re.search(r"stopped, \$0\.\d\d spent, at most \$\d\.\d\d", said), said
