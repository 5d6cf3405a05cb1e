"""The structure of a note: its sections in order, with what each is called and has to hold.

Writers, rules, prompts, the site and the documentation take the structure from here. A section more is a key, an entry
in :data:`SECTIONS` and a field of :class:`SectionTexts`; the type checker then names the writers that don't fill it,
the tests what else is missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypedDict

from paper_notes.language.identify import Language

SectionKey = Literal["tldr", "overview", "background", "method", "experiments", "qa", "summary"]


class SectionTexts(TypedDict):
    """The Markdown below each section's heading: what a writer owes."""

    tldr: str
    overview: str
    background: str
    method: str
    experiments: str
    qa: str
    summary: str


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A section that every note has.

    ``zh`` and ``en`` are its headings, ``aliases`` other headings under which people write it (compared without
    numbers, case and spaces), ``short`` its name within an English sentence. ``holds`` says what it must hold, and
    ``rules`` names the linter's rules that look at that. A section that is too short for citations is not ``cited``:
    what it claims is cited further down.
    """

    key: SectionKey
    zh: str
    en: str
    short: str
    aliases: tuple[str, ...]
    holds: str
    rules: tuple[str, ...]
    cited: bool = True

    def heading(self, language: Language) -> str:
        """The heading under which the program writes this section."""
        return self.zh if language == "zh" else self.en


SECTIONS: tuple[SectionKind, ...] = (
    SectionKind(
        "tldr",
        zh="TL;DR",
        en="TL;DR",
        short="TL;DR",
        aliases=("TLDR", "一句话总结"),
        holds="Two or three sentences: the problem, the approach, what is new, with something concrete.",
        rules=("tldr-length", "vague-tldr"),
        cited=False,
    ),
    SectionKind(
        "overview",
        zh="论文概述",
        en="Overview",
        short="overview",
        aliases=("概述", "Paper Overview"),
        holds="The problem, the approach, two or three contributions, each under its label.",
        rules=("incomplete-overview",),
    ),
    SectionKind(
        "background",
        zh="背景与动机",
        en="Background and Motivation",
        short="background",
        aliases=("背景", "研究背景", "Background", "Motivation"),
        holds="How it was done before, what is wrong with that, and why.",
        rules=(),
    ),
    SectionKind(
        "method",
        zh="核心方法",
        en="Core Method",
        short="method",
        aliases=("方法", "Method", "Approach"),
        holds="The architecture as a figure, how data flows through it, the core formulas with each symbol explained, "
        "the key algorithm, inputs, outputs and reasons.",
        rules=(
            "method-without-figure",
            "method-without-formula",
            "method-without-pseudo-code",
            "symbol-unexplained",
            "thin-method",
        ),
    ),
    SectionKind(
        "experiments",
        zh="实验分析",
        en="Experiments",
        short="experiments",
        aliases=("实验", "实验与分析", "Experimental Analysis", "Results"),
        holds="What was measured, with conclusions and not numbers alone, and what ablations show.",
        rules=("missing-ablation", "numbers-without-conclusion", "results-without-picture"),
    ),
    SectionKind(
        "qa",
        zh="深度理解问答",
        en="Q&A",
        short="Q&A",
        aliases=("问答", "In-depth Q&A", "In-depth Understanding Q&A", "Questions and Answers"),
        holds="At least three questions, one of them on limits, with answers that argue.",
        rules=("too-few-questions", "no-question-on-limits", "unargued-answer"),
    ),
    SectionKind(
        "summary",
        zh="总结与思考",
        en="Summary",
        short="summary",
        aliases=("总结", "Summary and Reflection", "Conclusion"),
        holds="Core contributions, limitations, where it applies.",
        rules=("missing-limitations",),
    ),
)
LONGEST_HEADING = 200
"""Characters; a longer heading names no section, and isn't looked through for one."""
PLACES: dict[SectionKey, int] = {kind.key: place for place, kind in enumerate(SECTIONS)}
"""Each section's place in the order, from 0."""


def section_kind(heading: str) -> SectionKind | None:
    """Which of the sections of a note a heading names, numbers such as "四、" or "4." set aside."""
    return _kinds_by_heading().get(_plain_heading(heading)) if len(heading) <= LONGEST_HEADING else None


def section_key(heading: str) -> SectionKey | None:
    """The key of the :func:`section_kind`."""
    kind = section_kind(heading)
    return kind.key if kind else None


@cache
def _kinds_by_heading() -> dict[str, SectionKind]:
    return {_plain_heading(name): kind for kind in SECTIONS for name in (kind.zh, kind.en, *kind.aliases)}


def _plain_heading(text: str) -> str:
    text = re.sub(r"^\s*(?:[零一二三四五六七八九十]+\s*[、.．]|\d+(?:\.\d+)*\s*[.、．)]?\s)\s*", "", text)
    return re.sub(r"[\s（(][^()（）]*重点[)）]?|\s+", "", text).strip(":：").casefold()
