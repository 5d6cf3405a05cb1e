"""Small WebP pictures of figures and PDF pages, kept in a cache by the content they were made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PIL import Image

from paper_notes.cache.keys import declared_version
from paper_notes.errors import PaperError
from paper_notes.files import file_sha256
from paper_notes.paper.pdf.isolation import guarded
from paper_notes.site.kept_pictures import is_kept, keep_picture

if TYPE_CHECKING:
    from paper_notes.paper.pdf.mupdf import pymupdf

# What draws loads PyMuPDF where it is used: a build that draws nothing doesn't wait for it.

T = TypeVar("T")

CARD_WIDTH = 400
PAGE_WIDTH = 720
TALLEST = 7200
"""Pixels of the tallest picture of a page: one made to be a mile high is drawn smaller."""
DRAWING_SECONDS = 60.0
"""Time for one SVG."""
_TEXT_WIDTH = 760
_SOCIAL = (1200, 630)


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A picture in the cache; ``name`` is its file name, unique by content; width and height in pixels."""

    path: Path
    width: int
    height: int

    @property
    def name(self) -> str:
        return self.path.name


def figure_thumbnail(image: Path, cache: Path) -> Thumbnail:
    """An image as WebP, at most 400 pixels wide; never enlarged.

    Raises ``OSError`` when the file is no image that Pillow reads, nor an SVG.
    """
    kept = cache / f"{_key(image, 'card')}.webp"
    if not is_kept(kept):
        with open_picture(image) as opened:
            picture = on_white(opened)
            if picture.width > CARD_WIDTH:
                height = max(1, round(picture.height * CARD_WIDTH / picture.width))
                picture = picture.resize((CARD_WIDTH, height), Image.Resampling.LANCZOS)
            # a tall figure fills no card: its top half says what it is
            picture = picture.crop((0, 0, picture.width, min(picture.height, picture.width * 2)))
            _save(picture, kept, "WEBP", quality=78, method=4)
    return _measured(kept)


def social_picture(image: Path, cache: Path) -> Thumbnail:
    """A figure in the middle of a white 1200 by 630 JPEG, as link previews want it."""
    kept = cache / f"{_key(image, 'social')}.jpg"
    if not is_kept(kept):
        with open_picture(image) as opened:
            picture = on_white(opened)
            scale = min((_SOCIAL[0] - 80) / picture.width, (_SOCIAL[1] - 60) / picture.height, 2.0)
            size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
            canvas = Image.new("RGB", _SOCIAL, "white")
            left, top = (_SOCIAL[0] - size[0]) // 2, (_SOCIAL[1] - size[1]) // 2
            canvas.paste(picture.resize(size, Image.Resampling.LANCZOS), (left, top))
            _save(canvas, kept, "JPEG", quality=82, optimize=True)
    return _measured(kept)


def page_size(width: float, height: float) -> tuple[int, int]:
    """Width and height in pixels of the picture of a page that is so many points wide and high."""
    height = max(1, round(height * PAGE_WIDTH / max(width, 1.0)))
    return (PAGE_WIDTH, height) if height <= TALLEST else (max(1, PAGE_WIDTH * TALLEST // height), TALLEST)


def draw_page(document: pymupdf.Document, number: int, picture: Path) -> None:
    """Draw a PDF page (from 1) as displayed, 720 pixels wide, and keep it as WebP.

    Raises ``IndexError`` when the document has no such page and ``RuntimeError`` when it can't be drawn.
    """
    from paper_notes.paper.pdf.mupdf import pymupdf

    if not 1 <= number <= document.page_count:
        raise IndexError(f"no page {number}")
    page = document[number - 1]
    zoom = min(PAGE_WIDTH / max(page.rect.width, 1.0), TALLEST / max(page.rect.height, 1.0))
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
    drawn = Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)
    _save(drawn, picture, "WEBP", quality=52, method=2)  # method 4 saves 3 % and takes twice as long


def open_picture(path: Path) -> Image.Image:
    """An image of a note's folder; an SVG drawing is drawn 1200 pixels wide or high.

    Raises ``OSError`` when the file is no image that Pillow reads, nor an SVG.
    """
    if path.suffix.casefold() != ".svg":
        return Image.open(path)
    width, height, pixels = _of_drawing(draw_svg, path)
    return Image.frombytes("RGB", (width, height), pixels)


def picture_size(path: Path) -> tuple[int, int]:
    """Width and height at which an image wants to be shown, in CSS pixels; raises ``OSError``."""
    if path.suffix.casefold() != ".svg":
        with Image.open(path) as picture:
            return picture.size
    wide, high = _of_drawing(measure_svg, path)
    scale = max(1.0, _TEXT_WIDTH / max(wide, 1.0))
    return round(wide * scale), round(high * scale)


def _of_drawing(job: Callable[[Path], T], path: Path) -> T:
    """The job's result on an SVG, from a worker process; raises ``OSError`` when it can't be drawn."""
    try:
        return guarded(job, DRAWING_SECONDS, path)
    except PaperError as error:
        raise OSError(f"no SVG that can be drawn ({error})") from error


def draw_svg(path: Path) -> tuple[int, int, bytes]:
    """Width, height and RGB values of an SVG drawn 1200 pixels wide or high; runs in a worker process."""
    from paper_notes.paper.pdf.mupdf import pymupdf
    from paper_notes.paper.pdf.opening import open_drawing

    with open_drawing(path) as page:
        zoom = _SOCIAL[0] / max(page.rect.width, page.rect.height, 1.0)
        pixmap = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
        return pixmap.width, pixmap.height, bytes(pixmap.samples)


def measure_svg(path: Path) -> tuple[float, float]:
    """Width and height of an SVG in points; runs in a worker process."""
    from paper_notes.paper.pdf.opening import open_drawing

    with open_drawing(path) as page:
        return page.rect.width, page.rect.height


def file_key(path: Path) -> str:
    """Twenty hex digits of the file's SHA-256; computed once for a file that doesn't change."""
    return file_sha256(path)[:20]


def _key(image: Path, use: str) -> str:
    return hashlib.sha256(f"{declared_version('thumbnails')} {use} {file_key(image)}".encode()).hexdigest()[:20]


def on_white(picture: Image.Image) -> Image.Image:
    """The picture without transparency."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(ground, layered).convert("RGB")
    return picture.convert("RGB")


def _save(picture: Image.Image, path: Path, form: str, **options: int) -> None:
    out = BytesIO()
    picture.save(out, form, **options)
    keep_picture(path, out.getvalue())


@lru_cache(maxsize=16384)
def _measured(path: Path) -> Thumbnail:
    with Image.open(path) as picture:
        return Thumbnail(path, picture.width, picture.height)
