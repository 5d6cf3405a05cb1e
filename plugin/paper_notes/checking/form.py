"""Whether a note is built on the seven sections; what is asked inside of a section is asked of such notes only."""

from __future__ import annotations

from paper_notes.note.document import Document

SECTIONS_OF_A_FORM = 4
"""Of the seven sections; other notes have an "Overview" or "Results" too, which promise nothing of this form."""


def follows_form(document: Document) -> bool:
    """Whether a note holds at least four of the seven sections, on whatever level."""
    return len({section.key for section in document.sections} - {None}) >= SECTIONS_OF_A_FORM
