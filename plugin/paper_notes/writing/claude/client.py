"""One request to the Messages API through its SDK: streamed, whole answers only, bounded in time and size.

The SDK finds the credentials and speaks HTTP. Its own retries are switched off: each attempt may cost money, so the
till (:mod:`paper_notes.writing.claude.session`) decides about another one. Redirects are not followed: they would carry
the key along.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import anthropic
import httpx2
from anthropic.types import Message

from paper_notes.errors import WriterError
from paper_notes.work.within import within
from paper_notes.writing.claude.bounds import most_bytes, most_characters
from paper_notes.writing.claude.faults import (
    ATTEMPTS,
    LOGIN_HINT,
    NOTHING,
    STREAM_ATTEMPTS,
    UNKNOWN,
    AskError,
    Bill,
    BrokenOff,
    NoCredentials,
    Refused,
    Stopped,
    named_server,
    one_line,
    worded,
)
from paper_notes.writing.claude.options import ClaudeOptions
from paper_notes.writing.claude.request import Answer, Request, Usage
from paper_notes.writing.claude.server import PROVIDER, allowed_url, check_url

CONNECT_SECONDS = 10.0
LARGEST_REPLY = 300_000_000
"""Bytes of any reply that is no answer: the results of a batch are the largest."""


class _TooLong(Exception):
    """The server sends more than any answer to this request can be."""


def make_client(options: ClaudeOptions) -> anthropic.Anthropic:
    """The SDK's client; raises :class:`NoCredentials` or UsageError before anything is sent. A server that is not the
    provider's is named to the user."""
    base_url = allowed_url(options)
    timeout = httpx2.Timeout(options.timeout, connect=CONNECT_SECONDS)
    http = _http(timeout, LARGEST_REPLY)
    try:
        client = anthropic.Anthropic(base_url=base_url, timeout=timeout, max_retries=0, http_client=http)
    except (anthropic.AnthropicError, ValueError) as error:
        raise NoCredentials(f"the credentials for Claude can't be used ({one_line(error)})", LOGIN_HINT) from error
    if not (client.api_key or client.auth_token or client.credentials):
        raise NoCredentials("there are no credentials for Claude", LOGIN_HINT)
    check_url(client.base_url, "base_url")  # a profile of the SDK may name one too
    if options.tell and client.base_url.host != PROVIDER:
        place = client.base_url
        port = f":{place.port}" if place.port else ""
        options.tell(f"requests and the key go to {place.scheme}://{place.host}{port}, not to {PROVIDER}")
    return client


def have_credentials() -> bool:
    """Whether the SDK finds credentials, without asking anyone whether they are good."""
    try:
        client = anthropic.Anthropic(base_url=os.environ.get("ANTHROPIC_BASE_URL"))
    except (anthropic.AnthropicError, ValueError):
        return False
    return bool(client.api_key or client.auth_token or client.credentials)


def ask(client: anthropic.Anthropic, request: Request) -> Answer:
    """The whole answer to a request, asked for once. Raises an :class:`AskError` that says what happened, what to do,
    and what it may have cost. Ends after ``request.seconds`` whatever the server does."""
    timeout = client.timeout if isinstance(client.timeout, httpx2.Timeout) else httpx2.Timeout(request.seconds)
    silence = min(timeout.read or request.seconds, request.seconds)
    heard = _Heard()
    with _http(httpx2.Timeout(silence, connect=min(CONNECT_SECONDS, silence)), most_bytes(request)) as http:
        one = client.copy(http_client=http)
        try:
            return within(request.seconds, lambda: accept(_stream(one, request, heard), request), "claude-request")
        except TimeoutError:
            raise BrokenOff(
                f"{named_server(client.base_url.host)} had not finished after {request.seconds:.0f} s "
                f"while {request.stage}",
                "run again later, or raise deadline",
                bill=heard.bill,
            ) from None


class _Heard:
    """What the server has said so far about what it bills."""

    def __init__(self) -> None:
        self.bill: Bill = UNKNOWN

    def message(self, message: Message) -> None:
        self.bill = Bill(usage_of(message), settled=False, begun=True)


class _Bounded(httpx2.SyncByteStream):
    """A reply that ends with an error when it is longer than it can rightly be."""

    def __init__(self, stream: httpx2.SyncByteStream, most: int) -> None:
        self.stream, self.most = stream, most

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for part in self.stream:
            size += len(part)
            if size > self.most:
                raise _TooLong
            yield part

    def close(self) -> None:
        self.stream.close()


def _http(timeout: httpx2.Timeout, most: int) -> httpx2.Client:
    def bound(response: httpx2.Response) -> None:
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = _Bounded(response.stream, most)

    return anthropic.DefaultHttpxClient(timeout=timeout, follow_redirects=False, event_hooks={"response": [bound]})


def _stream(client: anthropic.Anthropic, request: Request, heard: _Heard) -> Message:
    server = named_server(client.base_url.host)
    try:
        with client.messages.stream(**request.params()) as stream:
            size = 0
            for event in stream:
                if event.type in ("message_start", "message_delta"):
                    heard.message(stream.current_message_snapshot)
                elif event.type == "text":
                    size += len(event.text)
                    if size > most_characters(request):
                        raise _TooLong
            if not heard.bill.begun:
                raise Stopped(
                    f"{server} answered with something that is no stream of the Messages API",
                    "check base_url: a proxy or a login page may be answering in its place",
                    bill=UNKNOWN,
                )
            return stream.current_message_snapshot
    except _TooLong:
        raise AskError(
            f"{server} sent an answer longer than {request.max_tokens} tokens can be while {request.stage}",
            "it was not kept; check base_url and run again",
            bill=heard.bill,
        ) from None
    except anthropic.APIStatusError as error:
        raise worded(error, server, request, heard.bill) from error
    except anthropic.APITimeoutError as error:
        connected = not isinstance(error.__cause__, httpx2.ConnectTimeout | httpx2.PoolTimeout)
        raise Stopped(
            f"{server} sent nothing in time while {request.stage}",
            "run again later, or raise timeout",
            bill=UNKNOWN if connected else NOTHING,
            attempts=STREAM_ATTEMPTS if connected else ATTEMPTS,
        ) from error
    except anthropic.APIConnectionError as error:
        connected = not isinstance(error.__cause__, httpx2.ConnectError | httpx2.UnsupportedProtocol)
        raise Stopped(
            f"{server} can't be reached ({one_line(error.__cause__ or error)})",
            "check the network and base_url; finished stages are kept, so run again",
            bill=UNKNOWN if connected else NOTHING,
            attempts=STREAM_ATTEMPTS if connected else ATTEMPTS,
        ) from error
    except httpx2.TimeoutException as error:
        raise BrokenOff(
            f"the answer from {server} stalled while {request.stage}",
            "run again later, or raise timeout",
            bill=heard.bill,
            attempts=STREAM_ATTEMPTS,
        ) from error
    except (httpx2.HTTPError, httpx2.StreamError, OSError) as error:
        raise BrokenOff(
            f"the connection to {server} broke off while {request.stage} ({one_line(error)})",
            "run again: finished stages are kept and not paid twice",
            bill=heard.bill,
            attempts=STREAM_ATTEMPTS,
        ) from error
    except anthropic.AnthropicError as error:
        raise AskError(f"the Claude SDK gave up while {request.stage} ({one_line(error)})", bill=heard.bill) from error
    except WriterError:
        raise
    except Exception as error:  # JSON that is none, events in an order that the SDK doesn't expect
        raise BrokenOff(
            f"{server} sent a damaged stream while {request.stage} ({one_line(error)})",
            "run again",
            bill=heard.bill,
            attempts=STREAM_ATTEMPTS,
        ) from error


def accept(message: Message, request: Request) -> Answer:
    """The answer, when it ended by itself; otherwise an error that says how it ended. Both say what it cost."""
    usage = usage_of(message)
    bill = Bill(usage, begun=True)
    match message.stop_reason:
        case "end_turn":
            pass
        case "refusal":
            details = message.stop_details
            why = f" ({details.category}: {details.explanation})" if details and details.category else ""
            raise Refused(
                f"{request.model} declined while {request.stage}{one_line(why) and ' ' + one_line(why)}",
                "set fallback_model to ask another model, or use the writer 'extract' for this paper",
                bill=bill,
            )
        case "max_tokens":
            raise AskError(
                f"{request.model} was cut off at {request.max_tokens} tokens while {request.stage}",
                "raise max_tokens",
                bill=bill,
            )
        case "model_context_window_exceeded":
            raise AskError(
                f"the paper is too long for {request.model}", "choose a model with a larger window", bill=bill
            )
        case None:
            raise BrokenOff(
                f"the answer of {request.model} ended early while {request.stage}",
                "run again: finished stages are kept and not paid twice",
                bill=Bill(usage, settled=False, begun=True),
                attempts=STREAM_ATTEMPTS,
            )
        case other:
            raise AskError(f"{request.model} stopped with {other!r} while {request.stage}", "run again", bill=bill)
    text = "".join(block.text for block in message.content if block.type == "text")
    if not text.strip():
        raise BrokenOff(
            f"{request.model} gave an empty answer while {request.stage}",
            "run again",
            bill=bill,
            attempts=STREAM_ATTEMPTS,
        )
    if len(text) > most_characters(request):
        raise AskError(f"the answer while {request.stage} is too long", "it was not kept; run again", bill=bill)
    return Answer(text, str(message.model), usage)


def usage_of(message: Message) -> Usage:
    """What a message says it used; what is no number counts as nothing."""

    def count(name: str) -> int:
        said = getattr(message.usage, name, 0)
        return int(said) if isinstance(said, int | float) and abs(said) < 1e15 else 0

    return Usage(
        count("input_tokens"),
        count("output_tokens"),
        count("cache_read_input_tokens"),
        count("cache_creation_input_tokens"),
    )
