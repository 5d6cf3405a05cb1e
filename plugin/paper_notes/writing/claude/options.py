"""What the user may choose about the Claude writer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Any, Literal

from paper_notes.errors import UsageError

InputMode = Literal["pdf", "text+images", "text"]
Effort = Literal["low", "medium", "high", "xhigh", "max"]

DEFAULT_MODEL = "claude-sonnet-5-5"
"""Reads PDFs, gives structured output and costs half of the largest model; what it gets wrong the checks catch."""


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars a million tokens. Writing to the cache costs 1.25 times the input price, a batch half of all."""

    input: float
    output: float
    cache_read: float

    @classmethod
    def given(cls, input: float | None, output: float | None) -> Price:
        """A price that the user gives, without a discount for what the server keeps: it may keep nothing.

        Raises UsageError for what can't be a price.
        """
        if input is None or output is None or not (0 <= input < inf and 0 <= output < inf):
            raise UsageError(
                f"the price of a model is two sums, US dollars a million tokens, not {input} and {output}",
                "give `input` and `output`, 0 for a model that costs nothing",
            )
        return cls(input, output, input)

    @property
    def cache_write(self) -> float:
        return self.input * 1.25


PRICES: Mapping[str, Price] = {
    "claude-opus-5-5": Price(4.0, 20.0, 0.2),
    "claude-sonnet-5-5": Price(2.0, 10.0, 0.1),
    "claude-opus-5": Price(5.0, 25.0, 0.5),
    "claude-sonnet-5": Price(2.0, 10.0, 0.2),
    "claude-haiku-4-5": Price(1.0, 5.0, 0.1),
}
"""As published on the provider's pricing page in October 2026; a name with a date ("…-20261001") counts as the name
without. The API itself tells no prices; for any other model the user gives them (``price``)."""

_DATE = re.compile(r"-20\d{6}$")


@dataclass(frozen=True, slots=True)
class ClaudeOptions:
    """Options of the Claude writer.

    ``base_url`` None means what the SDK finds (``ANTHROPIC_BASE_URL``, else the provider). ``input`` is what the model
    is shown of the paper: the PDF itself; its text and figures as images; its text alone. Compatible local servers
    read no PDF blocks, some without saying so: choose ``text`` for them. ``max_cost`` and ``max_cost_per_paper`` are
    US dollars for a run and for one note, and are never passed. ``fallback_model`` is asked when ``model`` refuses.
    ``price`` is that of ``model``, and of ``fallback_model`` when the table doesn't know it. Without a price tokens
    are counted and dollars are not; a limit then stops the first request.
    ``timeout`` is seconds without a byte from the server. Credentials are none of these: the SDK finds them.
    ``transport`` sends requests in the place of the SDK's client (a queue for a batch).
    """

    model: str = DEFAULT_MODEL
    fallback_model: str | None = None
    effort: Effort | None = None
    input: InputMode = "pdf"
    base_url: str | None = None
    timeout: float = 300.0
    concurrency: int = 2
    max_tokens: int = 32_000
    max_rounds: int = 3
    max_cost: float | None = None
    max_cost_per_paper: float | None = None
    price: Price | None = None
    prices: Mapping[str, Price] = field(default_factory=lambda: PRICES, repr=False)
    transport: Callable[[Any], Any] | None = field(default=None, repr=False, compare=False)

    def price_of(self, model: str) -> Price | None:
        """What a model costs; None when it isn't known."""
        listed = self.prices.get(_DATE.sub("", model))
        return self.price if model == self.model and self.price else listed or self.price
