"""Figures, tables and algorithms of a document, found from their captions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from paper_notes.paper.figures.candidates import Candidate
from paper_notes.paper.figures.captions import Caption, find_captions
from paper_notes.paper.figures.choice import choose
from paper_notes.paper.figures.frames import horizontal_rules
from paper_notes.paper.figures.next_page import content_elsewhere
from paper_notes.paper.figures.scene import Scene, make_scene
from paper_notes.paper.figures.tables import CERTAIN, read_table
from paper_notes.paper.layout.document import Layout
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
    elsewhere = _elsewhere(layout, captions, scenes, chosen)
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
            found = elsewhere.get(caption)
            if found is not None:
                number, there = found
                owner[caption.key] = len(figures)
                inside = text_inside(shown_views[number, 0], there)
                figures.append(_figure(caption, number, there, caption.box, inside))
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


def _elsewhere(
    layout: Layout, captions: Sequence[Caption], scenes: Sequence[Scene], chosen: Mapping[Caption, Candidate]
) -> dict[Caption, tuple[int, Box]]:
    """Page and box of what belongs to upright captions that have nothing on their own pages."""
    lost = [c for c in captions if c not in chosen and not c.quarter and not c.continued]
    if not lost:
        return {}
    views = {view.page.number: view for view in layout.views if view.quarter == 0}
    upright = {scene.page.number: scene for scene in scenes if scene.page is views[scene.page.number].page}

    def scene_of(number: int) -> Scene | None:
        if number not in upright and number in views:
            upright[number] = make_scene(views[number], (), layout.style, layout.decoration)
        return upright.get(number)

    taken: dict[int, list[tuple[Caption, Box]]] = {}
    for caption, candidate in chosen.items():
        if caption.quarter == 0:
            taken.setdefault(caption.page, []).append((caption, candidate.box))
    found: dict[Caption, tuple[int, Box]] = {}
    for caption in lost:
        place = content_elsewhere(caption, upright[caption.page], scene_of, taken, lost)
        if place is not None:
            found[caption] = place
            taken.setdefault(place[0], []).append((caption, place[1]))
    return found


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


def text_inside(view: View, box: Box) -> str:
    """The rows of text in a box of the view, from top to bottom."""
    return "\n".join(
        [row.text for row in view.rows if row.box.y1 > box.y0 and row.box.y0 < box.y1 and box.covers(row.box)]
    )
