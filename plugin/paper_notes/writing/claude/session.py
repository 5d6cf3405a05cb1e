"""Asking on behalf of one paper: from the cache when the answer is there, else through the till. Every attempt passes
it: what it can cost at most is set aside before it is sent, and what it did cost is counted whatever its end."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TypeVar

import anthropic
import httpx2
import msgspec

from paper_notes.errors import WriterError
from paper_notes.writing.claude.bounds import COUNT_SLACK, believable, most_input
from paper_notes.writing.claude.budget import Budget, BudgetSpent, cost_of, most_of, reserve, settle
from paper_notes.writing.claude.client import ask
from paper_notes.writing.claude.faults import UNKNOWN, AskError, Bill, BrokenOff, Refused, Stopped
from paper_notes.writing.claude.options import ClaudeOptions, Price
from paper_notes.writing.claude.paper_input import PaperInput
from paper_notes.writing.claude.request import Answer, Request, Usage
from paper_notes.writing.claude.schema import Form
from paper_notes.writing.claude.stages import StageCache

FormT = TypeVar("FormT", bound=Form)
Transport = Callable[[Request], Answer]
"""Sends a request once and waits for the whole answer."""
Counter = Callable[[Request], int | None]
"""Tokens of a request's input as the server counts them, without charge; None when it can't."""

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 16.0
"""Seconds between attempts when the server names none; doubled each time, a quarter at random."""
TOLD_PAUSE = 5.0
"""A wait from this many seconds on is told."""


class Waiting(WriterError):
    """The answer comes with a batch, in a later run."""


def sending(client: anthropic.Anthropic) -> Transport:
    """A transport that streams each answer at once."""
    return lambda request: ask(client, request)


def counting(client: anthropic.Anthropic) -> Counter:
    """Asks the server to count a request's input; it charges nothing for that."""

    def count(request: Request) -> int | None:
        params = {key: value for key, value in request.params().items() if key != "max_tokens"}
        try:
            found = client.messages.count_tokens(**params, timeout=min(request.seconds, 60.0)).input_tokens
        except (anthropic.AnthropicError, httpx2.HTTPError, OSError):
            return None
        return found if isinstance(found, int) and found > 0 else None

    return count


@dataclass(frozen=True, slots=True)
class Wire:
    """How requests leave: ``send`` one, ``count`` the tokens of one; ``halt`` is told of a failure that every request
    would meet, ``stop`` is set when no more may leave."""

    send: Transport
    count: Counter
    halt: Callable[[Stopped], None]
    stop: threading.Event


class Session:
    """The requests of one paper, and what they cost."""

    def __init__(
        self, wire: Wire, options: ClaudeOptions, cache: StageCache, budgets: tuple[Budget, ...], shown: PaperInput
    ) -> None:
        self.wire, self.options, self.cache, self.budgets, self.shown = wire, options, cache, budgets, shown
        self.usage = Usage()
        self.cost = 0.0
        self.models: dict[str, None] = {}
        self.messages: list[str] = []
        self.doubts: list[str] = []  # of the bill: told also when no note comes of it
        self.used: dict[str, str] = {}  # the key of each answer that was used, and its stage

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
        except (msgspec.DecodeError, RecursionError) as error:
            self.cache.drop(request)
            raise BrokenOff(
                f"{answer.model} gave no valid JSON while {request.stage} ({error})",
                "run again; a server without structured output may not be able to do this",
            ) from error

    def _ask(self, request: Request) -> Answer:
        anew = self.options.ask_anew
        if anew is not None and request.key not in anew:
            anew.add(request.key)
            self.cache.drop(request)
        kept = self.cache.get(request)
        if kept is not None:
            with self.budgets[0].lock:  # the limit of a note holds over several runs
                self.budgets[0].spent += kept.cost or 0.0
        else:
            kept = self._send(request)
            if not self.cache.put(request.key, kept):
                self.messages.append("the answer could not be kept in the cache: another run would pay for it again")
        self.used[request.key] = request.stage
        self.usage += kept.usage
        self.cost += kept.cost or 0.0
        self.models[kept.model] = None
        return kept

    def _send(self, request: Request) -> Answer:
        """Send until there is an answer, as often as makes sense within the deadline and the limits."""
        end = monotonic() + self.options.deadline
        failure: AskError | None = None
        attempt = 0
        while True:
            attempt += 1
            try:
                return self._once(request, max(end - monotonic(), 1.0))
            except BudgetSpent as spent:
                if failure is None:
                    raise
                failure.hint = f"it was not asked again: {spent}"
                raise failure from spent
            except AskError as error:
                failure = error
            if attempt >= failure.attempts or not self._paused(failure, attempt, end - monotonic()):
                if isinstance(failure, Stopped):
                    self.wire.halt(failure)
                raise failure

    def _paused(self, failure: AskError, attempt: int, left: float) -> bool:
        """Wait before the next attempt; False when there is no time for it, or the run was stopped."""
        pause = min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE) * (1 - random.random() / 4)
        pause = pause if failure.wait is None else failure.wait
        if pause >= left:
            if failure.wait is not None:
                failure.message += f"; it asks to wait {pause:.0f} s, and {max(left, 0):.0f} s are left for this answer"
                failure.hint = f"run again after that, or raise deadline ({self.options.deadline:.0f} s)"
            return False
        if pause >= TOLD_PAUSE and self.options.tell:
            self.options.tell(f"{failure.message}: asking again in {pause:.0f} s")
        return not self.wire.stop.wait(pause)

    def _once(self, request: Request, seconds: float) -> Answer:
        price = self.options.price_of(request.model)
        bound = most_input(request, self.shown.pdf_text_bytes, self.shown.pdf_pages)
        request = request.within(request.max_tokens, bound, seconds)
        limit, reserved = self._reserve(request, price)
        request = request.within(limit, bound, seconds)
        bill = UNKNOWN  # until something better is known: Ctrl-C, a fault of ours
        try:
            answer = self.wire.send(request)
            bill = Bill(answer.usage, begun=True)
        except AskError as error:
            bill = error.bill
            raise
        except WriterError:  # nothing was sent
            bill = Bill()
            raise
        finally:
            usage = self._believed(bill.usage, request)
            known = cost_of(usage, price) if price else 0.0
            settle(self.budgets, reserved, known, self._unsure(bill, usage, request, price, reserved) - known)
        return msgspec.structs.replace(answer, usage=usage, cost=known if price else None)

    def _unsure(self, bill: Bill, usage: Usage, request: Request, price: Price | None, reserved: float) -> float:
        """The most that an attempt may have cost: all that was set aside, less what is known of its input."""
        if bill.settled or price is None:
            return cost_of(usage, price) if price else 0.0
        if not bill.begun:
            return reserved
        return cost_of(msgspec.structs.replace(usage, output=request.max_tokens), price)

    def _reserve(self, request: Request, price: Price | None) -> tuple[int, float]:
        """Set aside what the request can cost. The bound of its input is generous: where it doesn't fit the limits,
        the server counts."""
        limited = any(budget.limit is not None for budget in self.budgets)
        tokens = request.tokens
        if limited and price is not None:
            most = most_of(tokens, request.max_tokens, price)
            if any(b.limit is not None and most > b.left for b in self.budgets) and not self.wire.stop.is_set():
                counted = self.wire.count(request)
                tokens = min(int(counted * COUNT_SLACK) + 1, tokens) if counted else tokens
        return reserve(self.budgets, tokens, price, request.max_tokens)

    def _believed(self, usage: Usage, request: Request) -> Usage:
        found, odd = believable(usage, request)
        if odd:
            said = f"{usage.input + usage.cache_read + usage.cache_write:,} tokens in, {usage.output:,} out"
            told = f"{request.model} bills {said} while {request.stage}, which can't be: check the bill"
            self.messages.append(told)
            self.doubts.append(told)
        return found


def _json(text: str) -> str:
    """The JSON of an answer; servers without structured output like to fence it."""
    text = text.strip()
    if text.startswith("```"):
        text = text.partition("\n")[2].rpartition("```")[0]
    return text
