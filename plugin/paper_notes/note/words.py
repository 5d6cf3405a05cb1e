"""The words that a note's skeleton is made of, in Chinese and English: section headings, labels, citations.

Writers write them, rules look for them, the site reads them; they stand here once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

SectionKey = Literal["tldr", "overview", "background", "method", "experiments", "qa", "summary"]
SECTION_ORDER: tuple[SectionKey, ...] = (
    "tldr",
    "overview",
    "background",
    "method",
    "experiments",
    "qa",
    "summary",
)


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. ``colon`` includes the space behind it where the language has one."""

    sections: dict[SectionKey, str]
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
        sections={
            "tldr": "TL;DR",
            "overview": "论文概述",
            "background": "背景与动机",
            "method": "核心方法",
            "experiments": "实验分析",
            "qa": "深度理解问答",
            "summary": "总结与思考",
        },
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
        sections={
            "tldr": "TL;DR",
            "overview": "Overview",
            "background": "Background and Motivation",
            "method": "Core Method",
            "experiments": "Experiments",
            "qa": "Q&A",
            "summary": "Summary",
        },
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

SECTION_ALIASES: dict[SectionKey, tuple[str, ...]] = {
    "tldr": ("TL;DR", "TLDR", "一句话总结"),
    "overview": ("论文概述", "概述", "Overview", "Paper Overview"),
    "background": ("背景与动机", "背景", "研究背景", "Background and Motivation", "Background", "Motivation"),
    "method": ("核心方法", "方法", "Core Method", "Method", "Approach"),
    "experiments": ("实验分析", "实验", "实验与分析", "Experiments", "Experimental Analysis", "Results"),
    "qa": (
        "深度理解问答",
        "问答",
        "Q&A",
        "In-depth Q&A",
        "In-depth Understanding Q&A",
        "Questions and Answers",
    ),
    "summary": ("总结与思考", "总结", "Summary", "Summary and Reflection", "Conclusion"),
}
"""Other headings under which people write the same section; compared without numbers, case and spaces."""

CITATION = re.compile(r"\[pp?\.\s*(\d+)(?:[–-](\d+))?\]\((?:paper\.pdf|https?://[^\s()<>#]+)#page=(\d+)\)")
"""A page citation; groups: first page, last page or None, linked page.

It leads to the PDF beside the note, or to where the paper is published when the PDF isn't kept there.
"""


def cite(page: int, end_page: int | None = None) -> str:
    """A page citation that works on GitHub and on the site: ``[p. 3](paper.pdf#page=3)``."""
    if end_page is not None and end_page != page:
        return f"[pp. {page}–{end_page}](paper.pdf#page={page})"
    return f"[p. {page}](paper.pdf#page={page})"


def section_key(heading: str) -> SectionKey | None:
    """Which of the sections of a note a heading names, numbers such as "四、" or "4." set aside."""
    return _keys_by_heading().get(_plain_heading(heading))


@cache
def _keys_by_heading() -> dict[str, SectionKey]:
    return {_plain_heading(name): key for key, names in SECTION_ALIASES.items() for name in names}


def _plain_heading(text: str) -> str:
    text = re.sub(r"^\s*(?:[零一二三四五六七八九十]+\s*[、.．]|\d+(?:\.\d+)*\s*[.、．)]?\s)\s*", "", text)
    return re.sub(r"[\s（(][^()（）]*重点[)）]?|\s+", "", text).strip(":：").casefold()
