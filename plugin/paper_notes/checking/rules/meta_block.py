"""The meta block at a note's top: complete, and equal to the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.language.whole_numbers import capped
from paper_notes.note.blocks import Quote
from paper_notes.note.document import Document
from paper_notes.note.labels import META, labels
from paper_notes.note.words import WORDS

_MINUTES = re.compile(r"\d+")


def meta_quote(document: Document) -> Quote | None:
    """The block quote that holds the meta block, or None."""
    for block in document.blocks:
        if block.quote is not None and block.quote.role == "meta":
            return block.quote
    return None


class IncompleteMetaBlock(Rule):
    name = "incomplete-meta-block"
    severity = "error"
    group = "structure"
    what = "A note whose meta block (paper, authors, published, reading time, difficulty, prerequisites) lacks a line."
    why = "These six lines are what a reader decides by whether to read on."
    example = "> **Paper**: Attention Is All You Need  \n> **Authors**: Vaswani et al."
    instead = "Write all six lines, behind the title; what isn't known says so (“not stated”, “未注明”)."
    bad = ("# T\n\nText.\n", "# T\n\n> **Paper**: X  \n> **Authors**: \n")
    good = (
        "# T\n\n> **Paper**: X  \n> **Authors**: Y  \n> **Published**: ICML 2024  \n> **Reading time**: about 5 min  \n"
        "> **Difficulty**: ⭐⭐ (basic algebra)  \n> **Prerequisites**: vectors\n",
        "# 题\n\n> **论文**：X\n> **作者**：Y\n> **发表**：ICML 2024\n> **阅读时长**：约 15 分钟\n"
        "> **难度**：⭐⭐⭐⭐ (需要推荐系统基础)\n> **前置知识**：Attention\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        quote = meta_quote(document)
        words = WORDS[document.language]
        if quote is None:
            title = document.headings[0] if document.headings else None
            start, end = (title.start, title.end) if title else (0, 0)
            yield Fault(
                start,
                end,
                Message(
                    f"add the meta block below the title: a block quote from “{words.paper}” on",
                    f"在标题下面补上元信息：以“{words.paper}”开头的引用块",
                ),
            )
            return
        blocks = [block for block in document.blocks if block.quote is quote]
        found = {label.name: label for label in labels(document, blocks, META)}
        missing = [f"“{getattr(words, name)}”" for name in META if name not in found]
        if missing:
            yield Fault(
                quote.start,
                quote.end,
                Message(f"add to the meta block: {', '.join(missing)}", f"元信息里缺{'、'.join(missing)}"),
            )
        for label in found.values():
            if label.value_start >= label.value_end:
                yield Fault(
                    label.start,
                    label.end,
                    Message(f"say it, or write “{words.unknown}”", f"填上，或写“{words.unknown}”"),
                )


class MetaMismatch(Rule):
    name = "meta-mismatch"
    severity = "error"
    group = "structure"
    what = (
        "A line of the meta block that says something else than the front matter. A reading time that is less than "
        "half or more than twice what the text takes is a suggestion."
    )
    why = "Readers see the block, search and the index read the front matter: one of the two is wrong."
    example = "---\ntitle: X\ndifficulty: 3\n---\n> **Difficulty**: ⭐⭐"
    instead = "---\ntitle: X\ndifficulty: 3\n---\n> **Difficulty**: ⭐⭐⭐"
    bad = (
        "---\ntitle: X\nauthors: [A B]\ndifficulty: 3\nlanguage: en\n---\n\n# X\n\n> **Paper**: X  \n> "
        "**Authors**: A B  \n"
        "> **Difficulty**: ⭐⭐ (short)\n",
        "---\ntitle: X\nlanguage: zh\n---\n\n# X\n\n> **论文**：Y\n> **难度**：⭐\n",
    )
    good = (
        "---\ntitle: X\nauthors: [A B]\ndifficulty: 3\ndifficulty_reason: short\nlanguage: en\n---\n\n# X\n\n"
        "> **Paper**: X  \n> **Authors**: A B  \n> **Difficulty**: ⭐⭐⭐ (short)\n",
        "# T\n\n> **Paper**: X  \n> **Authors**: \n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        quote = meta_quote(document)
        if quote is None or not document.front or document.front_error:
            return
        from paper_notes.errors import UsageError
        from paper_notes.note.meta_block import render_meta_block
        from paper_notes.note.reading_time import reading_minutes
        from paper_notes.note.store import front_matter

        try:
            front = front_matter(document.front)
        except UsageError:
            return  # told by front-matter-error
        minutes = reading_minutes(document.text[quote.end :])
        wanted = Document(render_meta_block(replace(front, language=document.language), minutes))
        values = {one.name: one for one in labels(wanted, wanted.blocks, META)}
        blocks = [block for block in document.blocks if block.quote is quote]
        for label in labels(document, blocks, META):
            right = values.get(label.name)
            if right is None:
                continue
            said = document.text[label.value_start : label.value_end].strip()
            value = wanted.text[right.value_start : right.value_end].strip()
            if label.name == "reading_time":
                number = _MINUTES.search(said)
                if number and minutes / 2 <= capped(number.group()) <= minutes * 2 + 1:
                    continue
            if _unformatted(said) == _unformatted(value) or not self._stated(document, label.name):
                continue
            if label.name == "reading_time":
                yield Fault(
                    label.value_start,
                    label.value_end,
                    Message(f"the text takes “{value}” to read", f"按正文长度，应为“{value}”"),
                    severity="suggestion",
                )
                continue
            message = Message(
                f"the front matter says “{value}”: correct the one that is wrong",
                f"front matter 里是“{value}”：两处改成一致",
            )
            yield Fault(label.value_start, label.value_end, message)

    def _stated(self, document: Document, name: str) -> bool:
        """Whether the front matter says anything of it; a block may say more than the front matter."""
        keys = {
            "paper": ("title",),
            "authors": ("authors",),
            "published": ("venue", "year", "arxiv", "doi"),
            "difficulty": ("difficulty",),
            "prerequisites": ("prerequisites",),
        }
        return name == "reading_time" or any(document.front.get(key) for key in keys[name])


def _unformatted(text: str) -> str:
    """Without markup and spacing, brackets and commas in one form, so that a person may format as they like."""
    text = re.sub(r"\]\([^)]*\)|[\s\\*_`\[\]]+", "", text)
    return text.translate(str.maketrans("（），、：；", "(),,:;")).casefold()
