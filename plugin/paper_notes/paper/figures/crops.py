"""Figures as pictures: a box of a page rendered to PNG or SVG and cropped to its ink."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from paper_notes.errors import PaperError
from paper_notes.messages import say
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.paper.pdf.opening import MUPDF_ERRORS, first_line, messages, new_document

Ink = NDArray[np.bool_]

MARGIN = 4.0
"""Points of white left around the ink."""
REACH = 3.0
"""Points by which ink may stand out of the box: a tick label, a line's end."""
WHITE = 244
"""Grey level from which a pixel counts as paper."""
LARGEST_FILE = 1_000_000
"""Bytes of a picture, at most, as long as it stays sharp enough to read."""
USUAL_DPI = 200
"""Dots per inch of pictures that nobody asked to be finer."""
COARSEST = 100
"""Dots per inch below which small type can't be read."""
LARGEST = 40_000_000
"""Pixels of the largest picture; a poster is rendered at a lower resolution instead."""


def render_crop(document: pymupdf.Document, page_number: int, box: Box, dpi: int) -> bytes:
    """A PNG of ``box`` (points of the page as displayed) on page ``page_number`` (from 1).

    White borders are cut to a small margin; ink that crosses the box's edge is followed a few points. A picture of more
    than ``LARGEST_FILE`` bytes is rendered smaller, though not below ``COARSEST``, unless more than ``USUAL_DPI`` was
    asked for. Raises ``ValueError`` when the box lies outside the page, and :class:`PaperError` when it can't be drawn.
    """
    try:
        return _rendered(document, page_number, box, dpi)
    except ValueError:
        raise
    except (*MUPDF_ERRORS, MemoryError) as error:  # PyMuPDF's own errors can't leave a worker process
        raise PaperError(
            say(
                f"page {page_number} can't be drawn ({first_line(error)})",
                f"第 {page_number} 页无法绘出（{first_line(error)}）",
            )
        ) from None
    finally:
        messages()


def _rendered(document: pymupdf.Document, page_number: int, box: Box, dpi: int) -> bytes:
    page = document[page_number - 1]
    clip = pymupdf.Rect(box.grown(REACH)) & page.rect
    if (pymupdf.Rect(box) & page.rect).is_empty or clip.is_empty:
        raise ValueError(f"the box {tuple(round(v) for v in box)} lies outside page {page_number}")
    zoom = min(dpi / 72, (LARGEST / max(clip.width * clip.height, 1)) ** 0.5)
    while True:
        pixmap = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), clip=clip, annots=False)
        window = _window(_ink(pixmap), pixmap.n, _pixels(box, pixmap, zoom))
        picture = _png(pixmap, window, round(MARGIN * zoom))
        if len(picture) <= LARGEST_FILE or zoom <= COARSEST / 72 or dpi > USUAL_DPI:
            return picture
        # A picture's bytes grow with its pixels, a photo's a little faster: go a little below what that says.
        zoom = max(0.95 * zoom * (LARGEST_FILE / len(picture)) ** 0.5, COARSEST / 72)


def render_svg(document: pymupdf.Document, page_number: int, box: Box) -> str:
    """An SVG of the box, for figures drawn with vectors; text becomes outlines, so that no font is needed."""
    target = new_document()
    clip = pymupdf.Rect(ink_box(document, page_number, box).grown(MARGIN))
    clip &= document[page_number - 1].rect
    page = target.new_page(width=clip.width, height=clip.height)
    page.show_pdf_page(page.rect, document, page_number - 1, clip=clip)
    text: str = page.get_svg_image(text_as_path=True)
    target.close()
    return text


def ink_box(document: pymupdf.Document, page_number: int, box: Box, dpi: int = 100, reach: float = REACH) -> Box:
    """The box shrunk to the ink in it, in points; the box itself when it is blank."""
    page = document[page_number - 1]
    clip = pymupdf.Rect(box.grown(reach)) & page.rect
    if clip.is_empty:
        return box
    zoom = dpi / 72
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), clip=clip, annots=False)
    x0, y0, x1, y1 = _window(_ink(pixmap), pixmap.n, _pixels(box, pixmap, zoom))
    return Box((pixmap.x + x0) / zoom, (pixmap.y + y0) / zoom, (pixmap.x + x1) / zoom, (pixmap.y + y1) / zoom)


def _ink(pixmap: pymupdf.Pixmap) -> Ink:
    """Which samples are darker than paper, channel by channel (yellow is ink too): height x (width * channels)."""
    samples = np.frombuffer(pixmap.samples_mv, np.uint8).reshape(pixmap.height, pixmap.stride)
    return samples[:, : pixmap.width * pixmap.n] < WHITE


def _pixels(box: Box, pixmap: pymupdf.Pixmap, zoom: float) -> tuple[int, int, int, int]:
    """The box in pixels of the pixmap, clamped to it."""
    x0, y0 = round(box.x0 * zoom) - pixmap.x, round(box.y0 * zoom) - pixmap.y
    x1, y1 = round(box.x1 * zoom) - pixmap.x, round(box.y1 * zoom) - pixmap.y
    width, height = pixmap.width, pixmap.height
    x0, y0 = min(max(x0, 0), width - 1), min(max(y0, 0), height - 1)
    return x0, y0, min(max(x1, x0 + 1), width), min(max(y1, y0 + 1), height)


def _window(ink: Ink, n: int, start: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Pixels to keep: the ink of the start window, followed outward while its edge is inked.

    ``n`` is the number of channels in a pixel.
    """
    x0, y0, x1, y1 = start
    height, width = ink.shape[0], ink.shape[1] // n
    if not ink[y0:y1, x0 * n : x1 * n].any():
        return start
    # An edge moves outward only when white is found there: ink that goes on is something else, a caption for one.
    y0 = next((y for y in range(y0, -1, -1) if not ink[y, x0 * n : x1 * n].any()), y0)
    y1 = next((y + 1 for y in range(y1 - 1, height) if not ink[y, x0 * n : x1 * n].any()), y1)
    x0 = next((x for x in range(x0, -1, -1) if not ink[y0:y1, x * n : x * n + n].any()), x0)
    x1 = next((x + 1 for x in range(x1 - 1, width) if not ink[y0:y1, x * n : x * n + n].any()), x1)
    part = ink[y0:y1, x0 * n : x1 * n]
    ys, xs = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0)) // n
    top, bottom, left, right = y0 + int(ys[0]), y0 + int(ys[-1]) + 1, x0 + int(xs[0]), x0 + int(xs[-1]) + 1
    return left, top, right, bottom


def _png(pixmap: pymupdf.Pixmap, window: tuple[int, int, int, int], margin: int) -> bytes:
    """The window of the pixmap as PNG with a white margin: what stands beside the figure doesn't show in it."""
    x0, y0, x1, y1 = window
    width, height = x1 - x0, y1 - y0
    target = pymupdf.Pixmap(pixmap.colorspace, pymupdf.IRect(0, 0, width + 2 * margin, height + 2 * margin), False)
    target.clear_with(255)
    pixmap.set_origin(margin - x0, margin - y0)
    target.copy(pixmap, pymupdf.IRect(margin, margin, margin + width, margin + height))
    if target.is_monochrome or _colourless(target):
        target = pymupdf.Pixmap(pymupdf.csGRAY, target)
    data: bytes = target.tobytes("png")
    return data


def _colourless(pixmap: pymupdf.Pixmap) -> bool:
    if pixmap.n < 3:
        return False
    samples = np.frombuffer(pixmap.samples_mv, np.uint8).reshape(pixmap.height, pixmap.stride)
    red, green, blue = (samples[:, i : pixmap.width * pixmap.n : pixmap.n] for i in range(3))
    return bool((red == green).all() and (green == blue).all())
