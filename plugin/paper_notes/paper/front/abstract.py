"""The abstract: headed, run-in, or the first prose below the title that is set unlike the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paper_notes.language.script import han_count
from paper_notes.paper.characters import ends_sentence
from paper_notes.paper.front.title import Title
from paper_notes.paper.layout.blocks import Block
from paper_notes.paper.layout.document import Layout
from paper_notes.paper.layout.rows import Row
from paper_notes.paper.model import Paragraph
from paper_notes.paper.text.headings import Heading
from paper_notes.paper.text.paragraphs import is_prose
from paper_notes.paper.text.roles import role_of
from paper_notes.paper.text.sentences import Text, Vocabulary

_LABEL = re.compile(
    r"\s*(?:abstract|summary|摘\s*要|内容提要|提\s*要)\s*[】\]]?\s*[.:：—–\-]+\s*"
    r"|\s*[【\[]\s*摘\s*要\s*[】\]]\s*|摘\s*要\s+",
    re.I,
)
_BARE_LABEL = re.compile(r"(abstract|summary)\s+(?=\S)", re.I)
_DATED = re.compile(r"^\((dated|received|submitted|published)[^)]{4,60}\)\s*", re.I)
_RIGHTS = re.compile(r"\s*(©|⃝|\(c\)|copyright|q)\s*\d{4}\b|.{0,60}all rights reserved", re.I)
_END = re.compile(
    r"\s*[【\[]?\s*(key\s?-?words?( and phrases)?|index terms|general terms|categories and subject|ccs concepts"
    r"|acm reference"
    r"|acm ccs|pacs|msc|jel|关\s*键\s*[词字]|中图分类号|introduction\b|1\.?\s+introduction|i\.\s+introduction"
    r"|received\b|©|copyright"
    r"|permission to make|q \d{4} elsevier|abstract\s*[:：])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Abstract:
    """The abstract's paragraphs, and the indices of the layout's blocks that hold it. Both are empty without one."""

    paragraphs: tuple[Paragraph, ...] = ()
    blocks: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        whole = ""
        for sentence in (s for paragraph in self.paragraphs for s in paragraph.sentences):
            glue = " " if whole and whole[-1] not in "。！？…" and not han_count(sentence.text[0]) else ""
            whole += glue + sentence.text
        return whole


def abstract_of(layout: Layout, headings: Sequence[Heading], title: Title | None, vocabulary: Vocabulary) -> Abstract:
    """Find the abstract on the first pages."""
    heads = {heading.block for heading in headings}
    for heading in headings:
        if role_of(heading.title) == "abstract" and heading.page <= 12:
            return _collect(layout, heading.block + 1, heads, vocabulary)
    for i, block in enumerate(layout.blocks):
        if block.page > 3:
            break
        if block.kind in ("text", "item") and label_of(block.rows[0]) and len(block.text) > 60:
            return _collect(layout, i, heads, vocabulary)
    return _unlabelled(layout, headings, title, vocabulary)


def label_of(row: Row) -> int:
    """How many characters "Abstract—" takes at the beginning of the row, 0 when it isn't there. Without a stop, the
    word must be set apart by its type: "Abstract algebra" is no label."""
    if match := _LABEL.match(row.text):
        return match.end()
    if match := _BARE_LABEL.match(row.text):
        spans = [span for span in row.spans if span.text.strip()]
        if len(spans) > 1 and spans[0].text.strip().lower() == match[1].lower():
            return match.end()
    return 0


def _unlabelled(layout: Layout, headings: Sequence[Heading], title: Title | None, vocabulary: Vocabulary) -> Abstract:
    """What stands under "Summary" on the first page, or a first paragraph that is set unlike the text."""
    if title is None:
        return Abstract()
    heads = {heading.block for heading in headings}
    for heading in headings:
        if heading.page <= title.page + 1 and re.fullmatch(r"(executive )?summary", heading.title, re.I):
            return _collect(layout, heading.block + 1, heads, vocabulary)
        break
    for i, block in enumerate(layout.blocks):
        if block.page != title.page or block.kind != "text" or block.box.y0 < title.box.y1 or i in heads:
            continue
        row = block.rows[0]
        unlike = row.bold or row.italic or abs(row.size - layout.body_size) > 0.4
        if unlike and len(block.text) > 250 and is_prose(block, layout.body_size) and row.largest < title.size:
            return _collect(layout, i, heads, vocabulary)
    return Abstract()


def _collect(layout: Layout, start: int, heads: set[int], vocabulary: Vocabulary) -> Abstract:
    """The prose from block ``start`` to the next heading, keywords, a notice of rights or a change of type."""
    blocks: set[int] = set()
    texts: list[Text] = []
    first: Block | None = None
    for i in range(start, len(layout.blocks)):
        block = layout.blocks[i]
        if block.kind in ("aside", "footnote"):
            continue
        if i in heads or (blocks and _END.match(block.text)):
            break
        if first is not None and (
            abs(block.rows[0].size - first.rows[0].size) > 0.08 * first.rows[0].size
            or block.page > first.page + 1
            or (block.rows[0].bold != first.rows[0].bold and len(first.rows) > 2)
            or sum(len(text.text) for text in texts) > 6000
        ):
            break
        if block.kind == "formula" or sum(map(str.isalpha, block.text)) < 3:
            continue
        first = first or block
        rows = block.rows
        cut = next((k for k, row in enumerate(rows) if (k or blocks) and _ends_abstract(row.text)), len(rows))
        if cut == 0:
            break
        blocks.add(i)
        if not texts or ends_sentence(texts[-1].text):
            texts.append(Text())
        for k, row in enumerate(rows[:cut]):
            text = row.text if k or len(blocks) > 1 else _DATED.sub("", row.text[label_of(row) :])
            if text:
                texts[-1].add(text, row.page, vocabulary)
        if cut < len(rows):
            break
    return Abstract(tuple(Paragraph(text.sentences()) for text in texts if text.text), frozenset(blocks))


def _ends_abstract(text: str) -> bool:
    return bool(_RIGHTS.match(text) or (_END.match(text) and not text[:1].islower()))
