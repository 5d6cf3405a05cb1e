"""Words that a note quotes without a page: in quotation marks of any form, or in a block quote that holds only them.

They are somebody else's, and style rules leave them alone. What is quoted with a page is not in the prose at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from paper_notes.language.script import han_count
from paper_notes.note.blocks import Block
from paper_notes.note.document import Document

LONGEST = 800
"""Characters of a quotation; a mark that is closed later than that was no opening one."""

_MARKED = re.compile(
    rf"“[^“”\n]{{1,{LONGEST}}}”|「[^「」\n]{{1,{LONGEST}}}」|『[^『』\n]{{1,{LONGEST}}}』|«[^«»\n]{{1,{LONGEST}}}»"
    rf"|„[^„“”\n]{{1,{LONGEST}}}[“”]|(?<![\w\"])\"(?=\S)[^\"\n]{{1,{LONGEST}}}\"(?![\w\"])"
    rf"|(?<![\w‘])‘(?=\S)[^‘\n]{{1,{LONGEST}}}?’(?!\w)"
)
_HAN_STRAIGHT = re.compile(rf"\"(?=\S)[^\"\n]{{1,{LONGEST}}}\"")
_ELLIPSIS = re.compile(r"\[(?:\.{3}|…)\]|^\s*(?:\.{3}|…)")
_INTRODUCED = re.compile(r"[:：]\s*$")
FOREIGN_SHARE = 0.1
"""Share of Han characters below which a block quote of a Chinese note is taken for the paper's own English."""


class Quoted:
    """The quoted stretches of a note's prose; places are offsets in ``document.prose.text``."""

    def __init__(self, document: Document) -> None:
        text = document.prose.text
        found = [match.span() for match in _MARKED.finditer(text)]
        if document.language == "zh" and '"' in text:
            found += [match.span() for match in _HAN_STRAIGHT.finditer(text)]
        start = 0
        for number, block in enumerate(document.prose_blocks):
            if block.quote is not None and _is_quotation(document, number, block):
                found.append((start, start + len(block.text)))
            start += len(block.text) + 1
        self._spans = sorted(found)
        self._starts = [span[0] for span in self._spans]

    def holds(self, at: int) -> bool:
        """Whether a place stands in a quotation."""
        last = bisect_right(self._starts, at)
        return any(at < end for _, end in self._spans[max(last - 3, 0) : last])


def _is_quotation(document: Document, number: int, block: Block) -> bool:
    """Whether a block quote without a page holds the paper's words: set in the paper's language, in quotation marks or
    with words left out, or introduced by a colon. Others are the note's own boxes."""
    text = block.text.strip()
    if document.language == "zh" and len(text) >= 20 and han_count(text) < FOREIGN_SHARE * len(text):
        return True
    if _ELLIPSIS.search(text):
        return True
    before = document.prose_blocks[number - 1] if number else None
    return before is not None and before.quote is None and _INTRODUCED.search(before.text[-3:]) is not None
