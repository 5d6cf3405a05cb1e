"""The note of a paper without a text layer: pictures of its first pages and a clear statement."""

from __future__ import annotations

from paper_notes.note.escape import escape_alt
from paper_notes.writing.extract import quote
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.model import WHOLE_PAGE

PAGES_SHOWN = 3


def page_pictures(desk: Desk) -> str:
    """The first pages, one picture each."""
    parts = []
    for page in range(1, min(PAGES_SHOWN, desk.paper.pages) + 1):
        path = desk.picture(f"fig{page}_arch_page-{page}", page, WHOLE_PAGE)
        parts.append(f"![{escape_alt(desk.phrases.page_picture.format(page=page))}]({path})")
    return quote.paragraphs(parts)
