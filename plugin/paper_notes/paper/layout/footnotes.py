"""Footnotes and small print: what ends a column in smaller type and is no part of the running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from paper_notes.paper.pdf.pages import Page
from paper_notes.paper.text.roles import known_heading

if TYPE_CHECKING:
    from paper_notes.paper.layout.blocks import Block

_FOOTNOTE_MARK = re.compile(r"[*∗†‡§¶‖#⇤⁰¹²³⁴⁵⁶⁷⁸⁹]")
_NOTICE = re.compile(
    r"©|copyright|permission to|all rights reserved|corresponding author|e-?mail|@|received:?\s|accepted:?\s"
    r"|doi|funding"
    r"|supported by|license|preprint|proceedings|conference|editor|基金项目|收稿日期|作者简介|通[讯信]作者",
    re.I,
)


def footnotes_from(blocks: Sequence[Block], page: Page, body: float) -> int:
    """Index of the first footnote: small print that ends the column, from the first one that bears a mark."""
    first = len(blocks)
    for i in range(len(blocks) - 1, -1, -1):
        block = blocks[i]
        if block.rows[0].size > 0.93 * body or block.box.y0 < 0.45 * page.box.height:
            break
        first = i
    if first and known_heading(blocks[first - 1].text):
        return len(blocks)  # a list of references in small print
    for i in range(first, len(blocks)):
        if first and re.match(r"\d{1,2}\s*[^\d\s.,)]", blocks[i].text):
            return i
        if _FOOTNOTE_MARK.match(blocks[i].text) or _starts_raised(blocks[i]) or _is_notice(blocks[i], page):
            return i
    return len(blocks)


def _is_notice(block: Block, page: Page) -> bool:
    """Small print of a first page: rights, addresses, dates."""
    return page.number <= 2 and bool(_NOTICE.search(block.text[:160]))


def _starts_raised(block: Block) -> bool:
    spans = block.rows[0].spans
    return len(spans) > 1 and spans[0].size < 0.85 * spans[1].size and len(spans[0].text.strip()) <= 2


def goes_on_below(block: Block, notes: Sequence[Block], body: float) -> bool:
    """Whether small print goes on below a footnote."""
    return block.rows[0].size < 0.93 * body and any(
        block.box.y0 >= note.box.y1 - 2 and min(block.box.x1, note.box.x1) > max(block.box.x0, note.box.x0)
        for note in notes
    )
