"""What the buttons on a note's page put on the clipboard: the exports for WeChat, Zhihu and Juejin, made with the site.

A reader who owns the note gets the same as from the command, without installing anything. Extracts have no buttons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from paper_notes.cache.keys import code_version, key_of
from paper_notes.cache.sealed import read_sealed, seal
from paper_notes.export.model import Article, ExportError, Picture, walk
from paper_notes.export.options import Options
from paper_notes.export.pictures import Gallery
from paper_notes.export.source import Reader
from paper_notes.export.targets import exporter
from paper_notes.files import write_atomically
from paper_notes.site.entry import Entry

_FILES = {"wechat": "article.html", "zhihu": "article.html", "juejin": "article.md"}
_OTHERS = re.compile(r"(?:\.\./|\[\[)([^/\[\]|#\s()<>]+)")
"""Names of other notes that a note may link to, and of what else stands in such places."""
_ON_THE_WEB = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True, slots=True)
class PageCopies:
    """Makes the copies of a note, and keeps them in ``cache`` by what they are made of."""

    reader: Reader
    cache: Path

    def __call__(self, entry: Entry) -> dict[str, bytes]:
        """The copies by target; none of an extract, of a translation, or of what a platform can't take."""
        if entry.standing == "extract" or entry.path != entry.folder.note:
            return {}
        try:
            states = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in _files(entry)]
        except OSError:
            return {}
        code = code_version("export", "site", "checking")
        others = [self.reader.leads_to(slug) for slug in sorted(set(_OTHERS.findall(entry.body)))]
        key = key_of(code, entry.slug, entry.front, entry.body, states, others, self.reader.site)
        kept = self.cache / "copies" / f"{key[:32]}.json"
        data = read_sealed(kept)
        if data is None:
            data = msgspec.json.encode({target: text.decode() for target, text in self._made(entry).items()})
            write_atomically(kept, seal(kept.name, data))
        found = msgspec.json.decode(data, type=dict[str, str])
        return {target: text.encode() for target, text in found.items()}

    def _made(self, entry: Entry) -> dict[str, bytes]:
        try:
            article = self.reader.read(entry.folder)
        except ExportError:
            return {}  # the command tells why
        found = {}
        for target, name in _FILES.items():
            try:
                bundle = exporter(target)(article, Options(images="files" if target == "juejin" else "inline"))
            except ExportError:
                continue
            text = bundle.files[name].decode()
            found[target] = (_on_the_site(article, text) if target == "juejin" else text).encode()
        return found


def _files(entry: Entry) -> list[Path]:
    images = sorted(entry.folder.images.glob("*")) if entry.folder.images.is_dir() else []
    return [path for path in (*images, entry.folder.settings_file, entry.folder.pdf) if path.is_file()]


def _on_the_site(article: Article, text: str) -> str:
    """Markdown whose pictures lie on the note's own page, where that has them as PNG or JPEG."""
    shown = Gallery(article).shown
    for node in walk(article.blocks):
        if isinstance(node, Picture) and article.page_url and node.source.casefold().endswith(_ON_THE_WEB):
            each = shown.get(node.source)
            if each is not None and node.source.startswith("images/") and " " not in node.source:
                text = text.replace(f"](images/{each.name})", f"]({article.page_url}{node.source})")
    return text
