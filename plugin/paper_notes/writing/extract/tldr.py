"""The TL;DR: the two or three sentences of the abstract that together say most within 100 words."""

from __future__ import annotations

import re
from itertools import combinations

from paper_notes.language.identify import is_chinese
from paper_notes.writing.extract.candidates import Candidate, Passage, same_paragraph
from paper_notes.writing.extract.cues import is_result, says_only_however
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.extract.moves import leans, limit, plan, proposal, trouble
from paper_notes.writing.extract.sentences import length

MOST_LENGTH = 100
MOST_CHINESE = 140
"""Whole sentences of Chinese abstracts seldom fit into 100 characters; longer choices are marked down."""
MOST_SOURCES = 16


def pick_tldr(desk: Desk) -> list[Passage]:
    """The sentences of the TL;DR, neighbours joined; they count as used. Empty when there is nothing to quote."""
    source = _sources(desk)
    sets = [
        chosen
        for size in (3, 2, 1)
        for chosen in combinations(source, size)
        if _length(chosen) <= (MOST_CHINESE if is_chinese(chosen[0].text) else MOST_LENGTH) and _stands(chosen)
    ]
    if not sets:
        sets = [(min(source, key=lambda c: (length(c.text), c.order)),)] if source else []
    if not sets:
        return []
    best = max(sets, key=lambda chosen: (_worth(desk, chosen), -chosen[0].order))
    runs: list[list[Candidate]] = []
    for candidate in best:
        if runs and candidate.order == runs[-1][-1].order + 1 and same_paragraph(candidate, runs[-1][-1]):
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    return [passage for run in runs if (passage := desk.pool.take(run))]


def _sources(desk: Desk) -> list[Candidate]:
    """The abstract's sentences; without two good ones, what the paper says of itself at its start and end."""
    frame = desk.frame
    source = [c for c in frame.abstract if c.quality > 0.2]
    if len(source) < 2:
        framing = (*frame.opening, *frame.closing)
        source += [c for c in framing if c.quality > 0.5 and desk.pool.own(c.text) and not limit(c.text)]
    if not source:
        source += [c for c in desk.pool.candidates if c.quality > 0.5 and not leans(c.text)]
    return source[:MOST_SOURCES]


def _stands(chosen: tuple[Candidate, ...]) -> bool:
    """Whether no sentence leans on one that is left out."""
    orders = {c.order for c in chosen}
    return all(
        c.order - 1 in orders or not leans(c.text) or (place and not leans(c.text, on_work=False))
        for place, c in enumerate(chosen)
    )


def _length(chosen: tuple[Candidate, ...]) -> int:
    return sum(length(c.text) for c in chosen)


def _worth(desk: Desk, chosen: tuple[Candidate, ...]) -> float:
    """How well the sentences cover problem, approach and result, each counted for its best sentence."""
    parts = 0.0
    free = list(chosen)
    for score in (_approach, _result, _problem):
        best = max(free, key=lambda c: score(desk, c), default=None)
        if best is not None and score(desk, best) > 0:
            parts += score(desk, best)
            free.remove(best)
    excess = max(0, _length(chosen) - MOST_LENGTH)
    parts -= 0.5 * sum(plan(c.text) for c in chosen)
    return parts + 0.3 * sum(desk.pool.centrality(c) for c in chosen) - 0.01 * excess


def _place(desk: Desk, candidate: Candidate) -> int:
    """The sentence's place in the abstract, counted from where that turns to the paper's own work."""
    abstract = desk.frame.abstract
    return abstract.index(candidate) - desk.frame.turn if candidate in abstract else 0


def _approach(desk: Desk, candidate: Candidate) -> float:
    turns = 0.5 * (candidate in desk.frame.abstract and _place(desk, candidate) == 0)
    return candidate.quality * (1.5 * proposal(candidate.text) + turns)


def _result(desk: Desk, candidate: Candidate) -> float:
    if _place(desk, candidate) < 0:
        return 0.0
    first = desk.frame.abstract[0].paragraph if desk.frame.abstract else candidate.paragraph
    further = 0.4 if candidate.paragraph != first or re.match(r"we also|finally", candidate.text, re.I) else 0.0
    return candidate.quality * is_result(candidate.text) - further


def _problem(desk: Desk, candidate: Candidate) -> float:
    if _place(desk, candidate) > 0:
        return 0.0
    vague = 0.4 if says_only_however(candidate.text) else 1.0
    own = bool(proposal(candidate.text))
    return candidate.quality * (0.2 if own else 0.8) * vague * trouble(candidate.text)
