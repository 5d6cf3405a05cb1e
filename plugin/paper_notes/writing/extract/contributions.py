"""What a paper says it contributes: its printed list, an enumeration, else what abstract and conclusion claim."""

from __future__ import annotations

import re
from collections.abc import Sequence

from paper_notes.language.script import HAN
from paper_notes.paper.model import Section, Sentence
from paper_notes.writing.extract.candidates import Candidate, Passage
from paper_notes.writing.extract.cues import is_result
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.extract.moves import leans, limit, of_one_work, plan, proposal
from paper_notes.writing.extract.sentences import is_glued, length, quality, refers_to_figure
from paper_notes.writing.extract.topic import overlap

MOST_CONTRIBUTIONS = 5
MOST_CLAIMED = 3
DISTINCT = 0.5
"""Contributions that share more of their terms than this are one."""
SHORTEST_STATED = 14
_NAMED = re.compile(r"\bcontribut|贡献|创新", re.I)
_HEADING = re.compile(
    r"^(?:(?:our|main|key|major|summary of) )*contributions?\b|^(?:本文)?(?:的)?(?:主要)?贡献"
    r"|^(?:主要)?创新点",
    re.I,
)
_ANNOUNCES = re.compile(
    r"\bcontributions?\b|\bwe (?:make|offer) the following|\bin summary, (?:we|this|our)|贡献|创新(?:点|之处)"
    r"|主要工作|主要(?:研究)?内容|做了以下|完成了以下",
    re.I,
)
_STATES = re.compile(
    r"\b(?:(?:our|the|a|one) (?:\w+ ){0,3}contributions? (?:of (?:this|our) \w+ )?(?:is|are|lies?|consists?"
    r"|include)\b"
    r"|we contribute\b|for the first time\b|the first (?:to|work|study|model|method|paper|algorithm)\b)"
    r"|(?:主要)?(?:贡献|创新点)(?:在于|是|为|有|包括)|首次",
    re.I,
)
_CLAIMS = re.compile(
    r"\bwe (?:have )?(?:\w+ly )?(?:show|shown|showed|demonstrate|prove|proved|proven|find|found|establish"
    r"|introduce|introduced|propose"
    r"|proposed|present|presented|develop|developed|provide|provided|implement|implemented|derive|derived"
    r"|release|published?"
    r"|extend|extended|describe|described|identif(?:y|ied)|obtain(?:ed)?|achieved?|evaluated?|analy[sz]ed?)\b"
    r"|\b(?:our|the|these) (?:\w+ ){0,2}(?:results|findings|analysis|experiments) (?:show|demonstrate|indicate"
    r"|suggest|reveal|confirm|provide)"
    r"|\b(?:has|have|was|were|is|are) (?:been )?(?:presented|proposed|introduced|developed|shown|demonstrated)\b"
    r"|本文[^，。；]{0,20}(?:提出|设计|建立|实现|构建|分析|利用|总结|综述|探讨|给出|证明|研究)|(?:结果"
    r"|实验)[^，。；]{0,8}(?:表明|显示|证明|验证)|我们[^，。；]{0,10}(?:提出|设计|建立|实现|证明|发现)",
    re.I,
)
_NUMBERED = re.compile(r"^[（(]?(?:[1-9]|[一二三四五六]|[①-⑨]|i{1,3}|iv)[)）.、．:：]?\s*(?=\S)")
_ENUMERATES = re.compile(
    r"(?:[(（]?(?:1|i|一)[)）.]|①|\bfirst(?:ly)?\b|首先).+(?:[(（]?(?:2|ii|二)[)）.]|②|\bsecond(?:ly)?\b"
    r"|其次)",
    re.I,
)


def contributions(desk: Desk, said: Sequence[Candidate]) -> list[Passage]:
    """The contributions, in the order of the paper; [] when the paper states none that can be quoted."""
    return _listed(desk) or _stated(desk) or _claimed(desk, said)


def _listed(desk: Desk) -> list[Passage]:
    """The entries of the printed list that the paper announces as its contributions."""
    for index, section in enumerate(desk.sections):
        if _HEADING.match(section.title):
            inside = [c for c in desk.pool.candidates if c.section == index]
            own = [
                c
                for c in inside
                if c.quality >= 0.5 and not leans(c.text) and desk.pool.own(c.text) and not refers_to_figure(c.text)
            ]
            own = [c for c in own if _CLAIMS.search(c.text) or proposal(c.text) >= 0.6 or _STATES.search(c.text)]
            own.sort(key=lambda c: -proposal(c.text) - desk.pool.centrality(c))
            if own:
                return [Passage((c.sentence,)) for c in _distinct(desk, own, MOST_CLAIMED)]
        if section.role not in ("introduction", "abstract", "other", "method", "conclusion", "related"):
            continue
        entries = _announced(section)
        legible = [s for s in entries if desk.is_printed(s) and (quality(s.text) > 0.2 or _legible_item(s.text))]
        if len(legible) >= 2:
            for sentence in legible:
                desk.pool.mark(sentence)
            return [Passage((sentence,)) for sentence in legible[:MOST_CONTRIBUTIONS]]
    return []


def _announced(section: Section) -> list[Sentence]:
    """What stands behind "our contributions are": items of a list, paragraphs or sentences that count."""
    entries: list[Sentence] = []
    announced = False
    for paragraph in section.paragraphs:
        first = paragraph.sentences[0] if paragraph.sentences else None
        if first is None:
            continue
        if announced and (paragraph.kind == "item" or _NUMBERED.match(first.text)):
            entries.append(first)
            continue
        if entries:
            break
        announced = False
        for place, sentence in enumerate(paragraph.sentences):
            if not _ANNOUNCES.search(sentence.text):
                continue
            behind = paragraph.sentences[place + 1 :]
            counted = [
                s
                for s in behind
                if _NUMBERED.match(s.text) or re.match(r"(?:First|Second|Third|Finally|Last)(?:ly)?\b", s.text)
            ]
            if len(counted) >= 2:
                return counted
            announced = not behind or len(behind) <= 1
    return entries


def _stated(desk: Desk) -> list[Passage]:
    """A sentence that says "our contribution is …" with what it is, or counts several in one."""
    for candidate in desk.pool.candidates:
        text = candidate.text
        if candidate.role not in ("introduction", "abstract", "conclusion", "related") or refers_to_figure(text):
            continue
        if candidate.quality < 0.3 or leans(text) or length(text) < SHORTEST_STATED or text.endswith((":", "：")):
            continue
        counts = _ENUMERATES.search(text) and (_ANNOUNCES.search(text) or re.match(r"we show that\b", text, re.I))
        if counts or (_STATES.search(text) and _NAMED.search(text) and desk.pool.own(text)):
            desk.pool.mark(candidate.sentence)
            return [Passage((candidate.sentence,))]
    return []


def _claimed(desk: Desk, said: Sequence[Candidate]) -> list[Passage]:
    """Sentences in which the paper claims what it does and shows."""
    frame, pool = desk.frame, desk.pool
    sources = [
        *((1.15, c) for c in frame.abstract[frame.turn :]),
        *((1.0, c) for c in frame.opening[frame.opening_turn :]),
        *((1.1, c) for c in frame.closing if c.role == "conclusion"),
    ]
    ranked: list[tuple[float, Candidate]] = []
    for weight, candidate in sources:
        text = candidate.text
        if (
            candidate.quality < 0.5
            or leans(text)
            or not (_CLAIMS.search(text) or proposal(text) >= 1)
            or plan(text)
            or limit(text)
        ):
            continue
        if of_one_work(text) or _proposes_again(desk, text, said):
            continue
        if refers_to_figure(text) or not (pool.own(text) or is_result(text)) or candidate in said:
            continue
        worth = weight * candidate.quality * (0.7 + pool.centrality(candidate)) + 0.2 * bool(_STATES.search(text))
        ranked.append((worth + 0.2 * is_result(text) - 0.4 * pool.is_used(candidate, DISTINCT), candidate))
    ranked.sort(key=lambda pair: (-pair[0], pair[1].order))
    good = [candidate for worth, candidate in ranked if worth >= 0.75]
    kept = _distinct(desk, good, MOST_CLAIMED, said)
    return [Passage((candidate.sentence,)) for candidate in kept]


def _proposes_again(desk: Desk, text: str, said: Sequence[Candidate]) -> bool:
    """Whether a sentence proposes by name what the approach proposes, and says no result."""
    names = desk.pool.names_in(text)
    proposed = {name for candidate in said for name in desk.pool.names_in(candidate.text)}
    return bool(names & proposed) and proposal(text) >= 1 and not is_result(text)


def _distinct(desk: Desk, ranked: Sequence[Candidate], most: int, said: Sequence[Candidate] = ()) -> list[Candidate]:
    """The first ``most`` that say different things, in the order of the paper; they count as used."""
    kept: list[Candidate] = []
    for candidate in ranked:
        if len(kept) < most and all(overlap(candidate.terms, c.terms) < DISTINCT for c in (*kept, *said)):
            kept.append(candidate)
    kept.sort(key=lambda c: c.order)
    desk.pool.take(kept)
    return kept


def _legible_item(text: str) -> bool:
    return 5 <= length(text) <= 90 and not is_glued(text) and bool(re.match(rf"[A-Z{HAN}“\"\d(（①-⑨]", text))
