"""A page's whole text in reading order: what quotations and numbers are checked against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from paper_notes.paper.layout.columns import around
from paper_notes.paper.layout.document import Layout
from paper_notes.paper.layout.furniture import is_level
from paper_notes.paper.layout.rows import Row, rows_of
from paper_notes.paper.model import Figure
from paper_notes.paper.pdf.pages import Line
from paper_notes.paper.text.sentences import Text, Vocabulary


def page_texts(layout: Layout, vocabulary: Vocabulary) -> tuple[str, ...]:
    """For each page its running text in reading order, then what stands in figures and captions, then what is set
    sideways, then headers, footers and numbers: a number quoted from a table is on the page."""
    rows: dict[int, list[Row]] = {page.number: [] for page in layout.pages}
    for block in layout.blocks:
        for row in block.rows:
            rows[row.page].append(row)
    return tuple(
        _text(rows[page.number], page.lines, drop, vocabulary)
        for page, drop in zip(layout.pages, layout.furniture, strict=True)
    )


def with_captions(texts: Sequence[str], figures: Iterable[Figure]) -> tuple[str, ...]:
    """The pages' texts, each with those captions whole that its rows run together with a neighbour's."""
    parts = [[text] for text in texts]
    for figure in figures:
        if figure.caption and figure.caption not in texts[figure.caption_page - 1]:
            parts[figure.caption_page - 1].append(f"{figure.label}: {figure.caption}")
    return tuple("\n".join(part) for part in parts)


def _text(rows: Sequence[Row], lines: Sequence[Line], dropped: frozenset[int], vocabulary: Vocabulary) -> str:
    placed = {id(line) for row in rows for line in row.lines}
    inside: list[Line] = []
    sideways: list[Line] = []
    outer: list[Line] = []
    for i, line in enumerate(lines):
        if not line.blank and id(line) not in placed:
            (outer if i in dropped else inside if is_level(line) else sideways).append(line)
    parts = [_joined(rows, vocabulary)]
    if inside:
        parts.append(_joined(rows_of(inside, around(inside), 0), vocabulary))
    parts += [" ".join(line.text.strip() for line in rest) for rest in (sideways, outer) if rest]
    return "\n".join(part for part in parts if part)


def _joined(rows: Sequence[Row], vocabulary: Vocabulary) -> str:
    text = Text()
    for row in rows:
        text.add(row.text, row.page, vocabulary)
    return text.text
