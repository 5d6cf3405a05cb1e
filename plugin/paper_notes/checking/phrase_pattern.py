"""The small language that phrases are written in, and its translation to regular expressions.

A phrase is plain text with a few marks, the same in Chinese and English::

    (a|b|c)     one of these
    [word]      may be missing
    …           a gap: some words of the same sentence
    ^           the beginning of a sentence (only at the front)
    *           any ending of a word: demonstrat*
    \\(          the mark itself
    a → b       b is what to write instead of a (only at the end)

Letters match in either case, a space matches a hyphen and the other way round, ' matches ’ too. English phrases match
whole words. Brackets may be nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from paper_notes.errors import UsageError

GAP_LENGTH = {"zh": 16, "en": 60}
"""The longest gap, in characters."""

_MARKS = "([|])^*\\"
_MOST_BEGINNINGS = 400


@dataclass(frozen=True, slots=True)
class Text:
    """Characters to be found as they are, in lower case."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; an empty one makes the whole optional."""

    options: tuple[Sequence, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A gap or the rest of a word."""

    kind: Literal["gap", "rest"]


Node = Text | Choice | Mark
Sequence = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed phrase."""

    source: str
    sequence: Sequence
    at_start: bool

    def beginnings(self) -> Iterator[tuple[str, Sequence]]:
        """What the phrase can begin with: one character, and what follows it. A space has the character " "."""
        yield from _beginnings(self.sequence)


class PhraseError(UsageError):
    """A phrase that can't be read."""


def parse_phrase(source: str) -> Pattern:
    """Read a phrase. Raises :class:`PhraseError` with what is wrong and where."""
    text = source.strip()
    at_start = text.startswith("^")
    reader = _Reader(source, text[1:] if at_start else text)
    sequence = reader.sequence()
    if reader.at < len(reader.text):
        raise reader.error(f"“{reader.text[reader.at]}” closes nothing")
    pattern = Pattern(source, sequence, at_start)
    beginnings = 0
    for _ in pattern.beginnings():
        beginnings += 1
        if beginnings > _MOST_BEGINNINGS:
            raise reader.error("too many ways to begin")
    if not beginnings:
        raise reader.error("it must begin with a word, not with a gap or nothing")
    return pattern


class _Reader:
    def __init__(self, source: str, text: str) -> None:
        self.source, self.text, self.at = source, text.lower().replace("...", "…"), 0

    def error(self, what: str) -> PhraseError:
        return PhraseError(f"phrase “{self.source}”: {what}", "a mark that is meant literally takes a \\ before it")

    def sequence(self) -> Sequence:
        nodes: list[Node] = []
        text = ""
        while self.at < len(self.text) and self.text[self.at] not in "|)]":
            char = self.text[self.at]
            self.at += 1
            if char == "\\" and self.at < len(self.text):
                text += self.text[self.at]
                self.at += 1
                continue
            if char not in "([…*^":
                text += char
                continue
            if char == "^":
                raise self.error("^ stands only at the front")
            if text:
                nodes.append(Text(text))
                text = ""
            if char in "([":
                nodes.append(self._choice(char))
            else:
                nodes.append(Mark("gap" if char == "…" else "rest"))
        if text:
            nodes.append(Text(text))
        return _share_spaces(nodes)

    def _choice(self, opener: str) -> Choice:
        options = [self.sequence()]
        while self.at < len(self.text) and self.text[self.at] == "|":
            self.at += 1
            options.append(self.sequence())
        closer = ")" if opener == "(" else "]"
        if self.at >= len(self.text) or self.text[self.at] != closer:
            raise self.error(f"“{opener}” is never closed by “{closer}”")
        self.at += 1
        if opener == "[":
            options.append(())
        return Choice(tuple(options))


def _share_spaces(nodes: list[Node]) -> Sequence:
    """Give an optional word the space behind it, or at the end the one before it: "a [b] c" needs only one."""
    out: list[Node] = []
    for at, node in enumerate(nodes):
        if isinstance(node, Choice) and () in node.options:
            before = out[-1] if out else None
            after = nodes[at + 1] if at + 1 < len(nodes) else None
            words = tuple(option for option in node.options if option)
            if isinstance(after, Text) and after.text[:1] == " " and (before is None or _ends_in_space(before)):
                node = Choice((*((*option, Text(" ")) for option in words), ()))
                nodes[at + 1] = Text(after.text[1:])
            elif after is None and isinstance(before, Text) and before.text[-1:] == " ":
                node = Choice((*((Text(" "), *option) for option in words), ()))
                out[-1] = Text(before.text[:-1])
        if node != Text(""):
            out.append(node)
    return tuple(node for node in out if node != Text(""))


def _ends_in_space(node: Node) -> bool:
    if isinstance(node, Text):
        return node.text[-1:] == " "
    return isinstance(node, Choice) and all(not option or _ends_in_space(option[-1]) for option in node.options)


def _beginnings(sequence: Sequence) -> Iterator[tuple[str, Sequence]]:
    if not sequence:
        return
    first, rest = sequence[0], sequence[1:]
    if isinstance(first, Text):
        yield first.text[0].replace("-", " "), ((Text(first.text[1:]), *rest) if len(first.text) > 1 else rest)
    elif isinstance(first, Choice):
        # options that begin alike share what follows the choice: the expression stays short
        alike: dict[str, list[Sequence]] = {}
        for option in first.options:
            for char, remainder in _beginnings(option):
                alike.setdefault(char, []).append(remainder)
        for char, remainders in alike.items():
            yield char, (Choice(tuple(remainders)), *rest)
        if () in first.options:
            yield from _beginnings(rest)


def to_regex(sequence: Sequence, language: str) -> tuple[str, str]:
    """Regular expressions, for a phrase up to its first gap, and from there on ("" without a gap). None captures.

    They are meant for text as :func:`~paper_notes.checking.phrase_list.plain` leaves it.
    """
    for at, node in enumerate(sequence):
        if node == Mark("gap"):
            return _regex(sequence[:at], language), _regex(sequence[at:], language)
    return _regex(sequence, language), ""


def _regex(sequence: Sequence, language: str) -> str:
    return "".join(_node_regex(node, language) for node in sequence)


def _node_regex(node: Node, language: str) -> str:
    if isinstance(node, Text):
        return re.escape(node.text.replace("-", " "))
    if isinstance(node, Choice):
        options = "|".join(_regex(option, language) for option in node.options if option)
        if not options:
            return ""
        return f"(?:{options}){'?' if () in node.options else ''}"
    if node.kind == "rest":
        return r"\w*"
    return rf"(?:[^。！？；.!?;\n]|\.(?=\w)){{0,{GAP_LENGTH[language]}}}?"
