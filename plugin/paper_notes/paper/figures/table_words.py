"""The words of a table, put together to lines and to the pieces that its cells are made of."""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from paper_notes.language.script import is_han
from paper_notes.paper.characters import readable, whole
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.indices import SMALL, level, with_indices
from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.paper.pdf.pages import BOLD, ITALIC, SUPERSCRIPT, Span

LARGEST_SPACE = 0.62
"""White space between two words of a cell, as a share of the words' height."""
GLUED = 0.08
"""White space up to which two words are one, as a share of their height."""
GAP = 0.3
"""White space between two characters of one run, as a share of the type size, at most."""
NEAR_LINE = 3.0
"""Points by which the baselines of one line differ."""


class Piece(NamedTuple):
    """Words that stand together, in points as displayed."""

    box: Box
    text: str

    def joined(self, other: Piece) -> Piece:
        """This piece with another one behind it or below."""
        together = bool(self.text and other.text) and is_han(self.text[-1]) and is_han(other.text)
        return Piece(self.box.union(other.box), f"{self.text}{'' if together else ' '}{other.text}")


def words_in(page: pymupdf.Page, box: Box) -> list[Piece]:
    """The words in a box of the page, with their sub- and superscripts: "10⁶", not "106"."""
    found = page.get_text("rawdict", clip=pymupdf.Rect(box.grown(1)), flags=pymupdf.TEXTFLAGS_WORDS)
    runs = [run for block in found["blocks"] for line in block.get("lines", ()) for run in _runs(line["spans"])]
    return [_word(group) for group in _glued(runs)]


def _runs(spans: Sequence[dict[str, Any]]) -> Iterator[Span]:
    """Characters of one font without white space between them, as spans."""
    for raw in spans:
        size = raw["size"]
        chars: list[dict[str, Any]] = []
        for char in raw["chars"]:
            apart = bool(chars) and char["bbox"][0] - chars[-1]["bbox"][2] > GAP * size
            if (char["c"].isspace() or apart) and chars:
                yield _span(raw, chars)
                chars = []
            if not char["c"].isspace():
                chars.append(char)
        if chars:
            yield _span(raw, chars)


def _span(raw: dict[str, Any], chars: Sequence[dict[str, Any]]) -> Span:
    text = whole("".join(char["c"] for char in chars))
    boxes = [char["bbox"] for char in chars]
    box = Box(min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    flags, origin = raw["flags"], chars[0]["origin"]
    marks = (bool(flags & BOLD), bool(flags & ITALIC), bool(flags & SUPERSCRIPT))
    return Span(text, box, raw["font"], raw["size"], *marks, raw["color"], (origin[0], origin[1]))


def _glued(runs: Sequence[Span]) -> list[list[Span]]:
    """The runs by words: small ones hang on the one that they touch."""
    words: list[list[Span]] = []
    for run in sorted(runs, key=lambda r: (round(r.origin[1] / NEAR_LINE), r.box.x0)):
        host = next((word for word in reversed(words[-40:]) if _touches(word[-1], run)), None)
        if host is not None:
            host.append(run)
        else:
            words.append([run])
    return _with_small(words)


def _touches(left: Span, right: Span) -> bool:
    same = abs(left.origin[1] - right.origin[1]) < 0.1 * left.size and right.size > SMALL * left.size
    return same and -0.3 * left.size < right.box.x0 - left.box.x1 < GLUED * left.size


def _with_small(words: Sequence[list[Span]]) -> list[list[Span]]:
    """Words of small type joined to the larger word that they are an index of."""
    large: list[list[Span]] = []
    small: list[list[Span]] = []
    usual = statistics.median(word[0].size for word in words) if words else 0.0
    for word in words:
        (small if word[0].size < SMALL * usual else large).append(word)
    for word in small:
        span = word[0]
        host = next(
            (
                other
                for other in large
                if -0.15 * other[0].size < span.box.x0 - max(s.box.x1 for s in other) < 0.15 * other[0].size
                and level(span, other[0], other[0].size)
            ),
            None,
        )
        if host is not None:
            host += word
            behind = next((o for o in large if o is not host and _follows(word[-1], host[0], o[0])), None)
            if behind is not None:
                host += behind
                large.remove(behind)
        else:
            large.append(word)
    return large


def _follows(index: Span, main: Span, other: Span) -> bool:
    """Whether a word goes on behind an index."""
    return (
        abs(other.origin[1] - main.origin[1]) < 0.1 * main.size
        and -0.15 * main.size < other.box.x0 - index.box.x1 < GLUED * main.size
    )


def _word(spans: Sequence[Span]) -> Piece:
    main = max(spans, key=lambda span: (round(span.size), len(span.text)))
    text = with_indices(spans, main, main.size)
    box = main.box
    for span in spans:
        box = Box(min(box.x0, span.box.x0), box.y0, max(box.x1, span.box.x1), box.y1)
    return Piece(box, unicodedata.normalize("NFC", readable(text)))


def unreadable(text: str) -> bool:
    """Whether the text has characters that say nothing."""
    return any(unicodedata.category(c) in {"Co", "Cn", "Cc"} or c == "\ufffd" for c in text)


def lines_of(words: Sequence[Piece]) -> list[list[Piece]]:
    """Words by lines, from top to bottom: a word belongs to the line whose middle it covers."""
    lines: list[list[Piece]] = []
    for word in sorted(words, key=lambda w: (w.box.y0 + w.box.y1) / 2):
        middle = (word.box.y0 + word.box.y1) / 2
        if lines:
            last = statistics.median((w.box.y0 + w.box.y1) / 2 for w in lines[-1])
            if middle - last < 0.5 * max(word.box.height, lines[-1][0].box.height):
                lines[-1].append(word)
                continue
        lines.append([word])
    return lines


def pieces_of(line: Sequence[Piece]) -> list[Piece]:
    """The words of a line joined to pieces."""
    pieces: list[Piece] = []
    for word in sorted(line, key=lambda w: w.box.x0):
        gap = word.box.x0 - pieces[-1].box.x1 if pieces else 0.0
        if pieces and gap < LARGEST_SPACE * max(word.box.height, pieces[-1].box.height):
            space = "" if gap < GLUED * word.box.height else " "
            pieces[-1] = Piece(pieces[-1].box.union(word.box), f"{pieces[-1].text}{space}{word.text}")
        else:
            pieces.append(word)
    return pieces
