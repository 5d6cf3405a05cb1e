"""The till: whatever a request's end, what is told is what was billed, and no limit is passed."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from dataclasses import replace

import pytest

from claude_model import answer
from messages_server import serving
from paper_notes.errors import UsageError, WriterError
from paper_notes.paper.reader import read_paper
from paper_notes.writing.claude import session
from paper_notes.writing.claude.client import make_client
from paper_notes.writing.claude.faults import retry_after
from paper_notes.writing.claude.options import ClaudeOptions, limit_of
from paper_notes.writing.claude.server import allowed_url
from paper_notes.writing.claude.writer import ClaudeWriter, NoteNotPublishable
from paper_notes.writing.model import Brief
from papers import write_paper


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    return write_paper(tmp_path_factory.mktemp("paper") / "paper.pdf")


@pytest.fixture(scope="module")
def paper(pdf):
    return read_paper(pdf)


@pytest.fixture
def brief(pdf):
    return Brief("shelf", "zh", pdf=pdf)


@pytest.fixture(autouse=True)
def credentials(monkeypatch):
    for name in [name for name in os.environ if name.startswith("ANTHROPIC_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-none")
    monkeypatch.setenv("ANTHROPIC_CONFIG_DIR", os.devnull)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setattr(session, "FIRST_PAUSE", 0.01)


ERROR = {"type": "some_error", "message": "said"}
HALF = {"text": "{}" * 50}
FULL = {"output_tokens": 32_000}
END = {  # how an attempt ends, and whether the server said what it billed
    "400": ({"status": 400, "error": ERROR}, True),
    "401": ({"status": 401, "error": ERROR}, True),
    "429": ({"status": 429, "error": ERROR}, True),
    "500": ({"status": 500, "error": ERROR}, True),
    "529": ({"status": 529, "error": ERROR}, True),
    "max_tokens": ({"text": "{", "stop_reason": "max_tokens", "usage": FULL}, True),
    "window": ({"text": "{", "stop_reason": "model_context_window_exceeded"}, True),
    "refusal": ({"text": "", "stop_reason": "refusal", "usage": FULL}, True),
    "pause": ({"text": "x", "stop_reason": "pause_turn"}, True),
    "no JSON": ({"text": "no JSON", "usage": FULL}, True),
    "other JSON": ({"text": '{"title": "A"}'}, True),
    "empty": ({"text": " ", "usage": FULL}, True),
    "cache": ({"text": "{", "usage": {"cache_creation_input_tokens": 9000, "cache_read_input_tokens": 500}}, True),
    "negative": ({"text": "{", "usage": {"input_tokens": -5_000_000, "output_tokens": -2_000_000}}, True),
    "overloaded inside": (HALF | {"fault": "overloaded"}, False),
    "cut": (HALF | {"fault": "cut"}, False),
    "reset": (HALF | {"fault": "reset"}, False),
    "stall": (HALF | {"fault": "stall"}, False),
    "garbage": (HALF | {"fault": "garbage"}, False),
    "pings": (HALF | {"fault": "pings"}, False),
    "drip": (HALF | {"fault": "drip"}, False),
    "flood": (HALF | {"fault": "flood"}, False),
    "silence": (HALF | {"fault": "silence"}, False),
    "hang up": (HALF | {"fault": "hang up"}, False),
}


@pytest.mark.parametrize("cap", [0.4, 5.0])
@pytest.mark.parametrize(("reply", "told"), END.values(), ids=END)
def test_what_is_told_is_what_was_billed(paper, brief, tmp_path, reply, told, cap):
    started = time.monotonic()
    with serving(lambda body, number: reply) as server:
        options = ClaudeOptions(base_url=server.url, timeout=0.5, deadline=2.0, max_cost=cap, max_cost_per_paper=None)
        writer = ClaudeWriter(options, tmp_path)
        with pytest.raises(WriterError) as caught:
            writer.write(paper, brief)
        budget, billed = writer.budget, server.billed
    assert time.monotonic() - started < 5
    assert billed <= cap
    assert budget.reserved == pytest.approx(0)
    if told:
        assert budget.spent == pytest.approx(billed)
        assert budget.unsure == pytest.approx(0)
    else:
        assert budget.spent <= billed <= budget.spent + budget.unsure + 1e-9 <= cap + 1e-9
    assert "sk-ant" not in str(caught.value)
    assert not list(tmp_path.glob("claude/stages/*"))


def test_a_stop_counts_what_is_under_way(paper, brief, tmp_path):
    def stop(request):
        raise KeyboardInterrupt

    writer = ClaudeWriter(ClaudeOptions(), tmp_path, transport=stop)
    with pytest.raises(KeyboardInterrupt):
        writer.write(paper, brief)
    assert writer.budget.spent == 0
    assert 0.3 < writer.budget.unsure < 1


def test_nothing_is_sent_after_a_stop_or_a_failure_of_all(paper, brief, tmp_path):
    with serving(answer) as server:
        writer = ClaudeWriter(ClaudeOptions(base_url=server.url), tmp_path / "a")
        writer.stop()
        with pytest.raises(WriterError, match="stopped before"):
            writer.write(paper, brief)
        assert not server.requests
    with serving(lambda body, number: {"status": 529, "error": ERROR}) as server:
        writer = ClaudeWriter(ClaudeOptions(base_url=server.url), tmp_path / "b")
        for _ in range(3):
            with pytest.raises(WriterError, match="overloaded"):
                writer.write(paper, brief)
        assert len(server.requests) == 4


def test_papers_at_once_share_a_limit(paper, brief, tmp_path):
    with serving(answer) as server:
        writer = ClaudeWriter(ClaudeOptions(base_url=server.url, max_cost=0.5), tmp_path)

        def write(number):
            with contextlib.suppress(WriterError):
                writer.write(paper, replace(brief, focus=(str(number),)))

        threads = [threading.Thread(target=write, args=[number]) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert 0 < writer.budget.spent == pytest.approx(server.billed)
        assert server.billed <= 0.5


@pytest.mark.parametrize(
    ("headers", "told", "said"),
    [
        ({"retry-after": "3600"}, [], r"asks to wait 3600 s, and \d+ s are left.*deadline"),
        ({"retry-after": "0.2"}, ["limits the rate (said): asking again in 0 s"], "limits the rate"),
    ],
)
def test_a_wait_that_the_server_asks_for(paper, brief, tmp_path, headers, told, said, monkeypatch):
    monkeypatch.setattr(session, "TOLD_PAUSE", 0.1)
    lines = []
    with serving(lambda body, number: {"status": 429, "error": ERROR, "headers": headers}) as server:
        options = ClaudeOptions(base_url=server.url, deadline=30, tell=lines.append)
        with pytest.raises(WriterError, match=said):
            ClaudeWriter(options, tmp_path).write(paper, brief)
    assert [line.partition("127.0.0.1 ")[2] for line in lines[1:]] == told * 3


def test_how_long_a_server_asks_to_wait():
    assert retry_after({"retry-after-ms": "1500"}) == 1.5
    assert retry_after({"retry-after": "7"}) == 7
    assert retry_after({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}) is None
    assert retry_after({"retry-after": "soon"}) is None
    assert retry_after({}) is None


def test_a_rejected_draft_is_asked_for_anew_by_write_only(paper, brief, tmp_path):
    drafts = []

    def model(body, number):
        reply = answer(body)
        if "output_config" in body:
            return reply
        drafts.append(number)
        return {"text": reply["text"].replace("0.77 [p. 2]", "0.71 [p. 2]")}

    with serving(model) as server:
        options = ClaudeOptions(base_url=server.url, max_rounds=1)
        with pytest.raises(NoteNotPublishable, match="paper-notes write shelf"):
            ClaudeWriter(options, tmp_path).write(paper, brief)
        assert len(drafts) == 2
        with pytest.raises(NoteNotPublishable):  # a build pays nothing for the same failure
            ClaudeWriter(options, tmp_path).write(paper, brief)
        assert len(drafts) == 2
    with serving(answer) as server:
        options = ClaudeOptions(base_url=server.url, retry_rejected=True)
        ClaudeWriter(options, tmp_path).write(paper, brief)
        assert len(server.requests) == 1  # the reading stands
        ClaudeWriter(replace(options, ask_anew=set()), tmp_path).write(paper, brief)
        assert len(server.requests) == 3


@pytest.mark.parametrize(("given", "limit"), [("2.5", 2.5), (0, 0.0), ("none", None), (float("inf"), None)])
def test_a_limit_as_it_is_written(given, limit):
    assert limit_of(given) == limit


@pytest.mark.parametrize("given", ["-1", "nan", "much", ""])
def test_no_limit(given):
    with pytest.raises(UsageError, match="none for no limit"):
        limit_of(given)


def test_limits_that_nobody_chose(tmp_path):
    assert ClaudeWriter(ClaudeOptions(), tmp_path).budget.limit == 5
    local = ClaudeOptions(model="local", base_url="http://127.0.0.1:1")
    assert ClaudeWriter(local, tmp_path).budget.limit is None
    assert ClaudeWriter(replace(local, base_url=None), tmp_path).budget.limit == 5


REFUSED = [
    "https://evil.example",
    "http://evil.example",
    "http://127.0.0.1@evil.example",
    "http://127.0.0.1.evil.example",
    "http://0.0.0.0:80",
    "http://2130706433",
    "//evil.example",
    "file:///etc/passwd",
    "",
]


@pytest.mark.parametrize("url", REFUSED)
def test_a_project_sends_the_key_nowhere(url, monkeypatch):
    with pytest.raises(UsageError):
        make_client(ClaudeOptions(base_url=url))
    monkeypatch.setenv("PAPER_NOTES_ALLOWED_SERVERS", "fine.example, other.example")
    with pytest.raises(UsageError):
        make_client(ClaudeOptions(base_url=url))


def test_who_may_name_a_server(monkeypatch):
    url = "https://fine.example/v"
    assert allowed_url(ClaudeOptions(base_url=url, base_url_chosen=True)) == url
    monkeypatch.setenv("PAPER_NOTES_ALLOWED_SERVERS", "other.example,FINE.example")
    said = []
    make_client(ClaudeOptions(base_url=url, tell=said.append))
    assert said == ["requests and the key go to https://fine.example, not to api.anthropic.com"]
    for home in ("http://localhost:1234", "http://127.0.0.1:1", "http://[::1]:8"):
        assert allowed_url(ClaudeOptions(base_url=home)) == home
    with pytest.raises(UsageError, match="clear text"):
        allowed_url(ClaudeOptions(base_url="http://fine.example", base_url_chosen=True))
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://fine.example")
    with pytest.raises(UsageError, match="ANTHROPIC_BASE_URL would send your key"):
        allowed_url(ClaudeOptions())


def test_a_redirect_does_not_carry_the_key_along(paper, brief, tmp_path):
    with serving(answer) as other:
        moved = {"status": 307, "error": ERROR, "headers": {"location": f"{other.url}/v1/messages"}}
        with serving(lambda body, number: moved) as server, pytest.raises(WriterError, match="is not followed"):
            ClaudeWriter(ClaudeOptions(base_url=server.url), tmp_path).write(paper, brief)
        assert not other.requests
