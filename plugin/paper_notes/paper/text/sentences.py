"""Rows of text to whole sentences: hyphens of line breaks undone, real hyphens kept, each sentence with its pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from paper_notes.language.script import HAN
from paper_notes.language.sentences import sentence_spans
from paper_notes.paper.layout.rows import Row
from paper_notes.paper.model import Box, Place, PrintedRow, Sentence
from paper_notes.paper.parts_of_rows import part_of_row, parts_of_rows

_WORDS = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_LAST = re.compile(r"(\S*?)([^\W\d_]+)[-‐\u00ad]")
_FIRST = re.compile(r"([^\W\d_]+)((?:[-‐][^\W\d_]+)*)")
_COMPOUND_PREFIXES = frozenset(
    [
        "self",
        "non",
        "well",
        "high",
        "low",
        "multi",
        "cross",
        "state",
        "real",
        "long",
        "short",
        "large",
        "small",
        "fine",
        "semi",
        "two",
        "three",
        "four",
        "end",
        "word",
        "sub-word",
        "full",
        "half",
        "one",
        "zero",
        "few",
        "first",
        "second",
        "third",
        "single",
        "data",
        "time",
        "context",
        "task",
        "domain",
        "model",
        "human",
        "machine",
        "general",
        "user",
        "item",
        "object",
        "pixel",
        "point",
        "part",
        "image",
        "text",
        "token",
        "sentence",
        "character",
        "event",
        "graph",
        "node",
        "edge",
        "energy",
        "cost",
        "state-of-the",
        "near",
        "hand",
        "ready",
        "open",
        "closed",
        "top",
        "bottom",
        "left",
        "right",
        "better",
        "best",
        "lower",
        "higher",
        "hard",
        "soft",
        "problem",
    ]
)

_WIDE = re.compile(rf"[{HAN}，。、；：？！（）《》「」『』]")
NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
"""Of text that has no place on a page."""
_SEEN = 90
"""Characters on either side of a seam that decide about it."""


@dataclass(slots=True)
class Vocabulary:
    """The words a paper prints unbroken: what decides whether a hyphen at a line's end is part of the word."""

    words: set[str] = field(default_factory=set)
    compounds: set[str] = field(default_factory=set)

    def add(self, text: str) -> None:
        """Learn the words of one line; the last one only if it isn't broken."""
        found = _WORDS.findall(text.lower().replace("‐", "-"))
        if "-" not in text and "‐" not in text:
            self.words.update(found)
            return
        for word in found:
            if "-" in word:
                self.compounds.add(word)
                self.words.update(part for part in word.split("-") if len(part) > 3)
            else:
                self.words.add(word)

    def keeps_hyphen(self, before: str, left: str, right: str) -> bool:
        """Whether "left-" at a line's end and "right" on the next line are printed with a hyphen elsewhere."""
        low_left, low_right = left.lower(), right.lower()
        if self.knows(low_left + low_right):
            return f"{low_left}-{low_right}" in self.compounds and len(low_left) > 3 and low_right in self.words
        if f"{low_left}-{low_right}" in self.compounds:
            return True
        if before.endswith(("-", "‐", "/", "–")) or "://" in before or before.startswith("www."):
            return True
        if not right[0].islower() or (left[-1].isupper() and len(left) > 1):
            return True
        if low_left in _COMPOUND_PREFIXES:
            return self.knows(low_right)
        # Two words of the paper that it never writes as one are a compound broken at its hyphen.
        return len(low_left) > 3 and len(low_right) > 3 and low_left in self.words and self.knows(low_right)

    def knows(self, word: str) -> bool:
        """Whether the word, or an inflected form of it, is printed unbroken."""
        if word in self.words:
            return True
        stem = next((word[: -len(end)] for end in ("ing", "ed", "es", "ly", "s") if word.endswith(end)), word)
        return len(stem) > 3 and any(stem + end in self.words for end in ("", "e", "s", "ed", "es", "ing", "ly", "d"))


def vocabulary_of(texts: Iterable[str]) -> Vocabulary:
    """The vocabulary of the lines' texts."""
    vocabulary = Vocabulary()
    broken = False
    for text in texts:
        whole = text.strip()
        if broken:  # the rest of a broken word is no word
            whole = whole.partition(" ")[2]
        broken = text.rstrip().endswith(("-", "\u00ad", "‐"))
        vocabulary.add(whole.rpartition(" ")[0] if broken else whole)
    return vocabulary


def join(left: str, right: str, vocabulary: Vocabulary) -> str:
    """Two texts that follow each other in the flow, put together as one."""
    left, right = left.rstrip(), right.lstrip()
    if not left or not right:
        return left + right
    cut, glue = _seam(left[-_SEEN:], right[:_SEEN], vocabulary)
    return left[: len(left) - cut] + glue + right


def _seam(left: str, right: str, vocabulary: Vocabulary) -> tuple[int, str]:
    """How many characters to cut off the left text, and what to put between. Both texts are what is near the seam."""
    last = left[-1]
    if last == "\u00ad":
        return 1, ""
    if last in "-‐" and len(left) > 1:
        ends, begins = _LAST.fullmatch(left.rsplit(maxsplit=1)[-1]), _FIRST.match(right)
        if ends and begins:
            keeps = begins[2] or vocabulary.keeps_hyphen(ends[1], ends[2], begins[1])
            return (0, "") if keeps else (1, "")
        return 0, "" if left[-2].isalnum() else " "
    if last in "–—/" and left[-2:-1].isalnum():
        return 0, ""
    return 0, "" if _glued(left, right) else " "


def _glued(left: str, right: str) -> bool:
    """Chinese runs on without a space; so does a broken web address."""
    if not (left[-1].isascii() and right[0].isascii()) and (_WIDE.match(left[-1]) or _WIDE.match(right[0])):
        return True
    if "://" not in left and "www." not in left:
        return False
    token = left.rsplit(" ", 1)[-1]
    if "://" in token or token.startswith("www."):
        return left[-1] in "/_=?&" or (left[-1] == "." and right[0].islower())
    return False


@dataclass(slots=True)
class Text:
    """Running text that remembers on which page, and in which box, each part of it stands."""

    text: str = ""
    _starts: list[int] = field(default_factory=list)
    _places: list[Place] = field(default_factory=list)

    def add(self, text: str, page: int, vocabulary: Vocabulary, box: Box = NOWHERE) -> None:
        """Put the next row's text behind; ``box`` is where it stands."""
        joined = join(self.text, text, vocabulary)
        start = max(len(joined) - len(text.lstrip()), 0)
        self.text = joined
        self._starts.append(start)
        self._places.append(Place(page, box))

    def page_at(self, offset: int) -> int:
        """The page on which the character at ``offset`` stands."""
        return self._places[max(bisect_right(self._starts, offset) - 1, 0)].page

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Where the characters from ``start`` to ``end`` stand, one box a row."""
        parts = parts_of_rows(self.text, self._starts, start, end)
        return tuple(
            Place(page, part_of_row(box, *part))
            for page, box, part in ((*self._places[i], part) for i, part in parts)
            if box is not NOWHERE
        )

    def rows(self) -> Iterator[PrintedRow]:
        """Where its rows begin, and their boxes."""
        for start, place in zip(self._starts, self._places, strict=True):
            yield PrintedRow(start, place.box)

    def sentences(self) -> tuple[Sentence, ...]:
        """The text's sentences."""
        return tuple(
            Sentence(self.text[start:end], self.page_at(start), self.page_at(end - 1), self.places(start, end))
            for start, end in sentence_spans(self.text)
        )


def text_of_rows(rows: Sequence[Row], vocabulary: Vocabulary) -> Text:
    """The rows' text as one."""
    text = Text()
    for row in rows:
        text.add(row.text, row.page, vocabulary, row.box)
    return text
