"""A real preview beside a server of messages: the page says that its note is being written, then is that note."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import claude_model
from messages_server import MessagesServer, Reply, serving
from papers import write_paper
from preview import Preview

NOTE = "/paper-notes/shelf/"
WRITING = "Claude 正在撰写这篇笔记，写好后本页会自动刷新。"


@pytest.fixture
def site(collection: Path) -> Path:
    """A Chinese collection with one paper and no note, to be written by Claude."""
    write_paper(collection / "paper-notes" / "shelf" / "paper.pdf")
    (collection / "mkdocs.yml").write_text(
        "site_name: Test\nsite_url: https://notes.example/\ntheme: {name: material, font: false, language: zh}\n"
        "plugins:\n  - search\n  - paper-notes: {writer: claude}\n",
        encoding="utf-8",
    )
    return collection


@contextmanager
def previewing(site: Path, server: MessagesServer) -> Iterator[Preview]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ANTHROPIC_")}
    environment |= {"ANTHROPIC_API_KEY": "test", "ANTHROPIC_BASE_URL": server.url, "NO_PROXY": "127.0.0.1"}
    preview = Preview(site, environment)
    try:
        preview.wait("the first page", lambda: preview.get(NOTE)[0] == 200)
        yield preview
    finally:
        preview.stop()


def gated(reply: Callable[[dict[str, object], int], Reply]) -> tuple[threading.Event, Callable[..., Reply]]:
    """The reply, given once the event is set."""
    go_on = threading.Event()

    def wait(body: dict[str, object], number: int) -> Reply:
        assert go_on.wait(60)
        return reply(body, number)

    return go_on, wait


def test_the_page_says_that_it_is_being_written_until_the_note_is_there(site: Path) -> None:
    go_on, reply = gated(claude_model.answer)
    with serving(reply) as server, previewing(site, server) as preview:
        preview.wait("the first request", lambda: bool(server.requests))
        page = preview.get(NOTE)[1]
        assert WRITING in page
        assert "摘录" in page
        assert "谱排序把" not in page
        builds, reloads = preview.settled(), preview.reloads
        assert builds == 1, preview.log

        go_on.set()
        preview.wait("the note", lambda: "书架想成一根拉直的橡皮筋" in preview.get(NOTE)[1])
        assert WRITING not in preview.get(NOTE)[1]
        # pictures and note come together; on a machine that is slow just then they may be seen one after the other
        assert builds + 1 <= preview.settled() <= builds + 2, preview.log
        assert reloads + 1 <= preview.reloads <= reloads + 2, preview.log
        assert "Claude 处理 shelf 花费 $0.01" in preview.log


def test_the_page_no_longer_says_so_when_the_note_can_not_be_written(site: Path) -> None:
    refusal = {"status": 401, "error": {"type": "authentication_error", "message": "no such key"}}
    go_on, reply = gated(lambda body, number: refusal)
    with serving(reply) as server, previewing(site, server) as preview:
        preview.wait("the first request", lambda: bool(server.requests))
        assert WRITING in preview.get(NOTE)[1]

        go_on.set()
        preview.wait("the page without it", lambda: WRITING not in preview.get(NOTE)[1])
        assert "摘录" in preview.get(NOTE)[1]
        assert "refuses the credentials" in preview.log
        assert preview.settled() <= 3, preview.log
        asked = len(server.requests)

        (site / "docs" / "index.md").write_text("# Home again\n", encoding="utf-8")
        preview.wait("the next build", lambda: "Home again" in preview.get("/")[1])
        preview.settled()
        assert WRITING not in preview.get(NOTE)[1]
        assert len(server.requests) == asked  # a paper is tried once while the preview runs


def test_a_paper_that_comes_while_another_is_written_has_its_turn(site: Path) -> None:
    go_on, reply = gated(claude_model.answer)
    with serving(reply) as server, previewing(site, server) as preview:
        preview.wait("the first request", lambda: bool(server.requests))
        write_paper(site / "paper-notes" / "second" / "paper.pdf", mark=" It was printed twice.")
        preview.wait("the second extract", lambda: "摘录" in preview.get("/paper-notes/second/")[1])
        assert WRITING not in preview.get("/paper-notes/second/")[1]  # it waits
        go_on.set()
        preview.wait("the first note", lambda: "橡皮筋" in preview.get(NOTE)[1])
        preview.wait("the second note", lambda: "橡皮筋" in preview.get("/paper-notes/second/")[1])
        assert preview.settled() <= 8, preview.log
