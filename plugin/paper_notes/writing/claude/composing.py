"""Composing the note from what was confirmed: the model's Markdown, made safe, under front matter of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass

from paper_notes.note.document import Document
from paper_notes.note.escape import escape
from paper_notes.note.meta_block import render_meta_block
from paper_notes.note.model import FrontMatter, Note, Provenance
from paper_notes.note.reading_time import reading_minutes
from paper_notes.note.sections import SECTIONS, section_kind
from paper_notes.paper.model import Paper
from paper_notes.writing.claude.material import confirmed, figure_notes, focus, shown_figures
from paper_notes.writing.claude.options import ClaudeOptions
from paper_notes.writing.claude.paper_input import PaperInput
from paper_notes.writing.claude.prompts import prompt, prompts_version
from paper_notes.writing.claude.request import Request
from paper_notes.writing.claude.sanitising import clean
from paper_notes.writing.claude.schema import Reading
from paper_notes.writing.model import Brief, Picture

_HEADING = re.compile(r"^##[ \t]+(\S[^\n]*)$", re.M)


@dataclass(frozen=True, slots=True)
class Composed:
    """A note's text in one state of its making, and what cleaning dropped from it."""

    note: Note
    dropped: tuple[str, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What every composing of one note needs."""

    paper: Paper
    brief: Brief
    shown: PaperInput
    options: ClaudeOptions
    reading: Reading

    def request(self, stage: str, last: str) -> Request:
        """A request whose static part (paper, instructions, material) the server keeps; only ``last`` changes."""
        language = self.brief.language
        instructions = prompt("write", language).fill(
            figures=figure_notes(self.reading, self.paper, language),
            confirmed=confirmed(self.reading),
            focus=focus(self.brief),
            sections=("、" if language == "zh" else ", ").join(kind.heading(language) for kind in SECTIONS),
        )
        content = (
            *self.shown.blocks,
            {"type": "text", "text": instructions, "cache_control": {"type": "ephemeral"}},
            {"type": "text", "text": last},
        )
        return Request(
            stage=stage,
            model=self.options.model,
            system=prompt("system", language).text,
            content=content,
            identity=self.shown.identity,
            max_tokens=self.options.max_tokens,
            effort=self.options.effort,
        )


_GO = {"zh": "现在写出完整的笔记正文。", "en": "Now write the whole body of the note."}


def first_request(desk: Desk) -> Request:
    """The request for the first draft."""
    return desk.request("writing the note", _GO[desk.brief.language])


def repair_request(desk: Desk, draft: str, findings: str, number: int) -> Request:
    """The request for a better draft: a fresh turn on the same static part."""
    last = prompt("repair", desk.brief.language).fill(draft=draft, findings=findings)
    return desk.request(f"mending the note, round {number}", last)


def compose(desk: Desk, answer: str) -> Composed:
    """The note that an answer makes: cleaned, with title and meta block in front."""
    paper, brief = desk.paper, desk.brief
    figures = {figure.name: figure for figure in shown_figures(paper)}
    links = tuple(link for link in (brief.url,) if link)
    found = clean(answer, paper, frozenset(figures), links)
    body = found.text
    headings = (match for match in _HEADING.finditer(body) if section_kind(match[1].strip()) is SECTIONS[0])
    if beginning := next(headings, None):
        body = body[beginning.start() :]
    body = re.sub(r"\n{3,}", "\n\n", body).strip()
    front = front_matter(desk)
    head = f"# {escape(front.title)}\n\n{render_meta_block(front, reading_minutes(body))}"
    used = {span.target.removeprefix("images/").removesuffix(".png") for _, span in Document(body).spans("image")}
    pictures = tuple(Picture(name, f.page, f.box) for name, f in figures.items() if name in used)
    return Composed(Note(front, f"{head}\n\n{body}\n"), tuple(found.dropped), pictures)


def front_matter(desk: Desk) -> FrontMatter:
    """Values from the paper's first page as the reader found them, the model's where it found none; the user's links
    before all."""
    paper, brief, reading = desk.paper, desk.brief, desk.reading
    meta = paper.metadata
    return FrontMatter(
        title=meta.title or _plain_line(reading.title) or brief.slug,
        authors=meta.authors or tuple(_plain_line(name) for name in reading.authors),
        year=meta.year or _printed_year(reading.year, paper),
        venue=meta.venue or _printed(reading.venue, paper),
        arxiv=brief.arxiv or meta.arxiv,
        doi=brief.doi or meta.doi,
        tags=brief.tags or tuple(_plain_line(tag) for tag in reading.tags[:6]),
        difficulty=min(max(reading.difficulty, 1), 5),
        difficulty_reason=_plain_line(reading.difficulty_reason),
        prerequisites=tuple(_plain_line(name) for name in reading.prerequisites[:6]),
        language=brief.language,
        description=_plain_line(reading.description),
        provenance=Provenance(
            "generated",
            f"claude {desk.options.model}",
            prompt=prompts_version(brief.language),
            paper_sha256=paper.sha256,
            date=brief.today,
        ),
    )


def _plain_line(text: str) -> str:
    """One line of text for the front matter: no markup that a page could run."""
    return re.sub(r"[<>`{}]|https?://\S+", "", " ".join(text.split()))[:300].strip()


def _printed(text: str | None, paper: Paper) -> str | None:
    """A value that stands on one of the first two pages, else None."""
    if not text:
        return None
    first = re.sub(r"\W+", "", " ".join(paper.page_texts[:2])).casefold()
    return _plain_line(text) if re.sub(r"\W+", "", text).casefold() in first else None


def _printed_year(year: int | None, paper: Paper) -> int | None:
    return year if year and str(year) in " ".join(paper.page_texts[:2]) else None
