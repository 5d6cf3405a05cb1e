"""Difficulty and prerequisites of a paper, estimated from signals in its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from paper_notes.language.identify import Language
from paper_notes.paper.model import Paper, Section, SectionRole
from paper_notes.writing.extract.phrases import PHRASES

_PROOF = re.compile(r"\b(?:theorem|lemma|proof|corollary|proposition)\b|定理|引理|证明|推论", re.I)
_KEYWORDS = re.compile(
    r"(?:^|\n)[^\S\n]*(?:key\s?-?words(?:\s+and\s+phrases)?|index terms|关\s*键\s*词"
    r"|关\s*键\s*字)\s*[:：—–.-]*\s*(?P<list>[^\n]+(?:\n[^\n]+)?)",
    re.I,
)
MOST_PREREQUISITES = 5


def difficulty(paper: Paper, language: Language) -> tuple[int, str]:
    """Stars from 1 to 5 and the words that say what they rest on.

    A paper starts at 2 (it presumes the field's basics), gains one for formulas on about every other page, one
    more for three every two pages, one for proofs; a short paper in plain prose stays below.
    """
    phrases = PHRASES[language]
    formulas = len(paper.formulas)
    proofs = sum(len(_PROOF.findall(text)) for text in paper.page_texts)
    density = formulas / max(1, paper.pages)
    stars = (
        2
        + (formulas >= 3 or density >= 0.4)
        + (density >= 1.5)
        + (proofs >= 8 and (proofs >= 20 or proofs >= 0.5 * paper.pages))
    )
    if formulas == 0 and proofs == 0:
        stars = 2 if paper.references else 1
    counted = [
        phrases.signals[0].format(n=formulas) if formulas else "",
        phrases.signals[1].format(n=proofs) if proofs >= 3 else "",
    ]
    signals = [signal for signal in counted if signal] or [phrases.signals[3]]
    signals.append(phrases.signals[2].format(n=paper.pages))
    return max(1, min(5, stars)), phrases.difficulty.format(signals=phrases.list_comma.join(signals))


def keywords(paper: Paper) -> tuple[str, ...]:
    """The keywords printed on the first two pages, at most five; empty when there are none."""
    for text in paper.page_texts[:2]:
        match = _KEYWORDS.search(text)
        if not match:
            continue
        listed = re.split(
            r"(?<=[^.])\.(?:\s|$)|\n(?=[A-Z\d])|(?:\s(?:1|I)\.?\s+Introduction)|中图分类号|Abstract", match["list"]
        )[0]
        words = [" ".join(word.split()).strip(" .") for word in re.split(r"[,;，；、·•]|\s{3,}", listed)]
        good = [word for word in words if 2 <= len(word) <= 40 and len(word.split()) <= 5]
        if len(good) >= 2:
            return tuple(good[:MOST_PREREQUISITES])
    return ()


def prerequisites(paper: Paper, sections: Sequence[Section]) -> tuple[str, ...]:
    """What a reader should know, as the paper itself names it: printed keywords, else the headings under its section
    on background or related work, else terms that the introduction spells out, abbreviates and uses again."""
    printed = keywords(paper)
    if printed:
        return printed
    headings = [
        section.title
        for section in sections
        if section.role == "related" and section.level > 1 and 4 <= len(section.title) <= 60 and section.number
        if not _GENERIC.search(section.title)
    ]
    if len(headings) >= 2:
        return tuple(headings[:MOST_PREREQUISITES])
    front = " ".join(s.text for section in sections if section.role in _FRONT for s in section.sentences)
    own = " ".join(_PROPOSED.findall(front))  # what it proposes nobody need know before
    found: dict[str, str] = {}
    for match in _SPELLED_OUT.finditer(front):
        words, short = match[1].split(), match[2]
        letters = [letter.lower() for letter in short if letter.isupper()]
        for size in range(min(len(words), 5), 1, -1):
            tail = words[-size:]
            initials = [part[0].lower() for word in tail for part in word.split("-") if part]
            if letters in (initials, [word[0].lower() for word in tail]):
                if (
                    len(re.findall(rf"\b{short}s?\b", front)) >= 3
                    and f"({short})" not in own
                    and short.lower() not in paper.metadata.title.lower()
                ):
                    found.setdefault(short.lower(), f"{' '.join(tail)} ({short})")
                break
    return tuple(found.values())[:MOST_PREREQUISITES]


_FRONT: frozenset[SectionRole] = frozenset({"abstract", "introduction", "related"})
_SPELLED_OUT = re.compile(r"\b((?:[A-Za-z][a-z-]+ ){1,4}[A-Za-z][a-z-]+) \(([A-Z][A-Za-z]{1,6}?)s?\)")
_PROPOSED = re.compile(
    r"\b(?:propos|introduc|present|develop|nam|call|term|dubb)(?:e[sd]?|s|ed|ing)? "
    r"(?:(?!(?:for|of|in|to|on|with)\b)[\w-]+ ){1,9}(\([A-Z]\w+\))"
)
"""The abbreviation of what is proposed."""
_GENERIC = re.compile(
    r"\b(?:previous|related|prior|other|our|overview|discussion|limitations?|comparison|notation)\b", re.I
)
