"""WeChat official accounts: a fragment with inline styles only, and a page that puts it on the clipboard.

The editor drops style elements, classes, ids and links to other sites, and with the ids every glyph that an SVG takes
from elsewhere: so each formula carries its own paths. It tears items of lists apart that hold more than one element,
and folds white space in code: so items are wrapped, and code has its line breaks as elements.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import escape

from paper_notes.export.formulas import drawing, prepare
from paper_notes.export.html_writer import HtmlWriter, rows_of
from paper_notes.export.model import Article, Element, ExportError, Formula, Node, Picture
from paper_notes.export.options import Bundle, Options
from paper_notes.export.pictures import Gallery, Shown, covers, picture_address
from paper_notes.export.sources import Sources
from paper_notes.export.wechat_styles import DRAFT_STYLES, STYLES, WIDEST_INLINE
from paper_notes.export.wording import WORDING
from paper_notes.site.templates import render


def export(article: Article, options: Options) -> Bundle:
    """``article.html`` (the fragment), ``preview.html``, covers and pictures."""
    gallery = Gallery(article)
    # pasted, a picture must be in the text: the editor can't reach files
    shown = options.images or "inline"
    fragment = fragment_of(article, options, lambda each: picture_address(each.name, each.inline, article.slug, shown))
    files = gallery.files() | covers(article)
    files["article.html"] = fragment.encode()
    files["preview.html"] = preview(article, fragment).encode()
    bundle = Bundle("article.html", files)
    words = WORDING[article.language]
    if shown == "files":
        bundle.need(
            {f"images/{each.name}": words.upload.format(f"images/{each.name}") for each in gallery.shown.values()}
        )
    bundle.by_hand += [(0, f"{words.cover}: cover.png (2.35:1), cover-square.png (1:1)")]
    return bundle


def fragment_of(
    article: Article,
    options: Options,
    address: Callable[[Shown], str],
    formula: Callable[[Formula, str], str] | None = None,
) -> str:
    """The article's HTML; ``address`` gives a picture's address, ``formula`` (with a style) draws one its own way."""
    styles = STYLES if formula is None else DRAFT_STYLES
    if options.style not in styles:
        raise ExportError(f"there is no style {options.style!r}", f"there are {', '.join(styles)}")
    prepare(article)
    sources = Sources(article, options.pages, links=False)
    blocks = sources.settle(article.blocks)
    writer = _Fragment(article, styles[options.style], Gallery(article), address, formula)
    return writer.whole(blocks + sources.tail())


def preview(article: Article, fragment: str) -> str:
    """A page that shows the fragment as a telephone does, with a button that copies it as rich text."""
    words = WORDING[article.language]
    return render(
        "copy_page.html",
        title=article.title,
        fragment=fragment,
        words=words,
        language="zh-CN" if article.language == "zh" else "en",
    )


class _Fragment(HtmlWriter):
    def __init__(
        self,
        article: Article,
        style: Mapping[str, str],
        gallery: Gallery,
        address: Callable[[Shown], str],
        formula: Callable[[Formula, str], str] | None,
    ) -> None:
        self.article = article
        self.style = style
        self.gallery = gallery
        self.address = address
        self.drawn = formula

    def whole(self, blocks: tuple[Node, ...]) -> str:
        """All blocks in one section that sets what its parts inherit."""
        return f"<section{self._style('whole')}>\n{self.document(blocks)}</section>\n"

    def element(self, element: Element) -> str:
        tag = element.tag
        if tag == "br":
            return "<br>"
        if tag == "hr":
            return f"<hr{self._style('hr')}>"
        if tag == "pre":
            return self.code(element)
        if tag in ("ul", "ol"):
            return self._list(element)
        if tag == "p" and len(element.children) == 1 and isinstance(element.children[0], Picture):
            return self._figure(element.children[0])
        tag = {"h1": "h2", "h5": "h4", "h6": "h4"}.get(tag, tag)
        return f"<{tag}{self._style(tag)}>{self.children(element)}</{tag}>"

    def code(self, element: Element) -> str:
        lines = self.children(element).expandtabs(4).split("\n")
        # white space is folded by the editor: spaces that don't break stay
        shown = "<br>".join(line.replace(" ", "\u00a0") for line in lines)
        block = f"<pre{self._style('pre')}><code{self._style('block-code')}>{shown}</code></pre>"
        return f"<section{self._style('scroll')}>{block}</section>"

    def table(self, table: Element) -> str:
        head, body = rows_of(table)
        rows = "".join(map(self.row, head + body))
        return f"<section{self._style('scroll')}><table{self._style('table')}><tbody>{rows}</tbody></table></section>"

    def cell(self, cell: Element) -> str:
        align = cell.attributes.get("align", "")
        extra = f";text-align:{align}" if align else ""
        return f"<{cell.tag}{self._style(cell.tag, extra)}>{self.children(cell)}</{cell.tag}>"

    def picture(self, picture: Picture) -> str:
        shown = self.gallery.shown.get(picture.source)
        address = self.address(shown) if shown else picture.source
        return f'<img src="{escape(address)}" alt="{escape(picture.alt)}"{self._style("img")}>'

    def formula(self, formula: Formula) -> str:
        if self.drawn is not None:
            return self.drawn(formula, self._style("display") if formula.display else "")
        drawn = drawing(self.article, formula.latex, formula.display, formula.line)
        size = f"width:{drawn.width:.3f}em;height:{drawn.height:.3f}em;max-width:300%!important;"
        if formula.display:
            image = drawn.element(formula.latex, f"{size}vertical-align:middle;")
            return f"<section{self._style('display')}>{image}</section>"
        image = drawn.element(formula.latex, f"{size}vertical-align:{-drawn.depth:.3f}em;")
        if drawn.width > WIDEST_INLINE:  # it scrolls by itself instead of the page
            return f"<span{self._style('wide')}>{image}</span>"
        return f"<span>{image}</span>"

    def _figure(self, picture: Picture) -> str:
        caption = f"<p{self._style('caption')}>{escape(picture.alt)}</p>" if picture.alt else ""
        return f"<section{self._style('figure')}>{self.picture(picture)}{caption}</section>"

    def _list(self, element: Element) -> str:
        start = element.attributes.get("start", "1")
        extra = f' start="{escape(start)}"' if element.tag == "ol" and start != "1" else ""
        items = [
            f"<li{self._style('li')}><section>{self._item(item)}</section></li>"
            for item in element.children
            if isinstance(item, Element)
        ]
        return f"<{element.tag}{extra}{self._style(element.tag)}>{''.join(items)}</{element.tag}>"

    def _item(self, item: Element) -> str:
        """What stands in a list's item: its paragraphs as lines, for the editor would part them from the item."""
        parts: list[str] = []
        after_paragraph = False
        for child in item.children:
            paragraph = isinstance(child, Element) and child.tag == "p"
            if paragraph and after_paragraph:
                parts.append("<br>")
            parts.append(self.children(child) if paragraph and isinstance(child, Element) else self.node(child))
            after_paragraph = paragraph
        return "".join(parts)

    def _style(self, name: str, extra: str = "") -> str:
        style = (self.style.get(name, "").rstrip(";") + extra).lstrip(";")
        return f' style="{style}"' if style else ""
