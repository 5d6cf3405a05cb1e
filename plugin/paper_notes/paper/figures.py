"""Figures, tables and algorithms of a document, found from their captions."""

from __future__ import annotations

from collections.abc import Sequence

from paper_notes.paper.captions import find_captions
from paper_notes.paper.model import Box, Figure, FigureKind
from paper_notes.paper.mupdf import pymupdf
from paper_notes.paper.pages import Page
from paper_notes.paper.regions_choice import choose
from paper_notes.paper.regions_margins import recurring, running_heads
from paper_notes.paper.regions_scene import make_scene
from paper_notes.paper.regions_text import document_style
from paper_notes.paper.views import View, turn_back, views_of

STEM: dict[FigureKind, str] = {"figure": "fig", "table": "table", "algorithm": "algo"}


def find_figures(document: pymupdf.Document, pages: Sequence[Page]) -> tuple[Figure, ...]:
    """All captioned figures, tables and algorithms in reading order.

    ``type`` and ``name`` are provisional; ``describe_figures`` settles them.
    """
    heads = running_heads(pages)
    views = [view for page in pages for view in views_of(page, heads[page.number])]
    style = document_style([view.rows for view in views if view.quarter == 0])
    captions = find_captions([(view.page, view.quarter, view.rows) for view in views], style)
    decoration = recurring(pages)
    scenes = []
    for view in views:
        here = [c for c in captions if (c.page, c.quarter) == (view.page.number, view.quarter)]
        if here:
            scenes.append(make_scene(view, here, style, decoration))
    chosen = choose(scenes)
    shown_views = {(view.page.number, view.quarter): view for view in views}
    shown = {page.number: page for page in pages}
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
                box=turn_back(candidate.box, caption.quarter, shown[caption.page]),
                caption_box=turn_back(caption.box, caption.quarter, shown[caption.page]),
                caption_page=caption.page,
                type="result",
                name=f"{STEM[caption.kind]}{caption.number.lower()}",
                inside=text_inside(shown_views[caption.page, caption.quarter], candidate.box),
            )
        )
    return tuple(figures)


def text_inside(view: View, box: Box) -> str:
    """The rows of text in a box of the view, from top to bottom."""
    return "\n".join(row.text for row in view.rows if box.covers(row.box))
