"""From paper to draft: the parts of an extract in the order of a note."""

from __future__ import annotations

from paper_notes.note.escape import escape
from paper_notes.note.meta_block import render_meta_block
from paper_notes.note.model import FrontMatter, Provenance
from paper_notes.note.reading_time import reading_minutes
from paper_notes.note.sections import SECTIONS, SectionTexts
from paper_notes.note.words import cite, page_runs
from paper_notes.paper.model import Paper
from paper_notes.writing.extract import quote
from paper_notes.writing.extract.bilingual import term_line
from paper_notes.writing.extract.candidates import Passage
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.extract.difficulty import difficulty, keywords, prerequisites
from paper_notes.writing.extract.experiments import experiments
from paper_notes.writing.extract.left_out import comment, left_out
from paper_notes.writing.extract.method import method
from paper_notes.writing.extract.overview import background, overview
from paper_notes.writing.extract.questions import Questions
from paper_notes.writing.extract.scan import page_pictures
from paper_notes.writing.extract.summary import Summary
from paper_notes.writing.extract.tldr import pick_tldr
from paper_notes.writing.model import Brief, Draft

LONGEST_DESCRIPTION = 300


class ExtractWriter:
    """Composes a note from the paper's own sentences; needs no model, no key and no network.

    The same paper and brief give the same note, byte for byte.
    """

    name = "extract"
    version = "2"

    def write(self, paper: Paper, brief: Brief) -> Draft:
        """Write the note."""
        desk = Desk.lay_out(paper, brief)
        sections, description, notice = _read(desk) if paper.has_text else _scan(desk)
        stars, reason = difficulty(paper, brief.language) if paper.has_text else (None, "")
        meta = paper.metadata
        front = FrontMatter(
            title=meta.title or brief.slug,
            authors=meta.authors,
            year=meta.year,
            venue=meta.venue,
            arxiv=brief.arxiv or meta.arxiv,
            doi=brief.doi or meta.doi,
            tags=brief.tags or keywords(paper),
            difficulty=stars,
            difficulty_reason=reason,
            prerequisites=prerequisites(paper, desk.sections) if paper.has_text else (),
            language=brief.language,
            description=description,
            provenance=Provenance(
                "extract", f"{self.name} {self.version}", paper_sha256=paper.sha256, date=brief.today
            ),
        )
        body = quote.paragraphs(
            part
            for kind in SECTIONS
            if sections[kind.key]
            for part in (f"## {kind.heading(brief.language)}", sections[kind.key])
        )
        minutes = reading_minutes(body)
        head = [f"# {escape(front.title)}", render_meta_block(front, minutes), notice, term_line(desk)]
        remarks = left_out(desk) if paper.has_text else ()
        return Draft(
            front,
            quote.paragraphs([*head, body, *map(comment, remarks)]),
            tuple(desk.pictures.values()),
            remarks=remarks,
        )


def _read(desk: Desk) -> tuple[SectionTexts, str, str]:
    """The text of each section, the description, the notice. The order of calls decides who gets a sentence."""
    short = pick_tldr(desk)
    if not short:
        desk.left_out.append("TL;DR")
    problem, before = overview(desk), background(desk)
    asked = Questions(desk)
    summary = Summary(desk)
    how, measured = method(desk), experiments(desk)
    sections = SectionTexts(
        tldr=quote.block(short),
        overview=problem,
        background=before,
        method=how,
        experiments=measured,
        qa=asked.render(),
        summary=summary.render(),
    )
    notice = desk.phrases.notice
    if desk.paper.ocr_pages:
        notice += (" " if desk.brief.language == "en" else "") + _ocr_notice(desk)
    return sections, _description(desk, short), notice


def _ocr_notice(desk: Desk) -> str:
    """Which pages were read by OCR."""
    phrases, pages = desk.phrases, desk.paper.ocr_pages
    whole = len(pages) == desk.paper.pages
    runs = (part.partition("–") for part in page_runs(pages).split(", "))
    some = phrases.list_comma.join(cite(int(first), int(last or first)) for first, _, last in runs)
    told = phrases.ocr_all if whole else phrases.ocr_some.format(page=some)
    return phrases.notice_ocr.format(pages=told)


def _scan(desk: Desk) -> tuple[SectionTexts, str, str]:
    sections = SectionTexts(
        tldr="", overview=page_pictures(desk), background="", method="", experiments="", qa="", summary=""
    )
    return sections, desk.phrases.description_scan, desk.phrases.notice_scan


def _description(desk: Desk, short: list[Passage]) -> str:
    """One or two sentences of the TL;DR as plain text, for search results and the index of notes."""
    sentences = [quote.spaced(sentence.text) for passage in short for sentence in passage.sentences]
    if not sentences:
        return desk.paper.metadata.title
    first = sentences[0]
    both = " ".join(sentences[:2])
    return both if len(both) <= LONGEST_DESCRIPTION else first
