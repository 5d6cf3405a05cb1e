"""Scanned pages: one picture with text laid over it. What is drawn there is seen only as ink.

The page is rendered small, the rows of its text layer are wiped out, and the ink that is left is put together to
connected areas on a coarse grid: figures, rules, pictures, as if they had been drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from paper_notes.paper.model import Box
from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.paper.pdf.pages import Graphic, Page

WHOLE = 0.8
"""Share of a page that a scan's picture covers."""
FEWEST_LINES = 5
"""Rows of text over the picture; with fewer it is a photo."""
DPI = 72
DARK = 180
"""Grey level below which a pixel of a scan is ink."""
CELL = 3
"""Pixels of a cell's side: ink in neighbouring cells is connected."""
THIN = 4.0
"""Points."""
SMALLEST = 7.0
"""Points of a connected area's longer side; smaller ones are specks and marks of the text."""


def is_scan(page: Page) -> bool:
    """Whether the page is one picture with text laid over it."""
    if len(page.lines) < FEWEST_LINES:
        return False
    return any(g.kind == "image" and g.box.intersection(page.box).area > WHOLE * page.box.area for g in page.graphics)


def with_ink(document: pymupdf.Document, pages: Sequence[Page]) -> list[Page]:
    """The pages, the scanned ones with what their ink shows in place of the picture of the whole page."""
    return [
        replace(page, graphics=ink_of(document[page.number - 1], page)) if is_scan(page) else page for page in pages
    ]


def ink_of(sheet: pymupdf.Page, page: Page) -> tuple[Graphic, ...]:
    """The connected areas of ink apart from the page's rows of text."""
    pixmap = sheet.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY, annots=False)
    grey = np.frombuffer(pixmap.samples_mv, np.uint8).reshape(pixmap.height, pixmap.stride)[:, : pixmap.width]
    ink = grey < DARK
    scale = DPI / 72
    for line in page.lines:
        x0, y0, x1, y1 = (round(value * scale) for value in line.box)
        ink[max(y0 - 1, 0) : y1 + 1, max(x0 - 1, 0) : x1 + 1] = False
    border = round(0.02 * min(ink.shape))  # the dark edges of a scanned sheet
    ink[:border], ink[-border:], ink[:, :border], ink[:, -border:] = False, False, False, False
    boxes = [Box(*(float(value) / scale for value in box)) for box in _connected(ink)]
    return tuple(
        Graphic(box, "vector")
        for box in boxes
        if max(box.width, box.height) >= SMALLEST and not _is_left_of_text(box, page)
    )


def _is_left_of_text(box: Box, page: Page) -> bool:
    """Whether thin ink is what a row's box has left of its letters, above or below it."""
    return box.height < THIN and any(
        min(abs(box.y0 - line.box.y1), abs(line.box.y0 - box.y1)) < THIN
        and line.box.x0 - THIN < box.x0
        and box.x1 < line.box.x1 + THIN
        for line in page.lines
    )


def _connected(ink: NDArray[np.bool_]) -> list[tuple[float, float, float, float]]:
    """Boxes around connected areas, in pixels: runs of inked cells of neighbouring rows are united."""
    height, width = (size // CELL * CELL for size in ink.shape)
    squares = ink[:height, :width].reshape(height // CELL, CELL, width // CELL, CELL)
    cells: NDArray[np.bool_] = np.asarray(squares.any(axis=(1, 3)))
    parents: list[int] = []
    extents: list[list[int]] = []

    def root(i: int) -> int:
        while parents[i] != i:
            parents[i] = parents[parents[i]]
            i = parents[i]
        return i

    above: list[tuple[int, int, int]] = []
    for y in range(len(cells)):
        row = cells[y]
        edges = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(np.int8), [0]))))
        here = []
        for first, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            own = len(parents)
            parents.append(own)
            extents.append([first, y, stop, y + 1])
            for a, b, other in above:
                if a <= stop and b >= first:
                    mine, its = root(own), root(other)
                    if mine != its:
                        parents[mine] = its
            here.append((first, stop, own))
        above = here
    whole: dict[int, list[int]] = {}
    for i, (x0, y0, x1, y1) in enumerate(extents):
        box = whole.setdefault(root(i), [x0, y0, x1, y1])
        box[:] = [min(box[0], x0), min(box[1], y0), max(box[2], x1), max(box[3], y1)]
    found = []
    for x0, y0, x1, y1 in whole.values():
        part = ink[y0 * CELL : y1 * CELL, x0 * CELL : x1 * CELL]
        rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
        if len(rows) and len(columns):
            left, top = x0 * CELL, y0 * CELL
            found.append((left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1))
    return found
