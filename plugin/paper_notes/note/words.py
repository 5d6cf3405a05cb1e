"""The words that a note's skeleton is made of, in Chinese and English: labels, citations.

Writers write them, rules look for them, the site reads them; they stand here once. Headings of sections stand in
:mod:`paper_notes.note.sections`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. ``colon`` includes the space behind it where the language has one."""

    paper: str
    authors: str
    published: str
    reading_time: str
    difficulty: str
    prerequisites: str
    problem: str
    approach: str
    contributions: str
    figure_content: str
    figure_points: str
    figure_text: str
    core_contributions: str
    limitations: str
    applicability: str
    speculation: str
    derived: str
    unknown: str
    colon: str
    open_bracket: str
    close_bracket: str
    comma: str


WORDS: dict[str, Words] = {
    "zh": Words(
        paper="论文",
        authors="作者",
        published="发表",
        reading_time="阅读时长",
        difficulty="难度",
        prerequisites="前置知识",
        problem="问题",
        approach="方案",
        contributions="贡献",
        figure_content="图示内容",
        figure_points="关键信息",
        figure_text="与正文对应",
        core_contributions="核心贡献",
        limitations="局限性",
        applicability="适用场景",
        speculation="推测",
        derived="推算",
        unknown="未注明",
        colon="：",
        open_bracket="（",
        close_bracket="）",
        comma="、",
    ),
    "en": Words(
        paper="Paper",
        authors="Authors",
        published="Published",
        reading_time="Reading time",
        difficulty="Difficulty",
        prerequisites="Prerequisites",
        problem="Problem",
        approach="Approach",
        contributions="Contributions",
        figure_content="What it shows",
        figure_points="Key points",
        figure_text="In the text",
        core_contributions="Core contributions",
        limitations="Limitations",
        applicability="Where it applies",
        speculation="speculation",
        derived="derived",
        unknown="not stated",
        colon=": ",
        open_bracket=" (",
        close_bracket=")",
        comma=", ",
    ),
}

CITATION = re.compile(r"\[pp?\.\s*(\d+)(?:[–-](\d+))?\]\((?:paper\.pdf|https?://[^\s()<>#]+)#page=(\d+)\)")
"""A page citation; groups: first page, last page or None, linked page.

It leads to the PDF beside the note, or to where the paper is published when the PDF isn't kept there.
"""


def cite(page: int, end_page: int | None = None) -> str:
    """A page citation that works on GitHub and on the site: ``[p. 3](paper.pdf#page=3)``."""
    if end_page is not None and end_page != page:
        return f"[pp. {page}–{end_page}](paper.pdf#page={page})"
    return f"[p. {page}](paper.pdf#page={page})"


def page_runs(pages: Iterable[int]) -> str:
    """Page numbers in order, with runs drawn together: "1, 3–5"."""
    runs: list[tuple[int, int]] = []
    for page in pages:
        if runs and runs[-1][1] == page - 1:
            runs[-1] = (runs[-1][0], page)
        else:
            runs.append((page, page))
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
