"""Bold type that neither a font's name nor its flags tell: seen by the ink of its letters beside the running text's.

Publishers' typesetters give fonts names such as "AdvTTe45e47d2". A letter of a bold face leaves a third more ink than
the same letter of a regular face of its size.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.paper.pdf.pages import Line, Page
from paper_notes.paper.pdf.symbol_fonts import glyph_shapes

HEAVY = 1.3
"""How many times as much ink as the running text's letters have makes a face bold."""
LETTERS = 6
"""Letters of a font that are compared."""
FEWEST = 12
"""Letters of a font from which it is looked at."""
MOST = 0.15
"""Share of a paper's characters that headings, labels and leads set at most."""
MOST_FONTS = 12
"""Fonts of one paper whose letters are drawn at most."""
_TELLS = re.compile(
    r"bold|black|heavy|medi|demi|semi|light|regular|roman|italic|oblique|book|thin|-(b|r|i|bi)$|,|times|arial|helvetica"
    r"|calibri|cambria|georgia|garamond|palatino|sim(sun|hei)|kaiti|fangsong|song|hei|cm[a-z]{1,4}\d|sf[a-z]{2}\d|nimbus"
    r"|libertin|math|symbol|courier|mono|minion\w*-|myriad\w*-",
    re.I,
)
"""What fonts' names hold that tell their weight, or that they have a flag for it."""


def mend_weights(document: pymupdf.Document, pages: Sequence[Page]) -> list[Page]:
    """The pages, spans in a face that is bold by its ink marked as bold."""
    use: dict[str, Counter[str]] = defaultdict(Counter)
    flagged: set[str] = set()
    for page in pages:
        for line in page.lines:
            for span in line.spans:
                use[span.font].update(char for char in span.text if char.isascii() and char.isalpha())
                if span.bold:
                    flagged.add(span.font)
    whole = sum(counts.total() for counts in use.values())
    if not whole:
        return list(pages)
    body = max(use, key=lambda font: use[font].total())
    suspects = [
        font
        for font, counts in use.items()
        if font != body
        and font not in flagged
        and FEWEST <= counts.total() <= MOST * whole
        and not _TELLS.search(font.rsplit("+", 1)[-1])
    ]
    suspects = sorted(suspects, key=lambda font: -use[font].total())[:MOST_FONTS]
    if not suspects:
        return list(pages)
    bold = _heavy(document, pages, body, suspects, use)
    return [_marked(page, bold) for page in pages] if bold else list(pages)


def _heavy(
    document: pymupdf.Document, pages: Sequence[Page], body: str, suspects: Sequence[str], use: dict[str, Counter[str]]
) -> frozenset[str]:
    """Those of the fonts whose letters leave much more ink than the running text's."""
    chosen = {font: _common(use[font], use[body]) for font in suspects}
    wanted = {(font, char) for font, chars in chosen.items() for char in chars}
    wanted |= {(body, char) for chars in chosen.values() for char in chars}
    ink: dict[tuple[str, str], float] = {}
    for page in pages:
        here = {(span.font, char) for line in page.lines for span in line.spans for char in span.text} & (
            wanted - ink.keys()
        )
        if here:
            ink.update({(font, char): shape.ink for font, char, shape in glyph_shapes(document[page.number - 1], here)})
        if wanted <= ink.keys():
            break
    found = set()
    for font, chars in chosen.items():
        ratios = [ink[font, char] / ink[body, char] for char in chars if (font, char) in ink and (body, char) in ink]
        if len(ratios) >= LETTERS // 2 and median(ratios) >= HEAVY:
            found.add(font)
    return frozenset(found)


def _common(counts: Counter[str], body: Counter[str]) -> list[str]:
    """Letters that both fonts set often."""
    both = [char for char, _ in counts.most_common() if body[char] and char not in "gjpqy"]
    return both[:LETTERS]


def _marked(page: Page, bold: frozenset[str]) -> Page:
    lines: list[Line] = []
    changed = False
    for line in page.lines:
        if any(span.font in bold for span in line.spans):
            line = line.with_spans([span._replace(bold=True) if span.font in bold else span for span in line.spans])
            changed = True
        lines.append(line)
    return replace(page, lines=tuple(lines)) if changed else page
