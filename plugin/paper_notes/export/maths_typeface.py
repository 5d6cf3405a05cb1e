"""The typeface that formulas are drawn in: STIX Two Math, and PyMuPDF's fallback font for what that lacks."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont
    from ziafont.font import Font

_UNITS = 1000
"""Units to an em of STIX Two Math: ziamath lays out all glyphs of a formula in the units of its one font."""

_FALLBACK = "china-s"
_FIRST_FALLBACK = 0xA0


def make_typeface() -> Any:
    """A ziamath font that asks the fallback for characters it doesn't have. ``has`` tells whether either has one."""
    from ziamath.mathfont import MathFont
    from ziamath.styles import MathVariant

    from paper_notes.site.maths_font import _whole_font

    class Typeface(MathFont):
        """STIX Two Math with a fallback."""

        name = "paper-notes"

        def findglyph(self, char: str, variant: MathVariant) -> Any:
            glyph = super().findglyph(char, variant)
            if glyph.index or char.isspace():
                return glyph
            glyph = self.glyph(char)  # the style may be what is missing
            font = None if glyph.index else _fallback(char)
            return glyph if font is None else font.glyph(char)

        def has(self, char: str) -> bool:
            return bool(self.glyph(char).index) or _fallback(char) is not None

    return Typeface(_whole_font())


_known: dict[str, Font | None] = {}
"""Characters that were asked for, each with a font that has it."""


def prepare_fallback(text: str) -> None:
    """Make the fallback ready for every character of a text that may need it: one font for all of them is faster."""
    wanted = {char for char in text if char not in _known and ord(char) >= _FIRST_FALLBACK}
    if not wanted:
        return
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(_fallback_data()), lazy=True) as font:
        present = {char: name for char in sorted(wanted) if (name := (font.getBestCmap() or {}).get(ord(char)))}
        made = _small_font(font, present) if present else None
    _known.update({char: made if char in present else None for char in wanted})


def _small_font(font: TTFont, characters: dict[str, str]) -> Font:
    """A font with these characters alone (each with its glyph's name), in our units. Subsetting takes twice as long."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from ziafont.font import Font

    scale = _UNITS / font["head"].unitsPerEm
    source = font.getGlyphSet()
    glyphs, widths = {".notdef": TTGlyphPen(None).glyph()}, {".notdef": (_UNITS, 0)}
    for number, name in enumerate(characters.values()):
        outline, pen = DecomposingRecordingPen(source), TTGlyphPen(None)
        source[name].draw(outline)
        outline.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        glyphs[f"g{number}"], widths[f"g{number}"] = pen.glyph(), (round(source[name].width * scale), 0)
    builder = FontBuilder(_UNITS, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({ord(char): f"g{number}" for number, char in enumerate(characters)})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(widths)
    builder.setupHorizontalHeader(ascent=round(0.88 * _UNITS), descent=round(-0.12 * _UNITS))
    builder.setupNameTable({"familyName": "fallback", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fallback.ttf"
        builder.save(path)
        return Font(path)


def _fallback(char: str) -> Font | None:
    """A font that has this character; None when there is none."""
    prepare_fallback(char)
    return _known.get(char)


@lru_cache(maxsize=1)
def _fallback_data() -> bytes:
    from paper_notes.paper.pdf.mupdf import pymupdf

    return bytes(pymupdf.Font(_FALLBACK).buffer)
