"""What the user may choose about the Claude writer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from math import inf
from typing import Any, Final

from paper_notes.errors import UsageError
from paper_notes.settings import ClaudeSettings, Effort, InputMode

DEFAULT_MODEL = "claude-sonnet-5-5"
"""Reads PDFs, gives structured output and costs half of the largest model; what it gets wrong the checks catch."""

RUN_LIMIT_USD = 5.0
PAPER_LIMIT_USD = 1.0
"""What a build and a note may cost when nobody said otherwise: a key in the environment is not spent unasked. A note of
a paper of 30 pages costs about $0.30."""


class Unset(Enum):
    """Stands for a limit that nobody chose."""

    UNSET = "unset"


UNSET: Final = Unset.UNSET


def limit_of(value: float | str) -> float | None:
    """A limit as the user writes it: US dollars, or ``none`` for no limit. Raises UsageError for anything else."""
    try:
        dollars = inf if str(value).strip().lower() == "none" else float(value)
    except ValueError:
        dollars = -1.0
    if not dollars >= 0:
        raise UsageError(f"{value!r} is no limit of cost", "give US dollars, 0 to spend nothing, none for no limit")
    return None if dollars == inf else dollars


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
    are counted and dollars are not; a limit then stops the first request (the default limit not that of a server on
    this machine). ``timeout`` is seconds without a byte from the server, ``deadline`` seconds for one answer with all
    that is tried for it. Credentials are none of these: the SDK finds them.

    ``verify`` is the model that reads a note again beside its pages, "off" for none, None for the second reader's own
    default (see :mod:`paper_notes.writing.claude.second_reading`).

    ``base_url_chosen`` says that the person at the keyboard named ``base_url``; one that came with a project's files
    is used only for loopback, or when the environment allows it by name. ``retry_rejected`` asks anew for a draft that
    the checks rejected in an earlier run; with ``ask_anew`` every kept answer whose key is not in that set yet is asked
    for anew, once. ``tell`` shows a line to the user at once (a server's name, a long wait, a sum after a stop).
    ``transport`` sends requests in the place of the SDK's client (a queue for a batch),
    ``counter`` counts the tokens of one.
    """

    model: str = DEFAULT_MODEL
    fallback_model: str | None = None
    effort: Effort | None = None
    input: InputMode = "pdf"
    base_url: str | None = None
    timeout: float = 300.0
    deadline: float = field(default=900.0, repr=False)
    concurrency: int = 2
    max_tokens: int = 32_000
    max_rounds: int = 3
    max_cost: float | Unset | None = UNSET
    max_cost_per_paper: float | Unset | None = UNSET
    price: Price | None = None
    prices: Mapping[str, Price] = field(default_factory=lambda: PRICES, repr=False)
    verify: str | None = field(default=None, repr=False)
    transport: Callable[[Any], Any] | None = field(default=None, repr=False, compare=False)
    counter: Callable[[Any], int | None] | None = field(default=None, repr=False, compare=False)
    base_url_chosen: bool = field(default=False, repr=False, compare=False)
    retry_rejected: bool = field(default=False, repr=False, compare=False)
    ask_anew: set[str] | None = field(default=None, repr=False, compare=False)
    tell: Callable[[str], object] | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, settings: ClaudeSettings, **more: Any) -> ClaudeOptions:
        """The options as a library's settings give them; ``more`` are those of this run. Raises UsageError."""
        given = {name: value for name in settings.__struct_fields__ if (value := getattr(settings, name)) is not None}
        if isinstance(settings.verify, bool):  # as YAML reads on and off
            given["verify"] = None if settings.verify else "off"
        if settings.price:
            given["price"] = Price.given(settings.price.input, settings.price.output)
        given |= {name: limit_of(given[name]) for name in ("max_cost", "max_cost_per_paper") if name in given}
        return cls(**given, **more)

    def price_of(self, model: str) -> Price | None:
        """What a model costs; None when it isn't known."""
        listed = self.prices.get(_DATE.sub("", model))
        return self.price if model == self.model and self.price else listed or self.price
