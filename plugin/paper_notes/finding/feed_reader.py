"""Reads feeds and lists of papers from their servers: politely, a few times, never more than fits."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx2
import msgspec

from paper_notes.errors import PaperNotesError
from paper_notes.finding.announcements import Feed, MalformedFeed, parse_feed
from paper_notes.finding.scan_state import FeedState
from paper_notes.finding.waiting import asked_wait

SECONDS_BETWEEN = 3.0
"""arXiv asks for no more than one request in three seconds."""
TRIES = 5
LONGEST_WAIT = 120.0
MOST_BYTES = 20 << 20
TIMEOUT = 60.0
_RETRIED = frozenset((408, 425, 429, 500, 502, 503, 504))
AGENT = {"User-Agent": "paper-notes (scan)"}
Taken = TypeVar("Taken")


class FeedFailed(PaperNotesError):
    """A feed could not be read."""


@dataclass(slots=True)
class FeedReader:
    """Reads feeds at a polite rate, a few times where the server asks for patience."""

    sleep: Callable[[float], None] = time.sleep
    client: httpx2.Client = field(default_factory=lambda: httpx2.Client(timeout=TIMEOUT, follow_redirects=True))
    pause: float = SECONDS_BETWEEN
    _asked: bool = False

    def read(self, url: str, state: FeedState | None = None) -> Feed | None:
        """The papers of a feed; None when it says that nothing changed. Raises :class:`FeedFailed`.

        ``state`` takes the feed's validators, and is asked for them.
        """
        headers: dict[str, str] = {}
        if state is not None and state.etag:
            headers["If-None-Match"] = state.etag
        if state is not None and state.modified:
            headers["If-Modified-Since"] = state.modified

        def taken(answer: httpx2.Response, where: str) -> Feed:
            found = parse_feed(_limited(answer), where)
            if state is not None:
                state.etag = answer.headers.get("etag", "")
                state.modified = answer.headers.get("last-modified", "")
            return found

        return self._read(url, headers, taken)

    def read_json(self, url: str, headers: Mapping[str, str]) -> Any:
        """The data that an interface answers with. Raises :class:`FeedFailed`, whose message leaves out the query.

        ``headers`` may hold a key: no redirection takes them elsewhere.
        """

        def taken(answer: httpx2.Response, where: str) -> Any:
            try:
                return msgspec.json.decode(_limited(answer))
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                raise MalformedFeed(f"{where}: what came is no JSON") from error

        return self._read(url, headers, taken, follow=False)

    def _read(
        self,
        url: str,
        headers: Mapping[str, str],
        taken: Callable[[httpx2.Response, str], Taken],
        *,
        follow: bool = True,
    ) -> Taken | None:
        sent = {**AGENT, **headers}
        where = url.partition("?")[0]
        problem = ""
        for attempt in range(TRIES):
            self._wait(self.pause if self._asked and not attempt else 0)
            self._asked = True
            wait = self.pause * 2**attempt
            try:
                with self.client.stream("GET", url, headers=sent, follow_redirects=follow) as answer:
                    if answer.status_code == 304:
                        return None
                    if answer.status_code == 200:
                        return taken(answer, where)
                    problem = f"it answered {answer.status_code}"
                    if answer.status_code not in _RETRIED:
                        break
                    wait = asked_wait(answer.headers.get("retry-after"), wait)
            except MalformedFeed as error:
                problem = error.message.partition(": ")[2]
            except httpx2.HTTPError as error:
                problem = type(error).__name__
            if attempt + 1 < TRIES:
                self._wait(min(wait, LONGEST_WAIT))
        raise FeedFailed(f"{where} can't be read ({problem})")

    def _wait(self, seconds: float) -> None:
        if seconds > 0:
            self.sleep(seconds)


def _limited(answer: httpx2.Response) -> bytes:
    parts, size = [], 0
    for part in answer.iter_bytes():
        size += len(part)
        if size > MOST_BYTES:
            raise MalformedFeed(f"feed: more than {MOST_BYTES >> 20} MB")
        parts.append(part)
    return b"".join(parts)
