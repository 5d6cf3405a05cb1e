"""A page's whole text in reading order, and where on the page it stands: what quotations and numbers are checked
against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from paper_notes.paper.layout.columns import around
from paper_notes.paper.layout.document import Layout
from paper_notes.paper.layout.rows import Row, rows_of
from paper_notes.paper.model import Box, Figure, PrintedRow
from paper_notes.paper.pdf.pages import Line, is_level
from paper_notes.paper.text.sentences import Vocabulary, text_of_rows


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's text, and where in it and on the page its rows begin."""

    text: str = ""
    rows: tuple[PrintedRow, ...] = ()

    def with_part(self, text: str, rows: Iterable[PrintedRow]) -> PageText:
        """The text with another on a line below; ``rows`` are those of that one."""
        if not text:
            return self
        begins = len(self.text) + 1 if self.text else 0
        placed = tuple(PrintedRow(begins + start, Box(*(round(at, 1) for at in box))) for start, box in rows)
        return PageText(f"{self.text}\n{text}" if self.text else text, (*self.rows, *placed))


def page_texts(layout: Layout, vocabulary: Vocabulary) -> tuple[PageText, ...]:
    """For each page its running text in reading order, then what stands in figures and captions, then what is set
    sideways, then headers, footers and numbers: a number quoted from a table is on the page."""
    rows: dict[int, list[Row]] = {page.number: [] for page in layout.pages}
    for block in layout.blocks:
        for row in block.rows:
            rows[row.page].append(row)
    return tuple(
        _text_of_page(rows[page.number], page.lines, drop, vocabulary)
        for page, drop in zip(layout.pages, layout.furniture, strict=True)
    )


def with_captions(texts: Sequence[PageText], figures: Iterable[Figure]) -> tuple[PageText, ...]:
    """The pages' texts, each with those captions whole that its rows run together with a neighbour's."""
    whole = list(texts)
    for figure in figures:
        page = figure.caption_page - 1
        if figure.caption and figure.caption not in texts[page].text:
            whole[page] = whole[page].with_part(
                f"{figure.label}: {figure.caption}", [PrintedRow(0, figure.caption_box)]
            )
    return tuple(whole)


def _text_of_page(
    rows: Sequence[Row], lines: Sequence[Line], dropped: frozenset[int], vocabulary: Vocabulary
) -> PageText:
    placed = {id(line) for row in rows for line in row.lines}
    inside: list[Line] = []
    sideways: list[Line] = []
    outer: list[Line] = []
    for i, line in enumerate(lines):
        if not line.blank and id(line) not in placed:
            (outer if i in dropped else inside if is_level(line) else sideways).append(line)
    found = _below(PageText(), rows, vocabulary)
    if inside:
        found = _below(found, rows_of(inside, around(inside), 0), vocabulary)
    for rest in (sideways, outer):
        text, starts = "", []
        for line in rest:
            text = f"{text} " if text else text
            starts.append(PrintedRow(len(text), line.box))
            text += line.text.strip()
        found = found.with_part(text, starts)
    return found


def _below(text: PageText, rows: Sequence[Row], vocabulary: Vocabulary) -> PageText:
    joined = text_of_rows(rows, vocabulary)
    return text.with_part(joined.text, joined.rows())
