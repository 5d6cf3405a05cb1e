"""The end of an extract: what the conclusion says of the work, its limits, where it applies, what comes next."""

from __future__ import annotations

import re

from paper_notes.paper.model import SectionRole
from paper_notes.writing.extract import quote
from paper_notes.writing.extract.candidates import Candidate, Passage, joined
from paper_notes.writing.extract.cues import is_result, strength
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.extract.frame import whole
from paper_notes.writing.extract.moves import cited, limit, plan, prior, proposal, trouble
from paper_notes.writing.extract.patterns import ITS_SUBJECT
from paper_notes.writing.extract.sentences import is_signpost, length, refers_to_figure

MOST = 2
LONGEST = 75
LEADS = 40
"""Characters within which a sentence names its subject."""
_NAMES_LIMITS = re.compile(
    r"\b(?:limitations?|shortcomings?|drawbacks?|weakness(?:es)?|caveats?|disadvantages?)\b|不足|局限|缺点"
    r"|缺陷",
    re.I,
)
_OVERCOMES = re.compile(
    r"\b(?:overc\w+|address\w*|avoid\w*|alleviat\w+|tackl\w+|mitigat\w+|remov\w+|without)\b[^.;]{0,30}"
    r"\b(?:limitation|drawback|shortcoming|weakness|disadvantage)|\b(?:space|page) limit|limitations? (?:in|of) space"
    r"|(?:克服|解决|弥补|避免)了?[^。；]{0,12}(?:不足|局限|缺点|缺陷)",
    re.I,
)
"""Limits that the work does away with, and those of the journal."""
_OTHERS = re.compile(
    r"\b(?:previous|existing|prior|conventional|traditional|earlier|their|other (?:methods|approaches))\b|传统"
    r"|现有|已有|以往",
    re.I,
)
_AHEAD = re.compile(r"^(?:future|outlook|展望|未来)", re.I)
_LIMITS_TITLE = re.compile(r"limitation|threats to validity|局限|不足|缺点|评价|weakness", re.I)
_OWN_APPLIES = re.compile(
    r"\b(?:can|could|may) (?:also |easily |readily |be |directly )*(?:be )?(?:applied|used|extended|adapted"
    r"|generali[sz]ed|employed) (?:to|in|for|as|by|on)"
    r"|\b(?:well[- ]suited|suitable|appropriate|applicable|useful|designed|intended) (?:for|to|in|when)\b"
    r"|\baimed (?:towards|at)\b"
    r"|适用于|适合|可应用于|可以应用|可用于|推广",
    re.I,
)
_FROM: dict[SectionRole, float] = {
    "limitations": 1.6,
    "conclusion": 1.1,
    "discussion": 1.0,
    "experiments": 0.6,
    "introduction": 0.5,
    "method": 0.5,
    "abstract": 0.6,
}


class Summary:
    """Picks its sentences on creation, before the questions take what is left; renders later."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._limits = _limits(desk)
        self._next = _next(desk)
        self._applies = _applies(desk)
        self._concluded = _concluded(desk)

    def render(self) -> str:
        """The section's text below its heading; "" when the paper says nothing of the kind."""
        words, phrases, parts = self._desk.words, self._desk.phrases, []
        for title, passages in (
            (phrases.concluded, self._concluded),
            (words.limitations, self._limits),
            (words.applicability, self._applies),
            (phrases.next, self._next),
        ):
            if passages:
                parts += [f"### {title}", quote.bullets(passages)]
            elif title in (words.limitations, phrases.next):
                self._desk.left_out.append(title)
        return quote.paragraphs(parts)


def _choose(desk: Desk, ranked: list[tuple[float, Candidate]], most: int = MOST) -> list[Passage]:
    ranked.sort(key=lambda pair: (-pair[0], pair[1].order))
    runs: list[list[Candidate]] = []
    for _, candidate in ranked:
        if len(runs) == most:
            break
        members = whole(desk.pool, candidate, LONGEST, on_work=False)
        if members and not any(desk.pool.is_used(member) for member in members):
            desk.pool.take(members)
            runs.append(members)
    return joined(sorted(runs, key=lambda run: run[0].order))


def _limits(desk: Desk) -> list[Passage]:
    """What the paper says that its own work lacks or can't do."""
    ranked: list[tuple[float, Candidate]] = []
    for candidate in desk.pool.candidates:
        text = candidate.text
        titled = bool(_LIMITS_TITLE.search(desk.sections[candidate.section].title))
        weight = 1.6 if titled else _FROM.get(candidate.role, 0.0)
        if not weight or candidate.quality < 0.45 or refers_to_figure(text) or is_signpost(text) or prior(text) > 1:
            continue
        own = desk.pool.own(text) or bool(ITS_SUBJECT.match(text)) or candidate.role == "limitations" or titled
        named = bool(desk.pool.name_in(text[:LEADS]))
        clear = limit(text) or ((titled or named) and bool(strength("limitation", text)))
        if not clear or not own or _OTHERS.search(text) or _OVERCOMES.search(text):
            continue
        says = 0.5 * bool(_NAMES_LIMITS.search(text))
        late = candidate.role in ("conclusion", "discussion", "limitations") or titled
        if not late and not says:
            continue
        worth = (
            weight * candidate.quality + says + 0.3 * desk.pool.centrality(candidate) - 0.3 * (plan(text) and not says)
        )
        worth -= 0.5 * bool(proposal(text) >= 0.8 and not says) + 0.2 * bool(is_result(text) and not says)
        if worth >= 0.9:
            ranked.append((worth, candidate))
    return _choose(desk, ranked)


def _next(desk: Desk) -> list[Passage]:
    """What the authors want to do, or leave to others."""
    ranked: list[tuple[float, Candidate]] = []
    for candidate in desk.pool.candidates:
        if candidate.role not in ("conclusion", "discussion", "limitations", "abstract", "experiments", "introduction"):
            continue
        text = candidate.text
        if candidate.quality < 0.45 or not plan(text) or refers_to_figure(text) or prior(text) > 1:
            continue
        late = candidate.role in ("conclusion", "discussion", "limitations")
        clear = bool(strength("future", text)) + 0.3 * desk.pool.own(text)
        worth = candidate.quality * (clear + 0.4 * late + 0.3 * desk.pool.centrality(candidate))
        if worth >= (1.1 if late else 1.5):
            ranked.append((worth, candidate))
    return _choose(desk, ranked)


def _applies(desk: Desk) -> list[Passage]:
    """What the work is said to be fit for."""
    ranked: list[tuple[float, Candidate]] = []
    for candidate in desk.pool.candidates:
        text = candidate.text
        if candidate.role not in ("abstract", "conclusion", "discussion", "introduction") or candidate.quality < 0.5:
            continue
        if not _OWN_APPLIES.search(text) or plan(text) or limit(text) or refers_to_figure(text) or _OTHERS.search(text):
            continue
        own = 1.0 if ITS_SUBJECT.match(text) or desk.pool.name_in(text[:40]) else 0.6 if desk.pool.own(text) else 0.0
        worth = candidate.quality * own + 0.5 * desk.pool.centrality(candidate)
        if own and worth >= 0.7:
            ranked.append((worth, candidate))
    return _choose(desk, ranked, 1)


def _concluded(desk: Desk) -> list[Passage]:
    """What the conclusion says was done and found, in sentences that weren't quoted before."""
    ranked: list[tuple[float, Candidate]] = []
    for candidate in desk.frame.closing:
        text = candidate.text
        if _AHEAD.search(desk.sections[candidate.section].title) or trouble(text) >= 1:
            continue
        if (
            candidate.role != "conclusion"
            or candidate.quality < 0.5
            or refers_to_figure(text)
            or plan(text)
            or length(text) < 10
        ):
            continue
        if limit(text) or cited(text) or not (desk.pool.own(text) or is_result(text)) or prior(text) > 1:
            continue
        worth = (
            candidate.quality * (0.5 + desk.pool.centrality(candidate))
            + 0.3 * is_result(text)
            + 0.2 * bool(proposal(text) >= 0.8)
        )
        if worth >= 0.7:
            ranked.append((worth, candidate))
    return _choose(desk, ranked)
