"""A note's images as its page shows them: their size, and a lighter copy where one is worth it.

Figures are cut out of papers as PNG at 200 dpi. As WebP they are a third as heavy; the page shows that, and opens the
original when somebody enlarges the figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from PIL import Image

from paper_notes.cache.keys import declared_version
from paper_notes.files import is_outside
from paper_notes.library.folders import PaperFolder
from paper_notes.site.kept_pictures import is_kept, keep_picture
from paper_notes.site.thumbnails import file_key, on_white, picture_size

_WIDEST = 1520
"""Pixels; twice the width of the text."""
_SMALL = 12_000
"""Bytes from which a copy is made: below, it saves less than a request costs."""
_WORTH = 0.75
_LOSSY_WORTH = 0.7
_EXACT_AT_BEST = 0.5
"""What lossless WebP is of a figure's PNG when it does well: trying it is slow, and not done where it can't win."""


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """An image's width and height in CSS pixels, and the copy to show in its place, if there is one."""

    width: int
    height: int
    lighter: Path | None


def shown_pictures(folder: PaperFolder, html: str, cache: Path) -> dict[str, ShownPicture]:
    """The images of a note's folder that its page's HTML shows, by their path in the folder (``images/…``)."""
    found = {}
    written = unquote(html)
    for path in sorted(folder.images.glob("*")) if folder.images.is_dir() else ():
        name = f"images/{path.name}"
        if name not in written or not path.is_file() or is_outside(path, folder.path.parent):
            continue
        try:
            found[name] = ShownPicture(*picture_size(path), lighter_copy(path, cache))
        except OSError:
            continue  # not an image, or one that Pillow can't read: the browser finds its size
    return found


def lighter_copy(image: Path, cache: Path) -> Path | None:
    """A PNG or JPEG as WebP, at most 1520 pixels wide; None when that doesn't make it a quarter lighter.

    Without loss, unless loss saves much more. Kept in ``cache`` by the image's content, an empty file for None.
    Raises ``OSError`` when the file can't be read.
    """
    size = image.stat().st_size
    if image.suffix.casefold() not in (".png", ".jpg", ".jpeg") or size < _SMALL:
        return None
    kept = cache / f"{file_key(image)}-{declared_version('pictures')}.webp"
    if not is_kept(kept):
        data = _webp(image)
        keep_picture(kept, data if len(data) < size * _WORTH else b"")
    return kept if kept.stat().st_size else None


def _webp(image: Path) -> bytes:
    with Image.open(image) as opened:
        if getattr(opened, "is_animated", False):
            return image.read_bytes()
        picture = on_white(opened)
    lossy = BytesIO()
    shown = picture
    if picture.width > _WIDEST:
        height = max(1, round(picture.height * _WIDEST / picture.width))
        shown = picture.resize((_WIDEST, height), Image.Resampling.LANCZOS)
    shown.save(lossy, "WEBP", quality=86, method=2)
    if lossy.tell() < image.stat().st_size * _EXACT_AT_BEST * _LOSSY_WORTH:
        return lossy.getvalue()
    exact = BytesIO()
    picture.save(exact, "WEBP", lossless=True, quality=30, method=1)
    much_lighter = lossy.tell() < exact.tell() * _LOSSY_WORTH
    return lossy.getvalue() if much_lighter else exact.getvalue()
