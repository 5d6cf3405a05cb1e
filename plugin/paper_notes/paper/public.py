"""What ``paper-notes read --json`` and ``figures --json`` print: plain records with a JSON Schema of their own.

Boxes are four numbers (left, top, right, bottom) in PDF points, 1/72 inch, from the top left of the page as displayed;
pages count from 1.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from paper_notes.language.identify import Language
from paper_notes.paper.model import (
    Figure,
    FigureKind,
    FigureType,
    Formula,
    Paper,
    Place,
    Reference,
    Section,
    SectionRole,
)

PageNumber = Annotated[int, Meta(ge=1, description="counted from 1")]
BBox = Annotated[
    list[float],
    Meta(min_length=4, max_length=4, description="left, top, right, bottom in points from the page's top left"),
]
SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"


class PlaceRecord(Struct, forbid_unknown_fields=True):
    """A box of a page."""

    page: PageNumber
    bbox: BBox


class SentenceRecord(Struct, forbid_unknown_fields=True):
    """A whole sentence of the running text; one place for each row that it stands in."""

    text: str
    places: list[PlaceRecord]


class ParagraphRecord(Struct, forbid_unknown_fields=True):
    """Consecutive sentences; "item" is an entry of a printed list."""

    kind: Annotated[str, Meta(pattern="^(text|item)$")]
    sentences: list[SentenceRecord]


class SectionRecord(Struct, forbid_unknown_fields=True):
    """A heading with what stands under it up to the next one; the title is empty where none is printed."""

    title: str
    number: str
    level: Annotated[int, Meta(ge=1)]
    page: PageNumber
    role: SectionRole
    places: list[PlaceRecord]
    paragraphs: list[ParagraphRecord]


class CellRecord(Struct, forbid_unknown_fields=True):
    """A table's cell; rows and columns count from 0, ``rows`` and ``columns`` say how many it spans."""

    row: Annotated[int, Meta(ge=0)]
    column: Annotated[int, Meta(ge=0)]
    rows: Annotated[int, Meta(ge=1)]
    columns: Annotated[int, Meta(ge=1)]
    text: str
    bbox: BBox
    head: bool


class FigureRecord(Struct, forbid_unknown_fields=True):
    """A numbered figure, table or algorithm."""

    page: PageNumber
    kind: FigureKind
    number: Annotated[str, Meta(description='the number alone, in ASCII: "3", "II", "S2", "3-1"')]
    label: Annotated[str, Meta(description='as printed: "Figure 3", "TABLE II", "图3-1"')]
    caption: Annotated[str, Meta(description="without the label")]
    bbox: Annotated[list[float], Meta(min_length=4, max_length=4, description="the body, without the caption")]
    caption_page: PageNumber
    caption_bbox: BBox
    type: FigureType
    image: Annotated[str, Meta(description="the file name of its picture")]
    importance: Annotated[float, Meta(ge=0, le=1, description="what a note needs first")]
    parts: Annotated[list[PlaceRecord], Meta(description="further parts of one that goes on over pages")]
    cells: Annotated[list[CellRecord], Meta(description="of a table, as far as they could be read")]
    certainty: Annotated[float, Meta(ge=0, le=1, description="of the cells; from 0.9 they are used as text")]


class FormulaRecord(Struct, forbid_unknown_fields=True):
    """A display equation; ``text`` is the text layer's rendering."""

    page: PageNumber
    number: str
    bbox: BBox
    text: str


class ReferenceRecord(Struct, forbid_unknown_fields=True):
    """An entry of the list of references; parts that can't be told are empty, the year null."""

    text: str
    label: str
    authors: list[str]
    title: str
    year: int | None
    venue: str
    doi: str
    arxiv: str


class ProblemRecord(Struct, forbid_unknown_fields=True):
    """What could not be read; ``page`` is null when it concerns the whole paper."""

    message: str
    page: int | None
    hint: str


class PaperRecord(Struct, forbid_unknown_fields=True):
    """One paper as ``paper-notes read --json`` prints it."""

    title: str
    authors: list[str]
    abstract: str
    year: int | None
    venue: str | None
    arxiv: str | None
    doi: str | None
    language: Language
    pages: Annotated[int, Meta(ge=0)]
    sections: list[SectionRecord]
    figures: list[FigureRecord]
    formulas: list[FormulaRecord]
    references: list[ReferenceRecord]
    has_text: bool
    problems: list[ProblemRecord]


def schema() -> dict[str, Any]:
    """The JSON Schema of one paper."""
    return {"$schema": SCHEMA_ID, "title": "paper-notes read --json", **msgspec.json.schema(PaperRecord)}


def public(paper: Paper) -> PaperRecord:
    """One paper as ``read --json`` prints it."""
    meta = paper.metadata
    return PaperRecord(
        title=meta.title,
        authors=list(meta.authors),
        abstract=meta.abstract,
        year=meta.year,
        venue=meta.venue,
        arxiv=meta.arxiv,
        doi=meta.doi,
        language=meta.language,
        pages=paper.pages,
        sections=[_section(section) for section in paper.sections],
        figures=[public_figure(figure) for figure in paper.figures],
        formulas=[_formula(formula) for formula in paper.formulas],
        references=[_reference(reference) for reference in paper.references],
        has_text=paper.has_text,
        problems=[ProblemRecord(problem.message, problem.page, problem.hint) for problem in paper.problems],
    )


def _reference(reference: Reference) -> ReferenceRecord:
    return ReferenceRecord(
        text=reference.text,
        label=reference.label,
        authors=list(reference.authors),
        title=reference.title,
        year=reference.year,
        venue=reference.venue,
        doi=reference.doi,
        arxiv=reference.arxiv,
    )


def public_figure(figure: Figure) -> FigureRecord:
    """One figure as ``figures --json`` and ``read --json`` print it."""
    return FigureRecord(
        page=figure.page,
        kind=figure.kind,
        number=figure.number,
        label=figure.label,
        caption=figure.caption,
        bbox=_rounded(figure.box),
        caption_page=figure.caption_page,
        caption_bbox=_rounded(figure.caption_box),
        type=figure.type,
        image=f"{figure.name}.png",
        importance=figure.importance,
        parts=[_place(place) for place in figure.parts],
        cells=[CellRecord(c.row, c.column, c.rows, c.columns, c.text, _rounded(c.box), c.head) for c in figure.cells],
        certainty=figure.certainty,
    )


def _section(section: Section) -> SectionRecord:
    return SectionRecord(
        title=section.title,
        number=section.number,
        level=section.level,
        page=section.page,
        role=section.role,
        places=[_place(place) for place in section.places],
        paragraphs=[
            ParagraphRecord(
                paragraph.kind,
                [SentenceRecord(s.text, [_place(place) for place in s.places]) for s in paragraph.sentences],
            )
            for paragraph in section.paragraphs
        ],
    )


def _formula(formula: Formula) -> FormulaRecord:
    return FormulaRecord(formula.page, formula.number, _rounded(formula.box), formula.text)


def _place(place: Place) -> PlaceRecord:
    return PlaceRecord(place.page, _rounded(place.box))


def _rounded(box: tuple[float, ...]) -> list[float]:
    return [round(value, 1) for value in box]
