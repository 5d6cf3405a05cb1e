"""Obsidian: a folder to put into a vault. Properties, links between notes, pictures, and the paper opened at a page."""

from __future__ import annotations

import re

import yaml

from paper_notes.export.juejin import JuejinMarkdown
from paper_notes.export.markdown_text import Rewriting
from paper_notes.export.model import Article, Citation
from paper_notes.export.options import Bundle, Options
from paper_notes.export.pictures import Gallery
from paper_notes.export.sources import Sources, markdown_tail
from paper_notes.export.wording import page_label, paper_address

ATTACHMENTS = "attachments"
_UNSAFE_IN_TAGS = re.compile(r"[^\w/-]+")


def export(article: Article, options: Options) -> Bundle:
    """``<slug>.md`` and ``attachments/<slug>/``, the paper among them when it lies in the note's folder."""
    gallery = Gallery(article)
    sources = Sources(article, options.pages, links=True)
    pdf = article.entry.folder.pdf
    body = Rewriting(article, _Vault(article, gallery, options, sources, pdf.is_file())).text()
    name = f"{article.slug}.md"
    files = gallery.files(f"{ATTACHMENTS}/{article.slug}")
    if pdf.is_file():
        files[f"{ATTACHMENTS}/{article.slug}/paper.pdf"] = pdf.read_bytes()
    properties = yaml.safe_dump(_properties(article), allow_unicode=True, sort_keys=False, width=10_000)
    files[name] = f"---\n{properties}---\n\n# {article.title}\n\n{body}{markdown_tail(sources)}".encode()
    return Bundle(name, files)


def _properties(article: Article) -> dict[str, object]:
    front = article.entry.front
    tags = [_UNSAFE_IN_TAGS.sub("-", tag).strip("-") for tag in article.tags]
    values: dict[str, object] = {
        "title": front.title or article.title,
        "aliases": [article.title],
        "authors": list(front.authors),
        "year": front.year,
        "venue": front.venue,
        "source": paper_address(article),
        "tags": [f"n{tag}" if tag.isdigit() else tag for tag in tags if tag],
        "difficulty": front.difficulty,
        "status": article.entry.standing,
        "description": article.summary,
    }
    return {key: value for key, value in values.items() if value not in (None, "", [])}


class _Vault(JuejinMarkdown):
    def __init__(self, article: Article, gallery: Gallery, options: Options, sources: Sources, has_pdf: bool) -> None:
        super().__init__(article, gallery, options, sources)
        self.has_pdf = has_pdf

    def picture(self, alt: str, source: str) -> str:
        shown = self.gallery.shown.get(source)
        if not shown:
            return f"![{alt}]({source})"
        return f"![{alt}]({ATTACHMENTS}/{self.article.slug}/{shown.name})"

    def cite(self, citation: Citation) -> str:
        if self.options.pages != "keep":
            return super().cite(citation)
        label = page_label(citation.pages, self.article.language)
        page = citation.pages[0]
        if self.has_pdf:
            inner = f"[{label}]({ATTACHMENTS}/{self.article.slug}/paper.pdf#page={page.first})"
        else:
            inner = f"[{label}]({page.url})" if page.url else label
        opening, closing = ("（", "）") if self.article.language == "zh" else ("(", ")")
        return inner if citation.bracketed else f"{opening}{inner}{closing}"

    def link(self, label: str, url: str, slug: str) -> str:
        return f"[[{slug}|{label}]]" if slug else super().link(label, url, slug)
