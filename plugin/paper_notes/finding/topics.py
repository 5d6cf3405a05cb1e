"""Topics that a reader follows, from a text file: numbered criteria, what is relevant to each and what isn't, and words
on taste in general.

::

    1. Calcium waves between astrocytes.
       - Relevant: imaging, gap junctions, models of propagation.
       - Not relevant: neurons alone.

    Prefers experiments over simulations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from paper_notes.errors import UsageError
from paper_notes.files import MOST_TEXT_BYTES

_NUMBERED = re.compile(r"\s{0,20}(\d{1,3})\s?[.)、．]\s?(.+)")
_RELEVANT = re.compile(r"\s{0,20}[-*]?\s?(?:relevant|相关)\s?[:：]\s?(.+)", re.I)
_NOT_RELEVANT = re.compile(r"\s{0,20}[-*]?\s?(?:not relevant|irrelevant|不相关|无关)\s?[:：]\s?(.+)", re.I)


@dataclass(frozen=True, slots=True)
class Topic:
    """One criterion: its number as the file gives it, what it says, and what is and isn't relevant to it."""

    number: str
    text: str
    relevant: str = ""
    not_relevant: str = ""


@dataclass(frozen=True, slots=True)
class Topics:
    """All criteria, and the reader's taste in general."""

    topics: tuple[Topic, ...] = ()
    taste: str = ""


def read_topics(path: Path) -> Topics:
    """Raises :class:`UsageError` when the file can't be read or names no topic."""
    try:
        if path.stat().st_size > MOST_TEXT_BYTES:
            raise UsageError(f"{path} is too long for a list of topics")
        topics = parse_topics(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} can't be read as text ({error})") from error
    if not topics.topics and not topics.taste:
        raise UsageError(f"{path} names no topic", "Begin each with a number: 1. Calcium waves between astrocytes.")
    return topics


def parse_topics(text: str) -> Topics:
    """The topics of a text; lines that follow a criterion without a blank line between them belong to it."""
    topics: list[dict[str, str]] = []
    taste: list[str] = []
    place = ""
    for line in text.splitlines():
        if match := _NUMBERED.fullmatch(line):
            topics.append({"number": match[1], "text": match[2].strip(), "relevant": "", "not_relevant": ""})
            place = "text"
        elif topics and (match := _NOT_RELEVANT.fullmatch(line)):
            place = "not_relevant"
            topics[-1][place] = match[1].strip()
        elif topics and (match := _RELEVANT.fullmatch(line)):
            place = "relevant"
            topics[-1][place] = match[1].strip()
        elif not line.strip():
            place = ""
        elif place:
            topics[-1][place] += " " + line.strip()
        else:
            taste.append(line.strip())
    return Topics(tuple(Topic(**topic) for topic in topics), " ".join(taste))
