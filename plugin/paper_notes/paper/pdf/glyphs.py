"""Glyphs of TeX's mathematical fonts that a PDF names wrongly, as the characters that are printed.

Some programs (Apple's Quartz among them) write a PDF anew and lose the encoding of Computer Modern: θ comes out as ✓,
α as ↵, a radical as the letter p. The code of the glyph tells which it is (D. E. Knuth, *Computer Modern
Typefaces*, 1986; the tables of *The TeXbook*, appendix F).
"""

from __future__ import annotations

from functools import lru_cache

_LETTERS = str.maketrans("↵✏⇣⌘✓◆⌫⇠⇡⇢⌧", "αεζηθινξπρτ")
_SYMBOLS = str.maketrans("⇤⇥⇠⇡⌘rpk!012389", "∗×∼≈≡∇√‖→′∞∈∋∀∃")
_LARGE = str.maketrans("PXQYRZpqrs", "∑∑∏∏∫∫√√√√")
_ACCENTS = {"b": "\u0302", "e": "\u0303"}


@lru_cache(maxsize=1024)
def _table(font: str) -> dict[int, int] | None:
    name = font.rsplit("+", 1)[-1]
    tables = (("CMMI", _LETTERS), ("CMSY", _SYMBOLS), ("CMBSY", _SYMBOLS), ("CMEX", _LARGE))
    return next((table for stem, table in tables if name.startswith(stem)), None)


def printed(text: str, font: str) -> str:
    """The characters that are printed for a span of this font."""
    table = _table(font)
    return text.translate(table) if table else text


def is_recoded(font: str) -> bool:
    """Whether the font is one whose glyphs may be named wrongly."""
    return _table(font) is not None or "CMEX" in font


def wide_accent(text: str, font: str) -> str:
    """The combining accent that a span stands for, a wide hat or tilde set before its letter; "" for other spans."""
    return _ACCENTS.get(text.strip(), "") if "CMEX" in font else ""
