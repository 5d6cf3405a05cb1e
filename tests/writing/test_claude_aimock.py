"""The writer against a mock server that isn't ours: ``@copilotkit/aimock`` answers in the Messages API's own stream.

Runs where ``aimock`` stands on the PATH or in the folder named by ``AIMOCK_BIN``; it needs no network.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time

import httpx2
import pytest

from claude_model import NOTE, reading
from paper_notes.paper.reader import read_paper
from paper_notes.writing.claude.options import ClaudeOptions
from paper_notes.writing.claude.writer import ClaudeWriter
from paper_notes.writing.model import Brief
from papers import write_paper

AIMOCK = shutil.which("llmock", path=os.pathsep.join([os.environ.get("AIMOCK_BIN", ""), os.environ.get("PATH", "")]))


@pytest.fixture
def server(tmp_path):
    """The address of an aimock that knows the reading and the note."""
    fixtures = [
        {"match": {"userMessage": "JSON"}, "response": {"content": json.dumps(reading(), ensure_ascii=False)}},
        {"match": {"userMessage": "现在写出完整的笔记正文"}, "response": {"content": NOTE}},
    ]
    file = tmp_path / "fixtures.json"
    file.write_text(json.dumps({"fixtures": list(reversed(fixtures))}), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [AIMOCK, "--port", str(port), "--host", "127.0.0.1", "--fixtures", str(file)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            httpx2.get(url, trust_env=False)
            break
        except httpx2.TransportError:
            time.sleep(0.1)
    yield url
    process.terminate()
    process.wait(10)


@pytest.mark.skipif(AIMOCK is None, reason="aimock isn't installed (npm install @copilotkit/aimock)")
def test_a_note_through_an_independent_server(server, tmp_path, monkeypatch):
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-none")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    pdf = write_paper(tmp_path / "paper.pdf")
    writer = ClaudeWriter(ClaudeOptions(base_url=server, input="text"), tmp_path / "cache")
    draft = writer.write(read_paper(pdf), Brief("shelf", "zh", pdf=pdf))
    assert draft.front.provenance.status == "generated"
    assert "谱排序" in draft.body
    assert "[p. 2](paper.pdf#page=2)" in draft.body
