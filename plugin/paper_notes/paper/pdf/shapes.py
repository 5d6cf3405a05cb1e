"""What a glyph looks like, whatever the PDF says it is: its ink beside that of characters in fonts that are known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.paper.pdf.opening import new_document

SYMBOLS = "+−×÷=±°′″<>≤≥∼≈≡≠∞→←↑↓↔•·∗∂∇∑∏∫√∈∀∃∪∩⊂⊆⊕⊗∅µαβγδεζηθικλνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ©®™"
"""Characters that fonts without a map are used for."""
_TEXT_FONTS = ("tiro", "tibo", "helv", "hebo", "cour")
_SYMBOL_FONTS = ("symb", "tiro", "helv")
_GRID = 24
"""Cells of the square that a glyph's ink is fitted into."""
_PIXELS = 96
"""Pixels of the type size at which glyphs are drawn."""
_INK = 0.35
"""Share of black from which a cell counts as ink."""


@dataclass(frozen=True)
class Shape:
    """A glyph's ink: ``cells`` as shares of black, fitted into a square; ``width`` and ``height`` of the ink in type
    sizes; ``rise`` from the baseline to the middle of the ink in type sizes; ``ink`` is the area of the
    black in squares of the type size."""

    cells: NDArray[np.float32]
    width: float
    height: float
    rise: float
    ink: float


def shape_of(pixels: NDArray[np.uint8], baseline: float, size: float) -> Shape | None:
    """The shape of what is drawn in ``pixels`` (0 is black), the baseline being ``baseline`` rows below the top and
    the type ``size`` rows high; None without ink, or where ink runs on over the upper or lower edge: something else is
    drawn there too."""
    ink = pixels < 140
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows) or not len(columns) or rows[0] == 0 or rows[-1] == len(pixels) - 1:
        return None
    y0, y1, x0, x1 = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    height, width = int(y1 - y0), int(x1 - x0)
    side = max(height, width)
    square = np.full((side, side), 255, dtype=np.uint8)
    top, left = (side - height) // 2, (side - width) // 2
    square[top : top + height, left : left + width] = pixels[y0:y1, x0:x1]
    black = float((255 - square.astype(np.float32)).sum() / 255 / size**2)
    from PIL import Image  # of no use to most papers

    small = np.asarray(Image.fromarray(square).resize((_GRID, _GRID), Image.Resampling.BOX), dtype=np.float32)
    return Shape(
        np.asarray(1 - small / 255, dtype=np.float32),
        width / size,
        height / size,
        (baseline - (y0 + y1) / 2) / size,
        black,
    )


def _grown(cells: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Ink with a cell more on each side; of one shape or of many."""
    grown = cells.copy()
    grown[..., 1:, :] |= cells[..., :-1, :]
    grown[..., :-1, :] |= cells[..., 1:, :]
    grown[..., :, 1:] |= cells[..., :, :-1]
    grown[..., :, :-1] |= cells[..., :, 1:]
    return grown


@dataclass(frozen=True)
class _Known:
    """Characters in fonts that are known, one a row: their ink, that ink grown, their width, height and rise."""

    characters: str
    ink: NDArray[np.bool_]
    grown: NDArray[np.bool_]
    places: NDArray[np.float32]

    def likeness(self, shape: Shape) -> NDArray[np.float32]:
        """How alike the shape and each character are, from 0 to 1: common ink, with room for other weights, less what
        they differ in size and place."""
        ink = shape.cells > _INK
        common = (self.ink & _grown(ink)).sum(axis=(1, 2)) + (self.grown & ink).sum(axis=(1, 2))
        covered = common / np.maximum(1, self.ink.sum(axis=(1, 2)) + ink.sum())
        place = np.array([shape.width, shape.height, shape.rise], dtype=np.float32)
        apart = np.abs(self.places - place) @ np.array([0.4, 0.4, 0.8], dtype=np.float32)
        return np.asarray(covered - np.minimum(1.0, apart), dtype=np.float32)


@cache
def _known(characters: str, fonts: tuple[str, ...]) -> _Known:
    """Draw the characters in PyMuPDF's own fonts, all of a font on one page."""
    found: list[tuple[str, Shape]] = []
    cell = 2 * _PIXELS
    for font in fonts:
        face = pymupdf.Font(font)
        held = [char for char in characters if face.has_glyph(ord(char))]
        document = new_document()
        page = document.new_page(width=cell * max(1, len(held)), height=cell)
        writer = pymupdf.TextWriter(page.rect)
        for i, char in enumerate(held):
            writer.append((cell * i + _PIXELS / 2, 1.4 * _PIXELS), char, font=face, fontsize=_PIXELS)
        writer.write_text(page)
        picture = page.get_pixmap(colorspace=pymupdf.csGRAY, alpha=False)
        pixels = np.frombuffer(picture.samples, dtype=np.uint8).reshape(picture.height, picture.stride)
        for i, char in enumerate(held):
            shape = shape_of(pixels[:, cell * i : cell * (i + 1)], 1.4 * _PIXELS, _PIXELS)
            if shape is not None:
                found.append((char, shape))
    ink = np.array([shape.cells > _INK for _, shape in found], dtype=np.bool_).reshape(-1, _GRID, _GRID)
    places = np.array([(shape.width, shape.height, shape.rise) for _, shape in found], dtype=np.float32).reshape(-1, 3)
    return _Known("".join(char for char, _ in found), ink, _grown(ink), places)


def likeness_to(shape: Shape, character: str) -> float:
    """How much a shape looks like the character in any of the fonts that are known; 0 where none has it."""
    known = _known(character, _SYMBOL_FONTS if character in SYMBOLS else _TEXT_FONTS)
    return float(known.likeness(shape).max()) if known.characters else 0.0


def best_symbol(shape: Shape) -> tuple[str, float]:
    """The symbol that the shape looks most like, and how much."""
    known = _known(SYMBOLS, _SYMBOL_FONTS)
    alike = known.likeness(shape)
    best = int(alike.argmax())
    return known.characters[best], float(alike[best])
