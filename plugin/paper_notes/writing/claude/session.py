"""Asking on behalf of one paper: from the cache when the answer is there, within the budget when it is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import anthropic
import msgspec

from paper_notes.errors import WriterError
from paper_notes.writing.claude.budget import Budget, cost_of, reserve, settle
from paper_notes.writing.claude.client import BrokenOff, Refused, ask
from paper_notes.writing.claude.options import ClaudeOptions
from paper_notes.writing.claude.paper_input import count_text
from paper_notes.writing.claude.request import Answer, Request, Usage
from paper_notes.writing.claude.schema import Form
from paper_notes.writing.claude.stages import StageCache

FormT = TypeVar("FormT", bound=Form)
Transport = Callable[[Request], Answer]
"""Sends a request and waits for the whole answer."""


class Waiting(WriterError):
    """The answer comes with a batch, in a later run."""


def sending(client: anthropic.Anthropic) -> Transport:
    """A transport that streams each answer at once."""
    return lambda request: ask(client, request)


class Session:
    """The requests of one paper, and what they cost. ``paper_tokens`` are those of the paper by rule of thumb."""

    def __init__(
        self,
        transport: Transport,
        options: ClaudeOptions,
        cache: StageCache,
        budgets: tuple[Budget, ...],
        paper_tokens: int,
    ) -> None:
        self.transport, self.options, self.cache, self.budgets = transport, options, cache, budgets
        self.paper_tokens = paper_tokens
        self.usage = Usage()
        self.cost = 0.0
        self.models: dict[str, None] = {}
        self.messages: list[str] = []

    def ask(self, request: Request) -> Answer:
        """The answer to a request; when the model refuses, that of the fallback model if there is one."""
        try:
            return self._ask(request)
        except Refused as error:
            other = self.options.fallback_model
            if not other or other == request.model:
                raise
            self.messages.append(f"{error.message}; {other} was asked instead")
            return self._ask(request.to(other))

    def ask_for(self, form: type[FormT], request: Request) -> FormT:
        """The answer as a record. Raises BrokenOff when it isn't JSON of that form; such an answer isn't kept."""
        answer = self.ask(request)
        try:
            return msgspec.json.decode(_json(answer.text), type=form)
        except msgspec.DecodeError as error:
            self.cache.drop(request)
            raise BrokenOff(
                f"{answer.model} gave no valid JSON while {request.stage} ({error})",
                "run again; a server without structured output may not be able to do this",
            ) from error

    def _ask(self, request: Request) -> Answer:
        kept = self.cache.get(request)
        if kept is None:
            kept = self._send(request)
            self.cache.put(request.key, kept)
        self.usage += kept.usage
        self.cost += kept.cost or 0.0
        self.models[kept.model] = None
        return kept

    def _send(self, request: Request) -> Answer:
        price = self.options.price_of(request.model)
        texts = sum(count_text(block["text"]) for block in request.content if block["type"] == "text")
        tokens = texts + count_text(request.system) + (self.paper_tokens if request.identity.startswith("pdf") else 0)
        limit, reserved = reserve(self.budgets, tokens, price, request.max_tokens)
        spent = reserved  # an answer that breaks off is billed all the same
        try:
            answer = self.transport(request.within(limit, tokens))
            cost = cost_of(answer.usage, price) if price else None
            spent = cost or 0.0
            return msgspec.structs.replace(answer, cost=cost)
        except WriterError as error:
            spent = reserved if isinstance(error, BrokenOff) else 0.0
            raise
        finally:
            settle(self.budgets, reserved, spent)


def _json(text: str) -> str:
    """The JSON of an answer; servers without structured output like to fence it."""
    text = text.strip()
    if text.startswith("```"):
        text = text.partition("\n")[2].rpartition("```")[0]
    return text
