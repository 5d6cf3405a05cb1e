"""The terms of a note: what its similarity to other notes is computed from.

English words lose their plural; Chinese runs become overlapping pairs of characters, which need no dictionary (one
takes a second to load and doesn't know new technical words) and rank as well: see ``benchmarks/shelf.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from paper_notes.errors import UsageError
from paper_notes.language.script import HAN, is_han
from paper_notes.note.model import Note
from paper_notes.note.outline import outline
from paper_notes.note.sections import section_key
from paper_notes.note.store import parse_note
from paper_notes.note.words import WORDS

TITLE_WEIGHT = 4
TAG_WEIGHT = 4
SUMMARY_WEIGHT = 2

_WORD = re.compile(rf"[a-z][a-z0-9]+(?:[-'’][a-z0-9]+)*|[{HAN}]+")
_NOT_PROSE = re.compile(
    r"""(?msx)^(`{3,}|~{3,}).*?^\1      # code
    | \$\$.*?\$\$ | (?<!\\)\$[^$\n]+\$  # maths
    | <!--.*?--> | `[^`\n]+`
    | \]\([^)]*\) | https?://\S+        # where links and images point"""
)
_LABELS = {
    label
    for words in WORDS.values()
    for label in (
        words.paper,
        words.authors,
        words.published,
        words.reading_time,
        words.difficulty,
        words.prerequisites,
        words.problem,
        words.approach,
        words.contributions,
        words.figure_content,
        words.figure_points,
        words.figure_text,
    )
}
_LABEL = "|".join(map(re.escape, sorted(_LABELS)))
# The meta block's lines go whole, of the other labelled lines the label alone.
_META_LINES = re.compile(rf"(?m)^> \*\*(?:{_LABEL})\*\*.*$|^\*\*(?:{_LABEL})\*\*")
# Function words; the inverse document frequency lowers the rest, but only in a collection that is large enough.
_STOP = frozenset(
    """a an and are as at be been but by can could did do does each few for from had has have he her his how if in
    into is it its less many may might more most much must no nor not of on only or other our should so some
    such than that the their them then there these they this those to too use used using was we were what when
    where whether which while who why will with would yet you your about above across after all also although
    among any because before below between both during either first given hence however many one our over per
    same second several since still through thus two under until upon very via well within without
    figure section table""".split()  # noqa: SIM905
)
_STOP_HAN = "的了是在和与或及为以对中上下有不这那其之也而就被把从到于可个并且但如等都会能该此将由所我们"
_BREAKS = str.maketrans(_STOP_HAN, " " * len(_STOP_HAN))


@dataclass(frozen=True, slots=True)
class NoteText:
    """The parts of a note that are compared: plain text or Markdown."""

    title: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""

    @classmethod
    def of(cls, note: Note) -> NoteText:
        """From a note record: its TL;DR and description are the summary, its meta block is left out."""
        front, parts = note.front, _split(note.body)
        summary = "\n".join([front.description, *(text for key, text in parts if key == "tldr")])
        body = "\n".join(text for key, text in parts if key != "tldr")
        return cls(front.title, front.tags, summary, body)

    @classmethod
    def parse(cls, text: str) -> NoteText:
        """From README.md's text; one whose front matter can't be read counts as body whole."""
        try:
            return cls.of(parse_note(text))
        except UsageError:
            return cls(body=text)


def terms(note: NoteText) -> Counter[str]:
    """Weighted counts of a note's terms; a tag is a term of its own besides its words."""
    counts: Counter[str] = Counter()
    for text, weight in (
        (note.title, TITLE_WEIGHT),
        (" . ".join(note.tags), TAG_WEIGHT),
        (note.summary, SUMMARY_WEIGHT),
        (note.body, 1),
    ):
        for term, count in Counter(_tokens(text)).items():
            counts[term] += weight * count
    for tag in note.tags:
        counts["#" + " ".join(tag.casefold().split())] += TAG_WEIGHT
    return counts


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    for word in _WORD.findall(_NOT_PROSE.sub(" ", text).casefold()):
        if not is_han(word):
            if word not in _STOP:
                found.append(_singular(word))
        else:
            kept = word.translate(_BREAKS)
            found += [pair for pair in map(add, kept, kept[1:]) if " " not in pair]
    return found


@lru_cache(maxsize=65536)
def _singular(word: str) -> str:
    """Harman's S-stemmer (How effective is suffixing?, JASIS 1991): the plural's ending, nothing else."""
    if len(word) > 4 and word.endswith("ies") and word[-4] not in "ae":
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and word[-2] not in "us'’" and not word.endswith("is"):
        return word[:-1]
    return word


def _split(body: str) -> list[tuple[str | None, str]]:
    """The body's sections; the skeleton's own words are left out, since all notes share them."""
    parts: list[tuple[str | None, str]] = []
    key: str | None = None
    start = 0
    for part in outline(body).parts:
        if part.level in (1, 2):
            parts.append((key, body[start : part.start]))
            key = section_key(part.title)
            start = part.end if key else part.start
    parts.append((key, body[start:]))
    return [(key, _META_LINES.sub("", text)) for key, text in parts]
