"""What a note will cost, before anything is asked: tokens counted by the server when it can, else by rule of thumb."""

from __future__ import annotations

from dataclasses import dataclass

import anthropic

from paper_notes.paper.model import Paper
from paper_notes.writing.claude.options import ClaudeOptions, Price
from paper_notes.writing.claude.paper_input import TOKENS_AN_IMAGE, count_text, paper_input
from paper_notes.writing.claude.prompts import prompt
from paper_notes.writing.claude.request import Request
from paper_notes.writing.claude.second_reading import second_model, second_options
from paper_notes.writing.claude.session import counting
from paper_notes.writing.model import Brief

READING_TOKENS = 14_000
"""Output of the reading stage: about 60 items, thinking included (measured 9,000 for a paper of 15 pages)."""
WRITING_TOKENS = 12_000
"""Output of one draft or repair, thinking included."""
MATERIAL_TOKENS = 10_000
"""What the writing prompt brings beside the paper: instructions and confirmed items."""
USUAL_REPAIRS = 1
SECOND_READING_TOKENS = 6_500
"""Input of the second reading for each page of the paper: its text and picture, the question and the claims, in one
request or two."""
CLAIMS_A_PAGE = 8
"""Claims for each page of the paper that the second reader answers about, in a usual note."""
ANSWER_TOKENS = 110
"""Output about one claim."""


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


def usual_cost(request: Request, output_tokens: int, price: Price) -> float:
    """US dollars for a request by rule of thumb, with an answer of that length."""
    texts = [block["text"] for block in request.content if block["type"] == "text"]
    images = sum(block["type"] == "image" for block in request.content)
    tokens = sum(map(count_text, [request.system, *texts])) + TOKENS_AN_IMAGE * images
    return float(tokens * price.input + output_tokens * price.output) / 1e6


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
        return total / 1e6 + second_dollars(repairs)

    def second_dollars(repairs: int) -> float:
        """The second reading of a draft, and of a third of it again after each repair."""
        model = second_model(options, brief.second_reader)
        cost = second_options(options, model).price_of(model) if model else None
        if cost is None:
            return 0.0
        a_page = SECOND_READING_TOKENS * cost.input + CLAIMS_A_PAGE * ANSWER_TOKENS * cost.output
        return paper.pages * a_page * (1 + repairs / 3) / 1e6

    return Estimate(
        brief.slug,
        tokens + instructions,
        dollars(USUAL_REPAIRS, True),
        dollars(options.max_rounds, True),
        counted,
        shown.messages,
    )
