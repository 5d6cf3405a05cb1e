"""A note cut into statements: a sentence or table cell with the pages that it cites, and what in it can be checked."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from paper_notes.note.blocks import Block, Citation
from paper_notes.note.document import Document
from paper_notes.note.words import WORDS

IN_THE_TEXT = re.compile("|".join(re.escape(words.figure_text) for words in WORDS.values()))
_SPECULATION = re.compile("|".join(words.speculation for words in WORDS.values()), re.I)
_SUPPOSED = re.compile(
    r"假设|假如|设想|假定|不妨设|举例|例如|比如|譬如|为例"
    r"|(?<![^\s，。；：、（(])[设令](?![置备计定有为成在法想])[^，。；]{1,12}?[为=是]"
    r"|\b(?:suppose|imagine|say,|for (?:example|instance)|e\.g\.|consider)|\blet\b[^.;]{1,40}?(?:\bbe\b|=)",
    re.I,
)
FIGURE_WORD = r"(?:(?<=示意)|(?<![地意试企力妄算征视贴蓝超张幅])(?<!知识)(?<![有无双]向))图"
TABLE_WORD = r"(?<![词字列查代发报希链量码])(?<!路由|符号|索引|时间|统计|对照|词汇|倒排)表"
"""图 and 表 before a number as words of their own, not as the end of another: 意图, 特征图, 列表, 词表, 代表."""
QUANTITY = (
    r"(?<=[\d.]\d)(?-i:[KMk](?![A-Za-z])|[KMGT]i?B)"
    r"|\s?(?:[万亿千倍%％‰]|百(?!分)|个(?![别体性])|种(?![类子])|维(?!度)|张(?!量))"
)
"""What makes the number before it an amount: 表 82K names no table. One digit and a letter are a panel: 图 3k."""
_POINTER = re.compile(
    rf"(?:{FIGURE_WORD}|{TABLE_WORD})\s*[（(]?\s*\d+(?:[.\-–]\d+)*(?![.\-–]?\d|{QUANTITY})[a-z]?[）)]?"
    r"|(?:式|公式|算法|定理|引理|推论|附录|章节|节|章|参考文献|文献|步骤|问题|Q|层级)\s*[（(]?\s*\d+(?:[.\-–]\d+)*[a-z]?[）)]?"
    r"|第\s*[\d.一二三四五六七八九十百]+\s*(?:[章节步类层页个点条轮种项行列部]|小节)?"
    r"|\b(?:fig(?:ure)?|tab(?:le)?|eq(?:uation)?|alg(?:orithm)?|sec(?:tion)?|app(?:endix)?|theorem|lemma|corollary|chapter|"
    r"step|line|ref(?:erence)?|no|question|definition|proposition|page|pages|pp?)s?\b\.?\s*[（(]?\s*\d+(?:[.\-–]\d+)*[a-z]?[）)]?"
    r"(?:\s*(?:,|and|–|-|和|、|与)\s*[（(]?\d+[a-z]?[）)]?)*"
    r"|(?:^|(?<=[\s；;，,：:。、]))[（(][1-9][）)]|§\s*\d+(?:\.\d+)*|\[\d+(?:,\s*\d+)*\]",
    re.I,
)
_RAISED = re.compile(
    r"(?:_|(?<![\d}])\^)\s?(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\\?[A-Za-z]+|\d)"
    r"|(?<=\})\^\s?(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\\?[A-Za-z]+|\d)"
)
"""Indices, and the exponents of what is no number: a digit in them is no amount."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,24});")
_STOP_BEHIND = re.compile(r"\s?[.。!?！？]\s*")
_UNCOUNTED = re.compile(r"\\(?:begin|end|hspace|vspace|label|tag|color|operatorname|mathrm|text|mathbf)\*?\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, table cell or displayed formula.

    ``text`` is as long as its stretch of the file (``start`` is its offset there); what is not the note's own
    statement (citations, quotations, code, addresses, subscripts, "Figure 3") is blanked out in it. ``printed`` is the
    same with the indices of formulas. ``cited`` are its own citations; ``covering`` those that stand for its block
    (further on in the same paragraph, or beside the table). ``speculative`` says it is marked as speculation,
    ``supposed`` that it makes up an example. Of a table's cell ``beside`` are the heads of its row and column,
    ``label`` its row's alone, ``column`` (from 0) and ``line`` where it stands.
    """

    text: str
    start: int
    block: Block
    cited: tuple[Citation, ...]
    covering: tuple[Citation, ...]
    speculative: bool
    supposed: bool
    printed: str = ""
    beside: str = ""
    label: str = ""
    column: int = 0
    line: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def pages_of(citations: tuple[Citation, ...]) -> tuple[int, ...]:
    """The pages that citations name, in order; a range of more than a hundred pages counts its ends only."""
    pages: dict[int, None] = {}
    for citation in citations:
        last = min(max(citation.last, citation.first), citation.first + 100)
        pages.update(dict.fromkeys([*range(citation.first, last + 1), citation.linked]))
    return tuple(pages)


def statements(document: Document) -> Iterator[Statement]:
    """The statements of a note in the order of the file; meta block and the paper's own words are none."""
    masked = _masked(document)
    tables = _table_citations(document)
    heads = _heads_of_cells(document)
    figures = _figure_citations(document)
    previous: Block | None = None
    for block in document.blocks:
        if not block.is_ours or block.kind not in ("paragraph", "cell", "formula"):
            continue
        own = _within(document.citations, block.start, block.end)
        if block.kind == "paragraph":
            covering = own or _introduction(document, block, previous) or figures.get(id(block), ())
            yield from _sentences(document, block, masked, own, covering)
            if not block.list_depth:
                previous = block
        elif block.kind == "cell":
            covering = tables.get(block.table, ())
            made = _statement(document, block, block.start, block.end, masked, own, own or covering)
            yield replace(made, **heads[id(block)]._asdict()) if id(block) in heads else made
        else:
            yield _statement(document, block, block.start, block.end, masked, (), ())


def _sentences(
    document: Document, block: Block, masked: _Masked, own: tuple[Citation, ...], covering: tuple[Citation, ...]
) -> Iterator[Statement]:
    starts = [sentence.start for sentence in document.sentences_of(block)] or [block.start]
    starts[0] = block.start
    ends = (_STOP_BEHIND.match(document.text, citation.end, block.end) for citation in own)
    starts = sorted({*starts, *(stop.end() for stop in ends if stop is not None and stop.end() < block.end)})
    for start, end in zip(starts, [*starts[1:], block.end], strict=True):
        cited = _within(own, start, end)
        later = tuple(citation for citation in covering if citation.start >= start or citation not in own)
        yield _statement(document, block, start, end, masked, cited, cited or later)


def _statement(
    document: Document,
    block: Block,
    start: int,
    end: int,
    masked: _Masked,
    cited: tuple[Citation, ...],
    covering: tuple[Citation, ...],
) -> Statement:
    said = document.text[start:end]
    return Statement(
        masked.amounts[start:end],
        start,
        block,
        cited,
        covering,
        bool(_SPECULATION.search(said)),
        bool(_SUPPOSED.search(said)),
        masked.words[start:end],
    )


def _within(citations: tuple[Citation, ...], start: int, end: int) -> tuple[Citation, ...]:
    return tuple(citation for citation in citations if start <= citation.start < end)


def _introduction(document: Document, block: Block, previous: Block | None) -> tuple[Citation, ...]:
    """Citations of the paragraph that ends in a colon above a list: they stand for its items."""
    if not block.list_depth or previous is None:
        return ()
    said = document.text[previous.start : previous.end].rstrip().rstrip("*")
    if not re.search(r"[:：](?:\s*\[pp?\.[^)]*\))?$", said):
        return ()
    return _within(document.citations, previous.start, previous.end)


def _table_citations(document: Document) -> dict[int, tuple[Citation, ...]]:
    """For each table the citations in it, or else in the paragraphs before and after it."""
    found: dict[int, tuple[Citation, ...]] = {}
    blocks = document.blocks
    for i, block in enumerate(blocks):
        if block.kind != "cell" or block.table in found:
            continue
        last = i
        while last + 1 < len(blocks) and blocks[last + 1].kind == "cell" and blocks[last + 1].table == block.table:
            last += 1
        citations = _within(document.citations, block.start, blocks[last].end)
        if not citations:
            beside = [*blocks[max(i - 1, 0) : i], *blocks[last + 1 : last + 2]]
            near = [other for other in beside if other.kind == "paragraph"]
            citations = tuple(c for other in near for c in _within(document.citations, other.start, other.end))
        found[block.table] = citations
    return found


def _figure_citations(document: Document) -> dict[int, tuple[Citation, ...]]:
    """For each block of a figure's description the citations of its last part, "In the text"."""
    found: dict[int, tuple[Citation, ...]] = {}
    open_blocks: list[Block] | None = None
    for block in document.blocks:
        if block.kind == "heading":
            open_blocks = None
        elif block.of_kind("image"):
            open_blocks = [block]
        elif open_blocks is not None:
            open_blocks.append(block)
            if IN_THE_TEXT.match(block.text):
                citations = _within(document.citations, block.start, block.end)
                found.update((id(part), citations) for part in open_blocks)
                open_blocks = None
    return found


class _Masked(NamedTuple):
    """The file with everything blanked out that states nothing, as long as the file; in ``amounts`` the indices of
    formulas too."""

    amounts: str
    words: str


def _masked(document: Document) -> _Masked:
    chars = list(document.text)
    raised: list[tuple[int, int]] = []

    def blank(start: int, end: int, into: list[str] = chars) -> None:
        into[start:end] = [c if c == "\n" else " " for c in into[start:end]]

    for block in document.blocks:
        if block.kind in ("code", "html"):
            blank(block.start, block.end)
        if block.kind == "formula":
            raised.append((block.start, block.end))
        elif block.kind in ("paragraph", "cell"):
            for match in _ENTITY.finditer(document.text, block.start, block.end):
                said = html.unescape(match[0])
                if len(said) == 1:
                    chars[match.start() : match.end()] = said.ljust(len(match[0]))
        for span in block.spans:
            if span.kind == "formula":
                raised.append((span.inner_start, span.inner_end))
            elif span.kind == "link":
                blank(span.inner_end, span.end)
            elif span.kind in ("code", "image", "citation", "html", "address"):
                blank(span.start, span.end)
    for quotation in document.quotations:
        blank(quotation.start, quotation.end)
    for match in _POINTER.finditer("".join(chars)):
        blank(*match.span())
    amounts = list(chars)
    for start, end in raised:
        for match in _RAISED.finditer(document.text, start, end):
            blank(*match.span(), amounts)
        for match in _UNCOUNTED.finditer(document.text, start, end):
            blank(*match.span(), amounts)
    return _Masked("".join(amounts), "".join(chars))


class _Heads(NamedTuple):
    beside: str
    label: str
    column: int
    line: int


def _heads_of_cells(document: Document) -> dict[int, _Heads]:
    """For each cell below a table's head what it stands under and behind."""
    found: dict[int, _Heads] = {}
    table = 0
    header: list[str] = []
    row: list[str] = []
    line = 0
    for block in document.blocks:
        if block.kind != "cell":
            continue
        here = document.lines.position(block.start)[0]
        if block.table != table:
            table, header, row, line = block.table, [], [], here
        if here != line:
            if not header:
                header = row
            row, line = [], here
        column = len(row)
        row.append(block.text)
        if header:
            head = header[column] if column < len(header) else ""
            found[id(block)] = _Heads(f"{row[0]} {head}" if column else head, row[0], column, here)
    return found
