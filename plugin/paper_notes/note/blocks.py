"""The parts of a parsed note. All offsets count characters of the file's text; ends are exclusive."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from paper_notes.note.prose import Prose
from paper_notes.note.sections import SectionKey

BlockKind = Literal["heading", "paragraph", "cell", "code", "formula", "html", "rule"]
SpanKind = Literal["strong", "em", "code", "formula", "image", "link", "citation", "html", "address"]


@dataclass(frozen=True, slots=True)
class Span:
    """Something inline. ``start``/``end`` include its marks, ``inner_start``/``inner_end`` leave them out.

    ``content`` is a formula's LaTeX, code, an image's alternative text, a tag; ``target`` is where a link or an
    image leads. ``display`` marks a formula between ``$$``.
    """

    kind: SpanKind
    start: int
    end: int
    inner_start: int
    inner_end: int
    content: str = ""
    target: str = ""
    display: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A page citation ``[p. 3](paper.pdf#page=3)``: printed first and last page, and the page it links."""

    start: int
    end: int
    first: int
    last: int
    linked: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the paper: in quotation marks or a block quote, followed by a citation.

    In a block quote with several citations each one vouches for what stands between it and the one before.

    ``text`` is what is quoted, markup removed, each formula a :data:`~paper_notes.note.prose.GAP`.
    """

    start: int
    end: int
    text: str
    citation: Citation
    kind: Literal["inline", "block"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quote. ``role`` is "meta" for the block at a note's top, "paper" when it holds the paper's words."""

    start: int
    end: int
    role: Literal["meta", "paper", "own"]


@dataclass(eq=False, slots=True)
class Block:
    """A leaf of the document: one heading, paragraph, table cell, code block, formula, piece of HTML or ruler.

    A list item is not a block of its own: its paragraphs have ``list_depth`` >= 1, and the first of them has
    ``starts_item``; ``item`` numbers the items of a document, ``list_id`` its lists (0 for neither). ``level`` is a
    heading's. ``content`` is a formula's LaTeX, the code, or the HTML; ``info`` a code block's language.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    list_depth: int = 0
    ordered: bool = False
    starts_item: bool = False
    item: int = 0
    list_id: int = 0
    table: int = 0
    quote: Quote | None = None
    quote_depth: int = 0
    content: str = ""
    content_start: int = 0
    info: str = ""
    spans: tuple[Span, ...] = ()
    prose: Prose = field(default_factory=lambda: Prose([]))

    @property
    def text(self) -> str:
        """The prose, markup removed."""
        return self.prose.text

    @property
    def is_ours(self) -> bool:
        """Whether the style of this block is the note's own: not the meta block, not a quotation of the paper."""
        return self.quote is None or self.quote.role == "own"

    def of_kind(self, kind: SpanKind) -> list[Span]:
        return [span for span in self.spans if span.kind == kind]


@dataclass(eq=False, slots=True)
class Section:
    """A heading and the blocks under it, up to the next heading of its level or above."""

    heading: Block
    key: SectionKey | None
    blocks: list[Block] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.heading.text.strip()

    @property
    def level(self) -> int:
        return self.heading.level

    @property
    def paragraphs(self) -> list[Block]:
        """Paragraphs (list items included) in the note's own words or the paper's."""
        return [block for block in self.blocks if block.kind == "paragraph"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the note's prose; ``start`` and ``end`` are offsets in the file."""

    text: str
    start: int
    end: int
    block: Block
    han: bool
