"""The targets by name; each is loaded when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import cast

from paper_notes.export.model import Article
from paper_notes.export.options import Bundle, Options
from paper_notes.gate.characters import printable

TARGETS = {
    "zhihu": "Zhihu: Markdown to import, HTML to paste",
    "juejin": "Juejin: Markdown and what its dialogue asks for",
    "wechat": "WeChat: a page whose button copies the article",
    "notion": "Notion: Markdown and pictures for its importer",
    "obsidian": "Obsidian: a folder for a vault",
    "html": "one self-contained HTML file",
    "pdf": "PDF, printed by Chromium",
    "docx": "Word, if Pandoc is installed",
}
WEB = ("zhihu", "juejin", "wechat")
"""Platforms that a note is published on; the others keep it for oneself."""

SHARED = frozenset(("obsidian", "html", "pdf", "docx"))
"""Targets whose files lie in one folder; the others have a folder a note."""

Exporter = Callable[[Article, Options], Bundle]


def exporter(target: str) -> Exporter:
    """The function that makes a target's files; it raises :class:`~paper_notes.export.model.ExportError`.

    Its texts hold no control or bidirectional character, however a note spelled them.
    """
    export = cast(Exporter, importlib.import_module(f"paper_notes.export.{target}").export)

    def gated(article: Article, options: Options) -> Bundle:
        bundle = export(article, options)
        for name, data in bundle.files.items():
            if name.endswith(_TEXTS):
                bundle.files[name] = printable(data.decode("utf-8")).encode("utf-8")
        return bundle

    return gated


_TEXTS = (".md", ".html", ".txt", ".json", ".yml")
