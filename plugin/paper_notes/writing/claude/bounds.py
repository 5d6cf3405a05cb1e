"""The most that a request can come to: tokens of its input, characters and bytes of its answer."""

from __future__ import annotations

import json

from paper_notes.writing.claude.request import Request, Usage

TOKENS_A_PAGE_IMAGE = 5_000
"""The server reads each page of a PDF as a picture beside its text; the largest that a model takes has 4,784 tokens."""
TOKENS_OF_A_FRAME = 2_000
"""Roles, block marks, and the provider's own instructions for PDFs and structured output."""
CHARACTERS_A_TOKEN = 12
"""An answer with more characters than this a token isn't text: measured are 1 to 5."""
SHORTEST_LIMIT = 40_000
"""Characters that every answer may have, however few tokens were allowed."""
BYTES_A_TOKEN = 600
"""A stream sends each token as an event of about 150 bytes."""
LARGEST_WINDOW = 1_000_000
"""Tokens of input that the largest model takes."""
COUNT_SLACK = 1.02
"""The server calls its own count an estimate."""


def most_input(request: Request, pdf_text_bytes: int, pdf_pages: int) -> int:
    """Tokens that the input can come to at most: a tokenizer that works on bytes makes at most one token of each."""
    tokens = TOKENS_OF_A_FRAME + len(request.system.encode("utf-8", "surrogatepass"))
    tokens += len(json.dumps(request.schema, ensure_ascii=False).encode()) if request.schema else 0
    for block in request.content:
        match block["type"]:
            case "text":
                tokens += len(block["text"].encode("utf-8", "surrogatepass"))
            case "image":
                tokens += TOKENS_A_PAGE_IMAGE
            case _:
                tokens += pdf_text_bytes + TOKENS_A_PAGE_IMAGE * pdf_pages
    return tokens


def most_characters(request: Request) -> int:
    """Characters of the longest answer that is taken."""
    return max(CHARACTERS_A_TOKEN * request.max_tokens, SHORTEST_LIMIT)


def most_bytes(request: Request) -> int:
    """Bytes of the longest stream that is read."""
    return max(BYTES_A_TOKEN * request.max_tokens, 20 * SHORTEST_LIMIT)


def believable(usage: Usage, request: Request) -> tuple[Usage, bool]:
    """What the server says it used, made possible: nothing negative, no more than a window holds and than was asked
    for. Also whether the server said something that can't be."""
    parts = [min(max(said, 0), LARGEST_WINDOW) for said in (usage.input, usage.cache_read, usage.cache_write)]
    found = Usage(parts[0], min(max(usage.output, 0), request.max_tokens), parts[1], parts[2])
    return found, found != usage or sum(parts) > request.tokens > 0
