"""Many papers through the Batches API, at half the price: requests are queued stage by stage, sent together, and their
answers put where the writer looks first. What is under way stands on disk, so a later run, or one after a restart,
collects it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import anthropic
import httpx2
import msgspec
from anthropic.types.messages import MessageBatchIndividualResponse

from paper_notes.cache.sealed import read_plain, seal, unseal
from paper_notes.errors import WriterError
from paper_notes.files import write_atomically
from paper_notes.writing.claude.bounds import believable
from paper_notes.writing.claude.budget import BudgetSpent, cost_of, most_of, run_budget
from paper_notes.writing.claude.client import accept, usage_of
from paper_notes.writing.claude.faults import one_line
from paper_notes.writing.claude.options import ClaudeOptions
from paper_notes.writing.claude.request import Answer, Request
from paper_notes.writing.claude.server import at_home
from paper_notes.writing.claude.session import Counter, Waiting, counting
from paper_notes.writing.claude.stages import StageCache

ResultT = TypeVar("ResultT")

MOST_BYTES = 200_000_000
"""A batch holds 256 MB."""


class Asked(msgspec.Struct, frozen=True):
    """A request that is under way: enough to judge its answer by."""

    key: str
    stage: str
    model: str
    max_tokens: int


class Batch(msgspec.Struct, frozen=True):
    """A batch that was sent; ``most`` is what it may cost at most, in US dollars."""

    id: str
    asked: tuple[Asked, ...]
    most: float = 0.0


class BatchQueue:
    """Requests waiting to be sent, batches waiting to be collected.

    Give :meth:`transport` to the writer: whatever it must ask is queued, and the paper waits.
    """

    def __init__(self, cache_dir: Path, options: ClaudeOptions, client: Callable[[], anthropic.Anthropic]) -> None:
        self.file = cache_dir / "claude" / "batches.json"
        self.cache = StageCache(cache_dir / "claude" / "stages")
        self.options, self.client = options, client
        self.queued: dict[str, Request] = {}
        self.failed: dict[str, str] = {}
        self.spent = 0.0
        self.unsure = 0.0
        self._counter: Counter | None = None
        self._lock = threading.Lock()

    def transport(self, request: Request) -> Answer:
        """Queue a request; raises :class:`Waiting`, or why the same request failed in this run."""
        with self._lock:
            if request.key in self.failed:
                raise WriterError(self.failed[request.key])
            if not any(asked.key == request.key for batch in self.under_way() for asked in batch.asked):
                self.queued[request.key] = request
        raise Waiting(f"{request.stage} waits for a batch")

    def count(self, request: Request) -> int | None:
        """Tokens of a request's input as the server counts them; None when it can't."""
        self._counter = self._counter or counting(self.client())
        return self._counter(request)

    def under_way(self) -> list[Batch]:
        """Batches that this user's runs sent and didn't collect yet."""
        try:
            data = unseal(self.file.name, read_plain(self.file))
            return [] if data is None else msgspec.json.decode(data, type=list[Batch])
        except FileNotFoundError:
            return []
        except (OSError, msgspec.DecodeError) as error:
            raise WriterError(f"{self.file} can't be read ({error})", "delete it; its batches are lost") from error

    def send(self) -> Batch | None:
        """Send what is queued as one batch (as much as one holds); None when nothing is. Raises
        :class:`BudgetSpent` before a limit could be passed."""
        requests: list[Request] = []
        size = 0
        for request in self.queued.values():
            size += len(msgspec.json.encode(request.params()))
            if requests and size > MOST_BYTES:
                break
            requests.append(request)
        if not requests:
            return None
        most = sum(self._most(request) for request in requests)
        budget = run_budget(self.options, at_home=at_home(self.options))
        limit = budget.limit
        pending = sum(batch.most for batch in self.under_way()) + self.unsure
        if limit is not None:
            budget.affordable(0, self.options.price_of(requests[0].model), 0)  # a limit needs a price
        if limit is not None and self.spent + pending + most > limit:
            raise BudgetSpent(
                f"a batch of {len(requests)} requests may cost ${most:.2f}, and ${limit - self.spent - pending:.2f} "
                f"of ${limit:.2f} are left",
                "raise max_cost, or name fewer papers",
            )
        self.unsure += most  # until the server says that it took the batch: then it stands among those under way
        sent = _asking(
            lambda: self.client().messages.batches.create(
                requests=[{"custom_id": request.key, "params": request.params()} for request in requests]  # type: ignore[typeddict-item]
            )
        )
        self.unsure -= most
        asked = tuple(Asked(r.key, r.stage, r.model, r.max_tokens) for r in requests)
        batch = Batch(sent.id, asked, most)
        self._save([*self.under_way(), batch])
        for request in requests:
            del self.queued[request.key]
        return batch

    def collect(self) -> int:
        """Fetch the answers of batches that have ended; returns how many batches are still under way."""
        left: list[Batch] = []
        for batch in self.under_way():
            state = _asking(lambda batch=batch: self.client().messages.batches.retrieve(batch.id))  # type: ignore[misc]
            if state.processing_status != "ended":
                left.append(batch)
                continue
            asked = {one.key: one for one in batch.asked}
            for result in _asking(lambda batch=batch: list(self.client().messages.batches.results(batch.id))):  # type: ignore[misc]
                if result.custom_id in asked:
                    self._keep(asked[result.custom_id], result)
            # only now is it collected: a kill before this line collects it once more, and pays nothing
            self._save([other for other in self.under_way() if other.id != batch.id])
        return len(left)

    def _keep(self, asked: Asked, response: MessageBatchIndividualResponse) -> None:
        result = response.result
        if result.type == "errored":
            error = result.error.error
            self.failed[asked.key] = (
                f"the batch failed while {asked.stage} ({one_line(error.type)}: {one_line(error.message)})"
            )
            return
        if result.type != "succeeded":
            self.failed[asked.key] = f"the batch was {result.type} while {asked.stage}. Run again to send it anew"
            return
        request = Request(asked.stage, asked.model, "", (), "", asked.max_tokens)
        price = self.options.price_of(asked.model)
        usage, _ = believable(usage_of(result.message), request)
        cost = cost_of(usage, price, batch=True) if price else None
        self.spent += cost or 0.0  # whatever its end
        try:
            answer = accept(result.message, request)
        except WriterError as error:
            self.failed[asked.key] = str(error)
            return
        if not self.cache.put(asked.key, msgspec.structs.replace(answer, usage=usage, cost=cost)):
            self.failed[asked.key] = f"the answer while {asked.stage} can't be kept in {self.cache.folder}"

    def _most(self, request: Request) -> float:
        """What a request may cost at most, in a batch."""
        return most_of(request.tokens, request.max_tokens, self.options.price_of(request.model)) / 2

    def _save(self, batches: list[Batch]) -> None:
        write_atomically(self.file, seal(self.file.name, msgspec.json.encode(batches)))


def _asking(call: Callable[[], ResultT]) -> ResultT:
    try:
        return call()
    except anthropic.APIStatusError as error:
        raise WriterError(
            f"the server answers {error.status_code} about a batch ({one_line(error.api_message or error.message)})",
            "run again: what is under way is kept",
        ) from error
    except (anthropic.AnthropicError, httpx2.HTTPError) as error:
        raise WriterError(
            f"the server can't be reached about a batch ({one_line(error)})",
            "run again: what is under way is kept",
        ) from error
