"""Markdown tokens to the blocks of a note, each character of whose prose knows its place in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from markdown_it.token import Token

from paper_notes.note.blocks import Block, Citation, Quotation, Quote
from paper_notes.note.inline import InlineBuilder, make_citation
from paper_notes.note.lines import BOM
from paper_notes.note.markdown import MARK, parse_blocks, parse_inline
from paper_notes.note.prose import GAP
from paper_notes.note.words import CITATION, WORDS

LONGEST_PARAGRAPH = 20_000
"""Characters of one block beyond which its text isn't read: no note has one, and some rules take quadratic time."""

_META = re.compile("|".join(re.escape(label) for words in WORDS.values() for label in (words.paper, words.authors)))


class Parse:
    """One parsing run from ``body_start`` on; afterwards ``blocks``, ``quotations`` and ``citations`` are filled."""

    def __init__(self, text: str, body_start: int = 0) -> None:
        self.text = text
        source = text.replace("\0", "\ufffd")
        if "\r" in source:
            # one character for one: offsets must not move
            source = source.replace("\r\n", " \n").replace("\r", "\n")
        if source.startswith(BOM):
            source = " " + source[1:]
        source = re.sub(r"[^\n]", " ", source[:body_start]) + source[body_start:]
        self.source = source
        self.line_starts = [0]
        self.line_starts += [match.end() for match in re.finditer("\n", source)]
        self.blocks: list[Block] = []
        self.quotations: list[Quotation] = []
        self.citations: list[Citation] = []
        self.unchecked: list[tuple[int, int]] = []
        tokens, self.env = parse_blocks(source)
        self._walk(tokens)

    # -- places

    def _lines(self, token: Token) -> tuple[int, int]:
        """Offsets of a block's first character that is no space and of its end."""
        first, last = token.map or [0, 0]
        start = self.line_starts[min(first, len(self.line_starts) - 1)]
        end = self.line_starts[last] if last < len(self.line_starts) else len(self.source)
        while end > start and self.source[end - 1].isspace():
            end -= 1
        while start < end and self.source[start] in " \t":
            start += 1
        return start, end

    def _content_map(self, token: Token, cursor: int) -> list[tuple[int, int]]:
        """Where the content's stretches stand in the file: (offset in the content, offset in the file)."""
        assert token.map is not None
        found: list[tuple[int, int]] = []
        at, line = 0, token.map[0]
        for text in token.content.split("\n"):
            start = max(self.line_starts[min(line, len(self.line_starts) - 1)], cursor)
            end = self.line_starts[line + 1] if line + 1 < len(self.line_starts) else len(self.source)
            bare = text.strip(" \t")
            place = self.source.find(bare, start, end)
            if cursor == 0 and place >= 0 and len(token.content) > len(bare):  # a line's text runs to its end
                place = max(place, self.source.rfind(bare, start, end))
            if place < 0 and "|" in bare:  # a cell with \| in it
                place = self._escaped_pipes(bare, start, end, at, found)
            elif place < 0:
                place = start
            found.append((at, place - (len(text) - len(text.lstrip(" \t")))))
            at += len(text) + 1
            line += 1
        found.sort()
        return found

    def _escaped_pipes(self, text: str, start: int, end: int, at: int, found: list[tuple[int, int]]) -> int:
        place = self.source.find(text.replace("|", "\\|"), start, end)
        if place < 0:
            return start
        for shift, match in enumerate(re.finditer(r"\|", text), 1):
            found.append((at + match.start(), place + match.start() + shift))
        return place

    # -- blocks

    def _walk(self, tokens: list[Token]) -> None:
        lists: list[tuple[int, bool]] = []
        items: list[int] = []
        quotes: list[Quote] = []
        quote_from: list[int] = []
        list_count = item_count = table = cursor = cell_line = 0
        fresh_item = False
        kind, level = "paragraph", 0
        for index, token in enumerate(tokens):
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    list_count += 1
                    lists.append((list_count, token.type[0] == "o"))
                case "bullet_list_close" | "ordered_list_close":
                    lists.pop()
                case "list_item_open":
                    item_count += 1
                    items.append(item_count)
                    fresh_item = True
                case "list_item_close":
                    items.pop()
                    fresh_item = False
                case "blockquote_open":
                    start, end = self._lines(token)
                    quotes.append(Quote(start, end, self._quote_role(start, end, len(quotes))))
                    quote_from.append(len(self.blocks))
                case "blockquote_close":
                    self._block_quotation(quotes.pop(), quote_from.pop(), tokens, index)
                case "heading_open":
                    kind, level = "heading", int(token.tag[1])
                case "paragraph_open":
                    kind, level = "paragraph", 0
                case "table_open":
                    table += 1
                case "th_open" | "td_open":
                    kind, level = "cell", 0
                case "inline" | "code_block" | "fence" | "html_block" | "math_block" | "hr":
                    if token.type == "inline" and kind == "cell":
                        line = token.map[0] if token.map else 0
                        cursor = cursor if line == cell_line else 0
                        cell_line = line
                    block = self._block(token, kind, cursor, in_quote=bool(quotes))
                    cursor = block.end if block.kind == "cell" else 0
                    block.level = level if block.kind == "heading" else 0
                    block.table = table if block.kind == "cell" else 0
                    block.list_depth = len(lists)
                    if lists:
                        block.list_id, block.ordered = lists[-1]
                        block.item = items[-1] if items else 0
                    block.starts_item, fresh_item = fresh_item, False
                    block.quote_depth = len(quotes)
                    block.quote = quotes[-1] if quotes else None
                    self.blocks.append(block)

    def _block(self, token: Token, kind: Any, cursor: int, in_quote: bool) -> Block:
        if token.type == "inline":
            return self._inline_block(token, kind, cursor, in_quote)
        start, end = self._lines(token)
        if token.type == "hr":
            return Block("rule", start, end)
        if token.type == "math_block":
            content_start, content_end = token.meta["at"]
            return Block(
                "formula", start, end, content=self.source[content_start:content_end], content_start=content_start
            )
        if token.type == "fence" and token.info.strip() == "math":  # GitHub's own way to write a formula
            content = token.content.rstrip("\n")
            content_start = max(self.source.find(content, start, end), start)
            return Block("formula", start, end, content=content, content_start=content_start)
        name: Any = "html" if token.type == "html_block" else "code"
        return Block(name, start, end, content=token.content, content_start=start, info=token.info.strip())

    def _inline_block(self, token: Token, kind: Any, cursor: int, in_quote: bool) -> Block:
        places = self._content_map(token, cursor)
        offsets = [place[0] for place in places]

        first, limit = places[0][1], len(self.source)

        def place(at: int) -> int:
            if len(places) == 1:
                return min(first + at, limit)
            index = max(bisect_right(offsets, at) - 1, 0)
            return min(places[index][1] + at - places[index][0], limit)

        start = place(0)
        end = max(place(max(len(token.content) - 1, 0)) + (1 if token.content else 0), start)
        breaks = offsets if kind == "cell" and len(offsets) > 1 else []
        builder = InlineBuilder(self, place, breaks, in_quote)
        if len(token.content) > LONGEST_PARAGRAPH:
            builder.pieces.append((GAP, start, end - start))
            self.unchecked.append((start, end))
        elif not (breaks or MARK.search(token.content)):
            builder.add_text(token.content, start, len(token.content))
        else:
            builder.read(parse_inline(token.content, self.env), token.content)
        block = Block(kind, start, end, spans=tuple(builder.spans))
        block.prose = builder.prose()
        return block

    # -- quotations

    def _quote_role(self, start: int, end: int, depth: int) -> Any:
        if depth == 0 and not any(block.kind in ("paragraph", "cell") for block in self.blocks):
            first = self.source[start:end].partition("\n")[0]
            if re.match(r">\s*(?:\*\*|__)?\s*(?:" + _META.pattern + ")", first):
                return "meta"
        return "own"

    def _block_quotation(self, quote: Quote, first: int, tokens: list[Token], index: int) -> None:
        """A block quote that holds a citation, or whose next paragraph starts with one, is the paper's words."""
        if quote.role == "meta":
            return
        blocks = self.blocks[first:]
        citations = [citation for citation in self.citations if quote.start <= citation.start < quote.end]
        if not citations and index + 2 < len(tokens) and tokens[index + 1].type == "paragraph_open":
            match = re.match(r"[\s(（—–-]*" + CITATION.pattern, tokens[index + 2].content)
            if match is not None:
                after = self._content_map(tokens[index + 2], 0)[0][1]
                citations = [make_citation(match, after + match.start(), after + match.end())]
        if not citations:
            return
        paper = Quote(quote.start, quote.end, "paper")
        for block in blocks:
            block.quote = paper
        start = quote.start
        for citation in citations:  # each vouches for what stands between it and the one before
            end = min(citation.end, quote.end)
            parts = (block.prose.between(start, end).strip() for block in blocks)
            text = "\n".join(part for part in parts if part)
            if text:
                self.quotations.append(Quotation(start, end, text, citation, "block"))
            start = end
