"""A note as every target sees it: a small tree of what a reader sees, free of the site's own markup.

:class:`Element` holds only the tags in :data:`TAGS`; whatever else the note's HTML has is unwrapped, its text kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from paper_notes.errors import PaperNotesError
from paper_notes.site.entry import Entry

BLOCKS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "table", "tr", "th", "td", "hr")
)
TAGS = BLOCKS | {"strong", "em", "del", "sup", "sub", "code", "br"}


class ExportError(PaperNotesError):
    """This note can't be exported; nothing of it was written."""


@dataclass(frozen=True, slots=True)
class Formula:
    """LaTeX as it stands in the note, without its marks; ``line`` is that of the note's file, from 1."""

    latex: str
    display: bool
    line: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of the note. ``source`` is what the note wrote; ``file`` is None for one that lies on the web."""

    alt: str
    source: str
    file: Path | None
    alone: bool = False
    """Whether it is a paragraph of its own, to be shown as a figure."""


@dataclass(frozen=True, slots=True)
class PageRange:
    """Pages of the paper, from 1, and the address of the first of them ("" when the PDF lies nowhere to link)."""

    first: int
    last: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Pages cited side by side; ``bracketed`` when the note has put them between brackets already."""

    pages: tuple[PageRange, ...]
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link: ``url`` is absolute; ``slug`` names the note that it leads to, if it does."""

    url: str
    children: tuple[Node, ...]
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """One of :data:`TAGS`.

    ``attributes`` may hold ``lang`` of a ``pre``, ``start`` of an ``ol``, ``align`` of a cell.
    """

    tag: str
    children: tuple[Node, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


Node = str | Formula | Picture | Citation | Link | Element


@dataclass(frozen=True, slots=True)
class Article:
    """A note read for export.

    ``title`` is the note's own (its level-1 heading, else the paper's), absent from ``blocks``; ``text`` is the file
    as it stands, ``formulas`` those of ``blocks`` in order; ``links`` tell where relative links lead (address and slug
    of a note, each "" when there is none); ``pdf`` is the address at which the paper is published, ``page_url`` that of
    the note on its site, "" when unknown.
    """

    entry: Entry
    title: str
    summary: str
    text: str
    blocks: tuple[Node, ...]
    formulas: tuple[Formula, ...]
    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    page_url: str = ""
    pdf: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return self.entry.slug

    @property
    def language(self) -> str:
        return self.entry.language


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Every node, each before its children."""
    for node in nodes:
        yield node
        if isinstance(node, Element | Link):
            yield from walk(node.children)


def plain(nodes: tuple[Node, ...]) -> str:
    """The text of nodes: formulas as their LaTeX, pictures and citations as nothing."""
    parts = []
    for node in walk(nodes):
        if isinstance(node, str):
            parts.append(node)
        elif isinstance(node, Formula):
            parts.append(node.latex)
        elif isinstance(node, Element) and node.tag == "br":
            parts.append("\n")
    return "".join(parts)
