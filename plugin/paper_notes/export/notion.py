"""Notion, without its API: Markdown and pictures in one ZIP, as its importer takes them.

What the importer knows is what Notion itself exports: ``$`` and ``$$`` formulas, fenced code, tables, pictures beside
the text.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

from paper_notes.export.juejin import JuejinMarkdown
from paper_notes.export.markdown_text import Rewriting
from paper_notes.export.model import Article, Citation
from paper_notes.export.options import Bundle, Options
from paper_notes.export.pictures import Gallery
from paper_notes.export.sources import Sources, markdown_tail
from paper_notes.export.wording import page_label

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of everything in the ZIP: the same note makes the same bytes."""


def export(article: Article, options: Options) -> Bundle:
    """``article.md``, its pictures, and both in ``import.zip``."""
    gallery = Gallery(article)
    sources = Sources(article, options.pages, links=True)
    body = Rewriting(article, _Import(article, gallery, options, sources)).text()
    files = gallery.files()
    files["article.md"] = f"# {article.title}\n\n{body}{markdown_tail(sources)}".encode()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED)
    files["import.zip"] = packed.getvalue()
    return Bundle("article.md", files)


class _Import(JuejinMarkdown):
    def cite(self, citation: Citation) -> str:
        if self.options.pages != "keep":
            return super().cite(citation)
        label = page_label(citation.pages, self.article.language)
        url = next((page.url for page in citation.pages if page.url), "")
        inner = f"[{label}]({url})" if url else label
        opening, closing = ("（", "）") if self.article.language == "zh" else ("(", ")")
        return inner if citation.bracketed else f"{opening}{inner}{closing}"
