"""A PDF's pages as lines of text and graphics, in points of the page as displayed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from paper_notes.paper.model import Box
from paper_notes.paper.pdf.mupdf import pymupdf

TEXT_FLAGS = pymupdf.TEXTFLAGS_DICT & ~pymupdf.TEXT_PRESERVE_IMAGES & ~pymupdf.TEXT_PRESERVE_LIGATURES
BOLD, ITALIC, SUPERSCRIPT = pymupdf.TEXT_FONT_BOLD, pymupdf.TEXT_FONT_ITALIC, pymupdf.TEXT_FONT_SUPERSCRIPT
GRID = 6.0
"""Points. Paths whose corners fall into the same cells count as one: a dense plot costs no more than a photo."""
FARTHEST = 1e5
"""Points. Boxes beyond are nonsense in the file."""

LARGE = 40_000
"""Bytes of a packed content stream that certainly holds more than text."""

_Place = tuple[float, float, float, float]
_PAINTS = frozenset([b"f", b"f*", b"F", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"Do", b"BI"])
"""The operators of a content stream that leave ink other than text (ISO 32000-1, tables 60, 77, 87 and 92)."""
_SHOWS_IMAGES = frozenset([b"Do", b"BI", b"scn", b"SCN"])
"""Those that can show an image: as it is or in a form, inline, in a pattern."""


class Span(NamedTuple):
    """A run of text in one font. ``size`` in points; ``color`` is sRGB as an integer; ``origin`` is where its
    baseline begins, as displayed."""

    text: str
    box: Box
    font: str
    size: float
    bold: bool
    italic: bool
    superscript: bool
    color: int
    origin: tuple[float, float] = (0.0, 0.0)


class Look(NamedTuple):
    """How some of a line's characters are set; ``baseline`` is the y of their origin, ``chars`` how many they are with
    all spaces, ``signs`` without those at the spans' edges; ``letters`` tells that there is a letter."""

    font: str
    size: float
    bold: bool
    italic: bool
    baseline: float
    chars: int
    signs: int
    letters: bool


class Line(NamedTuple):
    """A line of text as MuPDF groups it. ``direction`` is (cos, sin) of the baseline as displayed.

    ``main`` is the span with most characters, ``size`` its size in points; ``looks`` tells how its characters are set,
    those of white space apart; ``blank`` tells that it is nothing but white space.
    """

    spans: tuple[Span, ...]
    box: Box
    direction: tuple[float, float]
    block: int
    text: str
    main: Span
    size: float
    looks: tuple[Look, ...]

    @property
    def blank(self) -> bool:
        return not self.looks

    @classmethod
    def of(cls, spans: Sequence[Span], box: Box, direction: tuple[float, float], block: int) -> Line:
        """The line of these spans, one or more."""
        main, most = spans[0], 0
        looks: dict[tuple[str, float, bool, bool, float], tuple[int, int, bool]] = {}
        for span in spans:
            words, _, font, size, bold, italic, _, _, (_, baseline) = span
            signs = len(words.strip())
            if not signs:
                continue
            if signs > most:
                main, most = span, signs
            key = (font, size, bold, italic, baseline)
            count, known, letters = looks.get(key, (0, 0, False))
            looks[key] = (count + len(words), known + signs, letters or any(map(str.isalpha, words)))
        told = tuple([Look(*key, *counts) for key, counts in looks.items()])
        text = spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
        return cls(tuple(spans), box, direction, block, text, main, main.size, told)

    def with_spans(self, spans: Sequence[Span]) -> Line:
        """The line at its place with other spans."""
        return Line.of(spans, self.box, self.direction, self.block)


def is_level(line: Line) -> bool:
    """Whether the line runs from left to right."""
    return line.direction[0] > 0.98


@dataclass(frozen=True, slots=True)
class Graphic:
    """A drawn path, a shading or an image. ``kind`` is "image" or "vector"."""

    box: Box
    kind: str


@dataclass(frozen=True, slots=True)
class Page:
    """``number`` from 1; ``box`` is the whole page, (0, 0, width, height)."""

    number: int
    box: Box
    rotation: int
    lines: tuple[Line, ...]
    graphics: tuple[Graphic, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A page interpreted by MuPDF: its text, and the boxes of its images and its paths.

    All in the coordinates of the page before ``/Rotate``.
    """

    page: pymupdf.Page
    text: pymupdf.TextPage
    images: tuple[_Place, ...]
    paths: tuple[_Place, ...]


def interpret(page: pymupdf.Page, text: pymupdf.TextPage | None = None) -> Source:
    """Have MuPDF interpret the page, as often as what is in it makes necessary. ``text`` is text from elsewhere (OCR)
    to take instead of the page's own."""
    if text is not None or page.rotation != 0:
        text = text or page.get_textpage(flags=TEXT_FLAGS)
        return Source(page, text, _image_places(page.get_image_info()), _paths(page.get_cdrawings(extended=True)))
    # A display list spares the second interpretation of the page; it would be in turned coordinates on turned pages.
    shown = page.get_displaylist(annots=0)
    text = pymupdf.TextPage(shown.get_textpage(TEXT_FLAGS))
    paints, shows_images = _ink(page)
    images: tuple[_Place, ...] = ()
    paths: tuple[_Place, ...] = ()
    if shows_images:
        found = pymupdf.TextPage(shown.get_textpage(pymupdf.TEXT_PRESERVE_IMAGES)).extractIMGINFO()
        images = _image_places(found)
    if paints or page.first_annot is not None:
        paths = _paths(page.get_cdrawings(extended=True))
    return Source(page, text, images, paths)


def _ink(page: pymupdf.Page) -> tuple[bool, bool]:
    """Whether the page may paint anything but text, and whether it may show images. Most pages of a paper don't, and
    looking for the operators is far cheaper than interpreting the page once more."""
    try:
        if _packed_size(page) > LARGE:
            return True, True
        content: bytes = page.read_contents()
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        return True, True
    if b"\0" in content:  # white space too, but hardly ever: an inline image rather
        return True, True
    for delimiter in (b"/", b"[", b"%"):  # may follow an operator at once
        content = content.replace(delimiter, b" " + delimiter)
    words = content.split()
    return not _PAINTS.isdisjoint(words), not _SHOWS_IMAGES.isdisjoint(words)


def _packed_size(page: pymupdf.Page) -> int:
    """Bytes of the page's content streams as they lie in the file, as far as the file says them in place."""
    lengths = [page.parent.xref_get_key(xref, "Length") for xref in page.get_contents()]
    return sum(int(value) for kind, value in lengths if kind == "int")


def read_page(source: Source) -> Page:
    """The page's text lines and graphics. Boxes with no finite size are left out."""
    page = source.page
    blocks = source.text.extractDICT()["blocks"]
    raws = [
        (raw, i)
        for i, block in enumerate(blocks)
        for raw in block.get("lines", ())
        if raw["spans"] and _finite(raw["bbox"])
    ]
    if page.rotation == 0:
        lines = tuple([_line(raw, i) for raw, i in raws])
        graphics = [Graphic(Box(*box), "vector") for box in source.paths]
        graphics += [Graphic(Box(*box), "image") for box in source.images]
    else:
        turned = page.rotation_matrix
        lines = tuple([_turned(_line(raw, i), turned) for raw, i in raws])
        graphics = [Graphic(_displayed(box, turned), "vector") for box in source.paths]
        graphics += [Graphic(_displayed(box, turned), "image") for box in source.images]
    return Page(page.number + 1, Box(*page.rect), page.rotation, lines, tuple(graphics))


def _line(raw: dict[str, Any], block: int) -> Line:
    make = tuple.__new__  # what Span(…) and Box(…) come to, hundreds of times a page
    spans = [
        make(
            Span,
            (
                span["text"],
                make(Box, span["bbox"]),
                span["font"],
                span["size"],
                (flags := span["flags"]) & BOLD != 0,
                flags & ITALIC != 0,
                flags & SUPERSCRIPT != 0,
                span["color"],
                span["origin"],
            ),
        )
        for span in raw["spans"]
    ]
    return Line.of(spans, Box(*raw["bbox"]), raw["dir"], block)


def _turned(line: Line, matrix: pymupdf.Matrix) -> Line:
    """The line of a page with ``/Rotate``, as displayed."""
    spans = []
    for span in line.spans:
        origin = pymupdf.Point(span.origin) * matrix
        spans.append(span._replace(box=_displayed(span.box, matrix), origin=(origin.x, origin.y)))
    dx, dy = line.direction
    direction = (dx * matrix.a + dy * matrix.c, dx * matrix.b + dy * matrix.d)
    return Line.of(spans, _displayed(line.box, matrix), direction, line.block)


def _displayed(box: _Place, matrix: pymupdf.Matrix) -> Box:
    return Box(*(pymupdf.Rect(box) * matrix))


def _image_places(found: Sequence[dict[str, Any]]) -> tuple[_Place, ...]:
    return tuple(image["bbox"] for image in found if _finite(image["bbox"]))


def _paths(drawings: Sequence[dict[str, Any]]) -> tuple[_Place, ...]:
    """The boxes of the painted paths as far as clip paths let them show, those that nearly coincide united; white on
    its own leaves no ink. ``drawings`` are extended: clips and groups come before what they hold, by level."""
    cells: dict[tuple[int, int, int, int], _Place] = {}
    clips: list[_Place | None] = []
    for raw in drawings:
        level = raw.get("level", 0)
        del clips[level:]
        clips += [clips[-1] if clips else None] * (level - len(clips))  # what is clipped by text isn't told
        kind = raw.get("type")
        if kind in ("clip", "group"):
            outer = clips[-1] if clips else None
            own = raw.get("scissor") if kind == "clip" else None
            clips.append(_common(own, outer) if own is not None and outer is not None else own or outer)
            continue
        box = raw.get("rect")
        if box is None or not _finite(box):
            continue
        if clips and clips[-1] is not None:
            box = _common(box, clips[-1])
            if box[2] < box[0] or box[3] < box[1]:
                continue
        if raw.get("type") == "f" and (fill := raw.get("fill")) is not None and min(fill) > 0.98:
            continue
        x0, y0, x1, y1 = box
        cell = (int(x0 // GRID), int(y0 // GRID), int(x1 // GRID), int(y1 // GRID))
        if cell[3] == cell[1] or cell[2] == cell[0]:  # a rule keeps its own box, it may be a border
            cell = (int(x0), int(y0), int(x1), int(y1)) if cell[3] != cell[1] or cell[2] != cell[0] else cell
        held = cells.get(cell)
        if held is not None:
            box = (min(x0, held[0]), min(y0, held[1]), max(x1, held[2]), max(y1, held[3]))
        cells[cell] = box
    return tuple(cells.values())


def _common(a: _Place, b: _Place) -> _Place:
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def _finite(box: _Place) -> bool:
    x0, y0, x1, y1 = box
    return (
        -FARTHEST < x0 < FARTHEST
        and -FARTHEST < y0 < FARTHEST
        and -FARTHEST < x1 < FARTHEST
        and -FARTHEST < y1 < FARTHEST
    )
