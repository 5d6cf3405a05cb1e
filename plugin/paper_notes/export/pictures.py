"""Images as platforms take them: PNG or JPEG, at most a megabyte, with names of Latin letters, digits and hyphens."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from PIL import Image

from paper_notes.export.model import Article, ExportError, Picture, walk
from paper_notes.site.thumbnails import on_white, open_picture

MOST_BYTES = 1_000_000
"""What WeChat's uploadimg takes; the strictest of the platforms."""

_WIDEST = 2000
"""Pixels; twice what any of the editors shows."""

_COVERS = {"cover": (900, 383), "cover-square": (500, 500)}
"""Pixels of WeChat's cover pictures, 2.35:1 and 1:1."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture ready to go: file name, bytes, size in pixels."""

    name: str
    data: bytes
    width: int
    height: int

    @property
    def inline(self) -> str:
        """The picture as a ``data:`` address."""
        kind = "png" if self.name.endswith(".png") else "jpeg"
        return f"data:image/{kind};base64,{base64.b64encode(self.data).decode()}"


class Gallery:
    """The pictures of one article by what the note calls them; raises :class:`ExportError` for one that is amiss."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.shown: dict[str, Shown] = {}
        taken: set[str] = set()
        for node in walk(article.blocks):
            if isinstance(node, Picture) and node.file is not None and node.source not in self.shown:
                shown = _load(self._checked(node))
                stem, suffix = shown.name.rsplit(".", 1)
                name, count = shown.name, 1
                while name in taken:
                    count += 1
                    name = f"{stem}-{count}.{suffix}"
                taken.add(name)
                self.shown[node.source] = Shown(name, shown.data, shown.width, shown.height)

    def files(self, folder: str = "images") -> dict[str, bytes]:
        """The pictures by path."""
        return {f"{folder}/{shown.name}": shown.data for shown in self.shown.values()}

    def _checked(self, picture: Picture) -> Path:
        path, folder = picture.file, self.article.entry.folder.path
        assert path is not None
        line = self._line(picture)
        if not path.resolve().is_relative_to(folder.resolve()):
            raise ExportError(f"{line}: the picture {picture.source} lies outside the note's folder")
        if not path.is_file():
            raise ExportError(f"{line}: there is no picture {picture.source}", "put it there, or take it out")
        try:
            _load(path)
        except (OSError, ValueError, Image.DecompressionBombError) as error:
            raise ExportError(f"{line}: the picture {picture.source} can't be read ({error})") from error
        return path

    def _line(self, picture: Picture) -> str:
        place = self.article.text.find(picture.source)
        number = self.article.text.count("\n", 0, place) + 1 if place >= 0 else 1
        return f"{self.article.entry.path}:{number}"


def covers(article: Article) -> dict[str, bytes]:
    """The cover pictures by file name: the key figure on white, else the title on a card."""
    figure = article.entry.figure
    if figure is not None:
        with open_picture(figure) as opened:
            picture = on_white(opened)
    else:
        picture = _title_card(article.title)
    return {f"{name}.png": _png(_fitted(picture, size)) for name, size in _COVERS.items()}


def picture_address(name: str, inline: str, slug: str, images: str) -> str:
    """What an image's address is under ``--images``."""
    if images == "inline":
        return inline
    return f"images/{name}" if images in ("", "files") else f"{images.rstrip('/')}/{quote(slug)}/{name}"


def ascii_name(stem: str) -> str:
    """A file's stem in ``[a-z0-9-]+``."""
    return re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-") or "figure"


def _load(path: Path) -> Shown:
    status = path.stat()
    return _prepared(path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=512)
def _prepared(path: Path, size: int, changed: int) -> Shown:
    name = ascii_name(path.stem)
    with open_picture(path) as opened:
        form = opened.format
        plain = opened.mode in ("RGB", "L", "P", "1") and "transparency" not in opened.info
        if form in ("PNG", "JPEG") and plain and size <= MOST_BYTES and not getattr(opened, "is_animated", False):
            opened.verify()
            return Shown(f"{name}.{'png' if form == 'PNG' else 'jpg'}", path.read_bytes(), *opened.size)
        picture = on_white(opened)
    data = _png(picture)
    if len(data) <= MOST_BYTES:
        return Shown(f"{name}.png", data, *picture.size)
    for widest in (_WIDEST, 1600, 1200, 900, 600):
        if picture.width > widest or picture.height > 2 * widest:
            picture.thumbnail((widest, 2 * widest), Image.Resampling.LANCZOS)
        for quality in (90, 82, 74):
            out = BytesIO()
            picture.save(out, "JPEG", quality=quality, optimize=True)
            if out.tell() <= MOST_BYTES:
                return Shown(f"{name}.jpg", out.getvalue(), *picture.size)
    raise ValueError("it can't be made smaller than a megabyte")


def _png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _fitted(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The whole picture in the middle of a white field: a diagram that is cut says nothing."""
    scale = min(size[0] * 0.94 / picture.width, size[1] * 0.94 / picture.height)
    shown = picture.resize(
        (max(1, round(picture.width * scale)), max(1, round(picture.height * scale))), Image.Resampling.LANCZOS
    )
    field = Image.new("RGB", size, "white")
    field.paste(shown, ((size[0] - shown.width) // 2, (size[1] - shown.height) // 2))
    return field


def _title_card(title: str) -> Image.Image:
    from markupsafe import escape

    from paper_notes.paper.pdf.mupdf import pymupdf

    with pymupdf.open() as document:
        page = document.new_page(width=600, height=400)
        box = pymupdf.Rect(50, 60, 550, 340)
        page.insert_htmlbox(box, f'<p style="font-size:44px;text-align:center">{escape(title)}</p>')
        pixmap = page.get_pixmap(dpi=150, alpha=False)
    return Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)
