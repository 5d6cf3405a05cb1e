"""What a paper prints about itself: title, authors, abstract, language, year, venue, arXiv id, DOI."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from paper_notes.language.identify import Language, language_of
from paper_notes.language.script import HAN
from paper_notes.paper.front.abstract import Abstract, abstract_of, label_of
from paper_notes.paper.front.authors import authors_of
from paper_notes.paper.front.imprint import imprint_of
from paper_notes.paper.front.title import Title, title_of
from paper_notes.paper.layout.blocks import Block
from paper_notes.paper.layout.document import Layout
from paper_notes.paper.layout.furniture import is_level
from paper_notes.paper.model import Metadata
from paper_notes.paper.pdf.pages import Line, Page
from paper_notes.paper.text.headings import Heading
from paper_notes.paper.text.paragraphs import is_prose
from paper_notes.paper.text.roles import known_heading
from paper_notes.paper.text.sentences import Vocabulary

LANGUAGE_PAGES = 12
"""Pages whose text tells a paper's language."""
_SENTENCE_INSIDE = re.compile(rf"[a-z{HAN}]{{2}}[.,。，] ?[A-Z{HAN}a-z]")


def metadata_of(
    layout: Layout, headings: Sequence[Heading], vocabulary: Vocabulary, pdf: Mapping[str, str | None]
) -> tuple[Metadata, Title | None, Abstract]:
    """The metadata, the title with its place, and the abstract with its blocks.

    ``pdf`` is the PDF's own metadata: a witness, never the source.
    """
    title = title_of(layout, vocabulary, pdf.get("title") or "")
    abstract = abstract_of(layout, headings, title, vocabulary)
    top = layout.blocks[min(abstract.blocks)] if abstract.blocks else None
    authors = authors_of(_front_lines(layout, headings, title, top), pdf.get("author") or "") if title else ()
    imprint = imprint_of(layout.pages, title)
    return (
        Metadata(
            title.text if title else "",
            authors,
            abstract.text,
            _language(layout.pages),
            imprint.year,
            imprint.venue,
            imprint.arxiv,
            imprint.doi,
        ),
        title,
        abstract,
    )


def _language(pages: Sequence[Page]) -> Language:
    return language_of("".join(line.text for page in pages[:LANGUAGE_PAGES] for line in page.lines))


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
    return bool(label_of(block.rows[0])) or known_heading(block.text)


def _flows(block: Block) -> bool:
    """Whether rows fill their column, as a paragraph's do and a list of affiliations' don't."""
    full = sum(row.box.x1 > row.column.x1 - 0.05 * row.column.width for row in block.rows[:-1])
    return full >= 0.6 * (len(block.rows) - 1) and bool(_SENTENCE_INSIDE.search(block.text))
