"""Figures, tables and algorithms of a document, found from their captions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from paper_notes.paper.figures.candidates import whole_content
from paper_notes.paper.figures.captions import Caption, find_captions
from paper_notes.paper.figures.choice import choose
from paper_notes.paper.figures.frames import horizontal_rules
from paper_notes.paper.figures.scene import Scene, make_scene
from paper_notes.paper.figures.tables import CERTAIN, read_table
from paper_notes.paper.layout.document import Layout
from paper_notes.paper.layout.style import Style
from paper_notes.paper.layout.views import View, turn_back
from paper_notes.paper.model import Box, Figure, FigureKind, Place
from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.paper.pdf.pages import Page

STEM: dict[FigureKind, str] = {"figure": "fig", "table": "table", "algorithm": "algo"}


def find_figures(document: pymupdf.Document, layout: Layout) -> tuple[Figure, ...]:
    """All captioned figures, tables and algorithms in reading order.

    ``type`` and ``name`` are provisional; ``describe_figures`` settles them.
    """
    views, style, decoration = layout.views, layout.style, layout.decoration
    captions = find_captions(layout)
    scenes = []
    for view in views:
        here = [c for c in captions if (c.page, c.quarter) == (view.page.number, view.quarter)]
        if here:
            scenes.append(make_scene(view, here, style, decoration))
    chosen = choose(scenes)
    shown_views = {(view.page.number, view.quarter): view for view in views}
    shown = {page.number: page for page in layout.pages}
    figures: list[Figure] = []
    owner: dict[tuple[FigureKind, str, str], int] = {}
    for caption in captions:
        candidate = chosen.get(caption)
        first = owner.get(caption.key)
        if caption.continued and first is not None:
            if candidate is not None:
                place = Place(caption.page, turn_back(candidate.box, caption.quarter, shown[caption.page]))
                figures[first] = replace(figures[first], parts=(*figures[first].parts, place))
            continue
        if candidate is None:
            elsewhere = _on_the_next_page(caption, shown_views, scenes, style, decoration)
            if elsewhere is not None:
                owner[caption.key] = len(figures)
                figures.append(elsewhere)
            continue
        page = shown[caption.page]
        box, own = (turn_back(b, caption.quarter, page) for b in (candidate.box, caption.box))
        inside = text_inside(shown_views[caption.page, caption.quarter], candidate.box)
        figure = _figure(caption, caption.page, box, own, inside)
        if caption.kind == "table" and caption.quarter == 0:
            figure = _with_cells(figure, document, page)
        owner[caption.key] = len(figures)
        figures.append(figure)
    return tuple(figures)


def taken_by(figures: Sequence[Figure]) -> dict[int, list[Box]]:
    """What figures and their captions take of each page."""
    taken: dict[int, list[Box]] = {}
    for figure in figures:
        taken.setdefault(figure.page, []).append(figure.box)
        taken.setdefault(figure.caption_page, []).append(figure.caption_box)
        for place in figure.parts:
            taken.setdefault(place.page, []).append(place.box)
    return taken


def _with_cells(figure: Figure, document: pymupdf.Document, page: Page) -> Figure:
    images = [graphic.box for graphic in page.graphics if graphic.kind == "image"]
    table = read_table(document[page.number - 1], figure.box, horizontal_rules(page), images)
    if table is None:
        return figure
    rows = table.texts() if table.certainty >= CERTAIN else ()
    return replace(figure, cells=table.cells, certainty=table.certainty, rows=rows)


def _figure(caption: Caption, page: int, box: Box, caption_box: Box, inside: str) -> Figure:
    return Figure(
        page=page,
        kind=caption.kind,
        number=caption.number,
        label=caption.label,
        caption=caption.text,
        box=box,
        caption_box=caption_box,
        caption_page=caption.page,
        type="result",
        name=f"{STEM[caption.kind]}{caption.number.lower()}",
        inside=inside,
    )


def _on_the_next_page(
    caption: Caption,
    views: dict[tuple[int, int], View],
    scenes: Sequence[Scene],
    style: Style,
    decoration: frozenset[tuple[int, ...]],
) -> Figure | None:
    """A figure on the page before or after its caption: content that no caption there owns, and that ends its page."""
    scene = next(s for s in scenes if caption in s.captions)
    middle = (scene.area.y0 + scene.area.y1) / 2
    for step in (-1, 1) if caption.box.y0 < middle else (1, -1):
        view = views.get((caption.page + step, 0))
        if view is None or caption.quarter or any(s.page.number == view.page.number for s in scenes):
            continue
        there = make_scene(view, (), style, decoration)
        walls = [wall for wall in there.walls if wall.width > 0.2 * there.area.width]
        top, bottom = there.area.y0, there.area.y1
        if step < 0:
            top = max([top, *(wall.y1 for wall in walls)])
        else:
            bottom = min([bottom, *(wall.y0 for wall in walls)])
        box = whole_content(there, Box(there.area.x0, top, there.area.x1, bottom))
        if box is not None and box.area > 0.08 * view.page.box.area:
            return _figure(caption, caption.page + step, box, caption.box, text_inside(view, box))
    return None


def text_inside(view: View, box: Box) -> str:
    """The rows of text in a box of the view, from top to bottom."""
    return "\n".join(
        [row.text for row in view.rows if row.box.y1 > box.y0 and row.box.y0 < box.y1 and box.covers(row.box)]
    )
