"""A PDF file to a :class:`~paper_notes.paper.model.Paper`."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from paper_notes.errors import DamagedPdf
from paper_notes.files import file_sha256
from paper_notes.messages import say
from paper_notes.paper.figures.describe import apply_crops, describe_figures
from paper_notes.paper.figures.find import find_figures, taken_by
from paper_notes.paper.front.abstract import Abstract
from paper_notes.paper.front.bibliography import references_of
from paper_notes.paper.front.cover import is_genre, opening_of
from paper_notes.paper.front.metadata import metadata_of
from paper_notes.paper.front.title import Title, repeats
from paper_notes.paper.layout.document import Layout, find_layout
from paper_notes.paper.model import Box, Figure, Metadata, Paper, Print, Problem, Section, Sentence
from paper_notes.paper.pdf.annotations import remarks_of
from paper_notes.paper.pdf.damage import damage_of
from paper_notes.paper.pdf.glued import unglued
from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.paper.pdf.ocr import FONT as OCR_FONT
from paper_notes.paper.pdf.ocr import with_ocr
from paper_notes.paper.pdf.opening import MUPDF_ERRORS, first_line, loses_text, messages, open_pdf, told
from paper_notes.paper.pdf.pages import Page, interpret, read_page
from paper_notes.paper.pdf.scans import with_ink
from paper_notes.paper.pdf.shifted import unshift
from paper_notes.paper.pdf.side_by_side import with_parted_captions
from paper_notes.paper.pdf.symbol_fonts import mend_symbols
from paper_notes.paper.pdf.watch import TEXT, enter
from paper_notes.paper.pdf.weights import mend_weights
from paper_notes.paper.text.formulas import formulas_of
from paper_notes.paper.text.heading_levels import levelled
from paper_notes.paper.text.headings import Heading, headings_of
from paper_notes.paper.text.mentions import with_mentions
from paper_notes.paper.text.page_texts import page_texts, with_captions
from paper_notes.paper.text.roles import known_heading
from paper_notes.paper.text.sections import sections_of
from paper_notes.paper.text.sentences import Vocabulary, vocabulary_of

if TYPE_CHECKING:
    from paper_notes.library.paper_settings import Crop

_EXPLAINS = re.compile(r"(?:where|with|here|in which)\b|其中|式中|这里", re.I)
MOST_LOST = 0.2
"""The share of its pages that a paper may lose and still be written about, with a word on what is missing."""
_ANEW = "saving the PDF anew from a viewer may help"


def read_paper(path: Path, crops: Sequence[Crop] = ()) -> Paper:
    """Read one paper.

    Raises :class:`NotAPdf`, :class:`EncryptedPdf`, :class:`DamagedPdf`, or :class:`PaperError` when the file can't
    be opened. What goes wrong on single pages is told in ``Paper.problems``.
    """
    with open_pdf(path) as document, _without_collector():
        damage = damage_of(document, path)
        paper = read_document(document, file_sha256(path), crops)
    if len(paper.lost_pages) == paper.pages:
        raise DamagedPdf(
            say(
                f"{path} is damaged: none of its {paper.pages} pages can be read",
                f"{path} 已损坏：{paper.pages} 页都无法读取",
            ),
            say("download or copy it again", "请重新下载或复制"),
        )
    few = MOST_LOST * paper.pages
    if damage is None:
        if len(paper.lost_pages) > few or 1 in paper.lost_pages:
            return replace(paper, damage=f"{len(paper.lost_pages)} of its {paper.pages} pages can't be read")
        return paper
    hint = "download or copy the paper again" if damage.is_loss else _ANEW
    told_first = (Problem(str(damage), hint=hint), *paper.problems)
    return replace(paper, problems=told_first, damage=str(damage) if damage.is_loss else "")


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the cyclic garbage collector: reading makes many small objects and no cycles, and going over them again
    and again took a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_document(document: pymupdf.Document, sha256: str, crops: Sequence[Crop] = ()) -> Paper:
    """Read an open document."""
    problems: list[Problem] = []
    lost: dict[int, str] = {}
    partial: list[int] = []
    known: set[str] = set()
    said = messages()
    pages = []
    for number in range(1, document.page_count + 1):
        pages.append(_page(document, number, lost, known))
        now = messages()
        if number not in lost and loses_text(now):
            partial.append(number)
        said += now
    problems += _lost(lost)
    if damage := told(said):
        problems.append(
            Problem(
                say(
                    f"the PDF is damaged ({damage}): what it shows may not be all",
                    f"PDF 已损坏（{damage}）：显示的内容可能不全",
                ),
                hint=_ANEW,
            )
        )
    pages = with_ocr(document, mend_weights(document, mend_symbols(document, unshift(pages))), problems)
    layout = find_layout(with_ink(document, pages))
    figures = find_figures(document, layout)
    messages()
    paper = assemble(layout, figures, _metadata(document), sha256, problems, crops)
    by_ocr = tuple(page.number for page in pages if any(line.main.font == OCR_FONT for line in page.lines))
    return replace(
        paper,
        lost_pages=tuple(lost),
        partial_pages=tuple(partial),
        ocr_pages=by_ocr,
        remarks=remarks_of(document) if not lost else (),
    )


def _metadata(document: pymupdf.Document) -> dict[str, str | None]:
    try:
        return document.metadata or {}
    except MUPDF_ERRORS:
        return {}


def _page(document: pymupdf.Document, number: int, lost: dict[int, str], known: set[str]) -> Page:
    if not enter(TEXT, number):
        lost[number] = "reading it crashes or never ends"
    else:
        try:
            page = document[number - 1]
            source = interpret(page)
            return with_parted_captions(source, unglued(source, read_page(source), known))
        except (*MUPDF_ERRORS, MemoryError, RecursionError) as error:
            lost[number] = first_line(error)
    return Page(number, Box(0, 0, 612, 792), 0, (), ())


def _lost(lost: dict[int, str]) -> list[Problem]:
    """One problem for each reason and run of pages."""
    runs: list[tuple[int, int, str]] = []
    for number, reason in sorted(lost.items()):
        reason = reason.replace(f"page {number}", "page")
        if runs and runs[-1][1] == number - 1 and runs[-1][2] == reason:
            runs[-1] = (runs[-1][0], number, reason)
        else:
            runs.append((number, number, reason))
    problems = []
    for first, last, reason in runs:
        verb = "was left out" if "crashes" in reason else "can't be read"
        if first == last:
            problems.append(
                Problem(say(f"page {first} {verb} ({reason})", f"第 {first} 页无法读取（{reason}）"), first, _ANEW)
            )
        else:
            verb = verb.replace("was", "were")
            problems.append(
                Problem(
                    say(f"pages {first} to {last} {verb} ({reason})", f"第 {first} 至 {last} 页无法读取（{reason}）"),
                    None,
                    _ANEW,
                )
            )
    return problems


def assemble(
    layout: Layout,
    figures: tuple[Figure, ...],
    pdf: dict[str, str | None],
    sha256: str,
    problems: Sequence[Problem],
    crops: Sequence[Crop] = (),
) -> Paper:
    """Put a paper together from its layout, the figures found in it and the crops made by hand."""
    pages = layout.pages
    layout = layout.with_text(taken_by(figures))
    vocabulary = vocabulary_of(line.text for page in pages for line in page.lines)
    metadata, headings, start, abstract, above = _front(layout, vocabulary, pdf)
    sections, owner = sections_of(layout, headings, start, abstract, vocabulary, above)
    formulas = tuple(
        replace(formula, section=owner.get(index), explanation=_explanation(layout, index, sections, owner))
        for formula, index in formulas_of(layout.blocks)
    )
    figures, formulas = with_mentions(figures, formulas, sections)
    figures = describe_figures(figures, sections)
    texts = with_captions(page_texts(layout, vocabulary), figures)
    if crops:
        figures, formulas = with_mentions(apply_crops(figures, crops), formulas, sections)
    references = references_of(
        [layout.blocks[i] for i, section in sorted(owner.items()) if sections[section].role == "references"],
        vocabulary,
    )
    has_text = sum(len(page.text.strip()) > 80 for page in texts) >= max(1, len(texts) // 4)
    told = list(problems)
    return Paper(
        sha256,
        len(pages),
        metadata,
        tuple(sections),
        figures,
        formulas,
        references,
        tuple(text.text for text in texts),
        tuple(told),
        has_text,
        prints=tuple(
            Print(page.box.width, page.box.height, text.rows) for page, text in zip(pages, texts, strict=True)
        ),
    )


def _front(
    layout: Layout, vocabulary: Vocabulary, pdf: dict[str, str | None]
) -> tuple[Metadata, list[Heading], int, Abstract, set[int]]:
    """Metadata, headings, the block where the text begins (behind title and abstract), the abstract, and the
    blocks of title and authors."""
    headings = levelled(headings_of(layout, vocabulary))
    opening = opening_of(layout)
    metadata, title, abstract = metadata_of(layout, opening, headings, vocabulary, pdf)
    start = 0
    if title is not None:
        top = min(abstract.blocks) if abstract.blocks else _first_sure(headings, layout, title)
        kept = []
        for heading in headings:
            block = layout.blocks[heading.block]
            if heading.block in abstract.blocks and heading.block != abstract.label:
                continue
            kind = is_genre(heading.title) and not heading.scheme and not known_heading(heading.title)
            if heading.page in opening.pages or kind or repeats(title, heading.title):
                continue
            if heading.page < title.page or (heading.page == title.page and block.box.y0 <= title.box.y1):
                continue
            above = top is not None and heading.page == title.page == layout.blocks[top].page
            if (
                above
                and top is not None
                and heading.block != abstract.label
                and block.box.y1 <= layout.blocks[top].box.y0
            ):
                continue
            kept.append(heading)
        headings = kept
        start = (
            max(abstract.blocks) + 1
            if abstract.blocks
            else next((i for i, b in enumerate(layout.blocks) if b.page > title.page or b.box.y0 > title.box.y1), 0)
        )
    return metadata, headings, start, abstract, _above(layout, title, headings, abstract)


def _first_sure(headings: Sequence[Heading], layout: Layout, title: Title) -> int | None:
    """The first heading below the title that its number or its words make sure."""
    return next(
        (
            h.block
            for h in headings
            if h.page == title.page
            and layout.blocks[h.block].box.y0 > title.box.y1
            and (h.scheme or known_heading(h.title))
        ),
        None,
    )


def _above(layout: Layout, title: Title | None, headings: Sequence[Heading], abstract: Abstract) -> set[int]:
    """Blocks between the title and where the text begins, in whatever column they stand: authors and addresses."""
    if title is None:
        return set()
    firsts = [*sorted(abstract.blocks)[:1], *(heading.block for heading in headings)]
    tops = [layout.blocks[i].box.y0 for i in firsts if layout.blocks[i].page == title.page]
    if not tops:
        return set()
    return {
        i for i, block in enumerate(layout.blocks) if block.page == title.page and block.box.y1 <= min(tops) + 2
    } - abstract.blocks


def _explanation(layout: Layout, index: int, sections: Sequence[Section], owner: dict[int, int]) -> Sentence | None:
    """The sentence behind a display equation, when it says what the symbols are."""
    for following in range(index + 1, min(index + 5, len(layout.blocks))):
        block = layout.blocks[following]
        if block.kind in ("formula", "footnote", "aside"):
            continue
        if not _EXPLAINS.match(block.text) or following not in owner:
            return None
        begin = block.rows[0].text[:24]
        section = sections[owner[following]]
        return next((s for s in section.sentences if s.page == block.page and s.text.startswith(begin)), None)
    return None
