"""Page citations and links that a platform can't keep: bracketed text or numbers in the text, a list at its end."""

from __future__ import annotations

import re
from dataclasses import replace

from paper_notes.export.model import Article, Citation, Element, Link, Node, plain
from paper_notes.export.options import Pages
from paper_notes.export.wording import WORDING, is_wide, page_label, paper_address, reference


class Sources:
    """The sources of one article, numbered in the order in which they are first met.

    ``links`` tells whether the target keeps links; where it doesn't, each address becomes a numbered source.
    """

    def __init__(self, article: Article, pages: Pages, *, links: bool) -> None:
        self.article = article
        self.pages = pages
        self.links = links
        self.words = WORDING[article.language]
        self._numbers: dict[str, int] = {}

    def number(self, entry: str) -> int:
        """The number of a source, a new one when it hasn't been met."""
        return self._numbers.setdefault(entry, len(self._numbers) + 1)

    def cite(self, citation: Citation) -> str:
        """A citation as text: "（第 3 页）", "[2]" or ""."""
        label = page_label(citation.pages, self.article.language)
        if self.pages == "drop":
            return ""
        if self.pages == "notes":
            return f"[{self.number(label)}]"
        return label if citation.bracketed else f"{self.words.opening}{label}{self.words.closing}"

    def entries(self) -> list[str]:
        """The numbered sources, as text without their numbers."""
        return list(self._numbers)

    def tail(self) -> tuple[Node, ...]:
        """The list of sources as blocks: heading, the paper, and the numbered ones."""
        address = paper_address(self.article)
        named: list[Node] = [
            f"{self.words.note_of}{'' if self.article.language == 'zh' else ' '}{reference(self.article)}"
        ]
        if address:
            shown: Node = Link(address, (address,)) if self.links else address
            named += [self.words.comma, shown]
        blocks: list[Node] = [Element("h2", (self.words.sources,)), Element("p", tuple(named))]
        for entry, number in self._numbers.items():
            name, _, url = entry.rpartition("\n")
            children: tuple[Node, ...] = (f"[{number}] {name}：{url}" if name else f"[{number}] {url}",)
            blocks.append(Element("p", children))
        return tuple(blocks)

    def settle(self, blocks: tuple[Node, ...], *, raised: bool = True) -> tuple[Node, ...]:
        """The blocks with their citations, and links that can't stay, as text; ``raised`` puts numbers in ``sup``."""
        return tuple(self._settled(blocks, raised))

    def _settled(self, nodes: tuple[Node, ...], raised: bool) -> list[Node]:
        out: list[Node] = []
        for place, node in enumerate(nodes):
            before = out[-1] if out else None
            if isinstance(node, Citation):
                text = self.cite(node)
                if isinstance(before, str):
                    out[-1] = self._before(before, node, text)
                if text:
                    out.append(Element("sup", (text,)) if raised and self.pages == "notes" else text)
            elif isinstance(node, Link):
                children = tuple(self._settled(node.children, raised))
                if self.links and node.url:
                    out.append(replace(node, children=children))
                else:
                    out += children
                    if node.url:
                        out.append(self._source(node, raised))
            elif isinstance(node, Element):
                out.append(replace(node, children=tuple(self._settled(node.children, raised))))
            elif isinstance(node, str) and place and isinstance(nodes[place - 1], Citation):
                out.append(self._after(node, nodes[place - 1]))
            else:
                out.append(node)
        return [node for node in out if node != ""]

    def _source(self, link: Link, raised: bool) -> Node:
        text = " ".join(plain(link.children).split())
        number = f"[{self.number(link.url if text in link.url or not text else f'{text}{chr(10)}{link.url}')}]"
        return Element("sup", (number,)) if raised else number

    def _before(self, text: str, citation: Citation, cited: str) -> str:
        if not cited and citation.bracketed:
            return text.rstrip()[:-1].rstrip()
        return text.rstrip(" ") if not cited or self.pages == "notes" or self.article.language == "zh" else text

    def _after(self, text: str, citation: Node) -> str:
        if self.pages == "drop" and isinstance(citation, Citation) and citation.bracketed:
            return text.lstrip()[1:]
        return _closed_up(text) if self.pages == "keep" and self.article.language == "zh" else text


def _closed_up(text: str) -> str:
    """Text behind a full-width bracket, which has room enough of its own before another wide character."""
    return text[1:] if text[:1] == " " and is_wide(text[1:2]) else text


def linked(nodes: tuple[Node, ...], article: Article) -> tuple[Node, ...]:
    """The blocks with each cited page as a link to that page, for targets that keep links."""
    words = WORDING[article.language]
    out: list[Node] = []
    for place, node in enumerate(nodes):
        if isinstance(node, Citation):
            before = out[-1] if out else None
            if isinstance(before, str) and article.language == "zh":
                out[-1] = before.rstrip(" ")
            label = page_label(node.pages, article.language)
            url = next((page.url for page in node.pages if page.url), "")
            shown: Node = Link(url, (label,)) if url else label
            out += [shown] if node.bracketed else [words.opening, shown, words.closing]
        elif isinstance(node, str) and place and isinstance(nodes[place - 1], Citation) and article.language == "zh":
            out.append(_closed_up(node))
        elif isinstance(node, Element | Link):
            out.append(replace(node, children=linked(node.children, article)))
        else:
            out.append(node)
    return tuple(out)


def markdown_tail(sources: Sources) -> str:
    """The list of sources as Markdown, with a blank line before it."""
    lines: list[str] = []
    for block in sources.tail():
        assert isinstance(block, Element)
        text = "".join(_inline(node) for node in block.children)
        lines += ["", f"## {text}" if block.tag == "h2" else text]
    return "\n".join(lines) + "\n"


def _inline(node: Node) -> str:
    return escaped(node) if isinstance(node, str) else f"<{node.url}>" if isinstance(node, Link) else ""


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it: backslashes, no entities."""
    return re.sub(r"([\\`*_\[\]<$|~])", r"\\\1", text)
