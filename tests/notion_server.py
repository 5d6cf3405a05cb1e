"""Notion's API on 127.0.0.1, as far as exports use it, with its limits. Standard library only."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "ntn-of-this-test"
PARENT, SOURCE = "aaaaaaaa-0000-4000-8000-000000000001", "bbbbbbbb-0000-4000-8000-000000000002"


class Notion:
    """``children`` are the ids in each block or page, ``blocks`` what they are; ``faults`` are answered once each."""

    def __init__(self) -> None:
        self.blocks: dict[str, dict[str, Any]] = {}
        self.children: dict[str, list[str]] = {PARENT: [], SOURCE: []}
        self.columns: dict[str, Any] = {"Name": {"type": "title", "title": {}}}
        self.uploads: dict[str, str] = {}
        self.sent: dict[str, int] = {}
        self.faults: list[tuple[str, str, int | str]] = []
        self.requests: list[tuple[str, str]] = []
        self.url = ""

    def add(self, parent: str, block: dict[str, Any], after: str = "", maker: str = "bot") -> str:
        number = len(self.blocks) + 1
        name = f"cccccccc-0000-4000-8000-{number:012d}"
        kind = block["type"]
        content = dict(block[kind])
        inner = content.pop("children", [])
        _require(content)
        if kind == "image":
            assert content["type"] == "file_upload" and self.uploads[content["file_upload"]["id"]] == "uploaded"
        created = {"object": "user", "id": maker}
        self.blocks[name] = {"object": "block", "id": name, "type": kind, kind: content, "created_by": created}
        self.children[name] = []
        siblings = self.children[parent]
        siblings.insert(siblings.index(after) + 1 if after else len(siblings), name)
        for child in inner:
            self.add(name, child)
        return name

    def texts(self, parent: str) -> list[str]:
        """The text of each block below a parent, in order, equations as their LaTeX."""
        found = []
        for name in self.children[parent]:
            block = self.blocks[name]
            content = block[block["type"]]
            parts = content.get("rich_text") or [part for cell in content.get("cells", []) for part in cell]
            text = "".join(
                part["text"]["content"] if part["type"] == "text" else part["equation"]["expression"] for part in parts
            )
            found.append(text or content.get("expression", block["type"]))
            found += self.texts(name)
        return found

    def equations(self, parent: str) -> list[str]:
        found = []
        for name in self.children[parent]:
            found += re.findall(r'"expression": ("(?:[^"\\]|\\.)*")', json.dumps(self.blocks[name]))
            found += [json.dumps(latex) for latex in self.equations(name)]
        return [json.loads(latex) for latex in found]

    def answer(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        match method, path.split("/"):
            case "POST", ["pages"]:
                parent = body["parent"].get("page_id") or body["parent"]["data_source_id"]
                name = self.add(parent, {"type": "child_page", "child_page": {"properties": body["properties"]}})
                for child in body.get("children", []):
                    self.add(name, child)
                return 200, {"object": "page", "id": name}
            case "GET", ["pages", name]:
                if name not in self.blocks:
                    return 404, _error(404, "object_not_found")
                return 200, {"object": "page", "id": name, "archived": self.blocks[name].get("archived", False)}
            case "PATCH", ["pages", name]:
                self.blocks[name]["child_page"]["properties"] = body["properties"]
                return 200, {"object": "page", "id": name}
            case "GET", ["blocks", name, "children"]:
                found = [self.blocks[child] for child in self.children[name]]
                return 200, {"object": "list", "results": found, "has_more": False, "next_cursor": None}
            case "PATCH", ["blocks", name, "children"]:
                if len(body["children"]) > 100:
                    return 400, _error(400, "validation_error")
                after, made = body.get("after", ""), []
                for child in body["children"]:
                    after = self.add(name, child, after)
                    made.append(self.blocks[after])
                    after = after if body.get("after") else ""
                return 200, {"object": "list", "results": made}
            case "DELETE", ["blocks", name]:
                for siblings in self.children.values():
                    if name in siblings:
                        siblings.remove(name)
                return 200, self.blocks[name]
            case "POST", ["file_uploads"]:
                name = f"dddddddd-0000-4000-8000-{len(self.uploads):012d}"
                self.uploads[name] = "pending"
                return 200, {"object": "file_upload", "id": name, "status": "pending"}
            case "POST", ["file_uploads", name, "send"]:
                self.uploads[name] = "uploaded"
                return 200, {"object": "file_upload", "id": name, "status": "uploaded"}
            case "GET", ["data_sources", _]:
                return 200, {"object": "data_source", "properties": self.columns}
            case "PATCH", ["data_sources", _]:
                self.columns |= {name: {"type": next(iter(kind)), **kind} for name, kind in body["properties"].items()}
                return 200, {"object": "data_source", "properties": self.columns}
            case "POST", ["data_sources", name, "query"]:
                found = [{"object": "page", "id": child} for child in self.children[name]]
                return 200, {"object": "list", "results": found, "has_more": False, "next_cursor": None}
        return 400, _error(400, "invalid_request_url")


def _require(content: dict[str, Any]) -> None:
    for part in content.get("rich_text", []):
        assert len(part.get("text", {}).get("content", "")) <= 2000
        assert len(part.get("equation", {}).get("expression", "")) <= 1000
    assert len(content.get("rich_text", [])) <= 100


def _error(status: int, code: str) -> dict[str, Any]:
    return {"object": "error", "status": status, "code": code, "message": f"{code}, says the test"}


@contextmanager
def notion() -> Iterator[Notion]:
    space = Notion()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _do(self) -> None:
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            path = self.path.partition("?")[0].removeprefix("/v1/")
            space.requests.append((self.command, path))
            kind = f"{self.command} {re.sub(r'[0-9a-f-]{36}', '*', path)}"
            fault = next((each for each in space.faults if f"{each[0]} {each[1]}" == kind), None)
            if fault:
                space.faults.remove(fault)
            if fault and fault[2] == "cut":
                self.connection.close()
                self.close_connection = True
                return
            if self.headers.get("Authorization") != f"Bearer {TOKEN}":
                status, answer = 401, _error(401, "unauthorized")
            elif fault and isinstance(fault[2], int):
                status, answer = fault[2], _error(fault[2], {429: "rate_limited", 400: "validation_error"}[fault[2]])
            else:
                is_json = "json" in (self.headers.get("Content-Type") or "")
                status, answer = space.answer(self.command, path, json.loads(data) if is_json and data else {})
            if fault and fault[2] == "cut-after":
                self.connection.close()
                self.close_connection = True
                return
            written = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(written)))
            if status == 429:
                self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(written)

        def do_GET(self) -> None:
            self._do()

        def do_POST(self) -> None:
            self._do()

        def do_PATCH(self) -> None:
            self._do()

        def do_DELETE(self) -> None:
            self._do()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.daemon_threads = True
    space.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield space
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
