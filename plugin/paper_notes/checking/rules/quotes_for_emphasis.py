"""Quotation marks around words that nobody is quoted with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Rule
from paper_notes.checking.score import prose_units
from paper_notes.note.document import Document

_HAN = re.compile(r"[“「『\"][^“”「」『』\"\n]{1,20}[”」』\"]")
_LATIN = re.compile(r"“[^“”\n]{1,40}”")
_LIMIT = 3.0


class QuotesForEmphasis(Rule):
    """Short stretches in quotation marks without a citation, by density."""

    name = "quotes-for-emphasis"
    severity = "warning"
    group = "style"
    weight = 1.0
    what = (
        "Many words in quotation marks that are no quotation: more than 3 per 1,000 words or 1,500 Han characters. "
        "One alone is a suggestion."
    )
    why = "In a note, quotation marks say that the paper has these words on the page cited. For emphasis they mislead."
    example = "模型学到了“何时”调用、“如何”调用。"
    instead = "模型学到了调用的时机和方法。"
    bad = ("模型学到了“何时”调用、“如何”调用。\n",)
    good = (
        "模型学到了调用的时机。\n",
        "“保留强度”[p. 3](paper.pdf#page=3)\n",
        "See [“a title”](https://example.org).\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        chinese = document.language == "zh"
        found = [(start, end) for _, start, end in document.find(_HAN if chinese else _LATIN)]
        links = [(span.start, span.end) for _, span in document.spans("link")]
        found = [(s, e) for s, e in found if not any(a <= s and e <= b for a, b in links)]
        many = len(found) >= 2 and len(found) / max(prose_units(document), 0.2) > _LIMIT
        for start, end in found:
            yield Fault(
                start,
                end,
                "引号只用于论文原文（后附页码）：去掉引号，或换成本来的说法"
                if chinese
                else "quotation marks are for the paper's words with a page: take them off, or use the plain word",
                severity=None if many else "suggestion",
            )
