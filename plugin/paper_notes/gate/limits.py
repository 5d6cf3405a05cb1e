"""What is no note's text: so long, so nested or so full of open marks that a Markdown parser takes minutes over it.

Python-Markdown looks for the end of each opening mark up to the end of its block, and divides a block anew at each
heading in it: time grows with the square of what is counted here. No note of a person comes near these bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.errors import UsageError
from paper_notes.files import MOST_NOTE_BYTES

MOST_DEPTH = 20
"""Marks of lists and quotations before a line's text."""
MOST_OPEN = 100
"""Opening marks in one block (what stands between two empty lines) that nothing closes, or that are nested."""
MOST_DIVIDED = 100
"""Headings and rulers in one block."""
MOST_HEADINGS = 2000
"""Headings and rulers in all."""
MOST_FENCES = 2000
"""Lines that open or close a block of code."""
LONGEST_BLOCK = 60_000
"""Characters; a block is a paragraph, list or table without an empty line."""

_BLOCK_END = re.compile(r"\n[ \t]*\n")
_DEEP = re.compile(rf"(?m)^(?:[ \t]{{0,8}}(?:>|[-*+]|\d{{1,9}}[.)])(?=[ \t>])){{{MOST_DEPTH + 1}}}")
_DIVIDES = re.compile(r"(?m)^[ >]{0,12}(?:#|(?:[*_-][ \t]*){3,}$|={1,}[ \t]*$)")
_FENCE = re.compile(r"(?m)^[ \t>]{0,12}(?:```|~~~)")
_PAIRS = (("[", "]"), ("](", ")"), ("<", ">"), ("\\(", "\\)"), ("\\[", "\\]"), ("{", "}"))


class UnreadableText(UsageError):
    """A text that no Markdown parser should be given."""


def refuse_unreadable(markdown: str, where: str) -> None:
    """Raise :class:`UnreadableText` for a text beyond the bounds of this module."""
    for problem in _problems(markdown):
        raise UnreadableText(f"{where} can't be rendered: {problem}", "divide it, or write it plainly")


def _problems(text: str) -> Iterator[str]:
    if len(text) > MOST_NOTE_BYTES:
        yield f"it has {len(text) // 1000},000 characters, a note has {MOST_NOTE_BYTES // 1000},000 at most"
        return
    if _DEEP.search(text):
        yield f"lists or quotations are nested more than {MOST_DEPTH} deep"
    if len(_FENCE.findall(text)) > MOST_FENCES:
        yield f"it has more than {MOST_FENCES} fences of code"
    headings, start = 0, 0
    while start < len(text):
        end = _BLOCK_END.search(text, start)
        stop = end.start() if end else len(text)
        block = text[start:stop]
        if stop - start > LONGEST_BLOCK:
            yield f"{stop - start} characters stand in it without an empty line"
        divisions = len(_DIVIDES.findall(block))
        headings += divisions
        if divisions > MOST_DIVIDED or headings > MOST_HEADINGS:
            yield f"it has {max(divisions, headings)} headings or rulers close to each other"
        for opening, closing in _PAIRS:
            if block.count(opening) > MOST_OPEN and _deepest(block, opening, closing) > MOST_OPEN:
                yield f"more than {MOST_OPEN} “{opening}” in one paragraph are not closed, or nested"
        start = end.end() if end else len(text)


def _deepest(block: str, opening: str, closing: str) -> int:
    """How many of a mark are open at once, at most, those that are never closed included."""
    depth = deepest = 0
    for match in re.finditer(f"({re.escape(opening)})|{re.escape(closing)}", block):
        depth = depth + 1 if match[1] else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest
