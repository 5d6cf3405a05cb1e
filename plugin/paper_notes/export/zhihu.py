"""Zhihu: Markdown for its import, and the same article as HTML for pasting.

Its editor shows a formula as a picture of its own server, marked ``eeimg="1"``; one whose LaTeX ends in ``\\\\``
stands on a line of its own. It knows two levels of headings, and tables without groups of columns.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from markupsafe import escape

from paper_notes.export.html_writer import HtmlWriter, rows_of
from paper_notes.export.markdown_text import Rewriting
from paper_notes.export.markdown_writer import Place, PlatformWriter
from paper_notes.export.model import Article, Element, Formula, Picture, walk
from paper_notes.export.options import Bundle, Options
from paper_notes.export.pictures import Gallery, picture_address
from paper_notes.export.sources import Sources, markdown_tail
from paper_notes.export.wording import WORDING

ADDRESS = "https://www.zhihu.com/equation?tex="
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3"}


def export(article: Article, options: Options) -> Bundle:
    """``article.md``, ``article.html`` and the pictures."""
    gallery = Gallery(article)
    files = gallery.files()
    sources = Sources(article, options.pages, links=True)
    writer = _Html(gallery, options)
    blocks = sources.settle(article.blocks)
    files["article.html"] = writer.document(blocks + sources.tail()).encode()
    tables = [writer.node(node) for node in walk(blocks) if isinstance(node, Element) and node.tag == "table"]
    sources = Sources(article, options.pages, links=True)
    text = Rewriting(article, _Markdown(article, gallery, options, sources, tables)).text()
    files["article.md"] = (text + markdown_tail(sources)).encode()
    bundle = Bundle("article.md", files)
    upload = WORDING[article.language].upload
    if options.images in ("", "files"):
        bundle.need({f"images/{each.name}": upload.format(f"images/{each.name}") for each in gallery.shown.values()})
    return bundle


def formula_picture(latex: str, display: bool) -> str:
    """A formula as Zhihu's editor keeps it; :func:`formula_of` undoes it."""
    tex = latex.strip()
    if display and "\\tag" not in tex:
        tex += "\\\\"
    alt = str(escape(tex)).replace("\n", "&#10;")
    return f'<img src="{ADDRESS}{quote(tex, safe="")}" alt="{alt}" eeimg="1">'


class _Html(HtmlWriter):
    def __init__(self, gallery: Gallery, options: Options) -> None:
        self.gallery = gallery
        self.options = options

    def formula(self, formula: Formula) -> str:
        picture = formula_picture(formula.latex, formula.display)
        return f"<p>{picture}</p>" if formula.display else picture

    def picture(self, picture: Picture) -> str:
        shown = self.gallery.shown.get(picture.source)
        address = picture.source
        if shown:
            address = picture_address(shown.name, shown.inline, self.gallery.article.slug, self.options.images)
        alt = escape(picture.alt)
        image = f'<img src="{escape(address)}" alt="{alt}">'
        return f"<figure>{image}<figcaption>{alt}</figcaption></figure>" if picture.alone and picture.alt else image

    def element(self, element: Element) -> str:
        if element.tag in _HEADINGS:
            tag = _HEADINGS[element.tag]
            return f"<{tag}>{self.children(element)}</{tag}>"
        if element.tag in ("h4", "h5", "h6"):
            return f"<p><strong>{self.children(element)}</strong></p>"
        if element.tag == "p" and len(element.children) == 1 and isinstance(element.children[0], Picture):
            return self.children(element)
        return super().element(element)

    def code(self, element: Element) -> str:
        language = escape(element.attributes.get("lang", "text"))
        return f'<pre lang="{language}"><code>{self.children(element)}</code></pre>'

    def table(self, table: Element) -> str:
        head, body = rows_of(table)
        return f"<table><tbody>{''.join(map(self.row, head + body))}</tbody></table>"

    def cell(self, cell: Element) -> str:
        return f"<{cell.tag}>{self.children(cell)}</{cell.tag}>"


class _Markdown(PlatformWriter):
    def __init__(
        self, article: Article, gallery: Gallery, options: Options, sources: Sources, tables: list[str]
    ) -> None:
        super().__init__(article, gallery, options, sources)
        self.tables = tables

    def formula(self, latex: str, display: bool, place: Place) -> str:
        bare = re.sub(r"(?m)^[ \t>]+(?=\S)|^[ \t>]+$", "", latex).strip() if place.prefix.strip() else latex
        return formula_picture(bare, display and not place.cell)

    def table(self, number: int, source: str) -> str:
        return self.tables[number]
