"""Comments that allow a finding: ``<!-- lint: allow RULE reason -->`` and ``<!-- lint: allow-file RULE reason -->``.

Alone in a block, the first allows the rule in the next block (a whole list, table or block quote counts as one);
inside a line of text, in that line. A comment that allowed nothing, has no reason or names no rule is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from paper_notes.checking.blocks import Block
from paper_notes.checking.document import Document

COMMENT = re.compile(r"<!--\s*lint:\s*(?P<verb>[\w-]+)\s*(?P<rule>[\w-]*)\s*(?P<reason>.*?)\s*-->", re.S)


@dataclass(slots=True)
class Suppression:
    """One comment: it allows ``rule`` for faults that begin at offsets from ``first`` up to ``last``."""

    start: int
    end: int
    verb: str
    rule: str
    reason: str
    first: int
    last: int
    used: bool = False

    def problem(self, rules: Iterable[str], checked: Iterable[str]) -> str:
        """What is wrong with the comment, "" for nothing; ``checked`` are the rules that ran."""
        if self.verb not in ("allow", "allow-file") or not self.rule:
            return "write <!-- lint: allow RULE reason --> or <!-- lint: allow-file RULE reason -->"
        if self.rule not in rules:
            return f"there is no rule {self.rule}; see `paper-notes lint --explain all` for their names"
        if not self.reason:
            return f"say why {self.rule} is allowed here, behind the rule's name"
        if not self.used and self.rule in checked:
            return f"{self.rule} finds nothing here: take the comment out"
        return ""


def suppressions(document: Document) -> list[Suppression]:
    """The comments of a note, in order."""
    if "lint:" not in document.text:
        return []
    return list(_find(document))


def allowed(found: list[Suppression], rule: str, start: int) -> bool:
    """Whether a fault of that rule at that offset is allowed; marks the comments that say so as used."""
    hits = [one for one in found if one.rule == rule and one.first <= start < one.last and one.verb != ""]
    for one in hits:
        one.used = True
    return bool(hits)


def _find(document: Document) -> Iterator[Suppression]:
    for index, block in enumerate(document.blocks):
        if block.kind == "html":
            alone = COMMENT.fullmatch(block.content.strip()) is not None or not COMMENT.sub("", block.content).strip()
            reach = _next(document.blocks, index) if alone else None
            for comment in COMMENT.finditer(document.text, block.start, block.end):
                yield _make(document, comment, reach)
        for span in block.spans:
            if span.kind == "html" and (match := COMMENT.match(document.text, span.start, span.end)):
                yield _make(document, match, None)


def _make(document: Document, match: re.Match[str], reach: tuple[int, int] | None) -> Suppression:
    start, end = match.span()
    if match["verb"] == "allow-file":
        reach = (0, len(document.text) + 1)
    elif reach is None:
        reach = document.lines.span(document.lines.position(start)[0])
        reach = (reach[0], reach[1] + 1)
    return Suppression(start, end, match["verb"], match["rule"], match["reason"], *reach)


def _next(blocks: tuple[Block, ...], index: int) -> tuple[int, int]:
    """Where the next block that isn't HTML begins and ends."""
    following = [block for block in blocks[index + 1 :] if block.kind != "html"]
    if not following:
        return 0, 0
    first = last = following[0]
    for block in following[1:]:
        same_list = first.list_depth > 0 and block.list_depth > 0
        same_quote = first.quote is not None and block.quote == first.quote
        if not (same_list or same_quote or (first.table and block.table == first.table)):
            break
        last = block
    return first.start, last.end + 1
