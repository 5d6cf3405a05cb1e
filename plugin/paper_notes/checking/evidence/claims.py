"""The claims of a note in the form in which somebody else can judge them: in the note's own words, with what stands
before them and the pages that they cite.

A table's row is one claim, for its cells say nothing apart from their heads; a formula rests on the pages that are
cited beside it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from paper_notes.checking.evidence.marks import stands_apart
from paper_notes.checking.evidence.statements import IN_THE_TEXT, pages_of
from paper_notes.checking.evidence.verdicts import Verdict, verdicts
from paper_notes.note.blocks import Block, Citation
from paper_notes.note.document import Document
from paper_notes.paper.model import Paper

QUESTION_VERSION = 1
"""Of the question that a second reader is asked; an answer to another version isn't used. The prompts' version."""
MOST_PAGES = 3
"""Pages from which on a claim rests on no page but on the paper; nobody judges it by pages."""
BEFORE = 240
"""Characters before a claim that show what "it" and "the former" are."""
_LINK = r"\[pp?\.[^\]]*\]\([^)]*\)"
_CITATION = re.compile(rf"\s*[(（]\s*{_LINK}(?:[,，;；、\s]*{_LINK})*\s*[)）]|\s*{_LINK}")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_SAYS = re.compile(r"\w\W*\w")
_LEADS = re.compile(rf"[^，。；,.;]{{0,40}}[:：]\W*|\W*(?:{IN_THE_TEXT.pattern}).*", re.S)
"""What only leads to what follows it, or says where in the paper a figure is spoken of."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement, a row of a table, or a formula. ``text`` is as the note says it, without citations; ``before`` are
    the words in front of it; ``verdicts`` are the program's on its parts."""

    verdicts: tuple[Verdict, ...]
    text: str
    before: str
    section: str
    pages: tuple[int, ...]

    @property
    def start(self) -> int:
        return self.verdicts[0].statement.start

    @property
    def end(self) -> int:
        return self.verdicts[-1].statement.end

    def key(self, paper: Paper) -> str:
        """Names the claim with all that its answer depends on: its words, its pages' text, the question."""
        parts = [str(QUESTION_VERSION), self.section, self.before, self.text]
        parts += [f"{page} {paper.page_texts[page - 1]}" for page in self.pages]
        return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def claims(document: Document, paper: Paper) -> list[Claim]:
    """What a note says of the paper and where, in the order of the file.

    Left out is what names no page, or more than :data:`MOST_PAGES`, and what is marked as something else than the
    paper's: speculation, the writer's own experiment, common knowledge, a made-up example.
    """
    found = []
    for (kind, _), group in groupby(enumerate(verdicts(document, paper)), key=_whole):
        held = [verdict for _, verdict in group]
        claim = _of_row(held, document) if kind == "row" else _of_one(held[0], document)
        if claim is not None and 1 <= len(claim.pages) <= MOST_PAGES and _says(claim.text):
            found.append(claim)
    return found


def _says(text: str) -> bool:
    return bool(_SAYS.search(text)) and not _LEADS.fullmatch(text)


def _whole(numbered: tuple[int, Verdict]) -> tuple[str, tuple[int, int]]:
    number, verdict = numbered
    statement = verdict.statement
    if statement.block.kind == "cell":
        return "row", (statement.block.table, statement.line)
    return "one", (number, 0)


def _of_one(verdict: Verdict, document: Document) -> Claim | None:
    statement = verdict.statement
    said = document.text[statement.start : statement.end]
    apart = statement.speculative or (statement.supposed and not statement.cited)
    if apart or stands_apart(said):
        return None
    if statement.block.kind == "formula":
        pages = pages_of(_cited_beside(statement.block, document))[:MOST_PAGES]
        return Claim((verdict,), f"$${statement.block.content.strip()}$$", "", _section(verdict, document), pages)
    return Claim((verdict,), _words(said), _before(verdict, document), _section(verdict, document), verdict.pages)


def _of_row(held: list[Verdict], document: Document) -> Claim | None:
    """A row below its table's heads; None for the row of heads itself."""
    if not any(verdict.statement.beside for verdict in held):
        return None
    cells = []
    for verdict in held:
        statement = verdict.statement
        head = statement.beside.removeprefix(statement.label).strip() if statement.column else statement.beside
        said = _words(document.text[statement.start : statement.end])
        cells.append(f"{head}: {said}" if head else said)
    pages = tuple(dict.fromkeys(page for verdict in held for page in verdict.pages))
    return Claim(tuple(held), " | ".join(cells), "", _section(held[0], document), pages)


def _cited_beside(block: Block, document: Document) -> tuple[Citation, ...]:
    """The citations of the paragraphs before and behind a formula, up to the next heading."""
    at = document.blocks.index(block)
    found: list[Citation] = []
    for direction in (range(at - 1, -1, -1), range(at + 1, len(document.blocks))):
        for i in direction:
            other = document.blocks[i]
            if other.kind == "heading":
                break
            if other.kind == "paragraph":
                found += [c for c in document.citations if other.start <= c.start < other.end]
                break
    return tuple(found)


def _section(verdict: Verdict, document: Document) -> str:
    section = document.section_of(verdict.statement.start)
    return section.title if section is not None else ""


def _before(verdict: Verdict, document: Document) -> str:
    """What stands before a statement in its paragraph; before a list's item the end of what leads to the list."""
    statement = verdict.statement
    said = document.text[statement.block.start : statement.start]
    if not said.strip() and statement.block.list_depth:
        earlier = [b for b in _before_block(statement.block, document) if not b.list_depth]
        said = document.text[earlier[0].start : earlier[0].end] if earlier else ""
    return _words(said)[-BEFORE:]


def _before_block(block: Block, document: Document) -> Iterator[Block]:
    """The paragraphs before a block in its section, the nearest first."""
    for other in reversed(document.blocks[: document.blocks.index(block)]):
        if other.kind == "heading":
            return
        if other.kind == "paragraph":
            yield other


def _words(said: str) -> str:
    return " ".join(_CITATION.sub("", _IMAGE.sub("", said)).split())
