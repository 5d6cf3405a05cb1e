"""Experiments: setup, main results with figures and tables, ablations."""

from __future__ import annotations

import re

from paper_notes.writing.extract import quote
from paper_notes.writing.extract.cues import is_result, states_number, strength
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.extract.figures import choose, figure_block

MOST_RESULTS = 4
_COMPARES = re.compile(r"\b(?:than|outperform\w*|better|best|worse|improv\w+|gains?)\b|优于|高于|低于|提高|降低", re.I)
_PROCEDURE = re.compile(
    r"\b(?:we (?:\w+ly |also |then )?(?:used?|set|increased?|decreased?|initiali[sz]ed?|train(?:ed)?|chose"
    r"|appl(?:y|ied)|employ(?:ed)?|limit(?:ed)?|decided|developed|removed|excluded|normali[sz]ed?)"
    r"|(?:was|were) (?:initiali[sz]ed|set|chosen|used|trained|removed|excluded))\b",
    re.I,
)
"""What was done rather than what came of it."""
_ABLATION_TITLE = re.compile(r"ablat|variation|sensitivity|effect of|influence|analysis of|消融|敏感", re.I)


def experiments(desk: Desk) -> str:
    """The section's text below its heading."""
    phrases, pool = desk.phrases, desk.pool
    ablation_sections = {
        i for i, s in enumerate(desk.sections) if s.role == "ablation" or (s.title and _ABLATION_TITLE.search(s.title))
    }
    # figures first: a sentence that says what one shows belongs beside it
    figures = choose(desk, ("result", "compare"), MOST_RESULTS)
    shown = [figure_block(desk, figure) for figure in figures]
    ablation_figures = [figure_block(desk, figure) for figure in choose(desk, ("ablation",), 2)]
    setup = pool.pick(
        "setup",
        {"experiments": 1.0, "method": 0.4},
        2,
        bonus=lambda c: (0.3 if pool.own(c.text) else 0.0) - 0.5 * is_result(c.text),
        least=0.9,
    )
    ablations = pool.pick(
        "ablation",
        {"ablation": 1.6, "experiments": 0.9, "discussion": 0.7, "method": 0.4},
        3,
        bonus=lambda c: (0.7 if c.section in ablation_sections else -0.2) + (0.3 if states_number(c.text) else 0.0),
        least=0.95,
    )
    tested = any(section.role in ("experiments", "ablation") and section.sentences for section in desk.sections)
    results = pool.pick(
        "result",
        {
            "experiments": 1.1,
            "discussion": 0.9,
            "abstract": 0.8,
            "conclusion": 0.7,
            "introduction": 0.6,
            "other": 0.6,
            "ablation": 0.5,
        },
        5,
        bonus=lambda c: (
            (0.6 if states_number(c.text) else 0.0)
            - (0.4 if strength("setup", c.text) and not _COMPARES.search(c.text) else 0.0)
            - (0.5 if not is_result(c.text) and not states_number(c.text) else 0.0)
            + (0.2 if pool.own(c.text) else 0.0)
            - (1.2 if _PROCEDURE.search(c.text) and not _COMPARES.search(c.text) else 0.0)
            - (0.0 if tested or pool.own(c.text) else 0.6)
            - 0.3 * strength("prior", c.text)
        ),
        least=1.1 if tested else 1.9,
    )
    parts: list[str] = []
    if setup:
        parts += [f"### {phrases.setup}", quote.block(setup)]
    if results or shown:
        parts += [f"### {phrases.main_results}", quote.block(results), *shown]
    if ablations or ablation_figures:
        parts += [f"### {phrases.ablation}", quote.block(ablations), *ablation_figures]
    elif parts:
        parts.append(desk.missing(phrases.no_ablation))
    if not parts:
        parts.append(desk.missing(phrases.no_experiments))
    return quote.paragraphs(parts)
