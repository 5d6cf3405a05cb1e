from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.document import Document
from paper_notes.note.sections import SECTIONS


class MissingSection(Rule):
    name = "missing-section"
    severity = "error"
    group = "structure"
    what = (
        f"A note without one of its sections: {', '.join(kind.short for kind in SECTIONS)}. "
        "Other common names of a section, numbers in front of it and either language are understood. "
        "An extract leaves out what no sentence of the paper says clearly."
    )
    why = "Readers who know one note find their way in all of them; a section left out is a question left open."
    example = "# A note\n\n## TL;DR\n\n…"
    instead = "Write the section; one line that says what the paper lacks is enough where there is nothing to say."
    bad = ("# A note\n\n## TL;DR\n\nText.\n",)
    good = ("\n\n".join(f"## {kind.zh}\n\nText." for kind in SECTIONS),)

    def check(self, document: Document) -> Iterator[Fault]:
        if document.status == "extract":
            return
        present = {section.key for section in document.sections}
        missing = [f"“{kind.heading(document.language)}”" for kind in SECTIONS if kind.key not in present]
        if missing:
            title = document.headings[0] if document.headings else None
            start, end = (title.start, title.end) if title else (0, 0)
            noun = "a section" if len(missing) == 1 else "sections"
            yield Fault(
                start, end, Message(f"add {noun} headed {', '.join(missing)}", f"补上这些小节：{'、'.join(missing)}")
            )
