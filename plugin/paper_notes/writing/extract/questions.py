"""Questions and answers: only what the paper answers in its own words, in the four kinds of a reading note."""

from __future__ import annotations

import re

from paper_notes.note.escape import escape
from paper_notes.paper.model import SectionRole
from paper_notes.writing.extract import quote
from paper_notes.writing.extract.candidates import Candidate, Passage
from paper_notes.writing.extract.claims import claim, defined_term, explains_last
from paper_notes.writing.extract.cues import strength
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.extract.figures import quotable_explanation
from paper_notes.writing.extract.sentences import length

EVERYWHERE: dict[SectionRole, float] = {
    "introduction": 0.7,
    "related": 0.4,
    "method": 1.1,
    "experiments": 0.9,
    "ablation": 0.9,
    "discussion": 1.0,
    "limitations": 1.2,
    "conclusion": 0.9,
    "other": 0.8,
}
MOST_OF_A_KIND = 2
_ASKS = re.compile(r"^(?:why|how|when|what|which|does|do|is|are|can)\b|^(?:为什么|为何|如何|怎样)", re.I)
_BROKEN_OFF = re.compile(r"\b(?:is|are|was|were|be)$")
_LEANS = re.compile(r"^(?:\S+\s+){0,5}(?:this|these|those|such|it|them)\b", re.I)


class Questions:
    """Questions with quoted answers.

    Those about reasons and meanings take their sentences on creation, before the method section does, which has more
    to choose from; those about limits and what comes next on rendering, when summary and results have theirs.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._reasons = _own_questions(desk)
        self._reasons += _reasons(desk, MOST_OF_A_KIND - len(self._reasons))
        self._meanings = _terms(desk)

    def render(self) -> str:
        """Questions in Q1, Q2 … and a line that names the kinds without an answer."""
        desk = self._desk
        limits, following = _limits(desk), _next(desk)
        kinds = (self._reasons + _difference(desk), self._meanings or _symbols(desk), limits, following)
        asked = [pair for answers in kinds for pair in answers]
        if not asked:
            return desk.missing(desk.phrases.no_questions)
        colon = desk.words.colon
        parts = [part for i, (asks, answer) in enumerate(asked, 1) for part in (f"### Q{i}{colon}{asks}", answer)]
        unanswered = [name for name, answers in zip(desk.phrases.kinds, kinds, strict=True) if not answers]
        if unanswered:
            comma = "; " if desk.brief.language == "en" else "；"
            parts.append(desk.missing(desk.phrases.unanswered.format(kinds=comma.join(unanswered))))
        return quote.paragraphs(parts)


def _own_questions(desk: Desk) -> list[tuple[str, str]]:
    """A question that the paper asks itself, as a heading, answered from that section."""
    for index, section in enumerate(desk.sections):
        if section.role not in EVERYWHERE or not _ASKS.match(section.title) or len(section.title) > 80:
            continue
        lead = desk.pool.lead(index, 4, 120)
        answer = [lead] if lead else []
        answer += desk.pool.pick("reason", EVERYWHERE, 2, within={index}, least=0.8)
        if answer:
            desk.answered.add(index)
            asks = section.title.rstrip("?？")
            return [(f"{escape(asks)}{desk.phrases.question_mark}", quote.block(answer))]
    return []


def _reasons(desk: Desk, most: int) -> list[tuple[str, str]]:
    """Questions about clauses for which a sentence gives the reason."""
    ranked: list[tuple[float, Candidate, str]] = []
    previous: Candidate | None = None
    for candidate in desk.pool.candidates:
        before, previous = previous, candidate
        weight = EVERYWHERE.get(candidate.role, 0.0)
        if not weight or candidate.quality < 0.5 or candidate.opens or length(candidate.text) > 60:
            continue
        clause = claim(candidate.text)
        if before and explains_last(candidate.text) and before.quality > 0.6 and not before.dangling:
            clause = before.text.rstrip(".。") if length(before.text) <= 25 else ""
        if clause:
            own = 0.4 if desk.pool.own(clause) else 0.0
            ranked.append((weight * (1 + desk.pool.centrality(candidate) + own), candidate, clause))
    ranked.sort(key=lambda entry: (-entry[0], entry[1].order))
    out: list[tuple[str, str]] = []
    for _, candidate, clause in ranked:
        if len(out) >= most:
            break
        context = [] if desk.pool.is_used(candidate) else _with_context(desk, candidate)
        passage = desk.pool.take(context)
        if passage:
            clause = f"{clause} …" if _BROKEN_OFF.search(clause) else clause
            out.append((desk.phrases.why_statement.format(clause=escape(clause)), quote.block([passage])))
    return out


def _difference(desk: Desk) -> list[tuple[str, str]]:
    """How the paper's work differs from other work."""
    pool = desk.pool
    roles = EVERYWHERE | {"related": 1.0, "introduction": 0.9, "experiments": 0.6, "ablation": 0.0}
    passages = pool.pick(
        "difference",
        roles,
        2,
        bonus=lambda c: (0.4 if pool.own(c.text) else -0.5) - strength("future", c.text),
        least=1.1,
        longest=50,
    )
    return [(desk.phrases.what_difference, quote.block(passages))] if passages else []


def _with_context(desk: Desk, candidate: Candidate) -> list[Candidate]:
    """The sentence with the one before it when it leans on that, and the next when that goes on with the argument;
    empty when the sentence can't stand."""
    members = [candidate]
    if _LEANS.match(candidate.text) or candidate.dangling:
        before = desk.pool.neighbour(candidate, -1)
        if before is None or before.quality < 0.5 or before.dangling or desk.pool.is_used(before):
            return []
        members.insert(0, before)
    after = desk.pool.neighbour(candidate, 1)
    if after and after.dangling and after.quality >= 0.6 and not desk.pool.is_used(after) and length(after.text) <= 45:
        members.append(after)
    return members


def _terms(desk: Desk) -> list[tuple[str, str]]:
    """What terms mean that a sentence defines; not a section's first sentence, which the method section quotes."""
    out: list[tuple[str, str]] = []
    for candidate in desk.pool.candidates:
        if len(out) == MOST_OF_A_KIND:
            break
        if candidate.role not in EVERYWHERE or candidate.quality < 0.6 or (candidate.opens and not candidate.paragraph):
            continue
        term = defined_term(candidate.text)
        if not term or desk.pool.centrality(candidate) < 0.12 or desk.pool.is_used(candidate):
            continue
        passage = desk.pool.take(_with_context(desk, candidate))
        if passage:
            out.append((desk.phrases.what_term.format(term=escape(term)), quote.block([passage])))
    return out


def _symbols(desk: Desk) -> list[tuple[str, str]]:
    """What the symbols of a numbered equation stand for, when the method section did not show it."""
    for formula in desk.paper.formulas:
        if formula in desk.formulas or not formula.number or formula.explanation is None:
            continue
        if quotable_explanation(desk, formula.explanation):
            asks = desk.phrases.what_symbols.format(number=escape(formula.number))
            return [(asks, quote.block([Passage((formula.explanation,))]))]
    return []


def _limits(desk: Desk) -> list[tuple[str, str]]:
    pool = desk.pool
    roles = EVERYWHERE | {"related": 0.0, "introduction": 0.4}
    assumptions = pool.pick("assumption", roles, 2, least=1.0, bonus=lambda c: 0.2 if pool.own(c.text) else 0.0)
    limits = pool.pick(
        "limitation",
        roles | {"experiments": 0.7, "method": 0.5, "introduction": 0.0},
        2,
        least=1.2,
        bonus=lambda c: (0.3 if pool.own(c.text) else 0.0) + (0.3 if strength("result", c.text) else 0.0),
    )
    asked = ((desk.phrases.which_assumptions, assumptions), (desk.phrases.where_limits, limits))
    return [(asks, quote.block(passages)) for asks, passages in asked if passages]


def _next(desk: Desk) -> list[tuple[str, str]]:
    roles: dict[SectionRole, float] = {
        "conclusion": 1.4,
        "discussion": 1.2,
        "limitations": 1.1,
        "experiments": 0.6,
        "abstract": 0.5,
        "method": 0.4,
        "other": 0.7,
    }
    passages = desk.pool.pick("future", roles, 2, least=0.8)
    return [(desk.phrases.what_next, quote.block(passages))] if passages else []
