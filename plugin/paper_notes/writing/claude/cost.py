"""What a note will cost, before anything is asked: tokens counted by the server when it can, else by rule of thumb."""

from __future__ import annotations

from dataclasses import dataclass

import anthropic

from paper_notes.paper.model import Paper
from paper_notes.writing.claude.options import ClaudeOptions
from paper_notes.writing.claude.paper_input import count_text, paper_input
from paper_notes.writing.claude.prompts import prompt
from paper_notes.writing.claude.request import Request
from paper_notes.writing.claude.session import counting
from paper_notes.writing.model import Brief

READING_TOKENS = 14_000
"""Output of the reading stage: about 60 items, thinking included (measured 9,000 for a paper of 15 pages)."""
WRITING_TOKENS = 12_000
"""Output of one draft or repair, thinking included."""
MATERIAL_TOKENS = 10_000
"""What the writing prompt brings beside the paper: instructions and confirmed items."""
USUAL_REPAIRS = 1


@dataclass(frozen=True, slots=True)
class Estimate:
    """Tokens and US dollars for one note: as it usually goes, and at most (every repair needed).

    Dollars are None when the model's price isn't known. ``counted`` says that the server counted the paper.
    """

    slug: str
    input_tokens: int
    usual: float | None
    most: float | None
    counted: bool = False
    messages: tuple[str, ...] = ()


def estimate(paper: Paper, brief: Brief, options: ClaudeOptions, client: anthropic.Anthropic | None) -> Estimate:
    """Estimate a note's cost. Raises WriterError for a paper that can't be sent at all."""
    shown = paper_input(paper, brief, options.input)
    instructions = count_text(prompt("read", brief.language).text) + count_text(prompt("write", brief.language).text)
    tokens, counted = shown.tokens, False
    if client is not None:
        found = counting(client)(Request("counting", options.model, "", shown.blocks, "", options.max_tokens))
        tokens, counted = (found, True) if found else (tokens, False)
    price = options.price_of(options.model)

    def dollars(repairs: int, recheck: bool) -> float | None:
        if price is None:
            return None
        reads = repairs + 1 + recheck  # the paper itself is written to the cache once and read from it afterwards
        total = tokens * (price.cache_write + reads * price.cache_read) + instructions * price.cache_write
        total += MATERIAL_TOKENS * (price.cache_write + repairs * price.cache_read)
        total += repairs * WRITING_TOKENS * price.input  # the draft that goes back
        total += (READING_TOKENS * (1.5 if recheck else 1) + WRITING_TOKENS * (repairs + 1)) * price.output
        return total / 1e6

    return Estimate(
        brief.slug,
        tokens + instructions,
        dollars(USUAL_REPAIRS, True),
        dollars(options.max_rounds, True),
        counted,
        shown.messages,
    )
