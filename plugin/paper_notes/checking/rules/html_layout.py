from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.document import Document

_TAG = re.compile(
    r"<(?:div|span|section|p|font|center|table|td|a|button|small|big)\b[^<>]{0,300}?\s(?:class|style|id|color|face)\s*=",
    re.I,
)
_WHOLE = re.compile(r"<(?:font|center|marquee|button)\b", re.I)


class HtmlLayout(Rule):
    name = "html-layout"
    severity = "warning"
    group = "format"
    weight = 2.0
    what = "HTML that lays out the page: div and span with class or style, font, center, button."
    why = "GitHub drops classes and styles, so what is left there is text run together; search and feeds get the same."
    example = '<div class="score"><span class="num">7.8</span></div>'
    instead = "Plain Markdown: a line of text, a table, a block quote."
    bad = ('<div class="score">7.8</div>\n', 'A <span style="color:red">word</span>.\n', "<center>x</center>\n")
    good = ('<img src="images/fig1_arch_a.png" alt="x">\n', "H<sub>2</sub>O and a<br>b\n", "`<div class=x>`\n")

    def check(self, document: Document) -> Iterator[Fault]:
        for block in document.of_kind("html"):
            match = _TAG.search(block.content) or _WHOLE.search(block.content)
            if match:
                yield self._fault(block.start, block.end)
        for _, span in document.spans("html"):
            if _TAG.match(span.content) or _WHOLE.match(span.content):
                yield self._fault(span.start, span.end)

    def _fault(self, start: int, end: int) -> Fault:
        return Fault(
            start,
            end,
            Message(
                "write it in Markdown: GitHub drops classes and styles", "用 Markdown 写：GitHub 会丢掉 class 和 style"
            ),
        )
