"""A Messages API endpoint on 127.0.0.1 that answers from a script, faults included."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from paper_notes.writing.claude.options import PRICES, Price

Reply = dict[str, Any]
"""What to answer: ``text`` (and ``stop_reason``, ``usage``), or ``status`` with ``error``, or a ``fault``: "cut" (the
stream ends cleanly without message_stop), "reset" (the connection breaks), "stall" (nothing more comes), "overloaded"
(an error event inside the stream), "html" (a page with status 200), "garbage" (events that are no JSON), "pings" (pings
for ever), "drip" (a byte now and then, never an event), "flood" (50 MB), "silence" (no answer at all), "hang up" (the
connection ends before an answer)."""


class MessagesServer:
    """``reply`` is asked for each request's body; ``requests`` are the bodies in order."""

    def __init__(self, reply: Callable[[dict[str, Any], int], Reply]) -> None:
        self.reply, self.requests, self.batches = reply, [], {}
        self.lock, self.released = threading.Lock(), threading.Event()
        self.batch_ended = True
        self.counts = 0
        self.billed = 0.0
        """US dollars: what a whole answer says it used, and of one that breaks off all the output that was allowed."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        server.daemon_threads = True
        server.owner = self
        self.server = server
        self.url = f"http://127.0.0.1:{server.server_port}"

    def close(self) -> None:
        self.released.set()
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def serving(reply):
    """A server that runs for the length of a block."""
    server = MessagesServer(reply)
    thread = threading.Thread(target=server.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(5)


def message(body: dict[str, Any], reply: Reply, number: int) -> dict[str, Any]:
    usage = {"input_tokens": 1000, "output_tokens": 500, "cache_read_input_tokens": 0, "cache_creation_input_tokens": 0}
    usage |= reply.get("usage", {})
    usage["output_tokens"] = min(usage["output_tokens"], body["max_tokens"])
    return {
        "id": f"msg_{number}",
        "type": "message",
        "role": "assistant",
        "model": body["model"],
        "content": [{"type": "text", "text": reply["text"]}],
        "stop_reason": reply.get("stop_reason", "end_turn"),
        "stop_sequence": None,
        "stop_details": reply.get("stop_details"),
        "usage": usage,
    }


def dollars(model: str, usage: dict[str, int]) -> float:
    """What a server of the provider bills; the largest window and the tokens that were allowed are the most."""
    price = PRICES.get(model, Price(0, 0, 0))
    return (
        max(usage["input_tokens"], 0) * price.input
        + max(usage["output_tokens"], 0) * price.output
        + usage["cache_read_input_tokens"] * price.cache_read
        + usage["cache_creation_input_tokens"] * price.cache_write
    ) / 1e6


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        owner, parts = self.server.owner, self.path.split("?")[0].strip("/").split("/")
        if len(parts) == 4 and parts[2] == "batches":
            return self._json(200, self._batch(parts[3]))
        if len(parts) == 5 and parts[4] == "results":
            lines = []
            for i, request in enumerate(owner.batches[parts[3]]):
                reply = owner.reply(request["params"], 0)
                result = (
                    {"type": "succeeded", "message": message(request["params"], reply, i)}
                    if "text" in reply
                    else {"type": "errored", "error": {"type": "error", "error": reply["error"]}}
                )
                lines.append(json.dumps({"custom_id": request["custom_id"], "result": result}))
            return self._send(200, "\n".join(lines).encode(), "application/x-jsonl")
        return self._json(404, {"type": "error", "error": {"type": "not_found_error", "message": self.path}})

    def do_POST(self) -> None:
        owner = self.server.owner
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        path = self.path.split("?")[0]
        if path == "/v1/messages/count_tokens":
            owner.counts += 1
            return self._json(200, {"input_tokens": 12345})
        if path == "/v1/messages/batches":
            name = f"msgbatch_{len(owner.batches) + 1}"
            owner.batches[name] = body["requests"]
            return self._json(200, self._batch(name))
        if path != "/v1/messages":
            return self._json(404, {"type": "error", "error": {"type": "not_found_error", "message": path}})
        with owner.lock:
            owner.requests.append(body)
            number = len(owner.requests)
        reply = owner.reply(body, number)
        if reply.get("fault") == "html":
            return self._send(200, b"<html><body>Please sign in</body></html>", "text/html")
        usage = message(body, {"text": "", **reply}, number)["usage"]
        if reply.get("fault"):
            usage["output_tokens"] = body["max_tokens"]
        if "error" not in reply:
            with owner.lock:
                owner.billed += dollars(body["model"], usage)
        if reply.get("fault") == "silence":
            owner.released.wait(20)
            return None
        if reply.get("fault") == "hang up":
            self.close_connection = True
            self.connection.close()
            return None
        if "error" in reply:
            return self._json(reply["status"], {"type": "error", "error": reply["error"]}, reply.get("headers", {}))
        return self._stream(body, reply, number)

    def _batch(self, name: str) -> dict[str, Any]:
        owner = self.server.owner
        total = len(owner.batches[name])
        done = owner.batch_ended
        counts = {"processing": 0 if done else total, "succeeded": total if done else 0}
        return {
            "id": name,
            "type": "message_batch",
            "processing_status": "ended" if done else "in_progress",
            "request_counts": {"errored": 0, "canceled": 0, "expired": 0} | counts,
            "created_at": "2026-11-21T00:00:00Z",
            "expires_at": "2026-11-22T00:00:00Z",
            "ended_at": "2026-11-21T00:01:00Z" if done else None,
            "results_url": f"{owner.url}/v1/messages/batches/{name}/results" if done else None,
        }

    def _stream(self, body: dict[str, Any], reply: Reply, number: int) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        self.close_connection = True
        whole, fault = message(body, reply, number), reply.get("fault", "")
        begun = {**whole, "content": [], "stop_reason": None, "usage": {**whole["usage"], "output_tokens": 1}}
        self._event("message_start", message=begun)
        self._event("content_block_start", index=0, content_block={"type": "text", "text": ""})
        text = reply["text"]
        half = text if not fault else text[: len(text) // 2]
        for i in range(0, len(half), 4000):
            self._event("content_block_delta", index=0, delta={"type": "text_delta", "text": half[i : i + 4000]})
        if fault == "cut":
            return
        if fault == "reset":
            self.connection.close()
            return
        if fault == "stall":
            self.server.owner.released.wait(20)
            return
        if fault in ("pings", "drip"):
            while not self.server.owner.released.wait(0.1):
                if fault == "pings":
                    self._event("ping")
                else:
                    self.wfile.write(b":")
            return
        if fault == "flood":
            for _ in range(500):
                self._event("content_block_delta", index=0, delta={"type": "text_delta", "text": "x" * 100_000})
            return
        if fault == "garbage":
            self.wfile.write(b"event: content_block_delta\ndata: {not json\n\n")
            return
        if fault == "overloaded":
            self._event("error", error={"type": "overloaded_error", "message": "Overloaded"})
            return
        self._event("content_block_stop", index=0)
        delta = {"stop_reason": whole["stop_reason"], "stop_sequence": None, "stop_details": whole["stop_details"]}
        self._event("message_delta", delta=delta, usage={"output_tokens": whole["usage"]["output_tokens"]})
        self._event("message_stop")

    def _event(self, kind: str, **body: object) -> None:
        self.wfile.write(f"event: {kind}\ndata: {json.dumps({'type': kind, **body})}\n\n".encode())

    def _json(self, status: int, body: object, headers: dict[str, str] | None = None) -> None:
        self._send(status, json.dumps(body).encode(), "application/json", headers or {})

    def _send(self, status: int, data: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
