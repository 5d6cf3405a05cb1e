"""The front of an extract: TL;DR, overview, background and motivation."""

from __future__ import annotations

import re

from paper_notes.paper.model import Sentence
from paper_notes.writing.extract import quote
from paper_notes.writing.extract.cues import is_own, strength
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.extract.select import Candidate, Passage
from paper_notes.writing.extract.sentences import length, quality

TLDR_LENGTH = 100
MOST_CONTRIBUTIONS = 5


def tldr(desk: Desk) -> str:
    """Two or three sentences of the abstract within 100 words: problem, approach, result as far as they fit."""
    passages = pick_tldr(desk)
    return quote.block(passages) or desk.missing(desk.phrases.no_tldr)


def pick_tldr(desk: Desk) -> list[Passage]:
    """The sentences of the TL;DR; they count as used."""
    pool = desk.pool
    source = [c for c in pool.candidates if c.role == "abstract" and c.quality > 0.2]
    if len(source) < 2:
        source += [
            c
            for c in pool.candidates
            if c.role in ("introduction", "conclusion") and c.quality > 0.5 and is_own(c.text)
        ]
    if not source:
        source = [c for c in pool.candidates if c.quality > 0.5][:40]
    chosen: list[Candidate] = []
    for kind in ("approach", "result", "problem"):
        best = max(
            (
                c
                for c in source
                if c not in chosen and _room(chosen, c) and not (c.dangling and not _follows(chosen, c))
            ),
            key=lambda c: (_tldr_score(desk, kind, c), -c.order),
            default=None,
        )
        if best is not None and _tldr_score(desk, kind, best) > 0.4:
            chosen.append(best)
    if not chosen and source:
        chosen = [min(source, key=lambda c: (length(c.text) > TLDR_LENGTH, c.order))]
    chosen.sort(key=lambda c: c.order)
    passages: list[list[Candidate]] = []
    for candidate in chosen:
        if passages and candidate.order == passages[-1][-1].order + 1:
            passages[-1].append(candidate)
        else:
            passages.append([candidate])
    return [passage for unit in passages if (passage := pool.take(unit))]


def _tldr_score(desk: Desk, kind: str, candidate: Candidate) -> float:
    score = strength(kind, candidate.text) * (0.5 + candidate.quality) + 0.6 * desk.pool.centrality(candidate)  # type: ignore[arg-type]
    if kind == "approach":
        return score * (1.5 if is_own(candidate.text) else 0.7)
    if kind == "problem":
        return score * (0.4 if is_own(candidate.text) else 1.0)
    return score


def _room(chosen: list[Candidate], candidate: Candidate) -> bool:
    return sum(length(c.text) for c in chosen) + length(candidate.text) <= TLDR_LENGTH


def _follows(chosen: list[Candidate], candidate: Candidate) -> bool:
    return any(c.order == candidate.order - 1 for c in chosen)


def overview(desk: Desk) -> str:
    """Problem, approach and contributions, each in a quoted sentence or a line that says it is missing."""
    words, phrases, pool = desk.words, desk.phrases, desk.pool
    contributions = _contributions(desk)
    problem = _problem(desk, again=False) or _problem(desk, again=True)
    approach = _approach(desk, again=False) or _approach(desk, again=True)
    if not contributions:
        contributions = pool.pick(
            "contribution",
            {"introduction": 1.2, "abstract": 1.1, "conclusion": 1.0, "discussion": 0.6},
            3,
            bonus=lambda c: 0.3 if is_own(c.text) else -0.5,
        )
    return quote.paragraphs(
        [
            f"**{words.problem}**{words.colon}{' '.join(map(quote.inline, problem)) or phrases.no_problem}",
            f"**{words.approach}**{words.colon}{' '.join(map(quote.inline, approach)) or phrases.no_approach}",
            f"**{words.contributions}**{words.colon.rstrip()}\n\n{quote.numbered(contributions)}"
            if contributions
            else f"**{words.contributions}**{words.colon}{phrases.no_contributions}",
        ]
    )


def _problem(desk: Desk, *, again: bool) -> list[Passage]:
    return desk.pool.pick(
        "problem",
        {"abstract": 1.3, "introduction": 1.0, "other": 0.4},
        1,
        bonus=lambda c: -0.6 if is_own(c.text) else 0.0,
        again=again,
    )


def _approach(desk: Desk, *, again: bool) -> list[Passage]:
    return desk.pool.pick(
        "approach",
        {"abstract": 1.3, "introduction": 1.1, "conclusion": 0.8, "other": 0.4},
        1,
        bonus=lambda c: 0.5 if is_own(c.text) else -0.3,
        again=again,
    )


def _contributions(desk: Desk) -> list[Passage]:
    """The entries of the printed list that the paper announces as its contributions."""
    for section in desk.sections:
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
        legible = [s for s in entries if desk.pages.has(s) and (quality(s.text) > 0.2 or _legible_item(s.text))]
        if len(legible) >= 2:
            for sentence in legible:
                desk.pool.mark(sentence)
            return [Passage((sentence,)) for sentence in legible[:MOST_CONTRIBUTIONS]]
    return []


def _legible_item(text: str) -> bool:
    return 5 <= length(text) <= 70 and bool(re.match(r"[A-Z\u4e00-\u9fff“\"]", text))


def background(desk: Desk) -> str:
    """What was done before, and what it lacks."""
    pool, phrases = desk.pool, desk.phrases
    missing = pool.pick(
        "gap",
        {"introduction": 1.2, "related": 1.0, "other": 0.5},
        3,
        bonus=lambda c: (0.4 * strength("prior", c.text)) - (0.7 if is_own(c.text) else 0.0),
        least=0.9,
    )
    before = pool.pick(
        "prior",
        {"introduction": 1.2, "related": 1.1, "other": 0.5},
        3,
        bonus=lambda c: (0.2 if c.opens else 0.0) - (0.7 if is_own(c.text) else 0.0),
        least=0.8,
    )
    parts = []
    if before:
        parts += [f"**{phrases.before}**{desk.words.colon.rstrip()}", quote.block(before)]
    if missing:
        parts += [f"**{phrases.missing}**{desk.words.colon.rstrip()}", quote.block(missing)]
    return quote.paragraphs(parts) or desk.missing(phrases.no_background)
