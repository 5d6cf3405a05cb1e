"""Questions and answers made of what a paper argues: its own questions, and what it gives reasons for."""

from __future__ import annotations

import re

from paper_notes.note.escape import escape
from paper_notes.paper.model import SectionRole
from paper_notes.writing.extract import quote
from paper_notes.writing.extract.candidates import Candidate, Passage, same_paragraph
from paper_notes.writing.extract.claims import explains_last
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.extract.moves import cited, leans, prior
from paper_notes.writing.extract.sentences import length, refers_to_figure
from paper_notes.writing.extract.wording import Ask, asks, why

EVERYWHERE: dict[SectionRole, float] = {
    "introduction": 0.9,
    "method": 1.2,
    "experiments": 1.0,
    "ablation": 1.0,
    "discussion": 1.1,
    "limitations": 1.0,
    "conclusion": 0.9,
    "other": 0.8,
}
MOST_REASONS = 4
LEAST_NEAR = 0.05
"""A reason for what is farther from the paper's topic explains a detail."""
LONGEST_ANSWER = 120
SHORTEST_ANSWER = 12
_ASKS = re.compile(r"^(?:why|how|when|what|which|does|do|is|are|can)\b|^(?:为什么|为何|如何|怎样)", re.I)
_PRINTED = re.compile(
    r"^(?:(?:but|so|and|then|now),? )?(?:why|how|when|what|which|does|do|is|are|can|under)\b.*[?？]$", re.I
)
_POINTS = re.compile(r"\b(?:it|its|this|these|those|they|them|their|such|above|below)\b|[这该此其上述]", re.I)


class Questions:
    """Questions with quoted answers, which take their sentences on creation, before the method section does, which
    has more to choose from."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._asked = _own_questions(desk)
        self._asked += _printed(desk)
        self._asked += _reasons(desk, MOST_REASONS - len(self._asked))

    def render(self) -> str:
        """Questions in Q1, Q2 …; "" when the paper argues nothing that can be quoted."""
        colon = self._desk.words.colon
        if not self._asked:
            self._desk.left_out.append(self._desk.phrases.questions)
        return quote.paragraphs(
            part for i, (asks, answer) in enumerate(self._asked, 1) for part in (f"### Q{i}{colon}{asks}", answer)
        )


def _own_questions(desk: Desk) -> list[tuple[str, str]]:
    """A question that the paper asks itself, as a heading, answered from that section."""
    for index, section in enumerate(desk.sections):
        if section.role not in EVERYWHERE or not _ASKS.match(section.title) or len(section.title) > 80:
            continue
        inside = [c for c in desk.pool.candidates if c.section == index]
        first = next((i for i, c in enumerate(inside) if _fits(desk, c) and not leans(c.text)), None)
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
        answer = _run(desk, [c for c in behind if same_paragraph(c, candidate)], 3)
        told = sum(length(member.text) for member in answer)
        if (
            answer
            and answer[0].order == candidate.order + 1
            and answer[0].quality >= 0.6
            and told >= 2 * SHORTEST_ANSWER
        ):
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


def _reasons(desk: Desk, most: int) -> list[tuple[str, str]]:
    """What a sentence gives the reason for, asked in words of its own."""
    common = desk.pool.small_words.__contains__
    ranked: list[tuple[float, Candidate, Ask]] = []
    previous: Candidate | None = None
    for candidate in desk.pool.candidates:
        before, previous = previous, candidate
        weight = EVERYWHERE.get(candidate.role, 0.0)
        if not weight or candidate.quality < 0.5 or not SHORTEST_ANSWER <= length(candidate.text) <= 60:
            continue
        if (
            (cited(candidate.text) and not desk.pool.own(candidate.text))
            or prior(candidate.text) > 1
            or (desk.sections[candidate.section].role == "introduction" and not desk.pool.own(candidate.text))
        ):
            continue
        ask = asks(candidate.text, common)
        if before and explains_last(candidate.text) and before.quality > 0.6 and not leans(before.text):
            ask = why(before.text.rstrip(".。"), common) if length(before.text) <= 25 else None
        near = desk.pool.centrality(candidate)
        if ask and ask.turned and (near >= LEAST_NEAR or desk.pool.own(candidate.text)):
            own = 0.4 if desk.pool.own(candidate.text) else 0.0
            ranked.append((weight * (1 + near + own), candidate, ask))
    ranked.sort(key=lambda entry: (-entry[0], entry[1].order))
    out: list[tuple[str, str]] = []
    for _, candidate, ask in ranked:
        if len(out) >= most:
            break
        context = [] if desk.pool.is_used(candidate) else _with_context(desk, candidate)
        passage = desk.pool.take(context)
        if passage:
            out.append(
                (
                    escape(quote.spaced(_without_marks(ask.put(desk.phrases, desk.brief.language)))),
                    quote.block([passage]),
                )
            )
    return out


def _without_marks(text: str) -> str:
    """A question without the footnote marks and references of the sentence that it was made of."""
    return re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\s?\[[\d,\s–-]+\]", "", text)


def _with_context(desk: Desk, candidate: Candidate) -> list[Candidate]:
    """The sentence with the one before it when it leans on that, and the next when that goes on with the argument;
    empty when the sentence can't stand."""
    members = [candidate]
    if leans(candidate.text):
        before = desk.pool.neighbour(candidate, -1)
        if before is None or before.quality < 0.5 or leans(before.text) or desk.pool.is_used(before):
            return []
        members.insert(0, before)
    after = desk.pool.neighbour(candidate, 1)
    if (
        after
        and leans(after.text)
        and after.quality >= 0.6
        and not desk.pool.is_used(after)
        and length(after.text) <= 45
    ):
        members.append(after)
    return members
