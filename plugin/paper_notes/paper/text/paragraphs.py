"""Blocks to paragraphs: put together over columns, pages and what stands between, parted into whole sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from paper_notes.language.script import han_count, is_han
from paper_notes.paper.characters import ends_sentence
from paper_notes.paper.labels import match_label
from paper_notes.paper.layout.blocks import BULLET, ITEM, Block
from paper_notes.paper.layout.rows import Row
from paper_notes.paper.model import Paragraph, Sentence
from paper_notes.paper.text.sentences import Text, Vocabulary

KEYWORDS = re.compile(
    r"\s*[【\[]?\s*(key\s?-?words?( and phrases)?\b|index terms\b"
    r"|关\s*键\s*[词字]|中图分类号|文献标[识志]码)\W*\w",
    re.I,
)
_TERMINAL = (".", "!", "?", ":", ";", "。", "！", "？", "：", "；", "…")
_WORD = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"[=(){}\[\];:$|<>_+*#\\]")


@dataclass(slots=True)
class _Open:
    """A paragraph being put together."""

    kind: str
    text: Text = field(default_factory=Text)
    last: Row | None = None
    broken: bool = False  # something stood between: a formula, a table, a picture


def paragraphs_of(
    blocks: Sequence[Block], vocabulary: Vocabulary, body: float, cuts: Mapping[int, int] | None = None
) -> tuple[Paragraph, ...]:
    """The paragraphs of consecutive blocks, whole over columns, pages and what stands between.

    ``body`` is the size of the running text in points. ``cuts`` tells, by a block's ``id``, how many characters a
    run-in heading takes of its first row.
    """
    cuts = cuts or {}
    done: list[Paragraph] = []
    current: _Open | None = None
    for block in blocks:
        if block.kind in ("footnote", "aside", "code"):
            continue
        if block.kind == "formula":
            if current is not None:
                current.broken = True
            continue
        if id(block) not in cuts and not is_prose(block, body) and not _continues(current, block):
            if current is not None:
                current.broken = True
            continue
        if current is None or id(block) in cuts or not _continues(current, block):
            done += _closed(current)
            current = _Open(block.kind)
        for i, row in enumerate(block.rows):
            text = row.text[cuts.get(id(block), 0) :] if i == 0 else row.text
            if i == 0 and block.kind == "item" and not current.text.text:
                text = _without_bullet(text)
            if current.broken and i == 0 and _after_formula(current, block) and not _hyphenated(current):
                done += _closed(current)
                current = _Open(current.kind)
            current.text.add(text, row.page, vocabulary, row.box)
            current.last = row
        current.broken = False
    done += _closed(current)
    return tuple(done)


def _after_formula(current: _Open, block: Block) -> bool:
    """Text behind a formula is a sentence of its own: "where …" explains, it doesn't continue the words before."""
    last = current.last
    return last is not None and last.page == block.page and last.column == block.column


def _hyphenated(current: _Open) -> bool:
    return bool(re.search(r"[^\W\d_][-\u00ad‐]$", current.text.text.rstrip()))


def _closed(current: _Open | None) -> list[Paragraph]:
    if current is None or not current.text.text.strip():
        return []
    sentences = tuple(sentence for sentence in current.text.sentences() if _says_something(sentence))
    if not sentences:
        return []
    return [Paragraph(sentences, "item" if current.kind == "item" else "text")]


def _says_something(sentence: Sentence) -> bool:
    text = sentence.text
    letters = sum(map(str.isalpha, text))
    return letters >= 2 and (" " in text or han_count(text) > 2 or text.endswith(_TERMINAL))


def _continues(current: _Open | None, block: Block) -> bool:
    """Whether the block goes on with the open paragraph."""
    if current is None or current.last is None:
        return False
    last, row = current.last, block.rows[0]
    text = current.text.text.rstrip()
    if abs(row.size - last.size) > 0.12 * last.size:
        return False
    if _hyphenated(current):
        return True
    ended = ends_sentence(text)
    first = row.text[:1]
    same_place = last.page == row.page and last.column == row.column
    full = last.box.x1 > last.column.x1 - 0.04 * last.column.width
    if same_place and not current.broken:
        return not ended and (first.islower() or (full and (is_han(first) or is_han(text[-1:]))))
    if ends_sentence(text, ".!?。！？…"):
        flush = row.box.x0 < row.column.x0 + 0.6 * row.size
        return not current.broken and flush and full and not same_place and current.kind == "text"
    return first.islower() or not ended


def is_prose(block: Block, body: float) -> bool:
    """Whether the block is running text rather than a table's cells, labels of a picture or stray symbols."""
    text = block.text
    if block.rows[0].size < 0.72 * body:
        return False
    han = han_count(text)
    words = [word for word in _WORD.findall(text) if not (han and han_count(word))]
    amount = len(words) + han / 2
    per_row = amount / len(block.rows)
    ended = ends_sentence(text)
    letters = sum(map(str.isalpha, text))
    signs = len(text) - text.count(" ")
    if letters < 0.5 * signs or (len(_CODE.findall(text)) > 0.1 * signs and signs > 30):
        return False
    if block.kind == "item":
        return amount >= 3
    label = match_label(text)
    if label is not None and (label.end not in ("", " ") or label.rest[:3].isupper()):
        return False
    gapped = sum(row.gapped for row in block.rows)
    if gapped > 0.5 * len(block.rows) and (len(block.rows) > 1 or not ended):
        return False
    if len(block.rows) == 1:
        return amount >= 4 and (ended or block.box.width > 0.8 * block.column.width)
    return per_row >= 3.2 and (amount >= 8 or ended)


def _without_bullet(text: str) -> str:
    for pattern in (BULLET, ITEM):
        if match := pattern.match(text):
            return text[match.end() :]
    return text
