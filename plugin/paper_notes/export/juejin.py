"""Juejin: Markdown with ``$`` and ``$$``, and what its publishing dialogue asks for."""

from __future__ import annotations

import json
import re

from paper_notes.export.markdown_text import Rewriting
from paper_notes.export.markdown_writer import Place, PlatformWriter
from paper_notes.export.model import Article, ExportError
from paper_notes.export.options import Bundle, Options
from paper_notes.export.pictures import Gallery
from paper_notes.export.sources import Sources, markdown_tail
from paper_notes.export.wording import WORDING
from paper_notes.language.shorten import shorten

THEME, HIGHLIGHT = "juejin", "github"
TITLE_MOST, SUMMARY_MOST, TAGS_MOST = 100, 100, 3
"""Characters and numbers that the publishing dialogue takes."""

CATEGORIES = ("后端", "前端", "Android", "iOS", "人工智能", "开发工具", "代码人生", "阅读")
DEFAULT_CATEGORY = "人工智能"


def export(article: Article, options: Options) -> Bundle:
    """``article.md``, ``publish.json`` and the pictures. A title that is too long is cut, and told.

    Raises :class:`ExportError` for a category that Juejin doesn't have.
    """
    category = article.category or DEFAULT_CATEGORY
    if category not in CATEGORIES:
        raise ExportError(
            f"{article.entry.folder.settings_file}: Juejin has no category {category!r}",
            f"it has {', '.join(CATEGORIES)}",
        )
    gallery = Gallery(article)
    sources = Sources(article, options.pages, links=True)
    body = Rewriting(article, JuejinMarkdown(article, gallery, options, sources)).text()
    front = f"---\ntheme: {THEME}\nhighlight: {HIGHLIGHT}\n---\n\n"
    publish = {
        "title": shorten(article.title, TITLE_MOST),
        "summary": shorten(article.summary, SUMMARY_MOST),
        "category": category,
        "tags": list(article.tags[:TAGS_MOST]),
    }
    files = gallery.files()
    files["article.md"] = (front + body + markdown_tail(sources)).encode()
    files["publish.json"] = (json.dumps(publish, ensure_ascii=False, indent=2) + "\n").encode()
    bundle = Bundle("article.md", files)
    if len(article.title) > TITLE_MOST:
        bundle.by_hand.append((0, WORDING[article.language].too_long.format(len(article.title), TITLE_MOST)))
    if options.images in ("", "files"):
        upload = WORDING[article.language].upload
        bundle.need({f"images/{each.name}": upload.format(f"images/{each.name}") for each in gallery.shown.values()})
    return bundle


class JuejinMarkdown(PlatformWriter):
    """CommonMark with tables; formulas for KaTeX."""

    def formula(self, latex: str, display: bool, place: Place) -> str:
        written = super().formula(latex, display, place)
        # a bar would end the cell
        return re.sub(r"(?<!\\)\|", r"\\vert ", written) if place.cell and "|" in latex else written
