"""Inline tokens of one block to its spans and its prose."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, Protocol

from markdown_it.token import Token

from paper_notes.language.script import HAN, WIDE_MARKS
from paper_notes.language.whole_numbers import capped
from paper_notes.note.blocks import Citation, Quotation, Span
from paper_notes.note.prose import GAP, Prose
from paper_notes.note.words import CITATION

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>，。；、（）【】「」“”\ufffc]*[^\s<>，。；：、（）【】「」“”\ufffc.,;:!?'\")\]]", re.I
)
_CITED = re.compile(r"[\s,，、(（\[;；:：.。—–-]*\Z")
_QUOTED = re.compile(r"“[^“”\n]*”|「[^「」\n]*」|『[^『』\n]*』|\"[^\"\n]*\"")
_WIDE = re.compile(rf"[{HAN}{WIDE_MARKS}“”‘’]")
_SOFT_BREAK = "\v"


class Collected(Protocol):
    """What a parsing run gathers over all its blocks."""

    source: str
    citations: list[Citation]
    quotations: list[Quotation]


class InlineBuilder:
    """Inline tokens of one block to its spans and its prose."""

    def __init__(self, parse: Collected, place: Any, breaks: list[int], in_quote: bool) -> None:
        self.parse, self.place, self.breaks, self.in_quote = parse, place, breaks, in_quote
        self.pieces: list[tuple[str, int, int]] = []
        self.spans: list[Span] = []

    def read(self, tokens: list[Token], content: str) -> None:
        open_marks: list[tuple[str, int, int]] = []  # kind, where it opens, where its inside begins
        links: list[tuple[str, int, int, int]] = []  # target, start, end, pieces before it
        for token in tokens:
            first, last = token.map or (0, 0)
            start, end = self.place(first), self.place(max(last - 1, first)) + 1
            match token.type:
                case "text" | "text_special":
                    self._text(token, first, last)
                case "softbreak":
                    self.pieces.append((_SOFT_BREAK, start, 1))
                case "hardbreak":
                    self.pieces.append(("\n", start, 1))
                case "code_inline" | "math_inline":
                    kind: Any = "code" if token.type == "code_inline" else "formula"
                    marks = len(token.markup)
                    self._span(kind, start, end, start + marks, end - marks, token.content, "", token.markup == "$$")
                    self.pieces.append((GAP, start, end - start))
                case "image":
                    inner = start + 2
                    target = str(token.attrs.get("src", ""))
                    self._span("image", start, end, inner, inner + len(token.content), token.content, target)
                    self.pieces.append((GAP, start, end - start))
                case "html_inline":
                    self._span("html", start, end, start, end, token.content)
                    if token.content[:3].lower() == "<br":
                        self.pieces.append(("\n", start, end - start))
                case "strong_open" | "em_open" | "s_open":
                    open_marks.append((token.type[:-5], start, end))
                case "strong_close" | "em_close" | "s_close":
                    if open_marks:
                        name, opened, inside = open_marks.pop()
                        wide = 1 if name == "strong" else 0
                        if name != "s":
                            kind = name
                            self._span(kind, opened - wide, end + wide, inside, start)
                case "link_open":
                    links.append((str(token.attrs.get("href", "")), start, end, len(self.pieces)))
                case "link_close" if links:
                    self._link(*links.pop(), auto=token.info == "auto")

    def _span(self, kind: Any, start: int, end: int, inner: int, inner_end: int, *rest: Any) -> None:
        self.spans.append(Span(kind, start, end, inner, inner_end, *rest))

    def _text(self, token: Token, first: int, last: int) -> None:
        if len(token.content) != last - first:  # an entity or an escape
            start = self.place(first)
            self.pieces.append((token.content, start, self.place(last - 1) + 1 - start))
            return
        edges = [first, *(at for at in self.breaks if first < at < last), last]
        for begin, end in pairwise(edges):
            self.add_text(token.content[begin - first : end - first], self.place(begin), end - begin)

    def add_text(self, text: str, start: int, length: int) -> None:
        if len(text) != length or ("://" not in text and "www." not in text):
            self.pieces.append((text, start, length))
            return
        at = 0
        for match in _ADDRESS.finditer(text):
            begin, end = match.span()
            self.pieces.append((text[at:begin], start + at, begin - at))
            self.pieces.append((GAP, start + begin, end - begin))
            self._span("address", start + begin, start + end, start + begin, start + end, match.group())
            at = end
        self.pieces.append((text[at:], start + at, len(text) - at))

    def _link(self, target: str, start: int, end: int, count: int, auto: bool) -> None:
        label = "".join(piece[0] for piece in self.pieces[count:])
        source = self.parse.source[start:end]
        match = CITATION.fullmatch(source)
        if match is not None:
            del self.pieces[count:]
            citation = make_citation(match, start, end)
            self.parse.citations.append(citation)
            if not self.in_quote:
                self._quotation(citation)
            self._span("citation", start, end, start, end, label, target)
        elif auto:
            del self.pieces[count:]
            self.pieces.append((GAP, start, end - start))
            self._span("address", start, end, start, end, label, target)
        else:
            self._span("link", start, end, start + 1, start + 1 + len(label), label, target)

    def _quotation(self, citation: Citation) -> None:
        """Text in quotation marks right before a citation becomes a gap: it is the paper's, not ours."""
        prose = Prose(self.pieces)
        tail = _CITED.search(prose.text)
        stop = tail.start() if tail else len(prose.text)
        found = None
        for match in _QUOTED.finditer(prose.text):
            if match.end() == stop or prose.text[match.end() : stop].strip(".。,，") == "":
                found = match
        if found is None:
            return
        start, end = prose.span(found.start(), found.end())
        self.parse.quotations.append(Quotation(start, end, found.group()[1:-1], citation, "inline"))
        kept, length = [], 0
        for text, source, source_length in self.pieces:
            begin, length = length, length + len(text)
            left = max(min(found.start() - begin, len(text)), 0)
            right = max(min(found.end() - begin, len(text)), 0)
            if right <= left:
                kept.append((text, source, source_length))
                continue
            exact = len(text) == source_length
            if left:
                kept.append((text[:left], source, left if exact else source_length))
            if begin <= found.start():
                kept.append((GAP, start, end - start))
            if right < len(text):
                kept.append((text[right:], source + right if exact else source, len(text) - right))
        self.pieces = kept

    def prose(self) -> Prose:
        """The prose; a soft line break is a space, but nothing between Han characters or full-width marks."""
        pieces = [piece for piece in self.pieces if piece[0]]
        kept = []
        for index, piece in enumerate(pieces):
            if piece[0] == _SOFT_BREAK:
                before = pieces[index - 1][0][-1:] if index else ""
                after = pieces[index + 1][0][:1] if index + 1 < len(pieces) else ""
                if _WIDE.match(before) and _WIDE.match(after):
                    continue
                piece = (" ", *piece[1:])
            kept.append(piece)
        return Prose(kept)


def make_citation(match: re.Match[str], start: int, end: int) -> Citation:
    """A citation from a match of ``CITATION`` and its offsets in the file."""
    first, last, linked = match.groups()
    return Citation(start, end, capped(first), capped(last or first), capped(linked))
