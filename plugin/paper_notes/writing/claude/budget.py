"""Money: what a request may cost at most, what was spent, and the stop before a limit is passed."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from paper_notes.errors import WriterError
from paper_notes.writing.claude.options import ClaudeOptions, Price
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


@dataclass(slots=True)
class Budget:
    """A limit in US dollars (None for no limit), for one paper or one run. Safe for threads: money is reserved for a
    request before it is sent, at the most it can cost, and settled after."""

    limit: float | None
    what: str
    spent: float = 0.0
    reserved: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def affordable(self, input_tokens: int, price: Price | None, wanted: int) -> int:
        """Output tokens that the money left allows, at most ``wanted``; raises :class:`BudgetSpent` when they are
        too few, or when the price isn't known."""
        if self.limit is None:
            return wanted
        if price is None:
            raise BudgetSpent(
                f"{self.what} can't be held to ${self.limit:.2f}: "
                "nothing was sent, as the price of this model isn't known",
                "give its price (`price` in mkdocs.yml, or --price), or take the limit away",
            )
        left = self.limit - self.spent - self.reserved - input_tokens * price.cache_write / 1e6
        tokens = min(wanted, int(left * 1e6 / price.output)) if price.output else wanted * (left >= 0)
        if tokens < min(FEWEST_TOKENS, wanted):
            raise BudgetSpent(
                f"{self.what} stops before ${self.limit:.2f} is passed: ${self.spent:.2f} are spent, and the next "
                f"request may cost ${(input_tokens * price.cache_write + wanted * price.output) / 1e6:.2f}",
                "raise the limit to go on; finished stages are kept and not paid twice",
            )
        return tokens


def reserve(budgets: tuple[Budget, ...], input_tokens: int, price: Price | None, wanted: int) -> tuple[int, float]:
    """Reserve the most that a request can cost in each budget. Returns the token limit that fits all of them, and
    the reserved sum; raises :class:`BudgetSpent`."""
    for budget in budgets:
        with budget.lock:
            wanted = budget.affordable(input_tokens, price, wanted)
    most = (input_tokens * price.cache_write + wanted * price.output) / 1e6 if price else 0.0
    for i, budget in enumerate(budgets):
        with budget.lock:
            try:
                budget.affordable(input_tokens, price, wanted)
            except BudgetSpent:
                for other in budgets[:i]:
                    other.reserved -= most
                raise
            budget.reserved += most
    return wanted, most


def settle(budgets: tuple[Budget, ...], reserved: float, spent: float) -> None:
    """Replace a reservation by what was spent."""
    for budget in budgets:
        with budget.lock:
            budget.reserved -= reserved
            budget.spent += spent


def paper_budget(options: ClaudeOptions, slug: str) -> Budget:
    """The budget of one paper."""
    return Budget(options.max_cost_per_paper, f"the note of {slug}")


def run_budget(options: ClaudeOptions) -> Budget:
    """The budget of a whole run."""
    return Budget(options.max_cost, "this run")
