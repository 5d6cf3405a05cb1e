"""The Claude writer against a server on this machine: stages, evidence, repairs, faults, money, resuming."""

from __future__ import annotations

import json
import os
from dataclasses import replace

import msgspec
import pytest

from claude_model import NOTE, answer, item, reading
from messages_server import serving
from paper_notes.errors import WriterError
from paper_notes.note.model import Note
from paper_notes.note.store import render_note
from paper_notes.paper.reader import read_paper
from paper_notes.writing.claude import session
from paper_notes.writing.claude.evidence import SHORTEST_QUOTE, _weight, check_reading
from paper_notes.writing.claude.faults import NoCredentials
from paper_notes.writing.claude.options import PRICES, ClaudeOptions, Price
from paper_notes.writing.claude.schema import Reading
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
    """A key that opens nothing, no profile of the user's, and no waiting between attempts."""
    for name in [name for name in os.environ if name.startswith("ANTHROPIC_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-none")
    monkeypatch.setenv("ANTHROPIC_CONFIG_DIR", os.devnull)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(session, "FIRST_PAUSE", 0.01)


def writer(server, tmp_path, **options):
    return ClaudeWriter(ClaudeOptions(base_url=server.url, **options), tmp_path)


def stage(body):
    asked = body.get("output_config", {}).get("format", {}).get("schema", {}).get("properties", {})
    if "modules" in asked:
        return "read"
    if "items" in asked:
        return "recheck"
    return "repair" if "<draft>" in body["messages"][0]["content"][-1]["text"] else "write"


def test_a_note_is_read_confirmed_and_written(paper, brief, tmp_path):
    with serving(answer) as server:
        draft = writer(server, tmp_path).write(paper, brief)
    assert [stage(body) for body in server.requests] == ["read", "write"]
    assert draft.front.title == "Arranging a Shelf of Reading Notes"
    assert draft.front.provenance.status == "generated"
    assert draft.front.provenance.usage["input_tokens"] == 2000
    assert "[p. 2](paper.pdf#page=2)" in draft.body
    assert draft.body.startswith("# Arranging a Shelf of Reading Notes\n\n> **论文**")
    render_note(Note(draft.front, draft.body))


def test_the_pdf_comes_first_and_the_static_part_is_marked_for_the_cache(paper, brief, tmp_path):
    with serving(answer) as server:
        writer(server, tmp_path).write(paper, brief)
    for body in server.requests:
        content = body["messages"][0]["content"]
        assert content[0]["type"] == "document"
        assert content[0]["cache_control"] == {"type": "ephemeral"}
        assert body["stream"] is True
        assert not {"temperature", "top_p", "tools"} & set(body)
    assert "cache_control" in server.requests[1]["messages"][0]["content"][1]
    assert "cache_control" not in server.requests[1]["messages"][0]["content"][-1]


@pytest.mark.parametrize("mode", ["text", "text+images"])
def test_a_server_that_reads_no_pdf_gets_text(paper, brief, tmp_path, mode):
    with serving(answer) as server:
        writer(server, tmp_path, input=mode).write(paper, brief)
    first = server.requests[0]["messages"][0]["content"][0]
    assert first["type"] == "text"
    assert "=== page 2 ===" in first["text"]
    assert "neighbour agreement of 0.81" in first["text"]


def test_a_pdf_too_long_is_sent_as_text_and_that_is_told(paper, brief, tmp_path):
    with serving(answer) as server:
        draft = writer(server, tmp_path).write(replace(paper, pages=700), brief)
    assert server.requests[0]["messages"][0]["content"][0]["type"] == "text"
    assert any("700 pages" in message for message in draft.messages)


def test_what_does_not_stand_is_asked_once_more_then_dropped(paper, brief, tmp_path):
    invented = item("一致率在外部数据上达到 0.99。", 2, "on external data the agreement rises to 0.99")
    misplaced = item("按日期排序会拆开相关笔记。", 2, "Earlier methods sort notes by date")

    def model(body, number):
        if stage(body) == "read":
            return {"text": json.dumps(reading(limits=[invented], existing=[misplaced]))}
        if stage(body) == "recheck":
            failures = body["messages"][0]["content"][-1]["text"]
            assert "limits[0]" in failures
            assert "stands on page 1" in failures
            again = [
                {"id": "limits[0]", "found": True, **invented},
                {"id": "existing[0]", "found": True, **misplaced, "page": 1},
            ]
            return {"text": json.dumps({"items": again})}
        assert "0.99" not in body["messages"][0]["content"][1]["text"]
        assert "按日期排序会拆开相关笔记" in body["messages"][0]["content"][1]["text"]
        return {"text": NOTE}

    with serving(model) as server:
        draft = writer(server, tmp_path).write(paper, brief)
    assert [stage(body) for body in server.requests] == ["read", "recheck", "write"]
    assert any("not confirmed" in message and "0.99" in message for message in draft.messages)


def test_a_server_that_ignores_the_pdf_is_found_out(paper, brief, tmp_path):
    def invented(value):
        if isinstance(value, dict):
            return {k: "words that nobody printed anywhere" if k == "quote" else invented(v) for k, v in value.items()}
        return [invented(inner) for inner in value] if isinstance(value, list) else value

    def model(body, number):
        return {"text": json.dumps(invented(reading()))} if stage(body) == "read" else {"text": '{"items": []}'}

    with serving(model) as server, pytest.raises(WriterError, match=r"seems not to have read it.*input: text"):
        writer(server, tmp_path).write(paper, brief)


def test_a_chinese_character_counts_as_two_letters(paper):
    assert _weight("控制循环的信息") == 14
    assert _weight("二特征") < SHORTEST_QUOTE <= _weight("第二特征向量")
    short = reading(limits=[item("不处理双语笔记。", 2, "not hand")])
    (failure,) = check_reading(msgspec.json.decode(json.dumps(short), type=Reading), paper)
    assert "at least five words" in failure.reason


def test_findings_go_back_and_the_mended_note_counts(paper, brief, tmp_path):
    def model(body, number):
        if stage(body) == "write":
            return {"text": NOTE.replace("一致率降到 0.77 [p. 2]", "一致率降到 0.71 [p. 2]")}
        if stage(body) == "repair":
            last = body["messages"][0]["content"][-1]["text"]
            assert "number-not-in-paper" in last
            assert "0.71" in last
        return answer(body)

    with serving(model) as server:
        draft = writer(server, tmp_path).write(paper, brief)
    assert [stage(body) for body in server.requests] == ["read", "write", "repair"]
    prefix = [body["messages"][0]["content"][:-1] for body in server.requests[1:]]
    assert prefix[0] == prefix[1]
    assert draft.front.provenance.usage["repairs"] == 1
    assert "0.77" in draft.body
    assert "0.71" not in draft.body


def test_a_note_with_errors_is_kept_apart(paper, brief, tmp_path):
    def model(body, number):
        reply = answer(body)
        return {"text": reply["text"].replace("0.81 |", "0.91 |")} if stage(body) in ("write", "repair") else reply

    with serving(model) as server, pytest.raises(NoteNotPublishable, match=r"not published.*0\.91") as caught:
        writer(server, tmp_path).write(paper, brief)
    assert len(server.requests) <= 5
    assert "0.91" in (caught.value.path / "README.md").read_text(encoding="utf-8")
    assert "number-not-in-paper" in (caught.value.path / "findings.txt").read_text(encoding="utf-8")


def test_nothing_is_paid_twice(paper, brief, tmp_path):
    with serving(answer) as server:
        first = writer(server, tmp_path).write(paper, brief)
        again = writer(server, tmp_path).write(paper, brief)
        assert len(server.requests) == 2
        assert again == first
        writer(server, tmp_path).write(paper, replace(brief, focus=("局限",)))
        assert len(server.requests) == 4
        writer(server, tmp_path, model="claude-opus-5-5").write(paper, brief)
        assert len(server.requests) == 6


def test_a_failure_between_stages_resumes(paper, brief, tmp_path):
    def failing(body, number):
        error = {"type": "api_error", "message": "down"}
        return answer(body) if stage(body) == "read" else {"status": 500, "error": error}

    with serving(failing) as server, pytest.raises(WriterError, match="finished stages are kept"):
        writer(server, tmp_path).write(paper, brief)
    with serving(answer) as server:
        writer(server, tmp_path).write(paper, brief)
    assert [stage(body) for body in server.requests] == ["write"]


def test_kept_answers_need_no_credentials(paper, brief, tmp_path, monkeypatch):
    with serving(answer) as server:
        writer(server, tmp_path).write(paper, brief)
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    writer(server, tmp_path).write(paper, brief)


ERROR = {"type": "some_error", "message": "said by the server"}
FAULTS = [
    ("401", {"status": 401, "error": ERROR}, "refuses the credentials.*ANTHROPIC_API_KEY", 1),
    ("400", {"status": 400, "error": ERROR}, "rejects the request.*input: text", 1),
    ("404", {"status": 404, "error": ERROR}, "knows no model 'claude-sonnet-5-5'", 1),
    ("413", {"status": 413, "error": ERROR}, "too big.*input: text", 1),
    ("429", {"status": 429, "error": ERROR}, "limits the rate.*concurrency", 4),
    ("429 later", {"status": 429, "error": ERROR, "headers": {"retry-after": "0"}}, "limits the rate", 4),
    ("500", {"status": 500, "error": ERROR}, "has a fault.*run again later", 4),
    ("529", {"status": 529, "error": ERROR}, "is overloaded.*run again later", 4),
    ("overloaded inside", {"text": "{}" * 50, "fault": "overloaded"}, "broke off while reading", 2),
    ("cut", {"text": "{}" * 50, "fault": "cut"}, "ended early while reading", 2),
    ("reset", {"text": "{}" * 50, "fault": "reset"}, "(broke off|ended early) while reading", 2),
    ("stall", {"text": "{}" * 50, "fault": "stall"}, "stalled while reading", 2),
    ("garbage", {"text": "{}" * 50, "fault": "garbage"}, "damaged stream while reading", 2),
    ("html", {"text": "", "fault": "html"}, "no stream of the Messages API.*base_url", 1),
    (
        "refusal",
        {
            "text": "",
            "stop_reason": "refusal",
            "stop_details": {"type": "refusal", "category": "bio", "explanation": "no"},
        },
        r"declined while reading the paper \(bio: no\).*fallback_model",
        1,
    ),
    ("max_tokens", {"text": "{", "stop_reason": "max_tokens"}, "cut off at 32000 tokens.*raise max_tokens", 1),
    ("window", {"text": "{", "stop_reason": "model_context_window_exceeded"}, "too long for", 1),
    ("broken JSON", {"text": '{"title": "A"'}, "no valid JSON while reading", 1),
    ("other JSON", {"text": '{"title": "A"}'}, "no valid JSON while reading", 1),
    ("empty", {"text": " "}, "empty answer", 2),
]


@pytest.mark.parametrize(("reply", "said", "requests"), [fault[1:] for fault in FAULTS], ids=[f[0] for f in FAULTS])
def test_faults(paper, brief, tmp_path, reply, said, requests):
    with serving(lambda body, number: reply) as server, pytest.raises(WriterError, match=f"(?i){said}") as caught:
        writer(server, tmp_path, timeout=0.5).write(paper, brief)
    assert len(server.requests) == requests
    assert "sk-ant" not in str(caught.value)
    assert not list(tmp_path.glob("claude/stages/*"))


def test_no_credentials_are_told_before_anything_is_sent(paper, brief, tmp_path, monkeypatch):
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    with serving(answer) as server, pytest.raises(NoCredentials, match=r"ANTHROPIC_API_KEY.*extract"):
        writer(server, tmp_path).write(paper, brief)
    assert not server.requests


def test_nobody_listens(paper, brief, tmp_path):
    with pytest.raises(WriterError, match="can't be reached"):
        ClaudeWriter(ClaudeOptions(base_url="http://127.0.0.1:9"), tmp_path).write(paper, brief)


def test_ctrl_c_ends_it_and_leaves_nothing_half(paper, brief, tmp_path):
    def model(body, number):
        if stage(body) == "write":
            raise AssertionError
        return answer(body)

    def stop(request):
        raise KeyboardInterrupt

    stopped = ClaudeWriter(ClaudeOptions(), tmp_path, transport=stop)
    with pytest.raises(KeyboardInterrupt):
        stopped.write(paper, brief)
    assert stopped.budget.reserved == 0
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_another_model_is_asked_after_a_refusal(paper, brief, tmp_path):
    def model(body, number):
        if body["model"] == "claude-sonnet-5-5":
            return {"text": "", "stop_reason": "refusal"}
        return answer(body)

    with serving(model) as server:
        draft = writer(server, tmp_path, fallback_model="claude-opus-5-5").write(paper, brief)
    assert "claude-opus-5-5" in draft.front.provenance.writer
    assert any("declined" in message for message in draft.messages)


def test_the_limit_is_never_passed(paper, brief, tmp_path):
    with serving(answer) as server, pytest.raises(WriterError, match=r"stops before \$0\.01 is passed"):
        writer(server, tmp_path, max_cost_per_paper=0.01).write(paper, brief)
    assert not server.requests
    with serving(answer) as server:
        one = writer(server, tmp_path, max_cost=0.2)
        one.write(paper, brief)
        assert 0 < one.budget.spent < 0.2
        assert server.requests[0]["max_tokens"] < 32_000
    with serving(answer) as server, pytest.raises(WriterError, match="price of this model isn't known"):
        writer(server, tmp_path, model="local", max_cost=1).write(paper, brief)
    with serving(answer) as server:
        writer(server, tmp_path, model="local", max_cost=1, price=Price(0, 0.001, 0)).write(paper, brief)


def test_whose_price_counts():
    given = ClaudeOptions(model="local", fallback_model="claude-opus-5-5", price=Price.given(1, 2))
    assert given.price_of("local") == Price(1, 2, 1)
    assert given.price_of("claude-opus-5-5") == PRICES["claude-opus-5-5"]
    assert given.price_of("another") == Price(1, 2, 1)
    assert ClaudeOptions().price_of("claude-sonnet-5-5-20261001") == PRICES["claude-sonnet-5-5"]
    assert ClaudeOptions().price_of("local") is None


def test_one_budget_for_all_papers_of_a_run(paper, brief, tmp_path):
    with serving(answer) as server:
        run = writer(server, tmp_path, max_cost=0.09)
        run.write(paper, brief)
        spent = run.budget.spent
        with pytest.raises(WriterError, match="this run stops before"):
            for i in range(9):
                run.write(paper, replace(brief, focus=(str(i),)))
        assert spent < run.budget.spent <= 0.09
