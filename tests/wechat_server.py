"""WeChat's official account API on 127.0.0.1, answering as its documentation says. Standard library only."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN, SECRET = "token-of-this-test", "secret-of-this-test"


class WeChat:
    """``pictures`` and ``drafts`` are what the account holds.

    ``faults`` are what to answer with, by path, each once: an errcode, or "cut" and "cut-after", which end the
    connection before and after the work.
    """

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {}
        self.covers: dict[str, bytes] = {}
        self.drafts: dict[str, dict[str, Any]] = {}
        self.faults: list[tuple[str, int | str]] = []
        self.paths: list[str] = []
        self.token = TOKEN
        self.url = ""

    def answer(self, path: str, query: dict[str, list[str]], body: bytes, kind: str) -> dict[str, Any]:
        if path == "/cgi-bin/stable_token":
            asked = json.loads(body)
            if asked["secret"] != SECRET:
                return {"errcode": 40125, "errmsg": "invalid appsecret"}
            return {"access_token": self.token, "expires_in": 7200}
        if query.get("access_token") != [self.token]:
            return {"errcode": 40001, "errmsg": "invalid credential, access_token is invalid or not latest"}
        if path in ("/cgi-bin/media/uploadimg", "/cgi-bin/material/add_material"):
            data = _file(body, kind)
            if len(data) > 1_048_576:
                return {"errcode": 40009, "errmsg": "invalid image size"}
            if data[:4] != b"\x89PNG" and data[:2] != b"\xff\xd8":
                return {"errcode": 40005, "errmsg": "invalid file type"}
            if path.endswith("uploadimg"):
                address = f"http://mmbiz.qpic.cn/mmbiz_png/{'p' * 40}{len(self.pictures)}/0"
                self.pictures[address] = data
                return {"url": address}
            self.covers[name := f"cover{len(self.covers)}"] = data
            return {"media_id": name, "url": "http://mmbiz.qpic.cn/cover"}
        asked = json.loads(body)
        if path == "/cgi-bin/draft/add":
            (article,) = asked["articles"]
            if problem := self._refused(article):
                return problem
            self.drafts[name := f"draft{len(self.drafts)}"] = article
            return {"media_id": name}
        if path == "/cgi-bin/draft/update":
            if asked["media_id"] not in self.drafts:
                return {"errcode": 40007, "errmsg": "invalid media_id"}
            self.drafts[asked["media_id"]] = asked["articles"]
            return {"errcode": 0, "errmsg": "ok"}
        if path == "/cgi-bin/draft/batchget":
            items = [{"media_id": name, "content": {"news_item": [each]}} for name, each in self.drafts.items()]
            return {"total_count": len(items), "item_count": len(items), "item": items[: asked["count"]]}
        return {"errcode": 40066, "errmsg": "invalid url"}

    def _refused(self, article: dict[str, Any]) -> dict[str, Any] | None:
        if article["thumb_media_id"] not in self.covers:
            return {"errcode": 40007, "errmsg": "invalid media_id"}
        if len(article["title"]) > 32:
            return {"errcode": 45003, "errmsg": "title size out of limit"}
        if len(article["content"]) >= 20_000:
            return {"errcode": 45002, "errmsg": "content size out of limit"}
        return None


@contextmanager
def wechat() -> Iterator[WeChat]:
    account = WeChat()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            parts = urlsplit(self.path)
            account.paths.append(parts.path)
            fault = next((each for each in account.faults if each[0] == parts.path), None)
            if fault:
                account.faults.remove(fault)
            if fault and fault[1] == "cut":
                self.connection.close()
                return
            if fault and isinstance(fault[1], int):
                answer: dict[str, Any] = {"errcode": fault[1], "errmsg": "said by the test"}
            else:
                answer = account.answer(parts.path, parse_qs(parts.query), body, self.headers.get("Content-Type") or "")
            if fault and fault[1] == "cut-after":
                self.connection.close()
                return
            data = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    account.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield account
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def _file(body: bytes, kind: str) -> bytes:
    message = BytesParser().parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    (part,) = [each for each in message.walk() if each.get_filename()]
    return bytes(part.get_payload(decode=True))
