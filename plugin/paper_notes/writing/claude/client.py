"""Asking the Messages API through its SDK: streamed, whole answers only, faults in words for the user.

Nothing of the SDK is repeated here: it finds the credentials, retries what failed before an answer began (429 with its
``retry-after``, 5xx, 529, lost connections) and speaks HTTP. What it leaves to its caller: a stream that is cut
cleanly looks like a short answer, errors inside a stream are not retried, a disconnect surfaces as an ``httpx2`` error.
"""

from __future__ import annotations

import os
import re

import anthropic
import httpx2
from anthropic.types import Message

from paper_notes.errors import WriterError
from paper_notes.writing.claude.options import ClaudeOptions
from paper_notes.writing.claude.request import Answer, Request, Usage

STREAM_ATTEMPTS = 2
"""Times that an answer which broke off is asked for; what fails before it begins the SDK retries by itself."""

LOGIN_HINT = (
    "set ANTHROPIC_API_KEY (or sign in with a profile of the SDK), or choose the writer 'extract', which needs no key"
)


class NoCredentials(WriterError):
    """The SDK found no credentials."""


class Refused(WriterError):
    """The model declined to answer."""


class BrokenOff(WriterError):
    """The answer did not arrive whole."""


class Stopped(WriterError):
    """Nothing more can be asked in this run: every paper would fail in the same way."""


def make_client(options: ClaudeOptions) -> anthropic.Anthropic:
    """The SDK's client; raises :class:`NoCredentials` before anything is sent."""
    try:
        client = anthropic.Anthropic(
            base_url=options.base_url, timeout=httpx2.Timeout(options.timeout, connect=10.0), max_retries=3
        )
    except (anthropic.AnthropicError, ValueError) as error:
        raise NoCredentials(f"the credentials for Claude can't be used ({_line(error)})", LOGIN_HINT) from error
    if not (client.api_key or client.auth_token or client.credentials):
        raise NoCredentials("there are no credentials for Claude", LOGIN_HINT)
    return client


def have_credentials() -> bool:
    """Whether the SDK finds credentials, without asking anyone whether they are good."""
    try:
        client = anthropic.Anthropic(base_url=os.environ.get("ANTHROPIC_BASE_URL"))
    except (anthropic.AnthropicError, ValueError):
        return False
    return bool(client.api_key or client.auth_token or client.credentials)


def ask(client: anthropic.Anthropic, request: Request) -> Answer:
    """The whole answer to a request. Raises a WriterError that says what happened and what to do."""
    for attempt in range(1, STREAM_ATTEMPTS + 1):
        try:
            return accept(_stream(client, request), request)
        except BrokenOff:
            if attempt == STREAM_ATTEMPTS:
                raise
    raise AssertionError


def _stream(client: anthropic.Anthropic, request: Request) -> Message:
    try:
        with client.messages.stream(**request.params()) as stream:
            begun = False
            for event in stream:
                begun |= event.type == "message_start"
            if not begun:
                raise Stopped(
                    f"{_server(client)} answered with something that is no stream of the Messages API",
                    "check base_url: a proxy or a login page may be answering in its place",
                )
            return stream.current_message_snapshot
    except anthropic.APIStatusError as error:
        raise _worded(error, client, request) from error
    except anthropic.APITimeoutError as error:
        raise Stopped(
            f"{_server(client)} sent nothing in time while {request.stage}", "run again later, or raise timeout"
        ) from error
    except anthropic.APIConnectionError as error:
        raise Stopped(
            f"{_server(client)} can't be reached ({_line(error.__cause__ or error)})",
            "check the network and base_url; finished stages are kept, so run again",
        ) from error
    except httpx2.TimeoutException as error:
        raise BrokenOff(
            f"the answer from {_server(client)} stalled while {request.stage}", "run again later, or raise timeout"
        ) from error
    except httpx2.HTTPError as error:
        raise BrokenOff(
            f"the connection to {_server(client)} broke off while {request.stage} ({_line(error)})",
            "run again: finished stages are kept and not paid twice",
        ) from error
    except anthropic.AnthropicError as error:
        raise WriterError(f"the Claude SDK gave up while {request.stage} ({_line(error)})") from error
    except ValueError as error:  # JSON that is none, inside the stream
        raise BrokenOff(
            f"{_server(client)} sent a damaged stream while {request.stage} ({_line(error)})", "run again"
        ) from error


def accept(message: Message, request: Request) -> Answer:
    """The answer, when it ended by itself; otherwise an error that says how it ended."""
    match message.stop_reason:
        case "end_turn":
            pass
        case "refusal":
            details = message.stop_details
            why = f" ({details.category}: {details.explanation})" if details and details.category else ""
            raise Refused(
                f"{request.model} declined while {request.stage}{why}",
                "set fallback_model to ask another model, or use the writer 'extract' for this paper",
            )
        case "max_tokens":
            raise WriterError(
                f"{request.model} was cut off at {request.max_tokens} tokens while {request.stage}", "raise max_tokens"
            )
        case "model_context_window_exceeded":
            raise WriterError(f"the paper is too long for {request.model}", "choose a model with a larger window")
        case None:
            raise BrokenOff(
                f"the answer of {request.model} ended early while {request.stage}",
                "run again: finished stages are kept and not paid twice",
            )
        case other:
            raise WriterError(f"{request.model} stopped with {other!r} while {request.stage}", "run again")
    text = "".join(block.text for block in message.content if block.type == "text")
    if not text.strip():
        raise BrokenOff(f"{request.model} gave an empty answer while {request.stage}", "run again")
    usage = message.usage
    return Answer(
        text,
        message.model,
        Usage(
            usage.input_tokens,
            usage.output_tokens,
            usage.cache_read_input_tokens or 0,
            usage.cache_creation_input_tokens or 0,
        ),
    )


def _worded(error: anthropic.APIStatusError, client: anthropic.Anthropic, request: Request) -> WriterError:
    """What an HTTP error means to the user, and what to do."""
    said = _line(error.api_message or error.message)
    server, status = _server(client), error.status_code
    if status == 200 or (error.type == "overloaded_error" and status != 529):  # an error event inside a stream
        return BrokenOff(f"{server} broke off while {request.stage} ({said})", "run again: finished stages are kept")
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
            return WriterError(f"the paper is too big for {server} ({said})", "choose input: text for this paper")
        case 429:
            return Stopped(
                f"{server} limits the rate ({said})", "wait, lower concurrency, and run again: finished stages are kept"
            )
        case 529 | 503:
            return Stopped(f"{server} is overloaded ({said})", "run again later: finished stages are kept")
        case 400:
            return WriterError(
                f"{server} rejects the request while {request.stage} ({said})",
                "a server that reads no PDFs or gives no structured output needs input: text",
            )
        case _ if status >= 500:
            return Stopped(f"{server} has a fault ({status}: {said})", "run again later: finished stages are kept")
    return WriterError(f"{server} answered {status} while {request.stage} ({said})")


def _server(client: anthropic.Anthropic) -> str:
    host = client.base_url.host
    return "Claude" if host == "api.anthropic.com" else f"the server at {host}"


def _line(error: object) -> str:
    """An error's text on one line, without anything that looks like a key."""
    text = " ".join(str(error).split())
    return re.sub(r"sk-[A-Za-z0-9_-]{6,}", "sk-…", text)[:200]
