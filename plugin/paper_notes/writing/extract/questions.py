"""Questions and answers: only what the paper answers in its own words, in the four kinds of a reading note."""

from __future__ import annotations

import re

from paper_notes.note.escape import escape
from paper_notes.paper.model import SectionRole
from paper_notes.writing.extract import quote
from paper_notes.writing.extract.cues import STRONG, is_own, strength
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.extract.figures import quotable_explanation
from paper_notes.writing.extract.select import Candidate, Passage
from paper_notes.writing.extract.sentences import broken_maths, is_chinese, is_dangling, length

EVERYWHERE: dict[SectionRole, float] = {
    "introduction": 0.8,
    "related": 0.5,
    "method": 1.1,
    "experiments": 0.9,
    "ablation": 0.9,
    "discussion": 1.0,
    "limitations": 1.2,
    "conclusion": 0.9,
    "other": 0.8,
}
_BECAUSE = re.compile(
    r"^(?P<claim>[^,;:]{15,140}?),?\s+(?:because|since|so that|in order to|due to the fact that)\s+", re.I
)
_CLAIM_FIRST = re.compile(
    r"^(?:because|since|in order to|to (?:avoid|prevent|counteract|ensure|reduce|address|overcome"
    r"|mitigate))\b[^,;]{8,90}, (?P<claim>[^,;:]{15,120})[.,;]",
    re.I,
)
_BECAUSE_ZH = re.compile(r"^(?:由于|因为|为了)[^，。]{4,50}，(?:所以|因此)?(?P<claim>[^，。；]{6,40})[，。；]")
_TERM = re.compile(
    r"^(?:an?|the)?\s*(?P<term>(?:[A-Za-z][A-Za-z-]+ ){0,3}[A-Za-z][A-Za-z-]+)(?: \([A-Za-z-]+\))?,? (?:is|are"
    r"|can be) (?:defined as|described as|referred to as|"
    r"called|known as|viewed as|seen as|interpreted as|thought of as|an? )",
    re.I,
)
_TERM_ZH = re.compile(r"^(?P<term>[\u4e00-\u9fffA-Za-z-]{2,14}?)(?:是指|指的是|定义为|是一种|称为)")
_SKIPPED_TERMS = re.compile(
    r"^(?:it|this|that|these|which|there|here|we|what|one|each|our|result|goal|idea|reason|paper|work|problem"
    r"|figure|table)\b",
    re.I,
)


def questions(desk: Desk) -> str:
    """Questions in Q1, Q2 … with quoted answers, and a line that names the kinds without an answer."""
    kinds = (_why(desk), _meaning(desk), _limits(desk), _next(desk))
    asked = [pair for answers in kinds for pair in answers]
    colon = desk.words.colon
    parts = [part for i, (question, answer) in enumerate(asked, 1) for part in (f"### Q{i}{colon}{question}", answer)]
    if not asked:
        return desk.missing(desk.phrases.no_questions)
    unanswered = [name for name, answers in zip(desk.phrases.kinds, kinds, strict=True) if not answers]
    if unanswered:
        comma = "; " if desk.brief.language == "en" else "；"
        parts.append(desk.missing(desk.phrases.unanswered.format(kinds=comma.join(unanswered))))
    return quote.paragraphs(parts)


def _why(desk: Desk) -> list[tuple[str, str]]:
    """Up to two "why" questions about a clause for which a sentence gives the reason."""
    pairs: list[tuple[float, Candidate, str]] = []
    for candidate in desk.pool.candidates:
        weight = EVERYWHERE.get(candidate.role, 0.0)
        if not weight or candidate.quality < 0.5 or length(candidate.text) > 60:
            continue
        clause = claim(candidate.text)
        if clause and not STRONG["assumption"].search(clause):
            score = weight * (1 + desk.pool.centrality(candidate) + (0.3 if is_own(clause) else 0.0))
            pairs.append((score, candidate, clause))
    pairs.sort(key=lambda pair: (-pair[0], pair[1].order))
    out: list[tuple[str, str]] = []
    for _, candidate, clause in pairs:
        if len(out) == 2:
            break
        if desk.pool.is_used(candidate):
            continue
        passage = desk.pool.take(_with_context(desk, candidate))
        if passage:
            out.append((desk.phrases.why_statement.format(clause=escape(clause)), quote.block([passage])))
    return out


def claim(text: str) -> str:
    """The clause of a sentence that the rest of the sentence gives the reason for; "" when it can't be told apart."""
    match = _BECAUSE_ZH.match(text) if is_chinese(text) else _BECAUSE.match(text) or _CLAIM_FIRST.match(text)
    if not match:
        return ""
    clause = match["claim"].strip()
    if is_dangling(clause) or broken_maths(clause) > 0.1 or STRONG["reason"].search(clause):
        return ""
    if not is_chinese(clause) and (len(clause.split()) < 4 or clause.count("(") != clause.count(")")):
        return ""
    if re.search(r"\b(?:it|this|they|these|such|them)\b", clause, re.I):
        return ""
    first = clause.split(" ", 1)[0]
    lowered = (
        first[0].lower() + first[1:]
        if first.istitle() and (len(first) < 4 or first in ("When", "While", "Each", "Some", "Since")) and first != "I"
        else first
    )
    return lowered + clause[len(first) :]


def _with_context(desk: Desk, candidate: Candidate) -> list[Candidate]:
    """The sentence, with the next one of its paragraph when that goes on with the argument."""
    following = candidate.order + 1
    if following < len(desk.pool.candidates):
        after = desk.pool.candidates[following]
        same = after.paragraph == candidate.paragraph and after.section == candidate.section
        if (
            same
            and after.dangling
            and after.quality >= 0.6
            and not desk.pool.is_used(after)
            and length(after.text) <= 45
        ):
            return [candidate, after]
    return [candidate]


def _meaning(desk: Desk) -> list[tuple[str, str]]:
    """What symbols of a shown equation stand for, and what a defined term means."""
    out: list[tuple[str, str]] = []
    for candidate in desk.pool.candidates:
        if len(out) == 2:
            break
        if candidate.role not in EVERYWHERE or candidate.quality < 0.6:
            continue
        match = _TERM_ZH.match(candidate.text) if is_chinese(candidate.text) else _TERM.match(candidate.text)
        term = match["term"] if match else ""
        if not term or _SKIPPED_TERMS.match(term) or desk.pool.centrality(candidate) < 0.12:
            continue
        if desk.pool.is_used(candidate):
            continue
        passage = desk.pool.take(_with_context(desk, candidate))
        if passage:
            out.append((desk.phrases.what_term.format(term=escape(term)), quote.block([passage])))
    if out:
        return out
    for formula in desk.paper.formulas:
        if (
            formula.number
            and formula not in desk.formulas
            and formula.explanation
            and quotable_explanation(desk, formula.explanation)
        ):
            question = desk.phrases.what_symbols.format(number=escape(formula.number))
            return [(question, quote.block([Passage((formula.explanation,))]))]
    return out


def _limits(desk: Desk) -> list[tuple[str, str]]:
    roles = EVERYWHERE | {"related": 0.0, "introduction": 0.4}
    assumptions = desk.pool.pick("assumption", roles, 2, least=1.0, bonus=lambda c: 0.2 if is_own(c.text) else 0.0)
    limits = desk.pool.pick(
        "limitation",
        roles | {"experiments": 0.7, "method": 0.7, "introduction": 0.0},
        2,
        least=1.2,
        bonus=lambda c: (0.3 if is_own(c.text) else 0.0) + (0.3 if strength("result", c.text) else 0.0),
    )
    out = []
    if assumptions:
        out.append((desk.phrases.which_assumptions, quote.block(assumptions)))
    if limits:
        out.append((desk.phrases.where_limits, quote.block(limits)))
    return out


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
