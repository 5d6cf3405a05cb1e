"""Money: what a request may cost at most, what was spent, and the stop before a limit is passed."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from paper_notes.errors import WriterError
from paper_notes.writing.claude.options import PAPER_LIMIT_USD, RUN_LIMIT_USD, ClaudeOptions, Price, Unset
from paper_notes.writing.claude.request import Usage

FEWEST_TOKENS = 3_000
"""An answer shorter than this is no use to any stage; money for less stops the work."""


class BudgetSpent(WriterError):
    """The next request could pass a limit; nothing of it was sent."""


def cost_of(usage: Usage, price: Price, *, batch: bool = False) -> float:
    """US dollars for what was used."""
    dollars = (
        usage.input * price.input
        + usage.output * price.output
        + usage.cache_read * price.cache_read
        + usage.cache_write * price.cache_write
    ) / 1e6
    return dollars / 2 if batch else dollars


def most_of(input_tokens: int, output_tokens: int, price: Price | None) -> float:
    """US dollars that a request can cost at most: all of its input written to the server's cache, the dearest way."""
    if price is None:
        return 0.0
    return (input_tokens * max(price.cache_write, price.input) + output_tokens * price.output) / 1e6


@dataclass(slots=True)
class Budget:
    """A limit in US dollars (None for no limit), for one paper or one run. Safe for threads: money is reserved for a
    request before it is sent, at the most it can cost, and settled after.

    ``spent`` is what the server said it billed. ``unsure`` is what it may have billed besides, for ``broken`` answers
    that never arrived whole: it counts towards the limit."""

    limit: float | None
    what: str
    default: bool = False
    spent: float = 0.0
    unsure: float = 0.0
    broken: int = 0
    reserved: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def left(self) -> float:
        """US dollars that nothing is set aside for; only for a budget that has a limit."""
        return (self.limit or 0.0) - self.spent - self.unsure - self.reserved

    def affordable(self, input_tokens: int, price: Price | None, wanted: int) -> int:
        """Output tokens that the money left allows, at most ``wanted``; raises :class:`BudgetSpent` when they are
        too few, or when the price isn't known."""
        if self.limit is None:
            return wanted
        if price is None:
            raise BudgetSpent(
                f"{self.what} can't be held to ${self.limit:.2f}: "
                "nothing was sent, as the price of this model isn't known",
                "give its price (`price` in mkdocs.yml, or --price), or take the limit away (max_cost and "
                "max_cost_per_paper: none)",
            )
        left = self.left - most_of(input_tokens, 0, price)
        tokens = min(wanted, int(left * 1e6 / price.output)) if price.output else wanted * (left >= 0)
        if tokens < min(FEWEST_TOKENS, wanted):
            chosen = " (the default)" if self.default else ""
            raise BudgetSpent(
                f"{self.what} stops before ${self.limit:.2f}{chosen} is passed: {spent_text(self)}, and the next "
                f"request may cost ${most_of(input_tokens, wanted, price):.2f}",
                "raise max_cost or max_cost_per_paper to go on; finished stages are kept and not paid twice",
            )
        return tokens


def spent_text(*budgets: Budget) -> str:
    """What was spent, in words: what the server said, and what it may have billed besides."""
    spent, unsure = sum(budget.spent for budget in budgets), sum(budget.unsure + budget.reserved for budget in budgets)
    said = f"${spent:.2f} spent"
    if unsure < 0.00005:
        return said
    return f"{said}, at most ${spent + unsure:.2f} with answers that broke off and whose price the server didn't tell"


def reserve(budgets: tuple[Budget, ...], input_tokens: int, price: Price | None, wanted: int) -> tuple[int, float]:
    """Reserve the most that a request can cost in each budget. Returns the token limit that fits all of them, and
    the reserved sum; raises :class:`BudgetSpent`."""
    for budget in budgets:
        with budget.lock:
            wanted = budget.affordable(input_tokens, price, wanted)
    most = most_of(input_tokens, wanted, price)
    for i, budget in enumerate(budgets):
        with budget.lock:
            try:
                if budget.affordable(input_tokens, price, wanted) < wanted:  # another paper was quicker
                    raise BudgetSpent(f"{budget.what} has too little left for requests at the same time", "run again")
            except BudgetSpent:
                for other in budgets[:i]:
                    other.reserved -= most
                raise
            budget.reserved += most
    return wanted, most


def settle(budgets: tuple[Budget, ...], reserved: float, spent: float, unsure: float = 0.0) -> None:
    """Replace a reservation by what was spent, and by what may have been billed besides."""
    for budget in budgets:
        with budget.lock:
            budget.reserved -= reserved
            budget.spent += spent
            budget.unsure += unsure
            budget.broken += unsure > 0


def paper_budget(options: ClaudeOptions, slug: str, *, at_home: bool = False) -> Budget:
    """The budget of one paper. The default limit doesn't hold a model without a price ``at_home`` (on loopback)."""
    return _budget(options, options.max_cost_per_paper, PAPER_LIMIT_USD, f"the note of {slug}", at_home)


def run_budget(options: ClaudeOptions, *, at_home: bool = False) -> Budget:
    """The budget of a whole run."""
    return _budget(options, options.max_cost, RUN_LIMIT_USD, "this run", at_home)


def _budget(options: ClaudeOptions, chosen: float | Unset | None, usual: float, what: str, at_home: bool) -> Budget:
    if not isinstance(chosen, Unset):
        return Budget(chosen, what)
    if at_home and options.price_of(options.model) is None:
        return Budget(None, what)
    return Budget(usual, what, default=True)
