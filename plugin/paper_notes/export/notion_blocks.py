"""The tree as blocks of Notion's API, within its limits on texts, equations and children."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from paper_notes.export.html_writer import rows_of
from paper_notes.export.model import Article, Element, ExportError, Formula, Link, Node, Picture, plain

TEXT_MOST, EQUATION_MOST, TEXTS_MOST, CHILDREN_MOST = 2000, 1000, 100, 100
"""developers.notion.com, request limits."""

Block = dict[str, Any]

_MARKS = {"strong": "bold", "em": "italic", "del": "strikethrough", "code": "code"}
_HEADINGS = {"h1": "heading_1", "h2": "heading_1", "h3": "heading_2"}
_LANGUAGES = frozenset(("bash", "c", "c++", "c#", "css", "diff", "docker", "go", "graphql", "haskell", "html")) | {
    *(
        "java",
        "javascript",
        "json",
        "julia",
        "kotlin",
        "latex",
        "lisp",
        "lua",
        "makefile",
        "markdown",
        "matlab",
        "perl",
    ),
    *("php", "powershell", "python", "r", "ruby", "rust", "scala", "shell", "sql", "swift", "toml", "typescript"),
    *("xml", "yaml"),
}
_SYNONYMS = {"py": "python", "sh": "shell", "js": "javascript", "ts": "typescript", "cpp": "c++", "yml": "yaml"}


@dataclass(frozen=True, slots=True)
class Made:
    """A block without its children, and the children, which are appended to it in requests of their own."""

    block: Block
    children: list[Made] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Style:
    marks: frozenset[str] = frozenset()
    url: str = ""


class BlockMaker:
    """Makes blocks; ``pictures`` are the ids of the uploaded pictures by what the note calls them."""

    def __init__(self, article: Article, pictures: Mapping[str, str]) -> None:
        self.article = article
        self.pictures = pictures

    def blocks(self, nodes: tuple[Node, ...]) -> list[Made]:
        """The blocks of a document or of an item; raises :class:`ExportError` for an equation that is too long."""
        return [made for node in nodes for made in self._block(node)]

    def _block(self, node: Node) -> Iterator[Made]:
        if isinstance(node, Formula):
            yield Made({"type": "equation", "equation": {"expression": self._expression(node)}})
        elif isinstance(node, Element):
            yield from self._element(node)
        else:
            yield from self._texts("paragraph", (node,))

    def _element(self, element: Element) -> Iterator[Made]:
        tag = element.tag
        if tag in ("ul", "ol"):
            kind = "bulleted_list_item" if tag == "ul" else "numbered_list_item"
            for item in element.children:
                if isinstance(item, Element):
                    yield from self._item(kind, item)
        elif tag == "blockquote":
            yield from self._item("quote", element)
        elif tag == "pre":
            language = element.attributes.get("lang", "")
            language = _SYNONYMS.get(language, language)
            texts = [_rich_text(part, _Style()) for part in _cut(plain(element.children))]
            yield Made(
                {
                    "type": "code",
                    "code": {
                        "rich_text": texts[:TEXTS_MOST],
                        "language": language if language in _LANGUAGES else "plain text",
                    },
                }
            )
        elif tag == "table":
            yield self._table(element)
        elif tag == "hr":
            yield Made({"type": "divider", "divider": {}})
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            yield from self._texts(_HEADINGS.get(tag, "heading_3"), element.children)
        elif len(element.children) == 1 and isinstance(element.children[0], Picture):
            yield self._picture(element.children[0])
        else:
            yield from self._texts("paragraph", element.children)

    def _item(self, kind: str, item: Element) -> Iterator[Made]:
        """An item or a quotation: its first text in the block, the rest as children."""
        inner = list(item.children)
        first: tuple[Node, ...] = ()
        if inner and isinstance(inner[0], Element) and inner[0].tag == "p":
            first = inner.pop(0).children  # type: ignore[union-attr]
        else:
            while inner and not (isinstance(inner[0], Element) and inner[0].tag in ("ul", "ol", "pre", "table")):
                first += (inner.pop(0),)
        texts = list(self._rich(first, _Style()))
        yield Made(
            {"type": kind, kind: {"rich_text": texts[:TEXTS_MOST]}},
            [*self._more(texts), *self.blocks(tuple(inner))],
        )

    def _texts(self, kind: str, nodes: tuple[Node, ...]) -> Iterator[Made]:
        texts = list(self._rich(nodes, _Style()))
        yield Made({"type": kind, kind: {"rich_text": texts[:TEXTS_MOST]}})
        yield from self._more(texts)

    def _more(self, texts: list[Block]) -> Iterator[Made]:
        for start in range(TEXTS_MOST, len(texts), TEXTS_MOST):
            yield Made({"type": "paragraph", "paragraph": {"rich_text": texts[start : start + TEXTS_MOST]}})

    def _table(self, table: Element) -> Made:
        head, body = rows_of(table)
        rows = head + body
        cells = [[cell for cell in row.children if isinstance(cell, Element)] for row in rows]
        width = max((len(row) for row in cells), default=1)
        children = []
        for row in cells:
            written = [list(self._rich(cell.children, _Style()))[:TEXTS_MOST] for cell in row]
            written += [[] for _ in range(width - len(written))]
            children.append({"type": "table_row", "table_row": {"cells": written}})
        # a table is made with its rows, or not at all
        content: Block = {
            "table_width": width,
            "has_column_header": bool(head),
            "has_row_header": False,
            "children": children[:CHILDREN_MOST],
        }
        return Made({"type": "table", "table": content}, [Made(child) for child in children[CHILDREN_MOST:]])

    def _picture(self, picture: Picture) -> Made:
        upload = self.pictures.get(picture.source)
        image: Block = (
            {"type": "file_upload", "file_upload": {"id": upload}}
            if upload
            else {"type": "external", "external": {"url": picture.source}}
        )
        caption = [_rich_text(part, _Style()) for part in _cut(picture.alt)] if picture.alt else []
        return Made({"type": "image", "image": {**image, "caption": caption}})

    def _rich(self, nodes: tuple[Node, ...], style: _Style) -> Iterator[Block]:
        for node in nodes:
            if isinstance(node, str):
                yield from (_rich_text(part, style) for part in _cut(node))
            elif isinstance(node, Formula):
                yield {"type": "equation", "equation": {"expression": self._expression(node)}, **_marks(style)}
            elif isinstance(node, Picture):
                yield from (_rich_text(part, style) for part in _cut(node.alt))
            elif isinstance(node, Link):
                yield from self._rich(node.children, replace(style, url=node.url or style.url))
            elif isinstance(node, Element):
                if node.tag == "br":
                    yield _rich_text("\n", style)
                mark = _MARKS.get(node.tag)
                yield from self._rich(node.children, replace(style, marks=style.marks | {mark}) if mark else style)

    def _expression(self, formula: Formula) -> str:
        if len(formula.latex) > EQUATION_MOST:
            raise ExportError(
                f"{self.article.entry.path}:{formula.line}: this formula has {len(formula.latex)} characters, "
                f"Notion takes {EQUATION_MOST}",
                "part it",
            )
        return formula.latex


def _cut(text: str) -> list[str]:
    return [text[start : start + TEXT_MOST] for start in range(0, len(text), TEXT_MOST)]


def _rich_text(text: str, style: _Style) -> Block:
    content: Block = {"content": text}
    if style.url:
        content["link"] = {"url": style.url}
    return {"type": "text", "text": content, **_marks(style)}


def _marks(style: _Style) -> Block:
    return {"annotations": dict.fromkeys(sorted(style.marks), True)} if style.marks else {}
