"""A page's whole text in reading order: what quotations and numbers are checked against."""

from __future__ import annotations

from paper_notes.paper.columns import around, columns
from paper_notes.paper.furniture import is_level
from paper_notes.paper.pages import Line, Page
from paper_notes.paper.rows import rows_of
from paper_notes.paper.sentences import Text, Vocabulary


def page_text(page: Page, dropped: frozenset[int], vocabulary: Vocabulary) -> str:
    """Running text first, then what stands upright or sideways, then headers, footers and numbers.

    Figures, tables, captions and footnotes are part of it: a number quoted from a table is on the page.
    """
    level: list[Line] = []
    sideways: list[Line] = []
    outer: list[Line] = []
    for i, line in enumerate(page.lines):
        if not line.text.strip():
            continue
        (outer if i in dropped else level if is_level(line) else sideways).append(line)
    parts = []
    for group in columns(level):
        text = Text()
        for row in rows_of(group, around(group), page.number):
            text.add(row.text, page.number, vocabulary)
        parts.append(text.text)
    parts += [" ".join(line.text.strip() for line in lines) for lines in (sideways, outer) if lines]
    return "\n".join(parts)
