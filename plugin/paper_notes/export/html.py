"""One HTML file with everything in it: text, MathML, the font for it, and pictures. It asks for nothing on the web."""

from __future__ import annotations

import base64
import re

from markupsafe import escape

from paper_notes.export.formulas import FormulaError, mathml, number_of
from paper_notes.export.html_writer import HtmlWriter
from paper_notes.export.model import Article, Element, ExportError, Formula, Node, Picture
from paper_notes.export.options import Bundle, Options
from paper_notes.export.pictures import Gallery
from paper_notes.export.sources import Sources, linked
from paper_notes.site.maths import characters_in_formulas
from paper_notes.site.maths_font import make_maths_font
from paper_notes.site.templates import render

WIDEST_INLINE = 24
"""Characters from which a formula in a line scrolls by itself, where the screen is too narrow for it."""

_ANNOTATION = re.compile(r"<annotation\b.*?</annotation>", re.S)
_MARKUP = re.compile(r"<[^>]*>|\s")


def export(article: Article, options: Options) -> Bundle:
    """``<slug>.html``."""
    name = f"{article.slug}.html"
    return Bundle(name, {name: page(article, options).encode()})


def page(article: Article, options: Options) -> str:
    """The whole page."""
    content = PageWriter(article, Gallery(article)).document(page_blocks(article, options))
    font = ""
    if "<math" in content:
        data, _ = make_maths_font(characters_in_formulas(content), options.cache / "site")
        font = base64.b64encode(data).decode()
    return render(
        "single_page.html",
        title=article.title,
        summary=article.summary,
        content=content,
        font=font,
        language="zh-CN" if article.language == "zh" else "en",
    )


def page_blocks(article: Article, options: Options) -> tuple[Node, ...]:
    """The blocks of a document that keeps links: cited pages lead to the paper."""
    sources = Sources(article, options.pages, links=True)
    blocks = linked(article.blocks, article) if options.pages == "keep" else sources.settle(article.blocks)
    return blocks + sources.tail()


class PageWriter(HtmlWriter):
    """HTML for browsers: formulas as MathML, pictures in the text."""

    def __init__(self, article: Article, gallery: Gallery) -> None:
        self.article = article
        self.gallery = gallery

    def formula(self, formula: Formula) -> str:
        try:
            math = mathml(formula.latex, formula.display)
        except FormulaError as error:
            raise ExportError(f"{self.article.entry.path}:{formula.line}: {error}") from error
        if not formula.display:
            shown = _MARKUP.sub("", _ANNOTATION.sub("", math))
            return f'<span class="wide" tabindex="0">{math}</span>' if len(shown) > WIDEST_INLINE else math
        number = number_of(formula.latex)
        shown = f'<span class="number">({escape(number)})</span>' if number else ""
        return f'<div class="formula" tabindex="0"><div>{math}</div>{shown}</div>'

    def picture(self, picture: Picture) -> str:
        shown = self.gallery.shown.get(picture.source)
        if shown is None:
            return f'<a href="{escape(picture.source)}">{escape(picture.alt or picture.source)}</a>'
        image = f'<img src="{shown.inline}" alt="{escape(picture.alt)}" width="{shown.width}" height="{shown.height}">'
        return f"<figure>{image}<figcaption>{escape(picture.alt)}</figcaption></figure>" if picture.alone else image

    def element(self, element: Element) -> str:
        if element.tag == "p" and len(element.children) == 1 and isinstance(element.children[0], Picture):
            return self.children(element)
        return super().element(element)

    def table(self, table: Element) -> str:
        return f'<div class="table" tabindex="0">{super().table(table)}</div>'
