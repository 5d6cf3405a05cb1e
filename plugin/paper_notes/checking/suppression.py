"""Comments that allow a finding: ``<!-- lint: allow RULE reason -->`` and ``<!-- lint: allow-file RULE reason -->``.

Alone in a block, the first allows the rule in the next block (a whole list, table or block quote counts as one);
inside a line of text, in that line. A comment that allowed nothing, has no reason or names no rule is told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from paper_notes.checking.rule import Message
from paper_notes.note.blocks import Block
from paper_notes.note.document import Document

_BEGIN = re.compile(r"<!--\s*+lint:")
_SAID = re.compile(r"\s*+(?P<verb>[\w-]++)\s*+(?P<rule>[\w-]*+)")
_END = "-->"


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

    def problem(self, rules: Iterable[str], checked: Iterable[str]) -> Message | None:
        """What is wrong with the comment, None for nothing; ``checked`` are the rules that ran."""
        if self.verb not in ("allow", "allow-file") or not self.rule:
            form = "<!-- lint: allow RULE reason -->", "<!-- lint: allow-file RULE reason -->"
            return Message(f"write {form[0]} or {form[1]}", f"写成 {form[0]} 或 {form[1]}")
        if self.rule not in rules:
            see = "paper-notes lint --explain all"
            return Message(
                f"there is no rule {self.rule}; see `{see}` for their names", f"没有规则 {self.rule}；名称见 `{see}`"
            )
        if not self.reason:
            return Message(
                f"say why {self.rule} is allowed here, behind the rule's name",
                f"在规则名后面写出为什么这里允许 {self.rule}",
            )
        if not self.used and self.rule in checked:
            return Message(
                f"{self.rule} finds nothing here: take the comment out", f"{self.rule} 在这里没有发现：删去这条注释"
            )
        return None


def suppressions(document: Document) -> list[Suppression]:
    """The comments of a note, in order."""
    if "lint:" not in document.text:
        return []
    return list(_find(document))


class Allowances:
    """The comments by rule and reach, to ask for one fault after the other."""

    def __init__(self, found: Iterable[Suppression]) -> None:
        self._by_rule: dict[str, list[Suppression]] = defaultdict(list)
        for one in sorted(found, key=lambda one: one.first):
            self._by_rule[one.rule].append(one)
        self._firsts = {rule: [one.first for one in those] for rule, those in self._by_rule.items()}
        self._lasts = {
            rule: list(accumulate((one.last for one in those), max)) for rule, those in self._by_rule.items()
        }

    def allowed(self, rule: str, start: int) -> bool:
        """Whether a fault of that rule at that offset is allowed; marks the comments that say so as used."""
        those = self._by_rule.get(rule)
        if not those:
            return False
        lasts, found = self._lasts[rule], False
        for index in range(bisect_right(self._firsts[rule], start) - 1, -1, -1):
            if lasts[index] <= start:
                break
            one = those[index]
            if start < one.last:
                found = True
                if one.used and index and one.last >= lasts[index]:
                    break  # whoever reaches as far before it was marked with it
                one.used = True
        return found


@dataclass(frozen=True, slots=True)
class _Comment:
    start: int
    end: int
    verb: str
    rule: str
    reason: str


def _comments(text: str, start: int, end: int) -> Iterator[_Comment]:
    """The comments for the linter between two offsets. Each character is looked at once or twice, whatever is there."""
    while match := _BEGIN.search(text, start, end):
        close = text.find(_END, match.end(), end)
        if close < 0:
            return  # no later one is closed either
        start = close + len(_END)
        if said := _SAID.match(text, match.end(), close):
            yield _Comment(match.start(), start, said["verb"], said["rule"], text[said.end() : close].strip())


def _find(document: Document) -> Iterator[Suppression]:
    text = document.text
    reaches = _reaches(document.blocks)
    for index, block in enumerate(document.blocks):
        if block.kind == "html":
            inside = list(_comments(block.content, 0, len(block.content)))
            rest = len(block.content.strip()) - sum(len(block.content[c.start : c.end]) for c in inside)
            between = [block.content[a.end : b.start] for a, b in pairwise(inside)]
            alone = bool(inside) and rest == sum(map(len, between)) and not "".join(between).strip()
            for comment in _comments(text, block.start, block.end):
                yield _make(document, comment, reaches[index] if alone else None)
        for span in block.spans:
            if span.kind == "html":
                first = next(_comments(text, span.start, span.end), None)
                if first is not None and first.start == span.start:
                    yield _make(document, first, None)


def _make(document: Document, comment: _Comment, reach: tuple[int, int] | None) -> Suppression:
    if comment.verb == "allow-file":
        reach = (0, len(document.text) + 1)
    elif reach is None:
        reach = document.lines.span(document.lines.position(comment.start)[0])
        reach = (reach[0], reach[1] + 1)
    return Suppression(comment.start, comment.end, comment.verb, comment.rule, comment.reason, *reach)


def _reaches(blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    """For each block, where the next one that isn't HTML begins and ends; a list, table or quotation is one."""
    reaches: list[tuple[int, int]] = []
    following: tuple[int, int] = (0, 0)
    ends: dict[str, tuple[object, int]] = {}  # of the list, quotation and table that begin at the block behind
    for block in reversed(blocks):
        reaches.append(following)
        if block.kind == "html":
            continue
        kinds = {"list": block.list_depth > 0 or None, "quote": block.quote, "table": block.table}
        now: dict[str, tuple[object, int]] = {}
        for kind, which in kinds.items():
            behind = ends.get(kind)
            if which:
                now[kind] = (which, behind[1] if behind and behind[0] == which else block.end + 1)
        ends = now
        following = (block.start, max([block.end + 1, *(end for _, end in now.values())]))
    reaches.reverse()
    return reaches
