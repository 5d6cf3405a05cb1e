"""The core method: architecture first, then each method section with its figure and equations."""

from __future__ import annotations

import re

from paper_notes.language.script import HAN
from paper_notes.note.escape import escape
from paper_notes.paper.model import Formula
from paper_notes.writing.extract import quote
from paper_notes.writing.extract.bilingual import with_counterpart
from paper_notes.writing.extract.candidates import Candidate, Passage
from paper_notes.writing.extract.cues import strength
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.extract.figures import (
    figure_block,
    formula_block,
    full_number,
    quotable_explanation,
)
from paper_notes.writing.extract.gallery import choose_method, choose_overview
from paper_notes.writing.extract.moves import leans
from paper_notes.writing.extract.sentences import length

MOST_SECTIONS = 6
MOST_FIGURES = 3
MOST_FORMULAS = 8
MOST_FORMULAS_IN_SECTION = 3
MOST_UNNUMBERED = 2
METHOD_LENGTH = 600
"""Words quoted of all method sections together, shared out within the bounds of a section."""
SECTION_LENGTH = (60, 160)
_RELATION = re.compile(r"[=≤≥<>∈≈∝←→≡∼~]|:=")
_OPERATOR = re.compile(r"[+×·⋅*/,;)\]}=≤≥<>]|[-−–](?!\s?\w)")
LOWEST_FORMULA = 7.0
"""Points; what is lower shows a part of a row."""
_TRAINING = re.compile(
    r"\b(?:training|implementation|optimi[sz]er|hyper-?parameters?|regulari[sz]ation|experimental set-?up|set-?up"
    r"|details|"
    r"data|materials|participants|hardware|schedule)\b|训练|实现|参数|数据(?:集|来源|预处理)|实验环境",
    re.I,
)


def method(desk: Desk) -> str:
    """The section's text below its heading."""
    parts: list[str] = []
    wanted = _sections(desk)
    opening = choose_overview(desk)
    if opening:
        parts += [f"### {desk.phrases.overall}", figure_block(desk, opening)]
    formulas = _formulas(desk, wanted)
    figures = choose_method(desk, MOST_FIGURES - 1)
    parts += [figure_block(desk, figure) for figure in figures if figure.section not in wanted]
    share = max(SECTION_LENGTH[0], min(SECTION_LENGTH[1], METHOD_LENGTH // max(1, len(wanted))))
    for index in sorted(wanted):
        here = [figure for figure in figures if figure.section == index]
        text = _section(desk, index, formulas.get(index, []), share)
        blocks = [figure_block(desk, figure) for figure in here if figure not in desk.shown]
        if any(text) or blocks:
            title = _heading(desk, index)
            parts += [f"### {title}" if title else "", *text, *blocks]
    parts += _algorithm(desk)
    parts += _details(desk)
    if not parts:
        return _without_sections(desk)
    return quote.paragraphs(parts)


def _algorithm(desk: Desk) -> list[str]:
    """The first algorithm, when no section showed one."""
    algorithms = [figure for figure in desk.paper.figures if figure.kind == "algorithm" and figure.box.area > 0]
    if not algorithms or any(figure in desk.shown for figure in algorithms):
        return []
    best = max(algorithms, key=lambda figure: (figure.importance, -figure.page))
    return [f"### {escape(best.label)}", figure_block(desk, best)]


def _heading(desk: Desk, index: int) -> str:
    """The section's heading with its full number; "" when it is none: an address, or the start of a sentence."""
    title, number = desk.sections[index].title, full_number(desk.sections, index)
    if not title or "@" in title or title.count("(") != title.count(")"):
        return ""
    title = with_counterpart(desk, title)
    return escape(quote.spaced(f"{number} {title}" if number else title))


def _sections(desk: Desk) -> set[int]:
    """Indices of the method sections worth quoting: at most ``MOST_SECTIONS``, those nearest to the paper's topic."""
    scored: list[tuple[float, int]] = []
    for index, section in enumerate(desk.sections):
        if section.role != "method" or index in desk.answered or (section.title and _TRAINING.search(section.title)):
            continue
        good = [c for c in desk.pool.candidates if c.section == index and c.quality >= 0.45]
        if len(good) < 2:
            continue
        nearness = sorted((desk.pool.centrality(c) for c in good), reverse=True)[:3]
        formulas = sum(f.section == index for f in desk.paper.formulas)
        figures = sum(f.section == index for f in desk.paper.figures)
        score = (
            sum(nearness) / len(nearness) + 0.1 * min(3, formulas) + 0.15 * min(2, figures) - 0.08 * (section.level - 1)
        )
        scored.append((score + 0.02 * min(10, len(good)), index))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return {index for _, index in scored[:MOST_SECTIONS]}


def _formulas(desk: Desk, wanted: set[int]) -> dict[int, list[Formula]]:
    """Equations to show by section: numbered, explained or referred to ones first."""

    def weight(formula: Formula) -> tuple[float, int]:
        explained = formula.explanation is not None and quotable_explanation(desk, formula.explanation)
        return -(2.0 * bool(formula.number) + 1.0 * explained + 0.5 * min(2, len(formula.mentions))), formula.page

    chosen: dict[int, list[Formula]] = {}
    total = 0
    for formula in sorted(desk.paper.formulas, key=weight):
        index = formula.section
        if index is None or index not in wanted or total >= MOST_FORMULAS or not _is_whole(formula):
            continue
        here = len(chosen.get(index, []))
        if here < (MOST_FORMULAS_IN_SECTION if formula.number else MOST_UNNUMBERED):
            chosen.setdefault(index, []).append(formula)
            total += 1
    for formulas in chosen.values():
        formulas.sort(key=desk.paper.formulas.index)
    return chosen


def _is_whole(formula: Formula) -> bool:
    """Whether it is an equation with two sides rather than a piece of one, as far as its text and shape tell."""
    text = formula.text.strip()
    relation = _RELATION.search(text)
    led = (bool(formula.number) if relation is None else relation.start() > 0) and not _OPERATOR.match(text)
    return formula.box.area > 0 and formula.box.height >= LOWEST_FORMULA and led


def _section(desk: Desk, index: int, formulas: list[Formula], share: int) -> list[str]:
    passages: list[Passage] = []
    lead = desk.pool.lead(index, 3, min(share, 110))
    if lead:
        passages.append(lead)
    said = sum(length(p.text) for p in passages)
    if said < 0.8 * share:
        passages += desk.pool.pick(
            None,
            {"method": 1.0, "other": 1.0},
            max(1, round((share - said) / 30)),
            within={index},
            bonus=lambda c: _telling(desk, c),
            longest=60,
            least=0.9,
        )
        passages.sort(key=lambda p: (p.page, _order(desk, p)))
    what = slug(desk.sections[index].title)
    blocks = [
        formula_block(desk, formula, what, explained=formula.explanation not in [f.explanation for f in formulas[i:]])
        for i, formula in enumerate(formulas, 1)
    ]
    return [quote.block(passages), *blocks]


def _telling(desk: Desk, candidate: Candidate) -> float:
    """How much a sentence says of how the method works, rather than of what it may also do or lack."""
    text = candidate.text
    return (
        0.15 * candidate.opens
        + 0.2 * desk.pool.own(text)
        + 0.3 * strength("important", text)
        - 0.4 * leans(text)
        - 0.5 * bool(_BY_THE_WAY.search(text))
        - 1.2 * bool(strength("assumption", text) or strength("limitation", text))
    )


_BY_THE_WAY = re.compile(
    r"\b(?:we can also|we also note|note that|can also|recall|for example|e\.g|see|of course)\b|例如|比如", re.I
)


def _order(desk: Desk, passage: Passage) -> int:
    return next((c.order for c in desk.pool.candidates if c.sentence is passage.sentences[0]), 0)


def _details(desk: Desk) -> list[str]:
    """Training, settings, implementation: sentences of the sections named so, those with figures first."""
    within = {i for i, s in enumerate(desk.sections) if s.title and _TRAINING.search(s.title)}
    passages = desk.pool.pick(
        "setup",
        {"method": 1.0, "experiments": 1.0, "other": 0.8},
        4,
        within=within,
        bonus=lambda c: 0.4 if re.search(r"(?<!\[)\b\d+(?:\.\d+)?\b(?![\],])", c.text) else 0.0,
        least=0.7,
    )
    return [f"### {desk.phrases.details}", quote.block(passages)] if passages else []


def _without_sections(desk: Desk) -> str:
    passages = desk.pool.pick("important", {"method": 1.0, "other": 1.0, "introduction": 0.7}, 4)
    if not passages:
        desk.left_out.append(desk.phrases.method)
    return quote.block(passages)


def slug(title: str) -> str:
    """Up to three words of a heading for a file name: lower case, joined by "-"."""
    words = re.findall(rf"[a-z0-9]+|[{HAN}]+", title.lower())
    return "-".join(words[:3])[:40] or "formula"
