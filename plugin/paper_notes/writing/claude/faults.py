"""What can go wrong with a request: in words for the user, whether another attempt makes sense, and what it may have
cost."""

from __future__ import annotations

import email.utils
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import anthropic

from paper_notes.errors import WriterError
from paper_notes.writing.claude.request import Request, Usage

ATTEMPTS = 4
"""Times that a request is sent when the server says that it did nothing (429, 5xx, no connection)."""
STREAM_ATTEMPTS = 2
"""Times that an answer is asked for that broke off: each may be billed."""

LOGIN_HINT = (
    "set ANTHROPIC_API_KEY (or sign in with a profile of the SDK), or choose the writer 'extract', which needs no key"
)


@dataclass(frozen=True, slots=True)
class Bill:
    """What the server says it bills. Unless it is ``settled``, more may have been billed: the whole output that was
    allowed, and the input too when the answer never ``begun``."""

    usage: Usage = field(default_factory=Usage)
    settled: bool = True
    begun: bool = False


NOTHING = Bill()
UNKNOWN = Bill(settled=False)


class NoCredentials(WriterError):
    """The SDK found no credentials."""


class AskError(WriterError):
    """A request brought no answer. ``attempts`` is how often it may be sent in all, ``wait`` the seconds that the
    server asks to wait before."""

    def __init__(
        self, message: str, hint: str = "", *, bill: Bill = NOTHING, attempts: int = 1, wait: float | None = None
    ) -> None:
        super().__init__(message, hint)
        self.bill, self.attempts, self.wait = bill, attempts, wait


class Refused(AskError):
    """The model declined to answer."""


class BrokenOff(AskError):
    """The answer did not arrive whole."""


class Stopped(AskError):
    """Nothing more can be asked in this run: every paper would fail in the same way."""


def worded(error: anthropic.APIStatusError, server: str, request: Request, bill: Bill) -> AskError:
    """What an HTTP error means to the user, and what to do."""
    said = one_line(error.api_message or error.message)
    status, wait = error.status_code, retry_after(error.response.headers)
    if status == 200 or (error.type == "overloaded_error" and status != 529):  # an error event inside a stream
        return BrokenOff(
            f"{server} broke off while {request.stage} ({said})",
            "run again: finished stages are kept",
            bill=bill if bill.begun else UNKNOWN,
            attempts=STREAM_ATTEMPTS,
        )
    match status:
        case 401 | 403:
            return Stopped(f"{server} refuses the credentials ({status}: {said})", "check ANTHROPIC_API_KEY")
        case 402:
            return Stopped(f"{server} wants payment ({said})", "check the account's credit")
        case 404:
            return Stopped(
                f"{server} knows no model {request.model!r} ({said})", "check the options model and base_url"
            )
        case 413:
            return AskError(f"the paper is too big for {server} ({said})", "choose input: text for this paper")
        case 429:
            return Stopped(
                f"{server} limits the rate ({said})",
                "wait, lower concurrency, and run again: finished stages are kept",
                attempts=ATTEMPTS,
                wait=wait,
            )
        case 529 | 503:
            return Stopped(
                f"{server} is overloaded ({said})",
                "run again later: finished stages are kept",
                attempts=ATTEMPTS,
                wait=wait,
            )
        case 400:
            return AskError(
                f"{server} rejects the request while {request.stage} ({said})",
                "a server that reads no PDFs or gives no structured output needs input: text",
            )
        case _ if 300 <= status < 400:
            return Stopped(
                f"{server} sends requests on to another address ({status}), which is not followed: the key would go "
                "along",
                "give the right base_url",
            )
        case _ if status >= 500:
            return Stopped(
                f"{server} has a fault ({status}: {said})",
                "run again later: finished stages are kept",
                attempts=ATTEMPTS,
                wait=wait,
            )
    return AskError(f"{server} answered {status} while {request.stage} ({said})")


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a server asks to wait, from ``retry-after-ms`` or ``retry-after`` (seconds or a date)."""
    try:
        if "retry-after-ms" in headers:
            seconds = float(headers["retry-after-ms"]) / 1000
        else:
            seconds = float(headers.get("retry-after", ""))
    except ValueError:
        try:
            date = email.utils.parsedate_to_datetime(headers.get("retry-after", ""))
        except (TypeError, ValueError):
            return None
        seconds = date.timestamp() - time.time()
    return seconds if 0 <= seconds < float("inf") else None


def named_server(host: str) -> str:
    """How the user knows the server."""
    return "Claude" if host == "api.anthropic.com" else f"the server at {host}"


def one_line(error: object) -> str:
    """An error's text on one line, without anything that looks like a key and nothing that steers a terminal."""
    text = "".join(c if c.isprintable() else " " for c in str(error)[:4000])
    return re.sub(r"sk-[A-Za-z0-9_-]{6,}", "sk-…", " ".join(text.split()))[:200]
