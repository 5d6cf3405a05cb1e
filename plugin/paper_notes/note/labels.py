"""Labels inside a note, such as "**Problem**: …", in either language and in the wordings that people use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from paper_notes.note.blocks import Block
from paper_notes.note.document import Document
from paper_notes.note.words import WORDS


def _both(name: str, *more: str) -> tuple[str, ...]:
    return (*(str(getattr(words, name)) for words in WORDS.values()), *more)


META: dict[str, tuple[str, ...]] = {
    "paper": _both("paper", "Title", "标题"),
    "authors": _both("authors", "Author"),
    "published": _both("published", "Publication", "发表于"),
    "reading_time": _both("reading_time"),
    "difficulty": _both("difficulty"),
    "prerequisites": _both("prerequisites", "Prerequisite Knowledge"),
}
OVERVIEW: dict[str, tuple[str, ...]] = {
    "problem": _both("problem", "解决什么问题", "解决的问题", "What problem does it solve", "The problem"),
    "approach": _both("approach", "核心方案", "解决方案", "Solution", "Core solution", "The approach"),
    "contributions": _both("contributions", "主要贡献", "核心贡献", "Main contributions", "Core contributions"),
}
FIGURE: dict[str, tuple[str, ...]] = {
    "content": _both("figure_content", "Content of the Diagram", "Content"),
    "points": _both("figure_points", "Key Information"),
    "text": _both("figure_text", "Correspondence with Text"),
}
LIMITATIONS = {"limitations": _both("limitations", "局限", "不足", "Limits", "局限与不足", "Limitation")}


@dataclass(frozen=True, slots=True)
class Label:
    """A label found: which one, its block, its offsets, and where what it labels begins and ends (on its line)."""

    name: str
    block: Block
    start: int
    end: int
    value_start: int
    value_end: int


def labels(document: Document, blocks: Iterable[Block], table: dict[str, tuple[str, ...]]) -> Iterator[Label]:
    """The labels of ``table`` that stand at the start of a line of these blocks, or are a heading of theirs."""
    pattern = _pattern(table)
    for block in blocks:
        if block.kind not in ("paragraph", "heading"):
            continue
        start = block.start
        for line in document.text[block.start : block.end].splitlines(keepends=True):
            match = pattern.match(line)
            if match is not None and (match["colon"] or match["mark"] or block.kind == "heading"):
                name = _name(match["label"], table)
                end = start + len(line.rstrip())
                yield Label(
                    name, block, start + match.start("label"), start + match.end("label"), start + match.end(), end
                )
            start += len(line)


_patterns: dict[int, re.Pattern[str]] = {}


def _pattern(table: dict[str, tuple[str, ...]]) -> re.Pattern[str]:
    if id(table) not in _patterns:
        names = sorted((name for group in table.values() for name in group), key=len, reverse=True)
        choice = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
        _patterns[id(table)] = re.compile(
            rf"[\s>]*(?:[-+*]\s+|\d+[.)]\s+|#+\s+)?(?P<mark>\*\*|__)?(?P<label>{choice})"
            r"(?:\s*[(（][^)）\n]*[)）])?(?P<colon>\s*[:：])?(?(mark)(?:\*\*|__))"
            r"(?:(?P<after>\s*[:：])|(?(colon)|(?!\w)))\s*",
            re.I,
        )
    return _patterns[id(table)]


def _name(label: str, table: dict[str, tuple[str, ...]]) -> str:
    plain = " ".join(label.split()).casefold()
    return next(name for name, group in table.items() if plain in (one.casefold() for one in group))


def says_missing(block: Block) -> bool:
    """Whether a paragraph is wholly in italics: that is how a note says that the paper lacks something."""
    marks = [span for span in block.spans if span.kind == "em"]
    return block.kind == "paragraph" and any(s.start <= block.start and s.end >= block.end - 1 for s in marks)


def states_absence(blocks: Iterable[Block], what: str) -> bool:
    """Whether some sentence says that there is no ``what`` (a pattern), or a line in italics says what is missing."""
    pattern = re.compile(
        rf"\b(?:no|not|none|without|lacks?|neither|nor|n[’']t)\b[^.\n]{{0,80}}(?:{what})"
        rf"|(?:{what})[^.\n]{{0,60}}\b(?:not|none|n[’']t|missing|absent|omitted|unnecessary)\b"
        rf"|(?:没有|无|未|不|缺)[^。\n]{{0,30}}(?:{what})|(?:{what})[^。\n]{{0,20}}(?:没有|未|不|缺)",
        re.I,
    )
    return any(says_missing(block) or (block.kind == "paragraph" and pattern.search(block.text)) for block in blocks)
