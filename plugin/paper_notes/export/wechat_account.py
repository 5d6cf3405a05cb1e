"""WeChat's official account API: token, pictures, drafts. Errors come as ``errcode`` in an answer of status 200.

The token stands in each address, so addresses are never shown, and the client's own log of them is silenced.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Mapping
from typing import Any

import httpx2

from paper_notes.errors import UsageError
from paper_notes.export.model import ExportError

BASE = "https://api.weixin.qq.com"
SECONDS = 60.0
BUSY_TRIES = 3
BUSY_PAUSE = 1.0
"""Seconds before a request is repeated that the server was too busy for."""

BUSY, INVALID_MEDIA = -1, 40007
_STALE_TOKEN = frozenset((40001, 40014, 42001))
_SAID: Mapping[int, tuple[str, str]] = {
    40001: ("the access token is not valid", "fetch a new one; another program may have fetched one since"),
    40013: ("there is no account with this app id", "check WECHAT_APP_ID"),
    40014: ("the access token is not valid", "fetch a new one"),
    40125: ("the app secret is wrong", "check WECHAT_APP_SECRET"),
    40164: ("this machine's address isn't on the account's list", "add it under 设置与开发 → 基本配置 → IP 白名单"),
    42001: ("the access token has run out", "fetch a new one; it lasts two hours"),
    45009: ("today's requests are used up", "go on tomorrow: what is uploaded stays"),
    48001: ("the account may not use this API", "only verified accounts may"),
    50002: ("the account is limited", "see its notices on mp.weixin.qq.com"),
}


class AccountError(ExportError):
    """The platform refused; ``code`` is its errcode."""

    def __init__(self, code: int, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.code = code

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), (self.code, self.message, self.hint)


class Account:
    """A connection with the credentials of the environment: ``WECHAT_ACCESS_TOKEN``, or ``WECHAT_APP_ID`` and
    ``WECHAT_APP_SECRET``. ``WECHAT_API_URL`` is for a proxy whose address the account's list of addresses has.

    Raises :class:`UsageError` when there are none.
    """

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._token = environment.get("WECHAT_ACCESS_TOKEN", "")
        self._app = environment.get("WECHAT_APP_ID", ""), environment.get("WECHAT_APP_SECRET", "")
        if not self._token and not all(self._app):
            raise UsageError(
                "WeChat's API needs an access token",
                "set WECHAT_ACCESS_TOKEN, or WECHAT_APP_ID and WECHAT_APP_SECRET, in the environment",
            )
        for name in ("httpx2", "httpcore2"):
            logging.getLogger(name).setLevel(logging.WARNING)
        self._client = httpx2.Client(
            base_url=environment.get("WECHAT_API_URL") or BASE,
            timeout=SECONDS,
            transport=httpx2.HTTPTransport(retries=2),
        )

    def __enter__(self) -> Account:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def upload_picture(self, name: str, data: bytes) -> str:
        """Send a picture for an article's text; returns its address."""
        return str(self._post("/cgi-bin/media/uploadimg", files=_file(name, data))["url"])

    def upload_cover(self, name: str, data: bytes) -> str:
        """Send a cover as permanent material; returns its media id."""
        return str(self._post("/cgi-bin/material/add_material", {"type": "image"}, files=_file(name, data))["media_id"])

    def add_draft(self, article: Mapping[str, object]) -> str:
        """Make a draft; returns its media id."""
        return str(self._post("/cgi-bin/draft/add", body={"articles": [article]})["media_id"])

    def update_draft(self, media_id: str, article: Mapping[str, object]) -> None:
        """Replace a draft's article."""
        self._post("/cgi-bin/draft/update", body={"media_id": media_id, "index": 0, "articles": article})

    def find_draft(self, title: str, source: str) -> str:
        """The media id of the newest draft with this title and original address; "" when there is none."""
        answer = self._post("/cgi-bin/draft/batchget", body={"offset": 0, "count": 20, "no_content": 1})
        for item in answer.get("item") or ():
            for article in (item.get("content") or {}).get("news_item") or ():
                if article.get("title") == title and (article.get("content_source_url") or "") == source:
                    return str(item["media_id"])
        return ""

    def _post(
        self,
        path: str,
        params: Mapping[str, str] | None = None,
        *,
        body: Mapping[str, object] | None = None,
        files: Any = None,
    ) -> dict[str, Any]:
        renewed = False
        for attempt in range(BUSY_TRIES):
            # the platform shows escapes such as 封 as they stand
            content = json.dumps(body, ensure_ascii=False).encode() if body is not None else None
            answer = self._send("POST", path, {"access_token": self._access(), **(params or {})}, content, files)
            code = int(answer.get("errcode") or 0)
            if code == BUSY and attempt + 1 < BUSY_TRIES:
                time.sleep(BUSY_PAUSE * 2**attempt)
                continue
            if code in _STALE_TOKEN and all(self._app) and not renewed:
                renewed, self._token = True, ""
                continue
            if code:
                raise _refusal(code, str(answer.get("errmsg") or ""), path)
            return answer
        raise _refusal(BUSY, "busy", path)

    def _access(self) -> str:
        if not self._token:
            body = {"grant_type": "client_credential", "appid": self._app[0], "secret": self._app[1]}
            answer = self._send("POST", "/cgi-bin/stable_token", {}, json.dumps(body).encode(), None)
            if not answer.get("access_token"):
                raise _refusal(
                    int(answer.get("errcode") or 0), str(answer.get("errmsg") or ""), "/cgi-bin/stable_token"
                )
            self._token = str(answer["access_token"])
        return self._token

    def _send(
        self, method: str, path: str, params: dict[str, str], content: bytes | None, files: Any
    ) -> dict[str, Any]:
        headers = {"Content-Type": "application/json; charset=utf-8"} if content is not None else {}
        try:
            response = self._client.request(method, path, params=params, content=content, files=files, headers=headers)
            response.raise_for_status()
            answer = response.json()
        except httpx2.HTTPStatusError as error:
            raise ExportError(f"WeChat answered {error.response.status_code} to {path}", "try again later") from None
        except httpx2.HTTPError as error:
            raise ExportError(f"WeChat can't be reached ({type(error).__name__})", "check the network") from None
        except ValueError:
            raise ExportError(f"WeChat's answer to {path} is no JSON", "is there a proxy in between?") from None
        return answer if isinstance(answer, dict) else {}


def _file(name: str, data: bytes) -> dict[str, tuple[str, bytes, str]]:
    return {"media": (name, data, "image/png" if name.endswith(".png") else "image/jpeg")}


def _refusal(code: int, message: str, path: str) -> AccountError:
    said, hint = _SAID.get(code, (f"{path} was refused: {message[:160]}", "see the platform's list of error codes"))
    return AccountError(code, f"WeChat, error {code}: {said}", hint)
