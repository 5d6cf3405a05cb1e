"""Reads exports and notes the way a reader does: visible text, formulas. Knows nothing of how they were made."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

import cmarkgfm
import markdown
from cmarkgfm.cmark import Options as Cmark
from pymdownx.arithmatex import arithmatex_fenced_format
from selectolax.lexbor import LexborHTMLParser

FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
MARK = "\ue000"
LABEL = re.compile(r"第 [\d、–]+ 页|\bpp?\.[ \u00a0]\d+(?:–\d+)?(?:, \d+(?:–\d+)?)*")
_RUN = rf"{MARK}(?:[\s,，、;；]*{MARK})*"
MARKS = re.compile(rf"\s*(?:[（(]{_RUN}[）)]|{_RUN})")


def site_html(text: str) -> str:
    """A note's HTML as Python-Markdown makes it, formulas in ``.arithmatex``."""
    return markdown.markdown(
        FRONT.sub("", text),
        extensions=[
            "tables",
            "toc",
            "footnotes",
            "attr_list",
            "md_in_html",
            "pymdownx.superfences",
            "pymdownx.arithmatex",
        ],
        extension_configs={
            "pymdownx.arithmatex": {"generic": True},
            "pymdownx.superfences": {
                "custom_fences": [
                    {
                        "name": "math",
                        "class": "arithmatex",
                        "format": arithmatex_fenced_format(mode="generic", tag="div"),
                    }
                ]
            },
        },
    )


def gfm_html(text: str) -> str:
    """Markdown by GitHub's parser, HTML in it kept."""
    return cmarkgfm.github_flavored_markdown_to_html(FRONT.sub("", text), Cmark.CMARK_OPT_UNSAFE)


def commonmark_html(text: str) -> str:
    """Markdown with ``$`` formulas by GitHub's parser, each formula as its LaTeX."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(re.sub(r"(?m)^> ?", "", match[1]) if match[1] else match[2])
        return f"FORMULA{len(kept) - 1}END"

    page = gfm_html(re.sub(r"(?s)\$\$\n(.*?)\n[ >]*\$\$|(?<!\\)\$([^$\n]+)(?<!\\)\$", keep, FRONT.sub("", text)))
    return re.sub(r"FORMULA(\d+)END", lambda match: html.escape(kept[int(match[1])]), page)


def formulas_of_site(page: str) -> list[str]:
    page = re.sub(r"\$<code>([^<]+)</code>\$", r'<span class="arithmatex">\\(\1\\)</span>', page)
    return [node.text().strip()[2:-2] for node in LexborHTMLParser(page).css(".arithmatex")]


def equations(page: str) -> list[str]:
    """LaTeX of Zhihu's equation pictures, by address; the alternative text must say the same."""
    found = []
    for image in LexborHTMLParser(page).css('img[eeimg="1"]'):
        address = image.attributes["src"] or ""
        assert address.startswith("https://www.zhihu.com/equation?tex=")
        latex = unquote(address.partition("tex=")[2], errors="strict")
        assert latex == image.attributes["alt"]
        found.append(latex)
    return found


def labels(page: str) -> list[str]:
    """LaTeX of drawn formulas."""
    return [svg.attributes["aria-label"] or "" for svg in LexborHTMLParser(page).css("svg")]


def bare(latex: str) -> str:
    return "".join(latex.split())


def visible(page: str) -> str:
    """The text that a page shows, without white space, pictures, captions, citations, numbers of sources, its list."""
    page = re.sub(r"\$<code>([^<]+)</code>\$", r'<span class="arithmatex">\\(\1\\)</span>', page)
    tree = LexborHTMLParser(f"<div>{page}</div>")
    for node in tree.css("figcaption, script, style, h1, p[style*=center]"):
        node.decompose()
    for node in tree.css(".arithmatex"):
        node.replace_with(node.text().strip()[2:-2])
    for node in tree.css('img[eeimg="1"]'):
        node.replace_with(re.sub(r"\\\\$", "", node.attributes["alt"] or ""))
    for node in tree.css("svg"):
        node.replace_with(node.attributes["aria-label"] or "")
    for node in tree.css("math"):
        annotation = node.css_first("annotation")
        node.replace_with(annotation.text())
    for node in tree.css("sup"):
        if re.fullmatch(r"\[\d+\]", node.text()):
            node.decompose()
    body = tree.body
    assert body is not None
    text = MARKS.sub("", LABEL.sub(MARK, html.unescape(body.text())))
    text = re.sub(r"\s+|\u00a0|\u200b", "", text)
    text = re.sub(r"\\tag\{[^}]*\}", "", text)
    place = max(text.rfind("参考来源本文是"), text.rfind("SourcesThisisareadingnote"))
    return text[:place] if place >= 0 else text
