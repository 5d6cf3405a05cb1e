"""The outline of a note's body: its top-level blocks and its sections, without what stands inside the blocks.

The same block grammar as that of :class:`~paper_notes.note.document.Document`, in a fifth of its time: what needs no
sentences, links or citations reads this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from markdown_it.token import Token

from paper_notes.note.markdown import parse_blocks
from paper_notes.note.sections import SectionKey, section_key

_REMEMBERED = 1024
"""Notes; as many as a large collection has."""
LONGEST_BODY = 200_000
"""Characters of a body that are parsed, ten times a long note's; what follows belongs to the last block of these."""


@dataclass(frozen=True, slots=True)
class Part:
    """A top-level block of Markdown: its source, and its kind as an HTML tag ("img" for an image by itself, "math")."""

    kind: str
    source: str
    start: int
    end: int

    @property
    def level(self) -> int:
        """Of a heading 1 to 6, else 0."""
        return int(self.kind[1]) if self.kind in ("h1", "h2", "h3", "h4", "h5", "h6") else 0

    @property
    def title(self) -> str:
        """A heading's text."""
        return self.source.splitlines()[0].strip("# \t")


@dataclass(frozen=True, slots=True)
class OutlinedSection:
    """A heading with the text up to the next heading of whatever level; offsets into the body."""

    heading: Part
    key: SectionKey | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """Top-level blocks and sections of one body, in order."""

    body: str
    parts: tuple[Part, ...]
    sections: tuple[OutlinedSection, ...]

    def text_of(self, key: SectionKey) -> str:
        """The Markdown of the first section of that kind, up to the next heading; "" when there is none."""
        found = next((section for section in self.sections if section.key == key), None)
        return self.body[found.start : found.end] if found else ""


@lru_cache(_REMEMBERED)
def outline(body: str) -> Outline:
    """The outline of a note's body (Markdown without front matter)."""
    parts = tuple(_parts(body))
    headings = [part for part in parts if part.level]
    sections = (
        OutlinedSection(heading, section_key(heading.title), heading.end, after.start if after else len(body))
        for heading, after in pairwise([*headings, None])
        if heading is not None
    )
    return Outline(body, parts, tuple(sections))


def _parts(body: str) -> list[Part]:
    source = body[:LONGEST_BODY].replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")  # offsets stay
    lines = [0, *(match.end() for match in re.finditer("\n", source))]
    tokens, _ = parse_blocks(source)
    starts: list[tuple[int, str]] = []
    for token, inside in pairwise([*tokens, None]):
        if token is not None and token.level == 0 and token.map is not None and token.nesting >= 0:
            starts.append((lines[token.map[0]], _kind(token, inside)))
    found = []
    for place, (start, kind) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(body)
        text = body[start:end].rstrip("\r\n")
        found.append(Part(kind, text, start, start + len(text)))
    return found


def _kind(token: Token, inside: Token | None) -> str:
    if token.type == "paragraph_open" and inside is not None and inside.content.startswith("!["):
        return "img"
    return token.tag or token.type
