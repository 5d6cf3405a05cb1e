"""One request to the Messages API, as the rest of the writer sees it, and the answer to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec


class Usage(msgspec.Struct, frozen=True):
    """Tokens that the server billed."""

    input: int = 0
    output: int = 0
    cache_read: int = 0
    cache_write: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.input + other.input,
            self.output + other.output,
            self.cache_read + other.cache_read,
            self.cache_write + other.cache_write,
        )


class Answer(msgspec.Struct, frozen=True):
    """A whole answer. ``cost`` is in US dollars, None when the model's price isn't known."""

    text: str
    model: str
    usage: Usage = Usage()
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked.

    ``stage`` names it for the user; ``content`` are the blocks of the one user turn, the static ones first; ``schema``
    asks for JSON of that form; ``identity`` stands for what is too big to hash (the PDF); ``tokens`` are the
    most that the input can come to, ``seconds`` the time for the whole answer.
    """

    stage: str
    model: str
    system: str
    content: tuple[Mapping[str, Any], ...]
    identity: str
    max_tokens: int
    tokens: int = 0
    seconds: float = 900.0
    effort: str | None = None
    schema: Mapping[str, Any] | None = None

    @property
    def key(self) -> str:
        """Names the answer in the cache: whatever may change the answer is in it, the token limit is not."""
        texts = [block["text"] for block in self.content if block["type"] == "text"]
        parts = [self.identity, self.stage, self.model, self.effort, self.system, texts, self.schema]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def params(self) -> dict[str, Any]:
        """Arguments for the SDK."""
        config: dict[str, Any] = {}
        if self.effort:
            config["effort"] = self.effort
        if self.schema:
            config["format"] = {"type": "json_schema", "schema": self.schema}
        params: dict[str, Any] = {
            "model": self.model,
            "max_tokens": self.max_tokens,
            "system": self.system,
            "messages": [{"role": "user", "content": list(self.content)}],
        }
        return params | ({"output_config": config} if config else {})

    def to(self, model: str) -> Request:
        """The same question to another model."""
        return replace(self, model=model)

    def within(self, max_tokens: int, tokens: int, seconds: float) -> Request:
        """The same question with another limit of tokens, the most that goes in, and the time that is left."""
        return replace(self, max_tokens=max_tokens, tokens=tokens, seconds=seconds)
