"""The prompts: Markdown files beside this module, one a stage and language, each headed by its version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from paper_notes.language.identify import Language

FOLDER = Path(__file__).parent / "prompts"
PromptName = Literal["system", "read", "recheck", "write", "repair", "verify", "titles", "grade"]
NAMES: tuple[PromptName, ...] = ("system", "read", "recheck", "write", "repair", "verify")
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_HEAD = re.compile(r"\A<!-- version: (\d+) -->\n+")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt's text with places to fill (``{{name}}``), and its version."""

    text: str
    version: int

    def fill(self, **values: str) -> str:
        """The text with every place filled; raises KeyError when a value is missing."""
        return _PLACE.sub(lambda match: values[match[1]], self.text)


@cache
def prompt(name: PromptName, language: Language) -> Prompt:
    """The prompt of a stage in a language."""
    file = FOLDER / f"{name}.{language}.md"
    text = file.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(f"{file} must begin with <!-- version: N -->")
    return Prompt(text[head.end() :].strip(), int(head[1]))


def prompts_version(language: Language) -> str:
    """The versions of all prompts of a language, such as "zh: system 1, read 2, …"."""
    return f"{language}: " + ", ".join(f"{name} {prompt(name, language).version}" for name in NAMES)
