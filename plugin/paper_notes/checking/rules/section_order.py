"""Sections that stand out of order."""

from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Rule
from paper_notes.note.document import Document
from paper_notes.note.sections import PLACES, SECTIONS


class SectionOrder(Rule):
    """Each section that stands before one that should precede it."""

    name = "section-order"
    severity = "error"
    group = "structure"
    what = "A section that comes later than one it should precede, or comes twice."
    why = "The order leads from what a hurried reader needs to what a patient one wants."
    example = "## Experiments\n\n…\n\n## Core Method\n\n…"
    instead = "## Core Method\n\n…\n\n## Experiments\n\n…"
    bad = ("## Experiments\n\nText.\n\n## Core Method\n\nText.\n", "## 核心方法\n\n甲。\n\n## 论文概述\n\n乙。\n")
    good = ("## TL;DR\n\nText.\n\n## 2. Paper Overview\n\nText.\n\n## 四、核心方法\n\nText.\n",)

    def check(self, document: Document) -> Iterator[Fault]:
        level = min((section.level for section in document.sections if section.key), default=0)
        last = -1
        seen: list[int] = []
        for section in document.sections:
            if section.key is None or section.level != level:
                continue
            place = PLACES[section.key]
            if place == last:
                yield Fault(section.heading.start, section.heading.end, "this section stands here twice: join the two")
            elif place < last:
                before = SECTIONS[min(other for other in seen if other > place)].heading(document.language)
                yield Fault(section.heading.start, section.heading.end, f"move this section before “{before}”")
            last = max(last, place)
            seen.append(place)
