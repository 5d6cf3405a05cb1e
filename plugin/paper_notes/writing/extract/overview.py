"""The front of an extract: problem, approach, contributions; what was done before and what it lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from paper_notes.writing.extract import quote
from paper_notes.writing.extract.candidates import Candidate, Passage, joined
from paper_notes.writing.extract.contributions import contributions
from paper_notes.writing.extract.cues import is_result, says_only_however, strength
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.extract.frame import CLEAR, LEGIBLE, whole
from paper_notes.writing.extract.moves import (
    aim,
    label,
    leans,
    of_one_work,
    prior,
    proposal,
    purpose,
    solved,
    trouble,
)
from paper_notes.writing.extract.sentences import length, refers_to_figure
from paper_notes.writing.extract.topic import overlap

LONGEST_PROBLEM = 95
LONGEST_APPROACH = 90
ADDED = 0.6
"""A proposal less clear than this is one besides."""
SHORTEST = 10
"""A shorter sentence names its subject and says little of it."""
LEAST_PROBLEM = 0.85
MOST_OPENING = 14
"""Sentences of an introduction that never turns to the paper's own work, that are looked at."""
LEAST_PRIOR = 0.9
MOST_PRIOR = 3
REPEATED = 0.85
"""The approach may say in other words what the TL;DR says, not in nearly the same ones."""
_ANNOUNCES = re.compile(r"(?:以下|如下|下列|the following|as follows)[^。.]{0,24}[。.:：]$", re.I)
"""What tells that a list follows."""
_COUNTS = re.compile(r"(?:first|second|third)(?:ly)?,|[(（]?[1-3一二三][)）.、]|首先|其次|再次|第[一二三]", re.I)
"""What goes on with troubles that were announced."""
_RESULT_WORDS = re.compile(
    r"\b(?:we (?:found|find|observe|show that)|results?|outperform\w*)\b|结果(?:表明|显示)", re.I
)


def overview(desk: Desk) -> str:
    """Problem, approach and contributions, each in quoted sentences; what can't be told is left out."""
    words = desk.words
    problem = desk.problem = _problem(desk)
    approach = desk.approach = _approach(desk, problem)
    listed = contributions(desk, [*problem, *approach])
    parts = []
    for name, members in ((words.problem, problem), (words.approach, approach)):
        if members:
            parts.append(f"**{name}**{words.colon}{quote.inline(_passage(members))}")
        else:
            desk.left_out.append(name)
    if listed:
        parts.append(f"**{words.contributions}**{words.colon.rstrip()}\n\n{quote.numbered(listed)}")
    else:
        desk.left_out.append(words.contributions)
    return quote.paragraphs(parts)


def _passage(members: Sequence[Candidate]) -> Passage:
    return Passage(tuple(member.sentence for member in members))


# -- problem


def _problem(desk: Desk) -> list[Candidate]:
    """What is wrong or unsolved, in the words in which the paper leads up to its own work; else what it is for."""
    frame, pool = desk.frame, desk.pool
    labelled = next((c for c in frame.abstract if label(c.text) == "problem" and c.quality >= LEGIBLE), None)
    ranked = [(_trouble_worth(desk, c), c) for c in (*frame.abstract, *frame.opening)]
    ranked = [(worth, c) for worth, c in ranked if worth >= LEAST_PROBLEM]
    ranked.sort(key=lambda pair: (-pair[0], pair[1].order))
    for _, candidate in ranked:
        members = whole(pool, candidate, LONGEST_PROBLEM)
        if members:
            return _gone_on(desk, members)
    if labelled is not None:
        return [labelled]
    for says in (aim, purpose):
        for place, candidate in enumerate((*frame.abstract, *frame.opening, *frame.closing[:3])):
            turns = place == frame.turn and proposal(candidate.text) >= 0.6 and not aim(candidate.text)
            if prior(candidate.text):
                continue
            if candidate.quality < LEGIBLE or turns or not says(candidate.text) or _says_result(candidate.text):
                continue
            members = whole(pool, candidate, LONGEST_PROBLEM)
            if members and (says is aim or candidate.role == "abstract" or pool.centrality(candidate) >= 0.1):
                return members
    return []


def _trouble_worth(desk: Desk, candidate: Candidate) -> float:
    """How well a sentence before the turn says what the paper is up against; 0 for one that doesn't."""
    frame, pool, text = desk.frame, desk.pool, candidate.text
    strength = trouble(text)
    if not strength or candidate.quality < LEGIBLE or refers_to_figure(text) or _ANNOUNCES.search(text):
        return 0.0
    turn = next(iter(frame.opening[frame.opening_turn : frame.opening_turn + 1]), None)
    if candidate in frame.abstract:
        place = frame.abstract.index(candidate)
        if place >= frame.turn and not (place == 0 and label(text) == "problem"):
            return 0.0
        near = 0.7 + 0.4 * (place + 1) / max(1, frame.turn)
    else:
        place = frame.opening.index(candidate)
        turnless = frame.opening_turn == len(frame.opening)
        if place >= (MOST_OPENING if turnless else min(frame.opening_turn, 2 * MOST_OPENING)):
            return 0.0
        near = (
            -0.3 if turnless and frame.turn == len(frame.abstract) else 0.3 * (place + 1) / max(1, frame.opening_turn)
        )
    if proposal(text) >= CLEAR or (pool.own(text) and proposal(text)):
        return 0.0
    after = pool.neighbour(candidate, 1)
    if solved(text) or (after is not None and leans(after.text) and solved(after.text)):
        return 0.0
    worth = candidate.quality * strength * (0.6 + 0.6 * pool.centrality(candidate)) + near
    worth -= 0.5 * of_one_work(text) + 0.4 * says_only_however(text) + 0.3 * (length(text) < SHORTEST)
    worth -= 0.3 * bool(candidate.role == "abstract" and leans(text) and not place)
    if turn is not None and candidate.role != "abstract":
        worth += 0.5 * overlap(candidate.terms, turn.terms)
    return worth


def _gone_on(desk: Desk, members: list[Candidate]) -> list[Candidate]:
    """The sentences, with those behind that go on telling the trouble."""
    while True:
        total = sum(length(member.text) for member in members)
        ahead = [desk.pool.neighbour(members[-1], step) for step in (1, 2)]
        more = [c for c in ahead if c is not None and _tells_on(c)]
        if more and more[0] is ahead[0] and _COUNTS.match(more[0].text):
            more = more[:1]
        elif len(more) < 2 or not trouble(more[1].text):  # one sentence between may give the example
            more = more[:1] if more and more[0] is ahead[0] and trouble(more[0].text) else []
        elif trouble(more[0].text):
            more = more[:1]
        if not more or total + sum(length(c.text) for c in more) > LONGEST_PROBLEM:
            return members
        members += more


def _tells_on(candidate: Candidate) -> bool:
    text = candidate.text
    return (
        candidate.quality >= LEGIBLE
        and (leans(text) or bool(_COUNTS.match(text)))
        and proposal(text) < 0.6
        and not refers_to_figure(text)
    )


# -- approach


def _approach(desk: Desk, problem: Sequence[Candidate]) -> list[Candidate]:
    """What the paper does instead: the sentence that turns to its own work, and one that goes on with it.

    The introduction's is taken when it says as much as the abstract's, which the TL;DR shows.
    """
    frame, pool = desk.frame, desk.pool
    ranked: list[tuple[float, Candidate]] = []
    for place, candidate in enumerate(frame.abstract):
        ranked.append((_turn_worth(desk, candidate) + (0.6 if place == frame.turn else 0.0), candidate))
    for place, candidate in enumerate(frame.opening):
        if pool.own(candidate.text):
            ranked.append((_turn_worth(desk, candidate) + (0.3 if place == frame.opening_turn else 0.0), candidate))
    ranked += [
        (_turn_worth(desk, candidate) - 0.1, candidate) for candidate in frame.closing[:4] if pool.own(candidate.text)
    ]
    best = max((worth for worth, _ in ranked), default=0.0)
    ranked.sort(key=lambda pair: (-pair[0] + 0.25 * pool.is_used(pair[1], REPEATED), pair[1].order))
    for worth, candidate in ranked:
        if worth < 1.0 or worth < best - 0.55 or candidate in problem:
            continue
        members = whole(pool, candidate, LONGEST_APPROACH, problem)
        if members:
            return _detailed(desk, members)
    return []


def _turn_worth(desk: Desk, candidate: Candidate) -> float:
    text = candidate.text
    clear = proposal(text)
    if not clear or candidate.quality < LEGIBLE or refers_to_figure(text):
        return 0.0
    if label(text) == "approach":
        clear = 1.3
    back = 0.15 if leans(text) else 0.0
    tells = 0.4 * bool(_RESULT_WORDS.search(text)) * is_result(text)
    aim = 0.2 * bool(trouble(text) >= 1.4 and clear < 1)
    short = 0.3 if length(text) < 9 else 0.0
    named = 0.2 * bool(desk.pool.name_in(text))
    return candidate.quality * clear + 0.8 * desk.pool.centrality(candidate) + named - back - tells - aim - short


def _detailed(desk: Desk, members: list[Candidate]) -> list[Candidate]:
    """With the next sentence, when that says how it works."""
    after = desk.pool.neighbour(members[-1], 1)
    if (
        after is None
        or after.quality < 0.5
        or is_result(after.text)
        or refers_to_figure(after.text)
        or not (desk.pool.own(after.text) or leans(after.text))
        or prior(after.text)
        or 0 < proposal(after.text) < ADDED
        or _says_result(after.text)
        or sum(length(m.text) for m in members) + length(after.text) > LONGEST_APPROACH
    ):
        return members
    return [*members, after]


def _says_result(text: str) -> bool:
    return bool(_RESULT_WORDS.search(text)) or is_result(text) > 1.0


# -- background


def background(desk: Desk) -> str:
    """What was done before, and what it lacks."""
    before = _earlier(desk, lacking=False)
    missing = _earlier(desk, lacking=True)
    parts = []
    if before:
        parts += [f"**{desk.phrases.before}**{desk.words.colon.rstrip()}", quote.block(before)]
    else:
        desk.left_out.append(desk.phrases.before)
    if missing:
        parts += [f"**{desk.phrases.missing}**{desk.words.colon.rstrip()}", quote.block(missing)]
    return quote.paragraphs(parts)


def _earlier(desk: Desk, *, lacking: bool) -> list[Passage]:
    """Sentences of introduction and related work on what others do (and, when ``lacking``, what that lacks)."""
    pool, frame = desk.pool, desk.frame
    shown = [*desk.problem, *desk.approach]
    ranked: list[tuple[float, Candidate]] = []
    start = len(frame.abstract) and frame.turn
    sources = [*frame.abstract[:start], *frame.opening, *(c for c in pool.candidates if c.role == "related")]
    for place, candidate in enumerate(sources):
        text, said = candidate.text, prior(candidate.text)
        if not said or candidate.quality < 0.5 or pool.own(text) or proposal(text) >= 0.6 or refers_to_figure(text):
            continue
        if candidate in shown or bool(trouble(text)) is not lacking or (lacking and not strength("gap", text)):
            continue
        behind = candidate in frame.opening and frame.opening.index(candidate) > frame.opening_turn
        worth = candidate.quality * said * (0.6 + 0.9 * pool.centrality(candidate)) - 0.4 * behind
        worth += 0.3 * lacking * (trouble(text) - 1) + 0.15 * candidate.opens - 0.002 * place
        ranked.append((worth, candidate))
    ranked.sort(key=lambda pair: (-pair[0], pair[1].order))
    runs: list[list[Candidate]] = []
    most = 2 if lacking else MOST_PRIOR
    for worth, candidate in ranked:
        if worth < LEAST_PRIOR * (0.8 if lacking else 1.0) * 0.75 or len(runs) == most:
            break
        members = whole(pool, candidate, 75)
        if members and not any(pool.is_used(member) for member in members) and not set(members) & set(shown):
            pool.take(members)
            runs.append(members)
    return joined(sorted(runs, key=lambda run: run[0].order))
