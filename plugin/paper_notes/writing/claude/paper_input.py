"""The paper as content blocks: the PDF itself, its text with figures as images, or its text alone."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paper_notes.errors import PaperError, WriterError
from paper_notes.language.script import han_count
from paper_notes.paper.figures.crops import render_crop
from paper_notes.paper.model import Figure, Paper
from paper_notes.paper.pdf.isolation import guarded
from paper_notes.paper.pdf.opening import open_pdf
from paper_notes.settings import InputMode
from paper_notes.writing.model import Brief

MOST_PDF_PAGES = 600
MOST_PDF_BYTES = 23_000_000
"""A request holds 32 MB, and base64 makes a third more of a file."""
MOST_IMAGES = 20
IMAGE_DPI = 110
CUTTING_SECONDS = 120.0
"""Time for the pictures of one paper."""
MOST_CHARACTERS = 2_400_000
"""Text beyond this doesn't fit a window of a million tokens together with the questions."""

TOKENS_A_PDF_PAGE = 2_600
TOKENS_AN_IMAGE = 1_600
CHARACTERS_A_TOKEN = 3.5
HAN_A_TOKEN = 1.2


@dataclass(frozen=True, slots=True)
class PaperInput:
    """Content blocks (the last one ends what the server should cache), what identifies them, the tokens they come to
    by rule of thumb, and messages for the user; of a PDF its pages and the bytes of its text."""

    blocks: tuple[Mapping[str, Any], ...]
    identity: str
    tokens: int
    messages: tuple[str, ...] = ()
    pdf_pages: int = 0
    pdf_text_bytes: int = 0


def paper_input(paper: Paper, brief: Brief, mode: InputMode) -> PaperInput:
    """Make the blocks. A PDF that no request can hold is sent as text, and the messages say so.

    Raises WriterError for a paper that holds no text where text is to be sent, or too much of it.
    """
    messages: tuple[str, ...] = ()
    if mode == "pdf":
        obstacle = _obstacle(paper, brief)
        if not obstacle:
            return _as_pdf(paper, brief)
        messages = (f"{obstacle}: sent to the model as text, without figures",)
    if not paper.has_text:
        raise WriterError("this paper is a scan without text", "choose input: pdf, so that the model sees its pages")
    text = "\n\n".join(f"=== page {i} ===\n{page}" for i, page in enumerate(paper.page_texts, 1))
    if len(text) > MOST_CHARACTERS:
        raise WriterError(
            f"this paper has {len(text):,} characters, more than the {MOST_CHARACTERS:,} that fit one request",
            "split it, or use the writer 'extract'",
        )
    blocks: list[Mapping[str, Any]] = [{"type": "text", "text": f"<paper>\n{inert(text)}\n</paper>"}]
    images = _images(paper, brief) if mode == "text+images" else []
    blocks += images
    blocks[-1] = {**blocks[-1], "cache_control": {"type": "ephemeral"}}
    tokens = count_text(text) + TOKENS_AN_IMAGE * len(images) // 2
    return PaperInput(tuple(blocks), f"{mode}:{paper.sha256}", tokens, messages)


def count_text(text: str) -> int:
    """Tokens of a text by rule of thumb, on the high side."""
    han = han_count(text)
    return int(han / HAN_A_TOKEN + (len(text) - han) / CHARACTERS_A_TOKEN) + 1


def _obstacle(paper: Paper, brief: Brief) -> str:
    """Why the PDF can't be sent; "" when it can."""
    if brief.pdf is None or not brief.pdf.is_file():
        return "the PDF file is not at hand"
    size = brief.pdf.stat().st_size
    if size > MOST_PDF_BYTES:
        return f"the PDF has {size / 1e6:.0f} MB, a request holds {MOST_PDF_BYTES / 1e6:.0f}"
    if paper.pages > MOST_PDF_PAGES:
        return f"the PDF has {paper.pages} pages, a request holds {MOST_PDF_PAGES}"
    return ""


def _as_pdf(paper: Paper, brief: Brief) -> PaperInput:
    assert brief.pdf is not None
    block = {
        "type": "document",
        "source": {
            "type": "base64",
            "media_type": "application/pdf",
            "data": base64.standard_b64encode(brief.pdf.read_bytes()).decode(),
        },
        "title": "paper.pdf",
        "cache_control": {"type": "ephemeral"},
    }
    text = sum(len(page.encode("utf-8", "surrogatepass")) for page in paper.page_texts)
    return PaperInput(
        (block,), f"pdf:{paper.sha256}", TOKENS_A_PDF_PAGE * paper.pages, pdf_pages=paper.pages, pdf_text_bytes=text
    )


def _images(paper: Paper, brief: Brief) -> list[Mapping[str, Any]]:
    """The figures that matter most as images, each with its label before it."""
    if brief.pdf is None or not brief.pdf.is_file():
        return []
    chosen = sorted((f for f in paper.figures if f.box.area > 0), key=lambda f: -f.importance)[:MOST_IMAGES]
    blocks: list[Mapping[str, Any]] = []
    shown = tuple(sorted(chosen, key=paper.figures.index))
    for figure, png in zip(shown, guarded(cut_figures, CUTTING_SECONDS, brief.pdf, shown), strict=True):
        if png:
            data = base64.standard_b64encode(png).decode()
            blocks.append({"type": "text", "text": f"{inert(figure.label)} (page {figure.page}):"})
            blocks.append({"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": data}})
    return blocks


def cut_figures(pdf: Path, figures: tuple[Figure, ...]) -> list[bytes]:
    """PNGs of the figures, b"" for one that can't be drawn; runs in a worker process."""
    pictures = []
    with open_pdf(pdf) as document:
        for figure in figures:
            try:
                pictures.append(render_crop(document, figure.page, figure.box, IMAGE_DPI))
            except (PaperError, ValueError):
                pictures.append(b"")  # a page that can't be drawn shows the model nothing
    return pictures


def inert(text: str, frame: str = "paper") -> str:
    """Text of the paper that can't close the frame it stands in."""
    return text.replace("<", "‹").replace(">", "›") if f"{frame}>" in text else text
