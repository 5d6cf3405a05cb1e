"""The content of pages kept from one build to the next: a page that nothing has changed for is not made again.

An entry is sealed (:mod:`paper_notes.cache.sealed`): HTML that another hand put into the cache is never published.
It names pictures by file name alone; where they lie is known to whoever asks.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from paper_notes.cache.sealed import read_sealed, seal
from paper_notes.files import write_atomically
from paper_notes.site.kept_pictures import is_kept


@dataclass(frozen=True, slots=True)
class Content:
    """A page's HTML, the pictures of cited pages that it refers to (file in the cache by page number), and the copies
    of figures that it shows."""

    html: str
    cited: Mapping[int, Path]
    copies: tuple[Path, ...] = ()


class _Record(msgspec.Struct, frozen=True):
    key: str
    html: str
    cited: dict[int, str]
    copies: tuple[str, ...]


@dataclass(slots=True)
class KeptContent:
    """One file a page in ``contents`` under ``cache``, which is safe to delete; the pictures of cited pages lie in its
    folder ``pages``, the copies of figures in ``pictures``."""

    cache: Path
    _asked: set[str] = field(default_factory=set)

    def load(self, source: str, key: str) -> Content | None:
        """The content of the page of this source when it was made under the same key."""
        data = read_sealed(self._file(source))
        try:
            record = None if data is None else msgspec.json.decode(data, type=_Record)
        except msgspec.DecodeError:
            return None
        if record is None or record.key != key or not all(map(is_plain, [*record.cited.values(), *record.copies])):
            return None
        cited = {number: self.cache / "pages" / name for number, name in record.cited.items()}
        copies = tuple(self.cache / "pictures" / name for name in record.copies)
        return Content(record.html, cited, copies) if all(map(is_kept, copies)) else None

    def save(self, source: str, key: str, content: Content) -> None:
        """Keep a page's content where that is possible."""
        cited = {number: picture.name for number, picture in content.cited.items()}
        record = _Record(key, content.html, cited, tuple(copy.name for copy in content.copies))
        file = self._file(source)
        with contextlib.suppress(OSError):
            write_atomically(file, seal(file.name, msgspec.json.encode(record)), durably=False)

    def keep(self, source: str) -> None:
        """The content of a page stays, though nobody asks for it in this build."""
        self._file(source)

    def prune(self) -> None:
        """Remove what belongs to pages that were not asked for."""
        folder = self.cache / "contents"
        for file in folder.glob("*.json") if folder.is_dir() else ():
            if file.name not in self._asked:
                file.unlink(missing_ok=True)

    def _file(self, source: str) -> Path:
        name = f"{hashlib.sha256(source.encode('utf-8', 'surrogateescape')).hexdigest()[:24]}.json"
        self._asked.add(name)
        return self.cache / "contents" / name


def is_plain(name: str) -> bool:
    """Whether a name leads nowhere else."""
    return name not in ("", ".", "..") and Path(name).name == name and "\\" not in name
