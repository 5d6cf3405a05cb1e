"""Display equations: which rows are displayed mathematics, and the formulas of a paper with their numbers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from paper_notes.language.script import han_count
from paper_notes.paper.layout.rows import Row, is_math_font
from paper_notes.paper.model import Box, Formula

if TYPE_CHECKING:
    from paper_notes.paper.layout.blocks import Block

NUMBER = re.compile(r"[(（](\d{1,3}(?:[.\-–]\d{1,3})*[a-z]?|[A-Z]\.?\d{1,3}[a-z]?)[)）]\s*$")
_WORD = re.compile(r"[A-Za-z]{3,}")
_OPERATOR = re.compile(r"[=≤≥<>≈≡∝→←∈∑∏∫√∂∇±×·∗⊙∪∩∼≜∞]|:=")
_FUNCTIONS = frozenset(
    "log exp min max arg argmin argmax sup inf lim sin cos tan tanh softmax sigmoid det dim Pr subject for all and if"
    " otherwise where with ReLU LayerNorm Attention Concat FFN MultiHead".lower().split()
)


def is_display(row: Row) -> bool:
    """Whether the row is displayed mathematics: symbols rather than words, set off from the column's edges."""
    text = row.text
    if row.math < 0.02 and not text.endswith((")", "）")) and not _OPERATOR.search(text):
        return False
    if len(text) > 300 or han_count(text) > 4:
        return False
    bare = NUMBER.sub("", text)
    letters = sum(map(str.isalnum, bare))
    if not bare.strip():
        return bool(NUMBER.search(text)) and row.box.x0 > row.column.x0 + 0.6 * row.column.width
    if not letters and not _OPERATOR.search(bare):
        return row.math > 0.5
    prose = sum(
        len(word)
        for span in row.spans
        if not is_math_font(span.font)
        for word in _WORD.findall(span.text)
        if word.lower() not in _FUNCTIONS
    )
    if prose > 0.4 * max(letters, 1):
        return False
    set_off = row.box.x0 > row.column.x0 + 0.8 * row.size or bool(NUMBER.search(text))
    if not set_off:
        return row.math > 0.75 and prose == 0 and len(text) > 3
    return (bool(_OPERATOR.search(bare)) and (row.math > 0.08 or bool(NUMBER.search(text)))) or row.math > 0.45


def formulas_of(blocks: Sequence[Block]) -> list[tuple[Formula, int]]:
    """The display equations, each with the index of its block. A block with several numbers is parted at them."""
    found: list[tuple[Formula, int]] = []
    for index, block in enumerate(blocks):
        if block.kind == "formula":
            found += [(formula, index) for formula in _parted(block.rows)]
    return found


def _parted(rows: Sequence[Row]) -> list[Formula]:
    numbered = [i for i, row in enumerate(rows) if NUMBER.search(row.text)]
    if not any(_OPERATOR.search(row.text) for row in rows):
        return []
    if len(numbered) < 2:
        return [_formula(rows)]
    # The number stands at the middle of its equation: part half-way between two numbers, at the widest gap.
    cuts = []
    for a, b in itertools.pairwise(numbered):
        cuts.append(max(range(a + 1, b + 1), key=lambda i: rows[i].box.y0 - rows[i - 1].box.y1))
    edges = [0, *cuts, len(rows)]
    return [_formula(rows[a:b]) for a, b in itertools.pairwise(edges)]


def _formula(rows: Sequence[Row]) -> Formula:
    number = ""
    box: Box | None = None
    texts = []
    for row in rows:
        match = NUMBER.search(row.text)
        lines = row.lines
        if match and not number:
            number = match[1]
        if match and len(lines) > 1 and NUMBER.fullmatch(lines[-1].text.strip()):
            lines = lines[:-1]
        for line in lines:
            if NUMBER.fullmatch(line.text.strip()) and match and line is row.lines[-1]:
                continue
            box = line.box if box is None else box.union(line.box)
        texts.append(NUMBER.sub("", row.text).strip())
    whole = box or rows[0].box
    return Formula(rows[0].page, number, whole, " ".join(texts).strip())
