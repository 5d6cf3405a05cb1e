"""A note as the rules see it: blocks, sections, sentences, prose, all with offsets into the file's text.

What is *prose* here: paragraphs and list items in the note's own words. Not prose, and absent from
:attr:`Document.prose` and :attr:`Document.sentences`: front matter, meta block, headings, tables, code, formulas,
HTML, images, links' targets, addresses, and the paper's own words (a block quote or text in quotation marks that is
followed by a page citation). A link's text is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from paper_notes.errors import UsageError
from paper_notes.language.identify import Language, is_chinese, language_of
from paper_notes.note.blocks import Block, Citation, Quotation, Section, Sentence, Span
from paper_notes.note.front_matter import find_front_matter, front_values
from paper_notes.note.lines import Lines
from paper_notes.note.parse import Parse
from paper_notes.note.prose import Prose
from paper_notes.note.sections import SectionKey, section_key

SECTIONS_OF_A_FORM = 4
"""Of the seven sections; other notes have an "Overview" or "Results" too, which promise nothing of this form."""


class Document:
    """One parsed note. Everything is made when it is first asked for, and only once."""

    def __init__(self, text: str, path: str = "README.md") -> None:
        self.text = text
        self.path = path
        self.lines = Lines(text)
        front = find_front_matter(text)
        self._front_text = front
        self.front_span: tuple[int, int] | None = (0, front.end) if front.end else None
        parsed = Parse(text, front.end)
        self.blocks: tuple[Block, ...] = tuple(parsed.blocks)
        self.quotations: tuple[Quotation, ...] = tuple(parsed.quotations)
        self.citations: tuple[Citation, ...] = tuple(parsed.citations)
        self.unchecked: tuple[tuple[int, int], ...] = tuple(parsed.unchecked)
        """Offsets of blocks that are too long to be read (see ``parse.LONGEST_PARAGRAPH``)."""

    # -- front matter

    @cached_property
    def front(self) -> dict[str, Any]:
        """The front matter's values; empty when there is none or it isn't a YAML mapping (see ``front_error``)."""
        return self._front[0]

    @property
    def front_error(self) -> str:
        """Why the front matter can't be read; "" when it can, or when there is none."""
        return self._front[1]

    @cached_property
    def _front(self) -> tuple[dict[str, Any], str]:
        try:
            return front_values(self._front_text, "front matter"), ""
        except UsageError as error:
            return {}, error.message.removeprefix("front matter").lstrip(":, ")

    @property
    def status(self) -> str:
        """``note.status`` of the front matter: extract, generated, reviewed; "" for a note written by hand."""
        note = self.front.get("note")
        return str(note.get("status") or "") if isinstance(note, dict) else ""

    @cached_property
    def language(self) -> Language:
        """ "zh" or "en": as the front matter says, else the script that most of the text is written in."""
        said = self.front.get("language")
        if said in ("zh", "en"):
            return said  # type: ignore[no-any-return]
        return language_of("\n".join(block.text for block in self.blocks))

    # -- blocks

    def of_kind(self, *kinds: str) -> Iterator[Block]:
        """Blocks of these kinds: heading, paragraph, cell, code, formula, html, rule."""
        return (block for block in self.blocks if block.kind in kinds)

    @cached_property
    def prose_blocks(self) -> tuple[Block, ...]:
        """Paragraphs and list items in the note's own words."""
        return tuple(block for block in self.blocks if block.kind == "paragraph" and block.is_ours)

    @cached_property
    def headings(self) -> tuple[Block, ...]:
        return tuple(self.of_kind("heading"))

    def spans(self, kind: str) -> Iterator[tuple[Block, Span]]:
        """Inline spans of one kind (see :data:`~paper_notes.note.blocks.SpanKind`) with their blocks."""
        return ((block, span) for block in self.blocks for span in block.spans if span.kind == kind)

    # -- prose

    @cached_property
    def prose(self) -> Prose:
        """All prose, blocks separated by "\\n", with places in the file; what phrase rules search."""
        pieces: list[tuple[str, int, int]] = []
        for block in self.prose_blocks:
            pieces += block.prose.pieces
            pieces.append(("\n", block.end, 1))
        return Prose(pieces)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the prose."""
        return tuple(sentence for block in self.prose_blocks for sentence in self.sentences_of(block))

    def sentences_of(self, block: Block) -> Iterator[Sentence]:
        """The sentences of one block, of whatever kind."""
        for start, end in block.prose.sentences:
            text = block.prose.text[start:end]
            yield Sentence(text, *block.prose.span(start, end), block, is_chinese(text))

    # -- sections

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every heading's section, in order; a section holds the blocks of those below it too."""
        found: list[Section] = []
        opened: list[Section] = []
        for block in self.blocks:
            if block.kind == "heading" and block.quote is None:
                while opened and opened[-1].level >= block.level:
                    opened.pop()
                for section in opened:
                    section.blocks.append(block)
                opened.append(Section(block, section_key(block.text)))
                found.append(opened[-1])
            else:
                for section in opened:
                    section.blocks.append(block)
        return tuple(found)

    @property
    def follows_form(self) -> bool:
        """Whether the note holds at least four of the seven sections, on whatever level: what is asked inside of a
        section is asked of such notes only."""
        return len({section.key for section in self.sections} - {None}) >= SECTIONS_OF_A_FORM

    def section(self, key: SectionKey) -> Section | None:
        """The first section of that kind (see :mod:`paper_notes.note.sections`), or None."""
        return next((section for section in self.sections if section.key == key), None)

    def section_of(self, offset: int) -> Section | None:
        """The innermost section at an offset: that of the last heading before it."""
        before = [section for section in self.sections if section.heading.start <= offset]
        return before[-1] if before else None

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int, int]]:
        """Matches of a pattern in the prose, with offsets in the file."""
        return self.prose.finditer(pattern)
