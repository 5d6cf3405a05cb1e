"""What an extract leaves out: told to its author, and where in the paper to look for it."""

from __future__ import annotations

import re

from paper_notes.paper.model import SectionRole
from paper_notes.writing.extract.desk import Desk

_WORTH_A_LOOK: frozenset[SectionRole] = frozenset(
    {"introduction", "experiments", "ablation", "discussion", "conclusion"}
)
MOST_PLACES = 6


def left_out(desk: Desk) -> tuple[str, ...]:
    """One remark that names what no sentence says clearly, and one with sections that a person would look at."""
    if not desk.left_out:
        return ()
    comma, phrases = desk.phrases.list_comma, desk.phrases
    remarks = [phrases.left_out.format(names=comma.join(dict.fromkeys(desk.left_out)))]
    places = [
        phrases.place.format(title=" ".join(f"{section.number} {section.title}".split()), page=section.page)
        for section in desk.sections
        if section.title and section.level == 1 and section.role in _WORTH_A_LOOK
    ]
    if places:
        remarks.append(phrases.look_at.format(places=comma.join(places[:MOST_PLACES])))
    return tuple(remarks)


def comment(remark: str) -> str:
    """The remark as a comment in the Markdown, which no reader sees; nothing of the paper's can end it."""
    return f"<!-- {re.sub(r'[-<>]{2,}|[<>]', ' ', remark).strip('-')} -->"
