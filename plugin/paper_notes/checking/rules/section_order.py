from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.document import Document
from paper_notes.note.sections import PLACES, SECTIONS


class SectionOrder(Rule):
    name = "section-order"
    severity = "warning"
    group = "structure"
    what = (
        "A section that comes later than one it should precede, or comes twice under the same heading, in a note that "
        "holds at least four of the seven sections. A note of another form has an order of its own."
    )
    why = "The order leads from what a hurried reader needs to what a patient one wants."
    example = "## Experiments\n\n…\n\n## Core Method\n\n…"
    instead = "## Core Method\n\n…\n\n## Experiments\n\n…"
    bad = (
        "## TL;DR\n\nText.\n\n## Overview\n\nText.\n\n## Experiments\n\nText.\n\n## Core Method\n\nText.\n",
        "## TL;DR\n\n甲。\n\n## 核心方法\n\n甲。\n\n## 论文概述\n\n乙。\n\n## 总结与思考\n\n丙。\n",
        "## TL;DR\n\nA.\n\n## Overview\n\nB.\n\n## Core Method\n\nC.\n\n## Core Method\n\nD.\n\n## Summary\n\nE.\n",
    )
    good = (
        "## TL;DR\n\nText.\n\n## 2. Paper Overview\n\nText.\n\n## 四、核心方法\n\nText.\n\n## Summary\n\nText.\n",
        "## TL;DR\n\nA.\n\n## Overview\n\nA.\n\n## Method\n\nB.\n\n## Experiments\n\nC.\n\n## Results\n\nD.\n",
        "# Summary\n\nA.\n\n# Motivation\n\nB.\n\n# Experiments\n\nC.\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        if not document.follows_form:
            return
        level = min((section.level for section in document.sections if section.key), default=0)
        last = -1
        seen: list[int] = []
        title = ""
        for section in document.sections:
            if section.key is None or section.level != level:
                continue
            place = PLACES[section.key]
            heading = section.heading
            if place == last and section.title.casefold() == title:
                twice = Message("this section stands here twice: join the two", "这一节出现了两次：合并起来")
                yield Fault(heading.start, heading.end, twice)
            elif place < last:
                before = SECTIONS[min(other for other in seen if other > place)].heading(document.language)
                moved = Message(f"move this section before “{before}”", f"把这一节移到“{before}”之前")
                yield Fault(heading.start, heading.end, moved)
            title = section.title.casefold()
            last = max(last, place)
            seen.append(place)
