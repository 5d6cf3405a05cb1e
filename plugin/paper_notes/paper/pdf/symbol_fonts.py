"""Symbol fonts whose glyphs a PDF gives as other characters: "Ca21" for Ca2+, "250 6 41" for 250 ± 41.

Publishers set +, ±, ×, = and Greek letters in fonts of pictures ("pi fonts") that have codes of their own. Without a
map to Unicode the code comes out as a digit or a letter. Fonts that may be such are told by their names and by how
little of the text they set; then each of their glyphs is drawn, and its ink says which character it is: the one that
the PDF gives, another one for certain, or one that can't be known.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from paper_notes.paper.model import UNREAD
from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.paper.pdf.pages import Line, Page, Span
from paper_notes.paper.pdf.shapes import Shape, best_symbol, likeness_to, shape_of

_NAMED = re.compile(
    r"(^|[a-z])Pi(\d|-|$|F)|MathematicalPi|CommPi|Math(?!ew)|MT_?(SY|MI|EX|Sy)|Symbol|Adv(P|MT|T0|Pi)|Euclid|ESSTIX"
    r"|(Ding|Wing|Web)(bat|ding)|SPS?MTSY|T3|Type3|Unnamed",
    re.I,
)
_RELIABLE = re.compile(
    r"CM(MI|SY|EX|R|BX|TI)|MSBM|MSAM|STIX|LM(Math|Roman)|XITS|Asana|Cambria ?Math|NewCMMath|Latin ?Modern", re.I
)
"""Fonts whose glyphs are named well, or mended by their own table."""
_USUAL = {**dict(zip("12345678", "+−×÷=±∓°", strict=True)), "¼": "=", "þ": "+", "½": "[", "ð": "(", "Þ": ")"}
"""What symbol fonts usually have at these codes: Mathematical Pi at the digits, MathTime's symbols in Latin-1."""
_WORD = re.compile(r"[A-Za-z]{3}")
MOST = 0.03
"""Share of a paper's characters that a symbol font sets at most."""
FEW = 16
"""Different characters of a font of which all are looked at; of others only digits and odd signs."""
MOST_GLYPHS = 48
"""Glyphs of one paper that are drawn at most: each costs milliseconds."""
SURE, LEAD = 0.8, 0.12
"""Likeness to another character from which it is taken for it, and by how much it has to be more like it."""
UNLIKE = 0.5
"""Likeness to the character that the PDF gives below which it isn't that one."""
SURE_ALONE = 0.76
"""The same where the PDF gives no character that could be printed."""
RING = 0.56
"""Type sizes from the baseline to the middle of a degree sign."""
PROBABLE = 0.35
"""Likeness from which a glyph is what symbol fonts usually have at its code."""
ZOOM = 6.0
"""Pixels a point at which a glyph of 10 points is drawn."""
TRIES = 4
"""Places on a page at which a glyph is looked for that has nothing else drawn around it."""

Table = Mapping[str, str]


def mend_symbols(document: pymupdf.Document, pages: Sequence[Page]) -> list[Page]:
    """The pages, the characters of symbol fonts as they are printed. What is certainly none of what the PDF says and
    can't be told becomes U+FFFD."""
    wanted = _suspects(pages)
    if not wanted:
        return list(pages)
    tables = _tables(document, pages, wanted)
    return [_mended(page, tables) for page in pages] if tables else list(pages)


def _suspects(pages: Sequence[Page]) -> dict[str, set[str]]:
    """For each font that may be a symbol font the characters to look at."""
    use: dict[str, Counter[str]] = defaultdict(Counter)
    wordy: set[str] = set()
    for page in pages:
        for line in page.lines:
            for span in line.spans:
                use[span.font].update(span.text)
                if len(span.text) > 2 and span.font not in wordy and _WORD.search(span.text):
                    wordy.add(span.font)
    whole = sum(sum(counts.values()) for counts in use.values())
    found: dict[str, set[str]] = {}
    for font, counts in use.items():
        characters = {char for char in counts if not char.isspace()}
        if not characters or sum(counts.values()) > MOST * whole or _RELIABLE.search(font):
            continue
        letters = sum(char.isalpha() and char.isascii() for char in characters)
        odd = {char for char in characters if _is_odd(char)}
        if font in wordy:
            chosen = odd if _NAMED.search(font.rsplit("+", 1)[-1]) else set()
        elif _NAMED.search(font.rsplit("+", 1)[-1]):
            few = len(characters) <= FEW
            chosen = characters if few else {char for char in characters if char.isdigit()} | odd
        elif letters < 0.3 * len(characters) and len(characters) <= FEW and odd:
            chosen = odd
        else:
            continue
        chosen = {char for char in chosen if ord(char) < 0x2000 or _is_odd(char)}
        if chosen:
            found[font] = chosen
    return found


def _is_odd(char: str) -> bool:
    """Whether the character is a control, a private one, or one of Latin-1's that texts hardly hold."""
    code = ord(char)
    return code < 32 or code == 0xFFFD or 0xE000 <= code <= 0xF8FF or char in "¼½¾þÞðÐ¤¦¬¨ªº¸¹ÿ"


def _tables(document: pymupdf.Document, pages: Sequence[Page], wanted: dict[str, set[str]]) -> dict[str, Table]:
    """Which characters of which font stand for others. Each is drawn once, where it occurs first."""
    left = {(font, char) for font, chars in wanted.items() for char in chars}
    tables: dict[str, dict[str, str]] = defaultdict(dict)
    drawn = 0
    for page in pages:
        if not left or drawn >= MOST_GLYPHS:
            break
        here = {
            (span.font, char) for line in page.lines for span in line.spans if span.font in wanted for char in span.text
        } & left
        if not here:
            continue
        for font, char, shape in glyph_shapes(document[page.number - 1], here):
            left.discard((font, char))
            drawn += 1
            real = _read(char, shape)
            if real != char:
                tables[font][char] = real
    return dict(tables)


def glyph_shapes(page: pymupdf.Page, wanted: set[tuple[str, str]]) -> list[tuple[str, str, Shape]]:
    """The shapes of these characters, each as it stands first on the page in upright type."""
    found: list[tuple[str, str, Shape]] = []
    left = set(wanted)
    tried: Counter[tuple[str, str]] = Counter()
    try:
        shown = page.get_displaylist(annots=0)
        blocks = pymupdf.TextPage(
            shown.get_textpage(pymupdf.TEXTFLAGS_DICT & ~pymupdf.TEXT_PRESERVE_IMAGES)
        ).extractRAWDICT()["blocks"]
        for line in (line for block in blocks for line in block.get("lines", ()) if line["dir"][0] > 0.99):
            for span in line["spans"]:
                for char in span["chars"]:
                    key = (span["font"], char["c"])
                    if key not in left or span["size"] < 3:
                        continue
                    tried[key] += 1
                    shape = _drawn(shown, char, span["size"])
                    if shape is not None:
                        found.append((*key, shape))
                    if shape is not None or tried[key] >= TRIES:
                        left.discard(key)
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        return found
    return found


def _drawn(shown: pymupdf.DisplayList, char: dict[str, Any], size: float) -> Shape | None:
    x0, x1, baseline = char["bbox"][0], char["bbox"][2], char["origin"][1]
    top, bottom = baseline - 1.1 * size, baseline + 0.4 * size
    zoom = ZOOM * 10 / size
    clip = pymupdf.Rect(x0 - 0.02 * size, top, x1 + 0.02 * size, bottom)
    picture = shown.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csGRAY, alpha=0, clip=clip)
    if picture.width < 2 or picture.height < 2:
        return None
    pixels = np.frombuffer(picture.samples, dtype=np.uint8).reshape(picture.height, picture.stride)[:, : picture.width]
    return shape_of(pixels, (baseline - top) * zoom, size * zoom)


def _read(char: str, shape: Shape) -> str:
    """The character that the shape is."""
    given = likeness_to(shape, char) if char.isprintable() and not _is_odd(char) else 0.0
    symbol, alike = best_symbol(shape)
    sure = SURE_ALONE if _is_odd(char) else SURE
    if symbol != char and alike >= sure and alike - given >= LEAD:
        return symbol
    if _is_odd(char) and likeness_to(replace(shape, rise=RING), "°") >= SURE:
        return "°"  # an operator's ring, which is raised to a degree's height
    usual = _USUAL.get(char, char)
    if usual != char and given < UNLIKE and likeness_to(shape, usual) >= max(PROBABLE, alike - LEAD):
        return usual
    if _is_odd(char) or (given < UNLIKE and char.isdigit()):
        return UNREAD
    return char


def _mended(page: Page, tables: Mapping[str, Table]) -> Page:
    lines: list[Line] = []
    changed = False
    for line in page.lines:
        if any(span.font in tables for span in line.spans):
            spans = [_with(span, tables.get(span.font)) for span in line.spans]
            line = line.with_spans(spans)
            changed = True
        lines.append(line)
    return replace(page, lines=tuple(lines)) if changed else page


def _with(span: Span, table: Table | None) -> Span:
    if table is None:
        return span
    return span._replace(text="".join(table.get(char, char) for char in span.text))
