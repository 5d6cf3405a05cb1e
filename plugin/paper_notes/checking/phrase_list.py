"""Phrase files, and the one regular expression a language's phrases are compiled to.

A file ``phrases/<rule>.toml`` is a rule: what it says of itself (see :mod:`paper_notes.checking.phrase_rule`), and
under ``[[en]]`` and ``[[zh]]`` groups of phrases that are at fault for the same reason. Its name is the rule's.
``terms.toml`` holds technical terms, in which no phrase is looked for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from paper_notes.checking.model import Severity
from paper_notes.checking.phrase_pattern import parse_phrase, to_regex

FOLDER = Path(__file__).parent / "phrases"
_LATIN_END = re.compile(r"[A-Za-z0-9*)\]]$")

_STOPS = re.compile(r"[。！？；\n]|[.!?;](?=\s)")
_FIGURE = re.compile(
    r"(?<![A-Za-z\d.\-])(?<!Table )(?<!Figure )(?<!Fig\. )(?<!Section )(?<![表图第§节式])"
    r"\d+(?:[.,]\d+)*(?![\d]*[A-Za-z])"
)

_DENIED = re.compile(
    r"(?:不|没|未|无|难以|并非|别)[^，。；：！？\n]{0,11}\Z|\b(?:not|no|never|without|n't)\b[^,.;:!?\n]{0,11}\Z"
)
_LATIN_NEXT = re.compile(r" ?[A-Za-z0-9\ufffc]")

TERM = "terms"
"""The rule of a phrase that is none: what it matches is left alone."""


@dataclass(frozen=True, slots=True)
class Group:
    """Phrases that share a reason. ``weight`` is what one hit adds to the score.

    ``replace`` is what may safely stand in their place; "" means that the phrase and the comma behind it can go, None
    that it takes a person. ``unless_number`` says that the phrase is fine in a sentence that holds a figure,
    ``unless_denied`` in a clause that denies it, ``unless_latin`` right before a Latin word or a formula, of which it
    is meant literally. ``severity`` is milder than the rule's where a strict reader lets more than one hit in twenty
    stand; a hit that is conceded ("although it has great potential, …") is a warning at most.
    """

    rule: str
    name: str
    weight: float
    why: str
    instead: str
    replace: str | None = None
    unless_number: bool = False
    unless_denied: bool = False
    unless_latin: bool = False
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a group, in the language of :mod:`paper_notes.checking.phrase_pattern`.

    ``better`` is what to write in its place, in words; "" leaves that to the group.
    """

    pattern: str
    group: Group
    better: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a phrase stands in a text."""

    phrase: Phrase
    start: int
    end: int


@cache
def phrase_files() -> dict[str, dict[str, Any]]:
    """What each file that comes with the package holds, by its rule's name."""
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


@cache
def load_phrases(language: str) -> tuple[Phrase, ...]:
    """The phrases that come with the package for "zh" or "en"."""
    return tuple(phrase for rule, data in phrase_files().items() for phrase in read_phrases(data[language], rule))


def read_phrases(groups: Iterable[dict[str, Any]], rule: str) -> Iterator[Phrase]:
    """The phrases of a rule's groups in one language."""
    for entry in groups:
        group = Group(rule, **{key: value for key, value in entry.items() if key != "phrases"})
        for text in entry["phrases"]:
            pattern, better = split_better(text)
            yield Phrase(pattern, group, better)


def split_better(text: str) -> tuple[str, str]:
    """``utilize → use`` is a pattern and what to write in its place."""
    pattern, _, better = text.partition("→")
    return pattern.strip(), better.strip()


@dataclass(frozen=True, slots=True)
class _Leaf:
    phrase: Phrase
    at_start: bool


class PhraseMatcher:
    """All phrases of a language in one pass over a text.

    Hits come from left to right. Of several that begin at one place a term wins, then the weightiest; the next hit
    begins where this one ends or, in a phrase with a gap, behind its first part.
    """

    def __init__(self, phrases: Iterable[Phrase], language: str) -> None:
        by_first: dict[str, list[tuple[str, _Leaf]]] = {}
        end = r"(?!\w)" if language == "en" else r"(?![a-z0-9])"
        for phrase in sorted(phrases, key=_priority):
            pattern = parse_phrase(phrase.pattern)
            leaf = _Leaf(phrase, pattern.at_start)
            word_end = end if _LATIN_END.search(phrase.pattern) else ""
            for first, rest in pattern.beginnings():
                head, tail = to_regex(rest, language)
                regex = f"{head}(?={tail}{word_end}())" if tail else f"{head}{word_end}()"
                by_first.setdefault(first, []).append((regex, leaf))
        # a branch a letter: the engine then looks at one short list at each place
        branches = [f"{re.escape(first)}(?:{'|'.join(r for r, _ in rest)})" for first, rest in by_first.items()]
        before = r"(?<!\w)" if language == "en" else ""
        self._regex = re.compile(f"{before}(?:{'|'.join(branches)})") if branches else None
        self._leaves = [leaf for rest in by_first.values() for _, leaf in rest]

    def hits(self, text: str) -> list[Hit]:
        """The phrases in a text, terms left out."""
        if self._regex is None:
            return []
        found = []
        for match in self._regex.finditer(plain(text)):
            index = match.lastindex or 0
            leaf, start, end = self._leaves[index - 1], match.start(), match.end(index)
            if leaf.phrase.group.rule == TERM or (leaf.at_start and not _begins_sentence(text, start)):
                continue
            if text[start - 1 : start] == "-" or (text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()):
                continue  # "novel-view" is another word
            if leaf.phrase.group.unless_number and _has_number(text, start, end):
                continue
            if leaf.phrase.group.unless_denied and _DENIED.search(text, max(start - 12, 0), start):
                continue
            if leaf.phrase.group.unless_latin and _LATIN_NEXT.match(text, end):
                continue
            found.append(Hit(leaf.phrase, start, end))
        return found


def _has_number(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a stretch holds a figure that stands alone (not the 2 of "Llama2" or "Table 2")."""
    before, after = _STOPS.split(text[max(start - 200, 0) : start])[-1], _STOPS.split(text[end : end + 200])[0]
    return _FIGURE.search(before + " " + after) is not None


def _priority(phrase: Phrase) -> tuple[bool, float, int]:
    return phrase.group.rule != TERM, -phrase.group.weight, -len(phrase.pattern)


def plain(text: str) -> str:
    """Lower case, hyphens and hard spaces as spaces, ’ as '; every character in its place."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lowered.replace("-", " ").replace("\u2011", " ").replace("\xa0", " ").replace("’", "'")


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(at - 8, 0) : at].rstrip(" \t*_“\"'（(")
    return not before or before[-1] in "\n。！？；.!?;:："
