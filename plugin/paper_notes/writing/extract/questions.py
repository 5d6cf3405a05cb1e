"""Questions and answers: only what the paper answers in its own words, in the four kinds of a reading note."""

from __future__ import annotations

import re

from paper_notes.note.escape import escape
from paper_notes.paper.model import SectionRole
from paper_notes.writing.extract import quote
from paper_notes.writing.extract.candidates import Candidate, Passage, same_paragraph
from paper_notes.writing.extract.claims import defined_term, explains_last
from paper_notes.writing.extract.cues import strength
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.extract.figures import quotable_explanation
from paper_notes.writing.extract.sentences import length, refers_to_figure
from paper_notes.writing.extract.wording import Ask, Kind, asks, why, within

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
_ANSWERS = EVERYWHERE | {"abstract": 0.6}
MOST_OF_A_KIND = 2
MOST_REASONS = 4
LONGEST_ANSWER = 120
_ASKS = re.compile(r"^(?:why|how|when|what|which|does|do|is|are|can)\b|^(?:为什么|为何|如何|怎样)", re.I)
_PRINTED = re.compile(
    r"^(?:(?:but|so|and|then|now),? )?(?:why|how|when|what|which|does|do|is|are|can|under)\b.*[?？]$", re.I
)
_EXPLAINS = re.compile(r"(?:where|here)\b|其中|式中|这里", re.I)
_PRESUMES = re.compile(
    r"\b(?:assumptions?|it is assumed|assumes|as long as|provided that|holds?|only if|if and only if)\b|假设|前提", re.I
)
_ASIDE = re.compile(r"\((?:we )?assum|\b(?:rather than|instead of|without|not) (?:an? )?assum", re.I)
_LEANS = re.compile(r"^(?:\S+\s+){0,5}(?:this|these|those|such|it|them)\b", re.I)
_POINTS = re.compile(r"\b(?:it|its|this|these|those|they|them|their|such|above|below)\b|[这该此其上述]", re.I)


class Questions:
    """Questions with quoted answers.

    Those about reasons, ways and meanings take their sentences on creation, before the method section does, which
    has more to choose from; those about cases, limits and what comes next on rendering, when summary and results
    have theirs.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._reasons = _own_questions(desk)
        self._reasons += _printed(desk)
        self._reasons += _answered(desk, ("why", "how"), MOST_REASONS - len(self._reasons))
        self._meanings = _terms(desk)

    def render(self) -> str:
        """Questions in Q1, Q2 … and a line that names the kinds without an answer."""
        desk = self._desk
        limits = _answered(desk, ("if",), MOST_OF_A_KIND) + _limits(desk)
        following = _next(desk)
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
        inside = [c for c in desk.pool.candidates if c.section == index]
        first = next((i for i, c in enumerate(inside) if _fits(desk, c) and not c.dangling), None)
        if first is not None:
            answer = _run(desk, inside[first:], 5)
            desk.answered.add(index)
            asks = section.title.rstrip("?？")
            return [(f"{escape(asks)}{desk.phrases.question_mark}", quote.block(_passages(desk, answer)))]
    return []


def _printed(desk: Desk) -> list[tuple[str, str]]:
    """A question in the text that the sentences behind it answer."""
    ranked: list[tuple[float, list[Candidate]]] = []
    for candidate in desk.pool.candidates:
        text = candidate.text
        if candidate.role not in EVERYWHERE or candidate.quality < 0.3 or not 6 <= length(text) <= 40:
            continue
        if not _PRINTED.match(text) or _POINTS.search(text):
            continue
        behind = desk.pool.candidates[candidate.order + 1 : candidate.order + 4]
        answer = _run(desk, [c for c in behind if c.section == candidate.section], 3)
        if answer and answer[0].order == candidate.order + 1 and answer[0].quality >= 0.6:
            ranked.append((desk.pool.centrality(candidate) + desk.pool.centrality(answer[0]), [candidate, *answer]))
    if not ranked:
        return []
    asks, *answer = max(ranked, key=lambda entry: (entry[0], -entry[1][0].order))[1]
    desk.pool.take([asks])
    return [(f"“{escape(asks.text)}”", quote.block(_passages(desk, answer)))]


def _fits(desk: Desk, candidate: Candidate) -> bool:
    return (
        candidate.quality >= 0.45
        and not refers_to_figure(candidate.text)
        and not desk.pool.is_used(candidate)
        and candidate.text[-1:] not in "?？"
    )


def _run(desk: Desk, candidates: list[Candidate], most: int) -> list[Candidate]:
    """The first of these that follow one another and can be quoted, over paragraphs, up to an answer's length."""
    members: list[Candidate] = []
    for candidate in candidates[:most]:
        total = sum(length(member.text) for member in members) + length(candidate.text)
        if not _fits(desk, candidate) or (members and total > LONGEST_ANSWER):
            break
        members.append(candidate)
    return members


def _passages(desk: Desk, members: list[Candidate]) -> list[Passage]:
    """The sentences, each paragraph's as one quotation."""
    groups: list[list[Candidate]] = []
    for member in members:
        if groups and same_paragraph(groups[-1][-1], member):
            groups[-1].append(member)
        else:
            groups.append([member])
    return [passage for group in groups if (passage := desk.pool.take(group))]


def _answered(desk: Desk, kinds: tuple[Kind, ...], most: int) -> list[tuple[str, str]]:
    """Questions that a single sentence answers: what it gives the reason, the means or the outcome for."""
    common = desk.pool.small_words.__contains__
    ranked: list[tuple[float, Candidate, Ask]] = []
    previous: Candidate | None = None
    for candidate in desk.pool.candidates:
        before, previous = previous, candidate
        weight = _ANSWERS.get(candidate.role, 0.0)
        if not weight or candidate.quality < 0.5 or length(candidate.text) > 60:
            continue
        ask = asks(candidate.text, common)
        if before and explains_last(candidate.text) and before.quality > 0.6 and not before.dangling:
            ask = why(before.text.rstrip(".。"), common) if length(before.text) <= 25 else None
        if ask and ask.kind in kinds and (ask.kind != "if" or desk.pool.centrality(candidate) >= 0.04):
            own = 0.4 if desk.pool.own(candidate.text) else 0.0
            plain = 0.4 if ask.turned else 0.0
            ranked.append((weight * (1 + desk.pool.centrality(candidate) + own + plain), candidate, ask))
    ranked.sort(key=lambda entry: (-entry[0], entry[1].order))
    out: list[tuple[str, str]] = []
    for _, candidate, ask in ranked:
        if len(out) >= most:
            break
        context = [] if desk.pool.is_used(candidate) else _with_context(desk, candidate)
        passage = desk.pool.take(context)
        if passage:
            out.append((escape(quote.spaced(ask.put(desk.phrases, desk.brief.language))), quote.block([passage])))
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
    if not passages:
        return []
    name = pool.name_in(" ".join(passage.text for passage in passages))
    asks = desk.phrases.what_difference_named.format(name=escape(name)) if name else desk.phrases.what_difference
    return [(asks, quote.block(passages))]


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
    """What terms mean that a sentence defines, those nearest to the paper's topic first; not the sentence that leads a
    method's section, which is quoted there."""
    ranked: list[tuple[float, Candidate, str]] = []
    for candidate in desk.pool.candidates:
        leads = candidate.role == "method" and candidate.opens and not candidate.paragraph
        if candidate.role not in EVERYWHERE or candidate.quality < 0.6 or leads:
            continue
        term = defined_term(candidate.text)
        near = desk.pool.centrality(candidate)
        if term and near >= 0.12:
            ranked.append((near, candidate, within(term, desk.pool.small_words.__contains__)))
    ranked.sort(key=lambda entry: (-entry[0], entry[1].order))
    out: list[tuple[str, str]] = []
    for _, candidate, term in ranked:
        if len(out) == MOST_OF_A_KIND:
            break
        passage = None if desk.pool.is_used(candidate) else desk.pool.take(_with_context(desk, candidate))
        if passage:
            out.append((desk.phrases.what_term.format(term=escape(term)), quote.block([passage])))
    return out


def _symbols(desk: Desk) -> list[tuple[str, str]]:
    """What the symbols of a numbered equation stand for, when the method section did not show it."""
    for formula in desk.paper.formulas:
        if formula in desk.formulas or not formula.number or formula.explanation is None:
            continue
        if _EXPLAINS.match(formula.explanation.text) and quotable_explanation(desk, formula.explanation):
            asks = desk.phrases.what_symbols.format(number=escape(formula.number))
            return [(asks, quote.block([Passage((formula.explanation,))]))]
    return []


def _limits(desk: Desk) -> list[tuple[str, str]]:
    pool = desk.pool
    roles = EVERYWHERE | {"related": 0.0, "introduction": 0.4}
    assumptions = pool.pick(
        "assumption",
        roles,
        2,
        least=1.0,
        bonus=lambda c: (0.2 if pool.own(c.text) or _PRESUMES.search(c.text) else -0.6) - bool(_ASIDE.search(c.text)),
    )
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
