from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.model import Edit
from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.language.script import HAN, HAN_CHARACTER
from paper_notes.note.blocks import Block
from paper_notes.note.document import Document

_LATIN = r"(?:[A-Za-z0-9]|[À-ɏ]|[Ͱ-Ͽ])"
_BORDER = re.compile(rf"[{HAN}](?={_LATIN})|(?:{_LATIN}|%)(?=[{HAN}])")


class MissingSpace(Rule):
    name = "missing-space"
    severity = "suggestion"
    group = "format"
    what = "A Han character directly beside a Latin letter or a digit."
    why = "A thin gap keeps terms and numbers legible in Chinese text; a site looks tidy when all notes do it."
    example = "用Transformer训练3天"
    instead = "用 Transformer 训练 3 天"
    bad = (example + "\n", "**注意力**Transformer\n", "降低50%的开销\n")
    good = (
        instead + "\n",
        "`用Transformer训练`，$中x$。\n",
        "[模型](http://a.b/中文abc)，第一\n",
        "“模型”Transformer\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        if not HAN_CHARACTER.search(document.text):
            return
        for block in document.of_kind("heading", "paragraph", "cell"):
            if not block.is_ours:
                continue
            prose = block.prose
            for match in _BORDER.finditer(prose.text):
                at = match.end()
                start, before = prose.span(at - 1, at)
                after, end = prose.span(at, at + 1)
                place = _gap(block, before, after)
                edit = Edit(place, place, " ") if place is not None else None
                yield Fault(
                    start,
                    end,
                    Message(
                        f"put a space between “{prose.text[at - 1]}” and “{prose.text[at]}”",
                        f"“{prose.text[at - 1]}”与“{prose.text[at]}”之间加一个空格",
                    ),
                    edit,
                )


def _gap(block: Block, before: int, after: int) -> int | None:
    """Where the space belongs: outside the markup between the two characters; None when that can't be told."""
    if before == after:
        return before
    if before > after:
        return None
    opens = any(before <= span.start < after for span in block.spans)
    closes = any(before < span.end <= after for span in block.spans)
    if opens == closes:
        return None
    return before if opens else after
