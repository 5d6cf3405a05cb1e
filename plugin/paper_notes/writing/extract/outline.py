"""The paper's sections by what they are for, headings the reader could not place included."""

from __future__ import annotations

import re
from dataclasses import replace

from paper_notes.paper.model import Paper, Paragraph, Section, SectionRole, Sentence

_LAST: frozenset[SectionRole] = frozenset({"conclusion", "acknowledgements", "references", "appendix"})
_BACK: frozenset[SectionRole] = frozenset({"experiments", "ablation", "discussion", "limitations", *_LAST})
QUOTED: frozenset[SectionRole] = frozenset(
    {
        "abstract",
        "introduction",
        "related",
        "method",
        "experiments",
        "ablation",
        "discussion",
        "limitations",
        "conclusion",
        "other",
    }
)
"""Roles whose sentences may be quoted: not references, acknowledgements or appendices."""


def outline(paper: Paper) -> tuple[Section, ...]:
    """The paper's sections with a role each, in order; indices are those of ``paper.sections``.

    A subsection without a role of its own takes its parent's. A top section without a role stands for the
    introduction when it comes first, for the conclusion when it comes last, for the method between. A paper
    without sections is cut by position, since reports open with the question and close with the answer.
    """
    if not any(section.sentences for section in paper.sections):
        return _by_position(paper)
    roles: list[SectionRole] = []
    parents: list[tuple[int, SectionRole]] = []
    seen_front = any(section.role == "introduction" for section in paper.sections)
    passed_front = not seen_front
    after_results = False
    for section in paper.sections:
        role = section.role
        while parents and parents[-1][0] >= section.level:
            parents.pop()
        if role == "other" and parents and parents[-1][1] not in ("other", "abstract"):
            role = parents[-1][1]
        if role == "other" and not parents:
            role = "method" if passed_front and not after_results else "other"
        if role in ("introduction", "related"):
            passed_front = True
        if role in ("references", "conclusion"):
            after_results = True
        parents.append((section.level, role))
        roles.append(role)
    return tuple(replace(section, role=role) for section, role in zip(paper.sections, roles, strict=True))


def _by_position(paper: Paper) -> tuple[Section, ...]:
    roles: list[SectionRole] = []
    for number in range(paper.pages):
        share = number / max(1, paper.pages)
        last = number >= paper.pages - 1 and paper.pages > 2
        roles.append("introduction" if number == 0 or share < 0.12 else "conclusion" if last else "method")
    return tuple(
        Section("", "", 1, number + 1, roles[number], (Paragraph(tuple(_split(text, number + 1))),))
        for number, text in enumerate(paper.page_texts[: paper.pages])
    )


def _split(text: str, page: int) -> list[Sentence]:
    """Sentences of a page's text, for papers in which no heading was found."""
    parts = re.split(r"(?<=[.!?])\s+(?=[A-Z“\"(])|(?<=[。！？])\s*", " ".join(text.split()))
    return [Sentence(part, page, page) for part in parts if part]
