"""The paper's sections by what they are for, headings the reader could not place included."""

from __future__ import annotations

import re
from dataclasses import replace

from paper_notes.language.sentences import sentences_of
from paper_notes.paper.model import Paper, Paragraph, Section, SectionRole, Sentence

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

_STRONG: frozenset[SectionRole] = frozenset({"experiments", "ablation", "related", "discussion"})
_ASIDE = re.compile(
    r"^(?:(?:table of )?contents|list of \w+|index|bibliography|acknowledge?ments?|author contributions?"
    r"|key\s?words.*"
    r"|(?:competing|conflicts? of|financial|declaration of)\b.*interests?.*|funding|data availability.*|copyright.*"
    r"|supplementa\w+.*|supporting information|about the authors?|关键词.*|目\s*录|致\s*谢"
    r"|附\s*录|作者简介|基金项目.*)$",
    re.I,
)
_RUN_IN = re.compile(r"(?<=\w) (?:To|We|In|For|Since|When|As|This|These|It|There) [a-z]\w+\b(?![^a-z]*$).*$")
"""The first words of a sentence behind a heading on the same line."""
_CHAPTER = re.compile(r"^(?:chapter|part)\b[\s\dIVX.]*$|^第.{1,3}[章部分]$", re.I)
_FRONT = re.compile(r"^(?:summary|statement of need|motivation|overview|significance)$", re.I)


def outline(paper: Paper) -> tuple[Section, ...]:
    """The paper's sections with a role each, in order; indices are those of ``paper.sections``.

    A subsection without a role of its own takes its parent's; printed numbers tell parents better than heading
    sizes. A top section without a role stands for the method when it comes between introduction and results, for
    discussion behind them. A paper without sections is cut by position, since reports open with the question and
    close with the answer.
    """
    if not any(section.sentences for section in paper.sections):
        return _by_position(paper)
    sections = paper.sections
    parents = _parents(sections)
    roles: list[SectionRole] = []
    in_front = any(section.role == "introduction" for section in sections)
    seen: set[SectionRole] = set()
    for index, section in enumerate(sections):
        role = _own_role(section, index)
        above = parents[index]
        inherited = roles[above] if above is not None else "other"
        if inherited == "introduction" and not section.number:
            inherited = "other"
        if index and "@" in section.title:  # an address below the first column of text, read as a heading
            role = roles[-1]
        elif (role == "other" and inherited not in ("other", "abstract")) or (
            role == "method" and inherited in _STRONG
        ):
            role = inherited
        elif "references" in seen and re.fullmatch(r"[A-Z](?:\.\d+)*", section.number):
            role = "appendix"
        elif role == "other" and not (in_front and "introduction" not in seen):
            behind = "experiments" in seen and "method" in seen
            role = "appendix" if "references" in seen else "discussion" if behind or "conclusion" in seen else "method"
        seen.add(role)
        roles.append(role)
    return tuple(
        replace(section, role=role, title=_RUN_IN.sub("", section.title) if not section.number else section.title)
        for section, role in zip(sections, roles, strict=True)
    )


def _own_role(section: Section, index: int) -> SectionRole:
    title = re.sub(r"^\d+\s+", "", section.title.strip())  # a row's number in the margin
    if _ASIDE.match(title):
        return "acknowledgements"
    if index <= 2 and _FRONT.match(title) and section.role in ("conclusion", "other"):
        return "introduction"
    return section.role


def _parents(sections: tuple[Section, ...]) -> list[int | None]:
    """For each section the index of the one it stands under, None for a top section or a lost parent."""
    restarts = sum(section.number == "1" for section in sections if section.role != "appendix") > 1
    parents: list[int | None] = []
    for index, section in enumerate(sections):
        stem = section.number.rpartition(".")[0]
        if stem:
            found = next((j for j in range(index - 1, -1, -1) if sections[j].number == stem), None)
        elif restarts and section.number.isdigit():
            found = next((j for j in range(index - 1, -1, -1) if not sections[j].number and sections[j].title), None)
        elif section.number or section.level == 1:
            found = next((j for j in range(index - 1, -1, -1) if sections[j].level < section.level), None)
            found = found if section.number and not section.number.isdigit() else None
        else:
            found = index - 1 if index and sections[index - 1].number and sections[index - 1].level > 1 else None
            if found is None:
                found = next((j for j in range(index - 1, -1, -1) if sections[j].level < section.level), None)
        parents.append(_named(found, sections, index))
    return parents


def _named(found: int | None, sections: tuple[Section, ...], before: int) -> int | None:
    """The chapter's title where its number ("Chapter 3") is a heading of its own."""
    if found is None or found + 1 >= before or not _CHAPTER.match(sections[found].title):
        return found
    following = sections[found + 1]
    return found if following.number or sections[found].sentences else found + 1


def _by_position(paper: Paper) -> tuple[Section, ...]:
    roles: list[SectionRole] = []
    for number in range(paper.pages):
        share = number / max(1, paper.pages)
        last = number >= paper.pages - 1 and paper.pages > 2
        roles.append("introduction" if number == 0 or share < 0.12 else "conclusion" if last else "method")
    return tuple(
        Section("", "", 1, number + 1, roles[number], (_paragraph(text, number + 1),))
        for number, text in enumerate(paper.page_texts[: paper.pages])
    )


def _paragraph(text: str, page: int) -> Paragraph:
    """A page's text, for papers in which no heading was found."""
    return Paragraph(tuple(Sentence(part, page, page) for part in sentences_of(" ".join(text.split()))))
