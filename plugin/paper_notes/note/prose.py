"""Running text cut out of Markdown, every character of which knows where it stands in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from paper_notes.language.script import HAN_CHARACTER, han_count
from paper_notes.language.sentences import sentence_spans

GAP = "\ufffc"
"""Stands in prose for what is not prose: code, a formula, an address, an image, a quotation of the paper."""

WORD = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9'’-]*")


@dataclass(frozen=True, slots=True)
class Word:
    """A Latin word or one Han character; offsets into the file."""

    text: str
    start: int
    end: int
    han: bool


class Prose:
    """Prose with positions.

    ``text`` has the markup taken out (``a **b**`` is "a b"), each thing that is not prose replaced by :data:`GAP`,
    soft line breaks turned into a space (into nothing between Han characters), hard ones and block ends into "\\n".
    ``span`` leads from places in ``text`` back to the file.
    """

    __slots__ = ("__dict__", "_at", "pieces", "text")

    def __init__(self, pieces: list[tuple[str, int, int]]) -> None:
        """``pieces`` are (text, offset in the file, length in the file); a piece whose text is as long as its
        source is taken to match it character by character."""
        self.pieces = pieces
        self._at: list[int] = []
        self.text = "".join([piece[0] for piece in pieces])

    def _place(self, index: int) -> tuple[int, int]:
        """Offset in the file of a character and the length of what it stands for."""
        if not self._at:  # most prose is never asked for a place
            self._at = [0, *accumulate(len(piece[0]) for piece in self.pieces)][:-1]
        number = bisect_right(self._at, index) - 1
        text, source, length = self.pieces[number]
        if len(text) == length:
            return source + index - self._at[number], 1
        return source, length

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the file of ``text[start:end]``; an empty stretch gives an empty span."""
        if not self.pieces:
            return 0, 0
        if end <= start:
            place = self._place(min(start, max(len(self.text) - 1, 0)))
            return (place[0], place[0]) if start < len(self.text) else (sum(place), sum(place))
        first, last = self._place(start), self._place(end - 1)
        return first[0], max(last[0] + last[1], first[0])

    def between(self, start: int, end: int) -> str:
        """The text whose source lies between two offsets in the file."""
        return "".join(
            text if source >= start and source + length <= end else text[max(start - source, 0) : max(end - source, 0)]
            for text, source, length in self.pieces
            if source < end and source + length > start
        )

    def finditer(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int, int]]:
        """Each match of a pattern in ``text`` with its offsets in the file."""
        for match in pattern.finditer(self.text):
            yield match, *self.span(match.start(), match.end())

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Latin words and Han characters, in order."""
        found = [(match, True) for match in HAN_CHARACTER.finditer(self.text)]
        found += [(match, False) for match in WORD.finditer(self.text)]
        found.sort(key=lambda pair: pair[0].start())
        return tuple(Word(match.group(), *self.span(*match.span()), han) for match, han in found)

    @cached_property
    def han_count(self) -> int:
        return han_count(self.text)

    @cached_property
    def word_count(self) -> int:
        """Latin words."""
        return len(WORD.findall(self.text))

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Each sentence as a stretch of ``text`` (stop included, outer space not)."""
        found = []
        for line in re.finditer(r"[^\n]+", self.text):
            at = line.start()
            spans = sentence_spans(line[0], semicolons=True)
            found += [(at + start, at + end) for start, end in spans if _says_something(line[0][start:end])]
        return tuple(found)


def _says_something(text: str) -> bool:
    return any(c.isalnum() or c == GAP for c in text)
