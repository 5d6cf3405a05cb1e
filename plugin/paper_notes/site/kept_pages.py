"""Whole pages kept from one build to the next: what stands in the site, in the search index, and behind links to them.

A page is found again under the key of all that it is made of. Its record is sealed
(:mod:`paper_notes.cache.sealed`), its HTML has its seal beside it, and pictures are named by file name alone: what
another hand put into the cache counts as missing, and the page is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from paper_notes.cache.sealed import read_sealed, seal
from paper_notes.files import write_atomically
from paper_notes.site.kept_content import is_plain
from paper_notes.site.kept_pictures import is_kept, keep_picture

Lookup = tuple[str, str, bool] | None
"""The source, the URL, and whether it is left out of the site, of a file that a page asked for; None for none."""


@dataclass(slots=True)
class Shown:
    """The pictures that a page shows: those of pages of its paper by number, and others."""

    cited: Mapping[int, Path] = field(default_factory=dict)
    pictures: tuple[Path, ...] = ()


class KeptPage(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a page besides its HTML.

    ``asked`` is what it learnt of the site's other files, ``anchors`` what can be linked to in it, ``links`` its own
    links to anchors (target's source, anchor, as written), ``search`` its entries in the search index, ``characters``
    those that its formulas show. ``quiet`` says that the build which made it didn't tell what is only information.
    """

    key: str
    title: str
    asked: dict[str, Lookup]
    anchors: tuple[str, ...]
    links: tuple[tuple[str, str, str], ...]
    search: tuple[dict[str, Any], ...]
    characters: str
    cited: dict[int, str]
    pictures: tuple[str, ...]
    quiet: bool


class KeptPages:
    """Two files a page in a folder of the cache, which is safe to delete. ``mode`` tells sites apart that are built in
    turn, such as the preview's."""

    def __init__(self, cache: Path, mode: str) -> None:
        self.cache = cache
        self._folder = cache / f"whole-{hashlib.sha256(mode.encode()).hexdigest()[:12]}"
        self._asked: set[str] = set()

    def load(self, source: str, key: str) -> KeptPage | None:
        """What was kept of the page of this source under this key, when its HTML and pictures are there too."""
        file = self._file(source)
        data = read_sealed(file)
        try:
            page = None if data is None else msgspec.msgpack.decode(data, type=KeptPage)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        if page is None or page.key != key or not all(map(is_plain, [*page.cited.values(), *page.pictures])):
            return None
        pictures = (self.cache / "pictures" / name for name in page.pictures)
        return page if is_kept(self.html(source, key)) and all(map(is_kept, pictures)) else None

    def shown(self, page: KeptPage) -> Shown:
        """The pictures of a kept page."""
        cited = {number: self.cache / "pages" / name for number, name in page.cited.items()}
        return Shown(cited, tuple(self.cache / "pictures" / name for name in page.pictures))

    def save(self, source: str, page: KeptPage, html: bytes) -> None:
        """Keep a page where that is possible."""
        file, kept = self._file(source), self.html(source, page.key)
        with contextlib.suppress(OSError, UnicodeEncodeError, TypeError):
            data = seal(file.name, msgspec.msgpack.encode(page))
            keep_picture(kept, html)
            write_atomically(file, data, durably=False)

    def html(self, source: str, key: str) -> Path:
        """Where the page's HTML is kept."""
        name = f"{_name(source)}-{key[:24]}.html"
        self._asked |= {name, f"{name}.seal"}
        return self._folder / name

    def prune(self) -> None:
        """Remove what belongs to pages, or to states of them, that were not asked for."""
        for file in self._folder.iterdir() if self._folder.is_dir() else ():
            if file.name not in self._asked:
                file.unlink(missing_ok=True)

    def _file(self, source: str) -> Path:
        name = f"{_name(source)}.page"
        self._asked.add(name)
        return self._folder / name


def _name(source: str) -> str:
    return hashlib.sha256(source.encode("utf-8", "surrogateescape")).hexdigest()[:24]
