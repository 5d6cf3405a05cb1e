"""Figures, tables and algorithms of a document, found from their captions."""

from __future__ import annotations

from collections.abc import Sequence

import pymupdf

from paper_notes.paper.captions import Caption, find_captions
from paper_notes.paper.model import Figure, FigureKind
from paper_notes.paper.pages import Page
from paper_notes.paper.regions import make_scene
from paper_notes.paper.regions_choice import choose
from paper_notes.paper.regions_text import body_lines, document_style, running_heads

STEM: dict[FigureKind, str] = {"figure": "fig", "table": "table", "algorithm": "algo"}


def find_figures(document: pymupdf.Document, pages: Sequence[Page]) -> tuple[Figure, ...]:
    """All captioned figures, tables and algorithms in reading order.

    ``type`` and ``name`` are provisional; ``describe_figures`` settles them.
    """
    style = document_style(pages)
    heads = running_heads(pages)
    captions = find_captions(pages, style, heads)
    by_page: dict[int, list[Caption]] = {}
    for caption in captions:
        by_page.setdefault(caption.page, []).append(caption)
    scenes = []
    for page in pages:
        here = by_page.get(page.number)
        if here:
            owned = {i for caption in here for i in caption.lines}
            margins = heads.get(page.number, set())
            body = body_lines(page, style, owned | margins)
            scenes.append(make_scene(page, here, body, margins))
    chosen = choose(scenes)
    figures = []
    for caption in captions:
        candidate = chosen.get(caption)
        if candidate is None:
            continue
        figures.append(
            Figure(
                page=caption.page,
                kind=caption.kind,
                number=caption.number,
                label=caption.label,
                caption=caption.text,
                box=candidate.box,
                caption_box=caption.box,
                caption_page=caption.page,
                type="result",
                name=f"{STEM[caption.kind]}{caption.number.lower()}",
            )
        )
    return tuple(figures)
