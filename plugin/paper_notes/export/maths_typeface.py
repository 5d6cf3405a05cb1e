"""The typeface that formulas are drawn in: STIX Two Math, and PyMuPDF's fallback font for what that lacks."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.scaleUpem import scale_upem
    from ziafont.font import Font

    with TTFont(BytesIO(_fallback_data()), lazy=True) as font:
        present = {char for char in wanted if ord(char) in (font.getBestCmap() or {})}
        made = None
        if present:
            options = subset.Options()
            options.hinting, options.layout_features = False, []
            options.drop_tables += ["kern", "vhea", "vmtx", "gasp"]
            subsetter = subset.Subsetter(options)
            subsetter.populate(text="".join(sorted(present)))
            subsetter.subset(font)
            scale_upem(font, _UNITS)
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "fallback.ttf"
                font.save(path)
                made = Font(path)
    _known.update({char: made if char in present else None for char in wanted})


def _fallback(char: str) -> Font | None:
    """A font that has this character; None when there is none."""
    prepare_fallback(char)
    return _known.get(char)


@lru_cache(maxsize=1)
def _fallback_data() -> bytes:
    from paper_notes.paper.pdf.mupdf import pymupdf

    return bytes(pymupdf.Font(_FALLBACK).buffer)
