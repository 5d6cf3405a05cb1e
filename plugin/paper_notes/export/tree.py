"""The HTML of a note, as the site's own Markdown makes it, to the tree of :mod:`paper_notes.export.model`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from paper_notes.export.model import BLOCKS, Citation, Element, Formula, Link, Node, PageRange, Picture, plain
from paper_notes.language.script import HAN, WIDE_MARKS
from paper_notes.language.whole_numbers import capped

Resolve = Callable[[str], tuple[str, str]]
"""Where a relative link leads: absolute URL and slug of a note, each "" when there is none."""

_DROPPED = frozenset(("script", "style", "template", "iframe", "object", "embed", "svg", "math", "head", "title")) | {
    *("noscript", "form", "input", "button", "select", "textarea", "video", "audio", "canvas", "map", "link", "meta")
}
_SAME = {"b": "strong", "i": "em", "s": "del", "strike": "del", "tt": "code", "kbd": "code", "samp": "code"}
_INLINE = frozenset(("strong", "em", "del", "sup", "sub", "code"))
_SECTIONS = frozenset(("thead", "tbody", "tfoot"))
_CITED = re.compile(r"pp?\.\s*(\d+)(?:[–-](\d+))?")
_PAGE = re.compile(r"(?:^|/)[^#]*#page=(\d+)$")
_PAPER = re.compile(r"(?:\./)?paper\.pdf(?=#|$)")
_BETWEEN = re.compile(r"[\s,，、;；]*")
_WIDE = rf"\u2e80-\u33ff{HAN}{WIDE_MARKS}\u2014\u2018-\u201f\u2026"
_SOFT_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t]*\n\s*(?=[{_WIDE}])")
_BEFORE_FORMULA = re.compile(r"(?<=[、，。；：？！（「『《〈【“‘…—]) $")
_BACKTICKED = re.compile(r"\$<code>([^<]+)</code>\$")


class Tree:
    """Builds the tree. ``folder`` is the note's, ``resolve`` tells where relative links lead, ``pdf`` the paper's
    address ("" when it isn't known)."""

    def __init__(self, folder: Path, resolve: Resolve, pdf: str) -> None:
        self.folder = folder
        self.resolve = resolve
        self.pdf = pdf

    def parse(self, html: str) -> tuple[Node, ...]:
        """The blocks of a page's HTML."""
        html = _BACKTICKED.sub(r'<span class="arithmatex">\\(\1\\)</span>', html)
        root = LexborHTMLParser(f"<div>{html}</div>", is_fragment=True).root
        assert root is not None
        return _blocks(tuple(self._children(root)))

    def _children(self, node: LexborNode, *, code: bool = False) -> Iterator[Node]:
        found: list[Node] = []
        for child in node.iter(include_text=True):
            found += self._node(child, code)
        yield from found if code else _joined(found)

    def _node(self, node: LexborNode, code: bool) -> Iterator[Node]:
        if node.is_text_node:
            yield node.text_content or ""
            return
        tag = node.tag or ""
        if not node.is_element_node or tag in _DROPPED:
            return
        tag = _SAME.get(tag, tag)
        classes = (node.attributes.get("class") or "").split()
        if "arithmatex" in classes:
            text = node.text(deep=True).strip()
            yield Formula(text[2:-2].strip(), text.startswith("\\["))
        elif "footnote-backref" in classes:
            return
        elif tag == "img":
            yield self._picture(node)
        elif tag == "a":
            yield from self._link(node)
        elif tag == "pre":
            yield self._code(node)
        elif tag == "br":
            yield Element("br")
        elif tag == "hr":
            yield Element("hr")
        elif tag in _INLINE:
            children = (node.text(deep=True),) if tag == "code" else tuple(self._children(node, code=code))
            yield Element(tag, children) if children else ""
        elif tag in BLOCKS:
            yield self._block(node, tag)
        elif tag in _SECTIONS or code or not _holds_block(node):
            yield from self._children(node, code=code)
        else:  # a division of the page: its parts are blocks of their own
            yield from _blocks(tuple(self._children(node)))

    def _block(self, node: LexborNode, tag: str) -> Element:
        children = tuple(self._children(node))
        attributes = {}
        if tag == "ol" and (node.attributes.get("start") or "1").isdigit():
            attributes["start"] = node.attributes.get("start") or "1"
        if tag in ("th", "td"):
            style = f"{node.attributes.get('style') or ''} {node.attributes.get('align') or ''}"
            align = next((side for side in ("center", "right") if side in style), "")
            attributes = {"align": align} if align else {}
        if tag in ("ul", "ol", "table", "tr"):
            children = tuple(child for child in children if isinstance(child, Element) and child.tag in BLOCKS)
        elif tag in ("li", "blockquote") and any(isinstance(c, Element) and c.tag in BLOCKS for c in children):
            children = _blocks(children)
        elif tag == "p":
            shown = [child for child in children if not (isinstance(child, str) and not child.strip())]
            if len(shown) == 1 and isinstance(shown[0], Picture):
                children = (replace(shown[0], alone=True),)
        return Element(tag, children, attributes)

    def _code(self, node: LexborNode) -> Element:
        inner = node.css_first("code")
        classes = ((inner if inner is not None else node).attributes.get("class") or "").split()
        language = next((name.removeprefix("language-") for name in classes if name.startswith("language-")), "")
        text = node.text(deep=True)
        return Element("pre", (text.removesuffix("\n"),), {"lang": language} if language not in ("", "text") else {})

    def _picture(self, node: LexborNode) -> Picture:
        source = node.attributes.get("src") or ""
        path = None
        if not urlsplit(source).scheme and not source.startswith("//"):
            path = self.folder / unquote(source.partition("?")[0])
        return Picture(" ".join((node.attributes.get("alt") or "").split()), source, path)

    def _link(self, node: LexborNode) -> Iterator[Node]:
        href = (node.attributes.get("href") or "").strip()
        text = node.text(deep=True).strip()
        if match := _PAPER.match(href):
            href = self.pdf + href[match.end() :] if self.pdf else href
        page, cited = _PAGE.search(href), _CITED.fullmatch(text)
        if page and cited:
            url = href if urlsplit(href).scheme in ("http", "https") else ""
            first = capped(cited[1])
            yield Citation((PageRange(first, capped(cited[2]) if cited[2] else first, url),))
            return
        children = tuple(self._children(node))
        scheme = urlsplit(href).scheme
        if scheme in ("http", "https", "mailto"):
            yield Link(href, children)
            return
        url, slug = ("", "") if scheme or href.startswith(("#", "//")) else self.resolve(href)
        if url or slug:
            yield Link(url, children, slug)
        else:
            yield from children


def _blocks(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Blocks only: text and formulas that stand between them become paragraphs, white space goes."""
    found: list[Node] = []
    loose: list[Node] = []

    def close() -> None:
        if any(not isinstance(node, str) or node.strip() for node in loose):
            found.append(Element("p", tuple(_joined(loose))))
        loose.clear()

    for node in nodes:
        if (isinstance(node, Element) and node.tag in BLOCKS) or (isinstance(node, Formula) and node.display):
            close()
            found.append(node)
        else:
            loose.append(node)
    close()
    return tuple(found)


def _joined(nodes: list[Node]) -> list[Node]:
    """Neighbouring texts as one, white space folded; citations side by side as one; brackets of the note kept."""
    texts: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and texts and isinstance(texts[-1], str):
            texts[-1] += node
        elif node != "":
            texts.append(node)
    texts = [_folded(node) if isinstance(node, str) else node for node in texts]
    found: list[Node] = []
    for node in texts:
        before = found[-1] if found else None
        if isinstance(node, Citation):
            if isinstance(before, Citation):
                found[-1] = Citation(before.pages + node.pages)
                continue
            if isinstance(before, str) and len(found) > 1 and _BETWEEN.fullmatch(before):
                earlier = found[-2]
                if isinstance(earlier, Citation):
                    found[-2:] = [Citation(earlier.pages + node.pages)]
                    continue
        if isinstance(node, Formula) and isinstance(before, str):
            found[-1] = _BEFORE_FORMULA.sub("", before)
        found.append(node)
    for place, node in enumerate(found):
        if isinstance(node, Citation):
            before, after = found[place - 1] if place else "", found[place + 1] if place + 1 < len(found) else ""
            if isinstance(before, str) and isinstance(after, str):
                opened, closed = before.rstrip()[-1:], after.lstrip()[:1]
                found[place] = replace(node, bracketed=(opened, closed) in (("（", "）"), ("(", ")"), ("(", "）")))
    return [node for node in found if node != ""]


def _folded(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", _SOFT_BREAK.sub("", text))


def _holds_block(node: LexborNode) -> bool:
    return any(child.tag in BLOCKS or child.tag == "div" for child in node.iter())


def without_title(blocks: tuple[Node, ...]) -> tuple[str, tuple[Node, ...]]:
    """The text of the first level-1 heading ("" when there is none) and the blocks without it."""
    for place, block in enumerate(blocks):
        if isinstance(block, Element) and block.tag == "h1":
            return " ".join(plain(block.children).split()), blocks[:place] + blocks[place + 1 :]
    return "", blocks
