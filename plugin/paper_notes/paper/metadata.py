"""What a paper prints about itself: title, authors, abstract, language, year, venue, arXiv id, DOI."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from paper_notes.paper.authors import authors_of
from paper_notes.paper.blocks import Block, Layout
from paper_notes.paper.characters import han_count
from paper_notes.paper.furniture import is_level
from paper_notes.paper.headings import Heading
from paper_notes.paper.imprint import imprint_of
from paper_notes.paper.model import Language, Metadata
from paper_notes.paper.pages import Line, Page
from paper_notes.paper.paragraphs import is_prose
from paper_notes.paper.roles import known_heading, role_of
from paper_notes.paper.sentences import Vocabulary, text_of_rows
from paper_notes.paper.title import Title, title_of

_RUN_IN = re.compile(
    r"\s*(abstract|summary|摘\s*要|内容提要|提\s*要)\s*[】\]]?\s*(?:[.:：—–\-]+|(?=\s))\s*"
    r"|\s*[【\[]\s*摘\s*要\s*[】\]]\s*",
    re.I,
)
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


def metadata_of(
    layout: Layout, headings: Sequence[Heading], vocabulary: Vocabulary, pdf: Mapping[str, str | None]
) -> tuple[Metadata, Title | None, set[int]]:
    """The metadata, the title with its place, and the blocks that hold the abstract.

    ``pdf`` is the PDF's own metadata: a witness, never the source.
    """
    title = title_of(layout, vocabulary, pdf.get("title") or "")
    abstract, blocks = abstract_of(layout, headings, title, vocabulary)
    top = layout.blocks[min(blocks)] if blocks else None
    authors = authors_of(_front_lines(layout, headings, title, top), pdf.get("author") or "") if title else ()
    imprint = imprint_of(layout.pages, title)
    return (
        Metadata(
            title.text if title else "",
            authors,
            abstract,
            language_of(layout.pages),
            imprint.year,
            imprint.venue,
            imprint.arxiv,
            imprint.doi,
        ),
        title,
        blocks,
    )


def language_of(pages: Sequence[Page]) -> Language:
    """Chinese when a fair part of the letters is Han."""
    text = "".join(line.text for page in pages[:12] for line in page.lines)
    letters = sum(map(str.isalpha, text))
    return "zh" if han_count(text) > 0.25 * max(letters, 1) else "en"


def abstract_of(
    layout: Layout, headings: Sequence[Heading], title: Title | None, vocabulary: Vocabulary
) -> tuple[str, set[int]]:
    """The abstract's text and the indices of its blocks: headed, run-in, or the first prose below the title."""
    heads = {heading.block for heading in headings}
    for heading in headings:
        if role_of(heading.title) == "abstract" and heading.page <= 12:
            return _collect(layout, heading.block + 1, heads, vocabulary)
    for i, block in enumerate(layout.blocks):
        if block.page > 3:
            break
        if block.kind in ("text", "item") and (match := _RUN_IN.match(block.text)) and len(block.text) > 60:
            text, blocks = _collect(layout, i, heads, vocabulary)
            return text[match.end() :].lstrip() if _RUN_IN.match(text) else text, blocks
    return _unlabelled(layout, headings, title, vocabulary)


def _collect(layout: Layout, start: int, heads: set[int], vocabulary: Vocabulary) -> tuple[str, set[int]]:
    """The prose from block ``start`` to the next heading, keywords or change of type size."""
    blocks: set[int] = set()
    texts: list[str] = []
    first: Block | None = None
    for i in range(start, len(layout.blocks)):
        block = layout.blocks[i]
        if block.kind in ("aside", "footnote"):
            continue
        if (blocks and (i in heads or _END.match(block.text))) or (not blocks and i in heads):
            break
        if first is not None and (
            abs(block.rows[0].size - first.rows[0].size) > 0.08 * first.rows[0].size
            or (block.page > first.page + 1)
            or (block.rows[0].bold != first.rows[0].bold and len(first.rows) > 2)
            or len(" ".join(texts)) > 6000
        ):
            break
        if block.kind == "formula" or sum(map(str.isalpha, block.text)) < 3:
            continue
        first = first or block
        blocks.add(i)
        rows = list(block.rows)
        cut = next((k for k, row in enumerate(rows) if (k or blocks - {i}) and _ends_abstract(row.text)), len(rows))
        if cut == 0:
            blocks.discard(i)
            break
        texts.append(text_of_rows(rows[:cut], vocabulary).text)
        if cut < len(rows):
            break
    return _paragraphs(texts), blocks


def _ends_abstract(text: str) -> bool:
    return bool(_RIGHTS.match(text) or (_END.match(text) and not text[:1].islower()))


def _paragraphs(texts: Sequence[str]) -> str:
    whole = ""
    for text in texts:
        glue = "" if not whole or han_count(whole[-1:] + text[:1]) or whole[-1:] in "。！？" else " "
        whole += glue + text
    return whole


def _unlabelled(
    layout: Layout, headings: Sequence[Heading], title: Title | None, vocabulary: Vocabulary
) -> tuple[str, set[int]]:
    """A first paragraph that stands out as an abstract: under "Summary" of the first page, or set unlike the text."""
    if title is None:
        return "", set()
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
            text, blocks = _collect(layout, i, heads, vocabulary)
            return _DATED.sub("", text), blocks
    return "", set()


def _front_lines(
    layout: Layout, headings: Sequence[Heading], title: Title | None, abstract: Block | None
) -> list[Line]:
    """The lines between title and abstract (or first heading, or first prose)."""
    if title is None:
        return []
    page = layout.pages[title.page - 1]
    bottoms = [
        layout.blocks[heading.block].box.y0
        for heading in headings
        if heading.page == page.number
        and layout.blocks[heading.block].box.y0 > title.box.y1
        and (heading.scheme or known_heading(heading.title))
    ]
    if abstract is not None and abstract.page == page.number and abstract.box.y0 > title.box.y1:
        bottoms.append(abstract.box.y0)
    bottoms += [
        block.box.y0
        for block in layout.blocks
        if block.page == page.number
        and block.box.y0 > title.box.y1
        and block.kind in ("text", "item")
        and ((len(block.rows) > 3 and is_prose(block, layout.body_size) and _flows(block)) or _opens(block))
    ]
    bottom = min(bottoms, default=page.box.height)
    dropped = layout.furniture[title.page - 1]
    asides = {id(line) for b in layout.blocks if b.kind == "aside" for row in b.rows for line in row.lines}
    return [
        line
        for i, line in enumerate(page.lines)
        if i not in dropped
        and id(line) not in asides
        and is_level(line)
        and title.box.y1 - 0.2 * title.size <= line.box.y0 + 0.3 * line.box.height
        and line.box.y1 <= bottom + 2
        and line.text.strip()
    ]


def _opens(block: Block) -> bool:
    return bool(_RUN_IN.match(block.text)) or known_heading(block.text)


def _flows(block: Block) -> bool:
    """Whether rows fill their column, as a paragraph's do and a list of affiliations' don't."""
    full = sum(row.box.x1 > row.column.x1 - 0.05 * row.column.width for row in block.rows[:-1])
    return full >= 0.6 * (len(block.rows) - 1) and bool(re.search(r"[a-z一-鿿]{2}[.,。，] ?[A-Z一-鿿a-z]", block.text))
