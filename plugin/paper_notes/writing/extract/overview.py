"""The front of an extract: TL;DR, overview, background and motivation."""

from __future__ import annotations

import re
from collections.abc import Callable

from paper_notes.language.script import HAN
from paper_notes.paper.model import SectionRole, Sentence
from paper_notes.writing.extract import quote
from paper_notes.writing.extract.candidates import Candidate, Passage
from paper_notes.writing.extract.cues import Kind, is_result, proposes, says_only_however, strength
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.extract.sentences import is_glued, length, quality
from paper_notes.writing.extract.topic import overlap, terms

MOST_CONTRIBUTIONS = 5
REWORDED = 0.85
"""The approach may be said again in other words than in the TL;DR."""
MOST_CLAIMED = 3
_CLAIMS: tuple[tuple[Kind, float], ...] = (("contribution", 0.8), ("result", 1.2))
_AGAIN = 0.3
"""How much better a sentence of the TL;DR must fit than a new one."""
DISTINCT = 0.5
"""Contributions that share more of their terms than this are one."""


_SOLVED = re.compile(r"\b(?:solutions?|solv(?:e|es|ed|ing)|overc[oa]me|tackled|addressed)\b|解决|克服", re.I)


_ONE_WORK = re.compile(r"^in \[|^\S+ et al|\b(?:19|20)\d\d\) (?:show|propos|report|demonstrat)", re.I)
_LAST = re.compile(r"(?:finally|in addition|additionally|furthermore|moreover)\b|此外|最后", re.I)


def overview(desk: Desk) -> str:
    """Problem, approach and contributions, each in a quoted sentence or a line that says it is missing."""
    words, phrases = desk.words, desk.phrases
    listed = _contributions(desk)
    problem = _problem(desk)
    approach = _approach(desk)
    contributions = listed or _claimed(desk, [*problem, *approach])
    return quote.paragraphs(
        [
            f"**{words.problem}**{words.colon}{' '.join(map(quote.inline, problem)) or phrases.no_problem}",
            f"**{words.approach}**{words.colon}{' '.join(map(quote.inline, approach)) or phrases.no_approach}",
            f"**{words.contributions}**{words.colon.rstrip()}\n\n{quote.numbered(contributions)}"
            if contributions
            else f"**{words.contributions}**{words.colon}{phrases.no_contributions}",
        ]
    )


def _problem(desk: Desk) -> list[Passage]:
    """A sentence on what is wrong or unsolved, which is none about the paper's own work."""
    pool = desk.pool
    roles: dict[SectionRole, float] = {"abstract": 1.3, "introduction": 1.1, "related": 0.5, "other": 0.4}

    def worth(candidate: Candidate) -> float:
        text = candidate.text
        away = 0.8 if pool.own(text) or _SOLVED.search(text) else 0.0
        before = pool.neighbour(candidate, -1) if candidate.dangling else None
        cited = 0.4 if _ONE_WORK.search(text) or (before and _ONE_WORK.search(before.text)) else 0.0
        vague = 0.4 if says_only_however(text) else 0.0
        return 0.2 * bool(strength("gap", text)) - away - cited - vague - _AGAIN * pool.is_used(candidate)

    tries: tuple[tuple[Kind, float], ...] = (("problem", 1.0), ("gap", 1.3), ("problem", 0.7), ("gap", 0.5))
    for kind, least in tries:
        found = pool.pick(kind, roles, 1, bonus=worth, again=True, least=least)
        if found:
            return found
    return []


def _approach(desk: Desk) -> list[Passage]:
    """A sentence that says what the paper does, one of the TL;DR's when there is no second one as good."""
    pool = desk.pool
    roles: dict[SectionRole, float] = {"abstract": 1.3, "introduction": 1.1, "conclusion": 0.7, "other": 0.4}

    def worth(candidate: Candidate) -> float:
        text = candidate.text
        own = 1.0 if pool.own(text) else 1.6
        outcome = 0.3 * is_result(text) + 0.5 * bool(_LAST.match(text))
        return proposes(text) - own - outcome - _AGAIN * pool.is_used(candidate, REWORDED)

    return pool.pick(None, roles, 1, bonus=worth, again=True, least=0.3)


def _claimed(desk: Desk, said: list[Passage]) -> list[Passage]:
    """Sentences in which the paper claims what it does and shows, when it lists no contributions; the TL;DR's too."""
    pool = desk.pool

    def worth(candidate: Candidate) -> float:
        ahead = 0.6 * bool(strength("future", candidate.text))
        return (0.3 if pool.own(candidate.text) else -0.6) - ahead - _AGAIN * pool.is_used(candidate, DISTINCT)

    roles: dict[SectionRole, float] = {"introduction": 1.2, "abstract": 1.1, "conclusion": 1.0, "related": 0.5}
    kept: list[Passage] = []
    for kind, least in _CLAIMS:
        for passage in pool.pick(kind, roles, 2 * MOST_CLAIMED, bonus=worth, again=True, least=least):
            found = terms(passage.text)
            if all(overlap(found, terms(other.text)) < DISTINCT for other in [*said, *kept]):
                kept.append(passage)
        if len(kept) > 1:
            break
    return kept[:MOST_CLAIMED]


def _contributions(desk: Desk) -> list[Passage]:
    """The entries of the printed list that the paper announces as its contributions."""
    for index, section in enumerate(desk.sections):
        if _CONTRIBUTIONS.match(section.title):
            return desk.pool.pick(None, {section.role: 1.0}, 3, within={index}, alike=DISTINCT, bonus=_own(desk))
        if section.role not in ("introduction", "abstract", "other", "method", "conclusion"):
            continue
        announced = False
        entries: list[Sentence] = []
        for paragraph in section.paragraphs:
            if paragraph.kind == "item" and announced:
                entries.extend(paragraph.sentences[:1])
            elif entries:
                break
            else:
                last = paragraph.sentences[-1].text if paragraph.sentences else ""
                announced = bool(re.search(r"\bcontribution|贡献|创新点|主要工作", last, re.I))
        legible = [s for s in entries if desk.is_printed(s) and (quality(s.text) > 0.2 or _legible_item(s.text))]
        if len(legible) >= 2:
            for sentence in legible:
                desk.pool.mark(sentence)
            return [Passage((sentence,)) for sentence in legible[:MOST_CONTRIBUTIONS]]
    return []


_CONTRIBUTIONS = re.compile(r"^(?:(?:our|main|key|summary of) )*contributions?\b|^(?:主要)?贡献|^创新点", re.I)


def _own(desk: Desk) -> Callable[[Candidate], float]:
    return lambda candidate: 0.3 if desk.pool.own(candidate.text) else -0.6


def _legible_item(text: str) -> bool:
    return 5 <= length(text) <= 70 and not is_glued(text) and bool(re.match(rf"[A-Z{HAN}“\"]", text))


def background(desk: Desk) -> str:
    """What was done before, and what it lacks."""
    pool, phrases = desk.pool, desk.phrases
    missing = pool.pick(
        "gap",
        {"introduction": 1.2, "related": 1.0, "other": 0.5},
        3,
        bonus=lambda c: (0.4 * strength("prior", c.text)) - (0.7 if pool.own(c.text) else 0.0),
        least=0.75,
    )
    before = pool.pick(
        "prior",
        {"introduction": 1.2, "related": 1.1, "other": 0.5},
        3,
        bonus=lambda c: (0.2 if c.opens else 0.0) - (0.7 if pool.own(c.text) else 0.0),
        least=0.8,
    )
    parts = []
    if before:
        parts += [f"**{phrases.before}**{desk.words.colon.rstrip()}", quote.block(before)]
    if missing:
        parts += [f"**{phrases.missing}**{desk.words.colon.rstrip()}", quote.block(missing)]
    return quote.paragraphs(parts) or desk.missing(phrases.no_background)
