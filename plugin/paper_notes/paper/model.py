"""What reading a PDF yields. Boxes are in PDF points (1/72 inch) of the page as displayed (after ``/Rotate``),
origin top left; pages count from 1. All records are frozen and go to and from JSON with ``msgspec``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from paper_notes.language.identify import Language

FigureKind = Literal["figure", "table", "algorithm"]
FigureType = Literal["arch", "method", "result", "ablation", "compare"]
SectionRole = Literal[
    "abstract",
    "introduction",
    "related",
    "method",
    "experiments",
    "ablation",
    "discussion",
    "limitations",
    "conclusion",
    "acknowledgements",
    "references",
    "appendix",
    "other",
]

UNREAD = "\ufffd"
"""Stands where something is printed that could not be read."""


class Box(NamedTuple):
    """A rectangle in points; ``x0 <= x1`` and ``y0 <= y1``."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        return max(self.width, 0.0) * max(self.height, 0.0)

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def intersection(self, other: Box) -> Box:
        """The common part; its area is 0 when there is none."""
        return Box(max(self.x0, other.x0), max(self.y0, other.y0), min(self.x1, other.x1), min(self.y1, other.y1))

    def grown(self, by: float) -> Box:
        """This box with ``by`` points added on every side."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def covers(self, other: Box, share: float = 0.5) -> bool:
        """Whether at least ``share`` of the other box's area lies inside this one."""
        x0, y0, x1, y1 = self
        a0, b0, a1, b1 = other
        width, height = a1 - a0, b1 - b0
        if width <= 0 or height <= 0:
            return False
        area = width * height
        common_width = (x1 if x1 < a1 else a1) - (x0 if x0 > a0 else a0)
        common_height = (y1 if y1 < b1 else b1) - (y0 if y0 > b0 else b0)
        common = common_width * common_height if common_width > 0 and common_height > 0 else 0.0
        return area > 0 and common >= share * area


class Place(NamedTuple):
    """Where something stands: a box of a page, counted from 1."""

    page: int
    box: Box


class PrintedRow(NamedTuple):
    """Where a row of a page's text begins in that text (a character, from 0), and its box on the page."""

    start: int
    box: Box


@dataclass(frozen=True, slots=True)
class Print:
    """A page as printed: its width and height in points, as displayed, and the rows that its text is made of, in the
    order of the text."""

    width: float
    height: float
    rows: tuple[PrintedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A whole sentence of the running text: hyphens of line breaks undone, ligatures resolved.

    ``page`` is where it begins, ``end_page`` where it ends (they differ when it runs over a page break). ``places``
    are its parts of the rows that it stands in, one box a row; where it begins or ends inside a row is reckoned from
    the widths of its characters.
    """

    text: str
    page: int
    end_page: int
    places: tuple[Place, ...] = field(default=(), compare=False)

    @property
    def doubtful(self) -> bool:
        """Whether it holds a character that could not be read (U+FFFD): it is neither quoted nor evidence."""
        return UNREAD in self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Consecutive sentences; ``kind`` is "item" for an entry of a printed list (bullet or number removed)."""

    sentences: tuple[Sentence, ...]
    kind: Literal["text", "item"] = "text"


@dataclass(frozen=True, slots=True)
class Section:
    """A printed heading and what stands under it up to the next heading of any level.

    ``title`` is as printed without its number; ``number`` is "3.2", "A", "IV", "三" or "" ; ``level`` counts
    from 1. The abstract is a section too (role "abstract"), its title empty when it is not headed. ``places`` are the
    rows of the heading.
    """

    title: str
    number: str
    level: int
    page: int
    role: SectionRole
    paragraphs: tuple[Paragraph, ...] = ()
    places: tuple[Place, ...] = field(default=(), compare=False)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph.sentences)


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence of the text that refers to a figure, table, algorithm or formula.

    ``section`` indexes ``Paper.sections``; None when the sentence lies outside every section.
    """

    sentence: Sentence
    section: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, ``rows`` and ``columns`` wide; both count from 0, the head's first. ``box`` is in points of
    the page as displayed."""

    row: int
    column: int
    text: str
    box: Box
    rows: int = 1
    columns: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A numbered figure, table or algorithm with its caption.

    ``label`` is as printed ("Figure 3", "TABLE II", "图3-2"), ``number`` its number alone ("3", "II", "3-2"),
    ``caption`` the caption's text without the label ("" for a bare label). ``box`` is the body alone, without
    the caption, as what was found on the page bounds it (the image that is cut follows its ink).
    ``caption_page`` differs from ``page`` when the caption stands on another page.
    ``name`` is the stem of its image file by the scheme ``fig{n}_{type}_{what}`` (``table{n}_…``, ``algo{n}_…``).
    ``importance`` orders figures for a note (higher first, 0 to 1). ``cells`` are a table's cells as far as
    they could be read, ``certainty`` (0 to 1) says how sure they are; ``rows`` holds their texts, header first, when
    they are certain, and is empty otherwise. ``inside`` is the text that stands in the body (axis labels,
    cells), row by row, for matching only. ``parts`` are the further parts of one that goes on over pages.
    """

    page: int
    kind: FigureKind
    number: str
    label: str
    caption: str
    box: Box
    caption_box: Box
    caption_page: int
    type: FigureType
    name: str
    importance: float = 0.0
    section: int | None = None
    mentions: tuple[Mention, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    origin: Literal["auto", "manual"] = "auto"
    inside: str = ""
    parts: tuple[Place, ...] = ()
    cells: tuple[Cell, ...] = ()
    certainty: float = 0.0


@dataclass(frozen=True, slots=True)
class Formula:
    """A display equation: ``number`` as printed without parentheses ("" if none), ``box`` without the number.

    ``text`` is the text layer's rendering, for matching only. ``explanation`` is the following sentence when it
    explains the symbols ("where …", "其中…").
    """

    page: int
    number: str
    box: Box
    text: str
    section: int | None = None
    explanation: Sentence | None = None
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is printed on the paper about itself; None or empty when it isn't printed."""

    title: str
    authors: tuple[str, ...]
    abstract: str
    language: Language
    year: int | None = None
    venue: str | None = None
    arxiv: str | None = None
    doi: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the list of references: ``text`` whole as printed, the rest as far as it can be told.

    ``label`` is the mark without brackets ("12", "Knu84"), ``authors`` as printed ("Berg, A."); what stays doubtful is
    empty, the year None.
    """

    text: str
    label: str = ""
    authors: tuple[str, ...] = ()
    title: str = ""
    year: int | None = None
    venue: str = ""
    doi: str = ""
    arxiv: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that reading could not do, told to the user; ``page`` is None when it concerns the whole paper."""

    message: str
    page: int | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader marked in the PDF: on which page, the words that are marked ("" for none), the comment ("" for
    none), and how far below the page's top (points)."""

    page: int
    quote: str
    comment: str
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, read.

    ``sha256`` is of the PDF's bytes. ``page_texts`` holds each page's whole text (index 0 is page 1) in reading
    order with line-break hyphens undone, for checking quotations and numbers; ``prints`` says where on the page it
    stands. ``has_text`` is False for a scan
    without a usable text layer. ``lost_pages`` (from 1) could not be read, ``partial_pages`` not
    to their end; ``damage`` says in words what else the file
    has lost ("" for nothing): with it, this is a part of the paper. ``ocr_pages`` (from 1) had no text layer that could
    be used and were read by OCR, which makes mistakes. ``remarks`` are what a reader marked in the file.
    """

    sha256: str
    pages: int
    metadata: Metadata
    sections: tuple[Section, ...] = ()
    figures: tuple[Figure, ...] = ()
    formulas: tuple[Formula, ...] = ()
    references: tuple[Reference, ...] = ()
    page_texts: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    has_text: bool = True
    lost_pages: tuple[int, ...] = ()
    partial_pages: tuple[int, ...] = ()
    damage: str = ""
    ocr_pages: tuple[int, ...] = ()
    remarks: tuple[Remark, ...] = ()
    prints: tuple[Print, ...] = ()
