"""The content of pages kept from one build to the next: a page that nothing has changed for is not made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from paper_notes.note.store import write_atomically


@dataclass(frozen=True, slots=True)
class Content:
    """A page's HTML, the pictures of cited pages that it refers to (file in the cache by page number), and the copies
    of figures that it shows."""

    html: str
    cited: Mapping[int, Path]
    copies: tuple[Path, ...] = ()


@dataclass(slots=True)
class KeptContent:
    """One file a page under ``folder``, which is safe to delete; a damaged file counts as missing."""

    folder: Path
    _asked: set[str] = field(default_factory=set)

    def load(self, source: str, key: str) -> Content | None:
        """The content of the page of this source when it was made under the same key."""
        try:
            head, _, html = self._file(source).read_text(encoding="utf-8").partition("\n")
            record = json.loads(head)
            if record["key"] != key or record["digest"] != _digest(html):
                return None
            cited = {int(number): Path(picture) for number, picture in record["cited"].items()}
            copies = tuple(map(Path, record["copies"]))
            return Content(html, cited, copies) if all(copy.is_file() for copy in copies) else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def save(self, source: str, key: str, content: Content) -> None:
        """Keep a page's content."""
        cited = {str(number): str(picture) for number, picture in content.cited.items()}
        copies = list(map(str, content.copies))
        head = json.dumps({"key": key, "digest": _digest(content.html), "cited": cited, "copies": copies})
        write_atomically(self._file(source), f"{head}\n{content.html}".encode(), durably=False)

    def prune(self) -> None:
        """Remove what belongs to pages that were not asked for."""
        for file in self.folder.glob("*.html") if self.folder.is_dir() else ():
            if file.name not in self._asked:
                file.unlink(missing_ok=True)

    def _file(self, source: str) -> Path:
        name = f"{hashlib.sha256(source.encode()).hexdigest()[:24]}.html"
        self._asked.add(name)
        return self.folder / name


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
