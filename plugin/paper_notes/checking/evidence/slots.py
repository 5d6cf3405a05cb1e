"""Words of a claim that the page has another word for: direction, scope, and who it is said of.

A word of direction ("rises", 低于), of scope ("all", 部分) or a name fills a slot of the claim. The places of the page
where a word of the same axis, or another name, stands in the same company are its rivals. When a rival's company is the
claim's and the claim's own word nowhere stands in such company, the page says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from paper_notes.checking.evidence.likeness import Context, context_of, likeness
from paper_notes.checking.evidence.opposites import Word, words_of
from paper_notes.checking.evidence.passage import Passage, proper_names
from paper_notes.checking.evidence.passages import PaperPassages
from paper_notes.checking.evidence.terms import COMMON, Terms

SPOKEN_OF = {"direction": 0.28, "scope": 0.22, "subject": 0.22}
"""Likeness from which a passage speaks of what the claim speaks of at a word. Chosen on 26 notes in both languages."""
OWN = 0.8
"""A word's own best place is less like the claim than this share of its rival's when the page says otherwise."""
ALIGNED = 0.85
"""The rival's passage holds at least this share of what the best passage of the pages holds of the claim."""
COVERS = 0.25
"""Share of the claim's weight that the rival's passage holds at least."""
FEWEST_TERMS = 4
"""Terms that claim and passage share at least."""

FEWEST_BESIDE_A_NAME = 3
"""The same for a name, which tells more than a word of direction."""

Kind = Literal["direction", "scope", "subject"]
OF_AN_OBJECT = frozenset({"way"})
"""Axes whose words say nothing apart from the thing that follows them (with, without)."""
OBJECT = 4
"""Places behind such a word in which the thing stands."""
NUMBERS = 1.5
"""What a number counts as a term where words are compared: more than a word, for it is the same in every language."""
SCOPES = frozenset({"scope", "only"})


@dataclass(frozen=True, slots=True)
class Turned:
    """A word of a claim and the page's word in its stead; offsets into the claim's text."""

    kind: Kind
    start: int
    end: int
    said: str
    printed: str
    passage: Passage


def turned_words(text: str, terms: Terms, pages: tuple[int, ...], paper: PaperPassages) -> list[Turned]:
    """The words of direction and scope that the pages have the opposite of."""
    words = words_of(text)
    if not words or not pages:
        return []
    passages = paper.on(pages)
    coverage = _coverage(terms, passages, paper)
    best = max(coverage.values(), default=0.0)
    found: dict[int, Turned] = {}
    for word in words:
        others = {w.pole for w in words if w.axis == word.axis} - {word.pole}
        turned = _turned(word, text, terms, passages, coverage, best, others, paper)
        if turned is not None:
            found.setdefault(word.start, turned)
    return list(found.values())


def _turned(
    word: Word,
    text: str,
    terms: Terms,
    passages: list[Passage],
    coverage: dict[int, float],
    best: float,
    said_too: set[str],
    paper: PaperPassages,
) -> Turned | None:
    own_terms = {t.text for t in terms.all if word.start <= t.start < word.end}
    context = context_of(terms, terms.place_at(word.start), own_terms | COMMON)
    own = 0.0
    rival: tuple[float, Passage, Word] | None = None
    for passage in passages:
        if passage.kind not in ("sentence", "caption"):
            continue
        for other in _words(passage.text):
            if other.axis != word.axis:
                continue
            place = passage.terms.place_at(other.start)
            like = likeness(context, _around(passage, place), paper, NUMBERS)
            if other.pole == word.pole:
                own = max(own, like)
            elif other.pole not in said_too and (rival is None or like > rival[0]):
                rival = like, passage, other
    kind: Kind = "scope" if word.axis in SCOPES else "direction"
    if rival is None or rival[0] < SPOKEN_OF[kind] or own >= OWN * rival[0]:
        return None
    like, passage, other = rival
    if any(w.axis == word.axis and w.pole == word.pole for w in _words(passage.text)):
        return None  # the passage says both
    if word.axis in OF_AN_OBJECT and not (_object(terms, word.end) & _object(passage.terms, other.end)):
        return None
    covered = coverage.get(id(passage), 0.0)
    if covered < max(COVERS, ALIGNED * best) or len(set(context) & set(passage.terms.places)) < FEWEST_TERMS:
        return None
    return Turned(
        kind, word.start, word.end, text[word.start : word.end], passage.text[other.start : other.end], passage
    )


def _object(terms: Terms, end: int) -> set[str]:
    """The terms right behind a word: what is there or isn't."""
    at = terms.place_at(end)
    return {term.text for term in terms.all if at <= term.place < at + OBJECT and term.text not in COMMON}


def _around(passage: Passage, place: int) -> Context:
    return context_of(passage.terms, place)


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[Word, ...]:
    return tuple(words_of(text))


def _coverage(terms: Terms, passages: list[Passage], paper: PaperPassages) -> dict[int, float]:
    level = {term: 1.0 for term in terms.places if term not in COMMON}
    return {id(p): likeness(level, dict.fromkeys(p.terms.places, 1.0), paper) for p in passages}


def backed(text: str, passages: list[Passage], paper: PaperPassages) -> bool:
    """Whether passages have every word of direction and scope of a claim, and every name that the paper knows."""
    printed = {(word.axis, word.pole) for passage in passages for word in _words(passage.text)}
    known = {name for passage in passages for name in passage.bag}
    return all((word.axis, word.pole) in printed for word in words_of(text)) and (
        not (proper_names(text) & paper.names) - known
    )


def foreign_names(text: str, terms: Terms, pages: tuple[int, ...], paper: PaperPassages) -> list[Turned]:
    """Names of a claim in whose stead the pages have another one."""
    passages = paper.on(pages)
    coverage = _coverage(terms, passages, paper)
    best = max(coverage.values(), default=0.0)
    found = []
    for name in sorted(proper_names(text) & paper.names):
        places = terms.places.get(name)
        if not places or len(name) < 2:
            continue
        if any(one_name(name, there) for p in passages for there in p.proper if there != name):
            continue  # written otherwise on the page
        start = next(t.start for t in terms.all if t.text == name)
        if start >= len(text):
            continue
        context = context_of(terms, places[0], {name})
        own = max((_like_at(context, p, name, paper) for p in passages), default=0.0)
        rival: tuple[float, Passage, str] | None = None
        with_it = [name in passage.terms.places for passage in passages]
        near = {id(p) for i, p in enumerate(passages) if any(with_it[max(i - 1, 0) : i + 2])}
        for passage in passages:
            if passage.kind not in ("sentence", "caption"):
                continue
            if id(passage) in near or coverage.get(id(passage), 0.0) < max(COVERS, ALIGNED * best):
                continue
            for other in passage.proper:
                if other in terms.places or any(one_name(other, said) for said in terms.places):
                    continue
                like = _like_at(context, passage, other, paper)
                if rival is None or like > rival[0]:
                    rival = like, passage, other
        if rival is None or rival[0] < SPOKEN_OF["subject"] or own >= OWN * rival[0]:
            continue
        if len(set(context) & set(rival[1].terms.places)) < FEWEST_BESIDE_A_NAME:
            continue
        end = start + len(name)
        found.append(Turned("subject", start, end, text[start:end], rival[2], rival[1]))
    return found


def one_name(one: str, two: str) -> bool:
    """Whether two names are one, written otherwise: a plural, or with a letter more for a word before it ("Hierarchical
    NSW", HNSW)."""
    shorter, longer = sorted((one, two), key=len)
    return (
        len(shorter) > 1
        and len(longer) - len(shorter) <= 2
        and (longer.endswith(shorter) or longer in (f"{shorter}s", f"{shorter}es"))
    )


def _like_at(context: Context, passage: Passage, name: str, paper: PaperPassages) -> float:
    places = passage.terms.places.get(name)
    if not places:
        return 0.0
    return max(likeness(context, context_of(passage.terms, place), paper, NUMBERS) for place in places)
