"""The way to the server that all requests of one run share: made when the first is sent, closed by a failure that each
of them would meet, or by the user."""

from __future__ import annotations

import threading

from paper_notes.errors import UsageError, WriterError
from paper_notes.writing.claude.client import make_client
from paper_notes.writing.claude.faults import Stopped
from paper_notes.writing.claude.options import ClaudeOptions
from paper_notes.writing.claude.request import Answer, Request
from paper_notes.writing.claude.session import Counter, Transport, Wire, counting, sending


class Connection:
    """``transport`` is how requests are sent; unless given, by the SDK's client, made (and its credentials looked for)
    when the first request has no kept answer. Safe for threads."""

    def __init__(self, options: ClaudeOptions, transport: Transport | None = None) -> None:
        self.options = options
        self._transport = transport or options.transport
        self._counter: Counter | None = options.counter
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._stopped: Stopped | None = None

    @property
    def wire(self) -> Wire:
        """What a session of one paper asks through."""
        return Wire(self._send, self._count, self._halt, self._stop)

    def stop(self) -> None:
        """Send nothing more, from any thread; what is under way counts as spent at the most it can cost."""
        self._stop.set()

    def _send(self, request: Request) -> Answer:
        if self._stopped is not None:
            raise WriterError(f"not asked, as an earlier request failed: {self._stopped.message}", self._stopped.hint)
        if self._stop.is_set():
            raise WriterError(f"stopped before {request.stage}", "run again: finished stages are kept")
        return self._connect()(request)

    def _halt(self, error: Stopped) -> None:
        """Send nothing more in this run: it would fail in the same way."""
        self._stopped = error

    def _count(self, request: Request) -> int | None:
        if self._stopped is not None or self._stop.is_set():
            return None
        self._connect()
        return self._counter(request) if self._counter else None

    def _connect(self) -> Transport:
        """The transport; made once, so that a foreign server is named once."""
        with self._lock:
            if self._transport is None:
                try:
                    client = make_client(self.options)
                except UsageError as error:  # a server that may not have the key: each paper says so, none is lost
                    raise WriterError(error.message, error.hint) from error
                self._transport, self._counter = sending(client), counting(client)
            return self._transport
