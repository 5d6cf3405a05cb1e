"""What a platform makes of a note's parts, in Markdown."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from paper_notes.export.model import Article, Citation
from paper_notes.export.options import Options
from paper_notes.export.pictures import Gallery, picture_address
from paper_notes.export.sources import Sources

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
ALWAYS = frozenset("\\`*_[]<$|~")
_AT_START = frozenset("#+->=!?:/")
_KEPT_TAGS = re.compile(r"</?(?:sub|sup|br)\s*/?>", re.I)
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)
_TAGS = re.compile(r"</?[A-Za-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a formula stands: ``prefix`` is what its lines begin with (spaces, quote marks), ``opening`` the part of
    that which the block's own text begins with; ``cell`` in a table or heading."""

    prefix: str = ""
    cell: bool = False
    opening: str = ""


class MarkdownWriter:
    """What a platform makes of a note's parts, written in CommonMark with ``$`` formulas unless overridden."""

    def __init__(self, article: Article, gallery: Gallery) -> None:
        self.article = article
        self.gallery = gallery

    def formula(self, latex: str, display: bool, place: Place) -> str:
        """A formula; ``latex`` as it stands in the file."""
        if not display or place.cell:
            return f"${latex.strip()}$"
        marks = ">" if ">" in place.prefix else ""
        bare = re.sub(rf"\A(?:[ \t{marks}]*\n)*[ \t{marks}]*|[\s{marks}]*\Z", "", latex)
        return f"$$\n{place.prefix}{bare}\n{place.prefix}$$"

    def picture(self, alt: str, source: str) -> str:
        """An image; ``alt`` is Markdown."""
        shown = self.gallery.shown.get(source)
        return f"![{alt}](images/{shown.name})" if shown else f"![{alt}]({source})"

    def cite(self, citation: Citation) -> str:
        """A page citation; "" leaves it out with the space before it."""
        raise NotImplementedError

    def link(self, label: str, url: str, slug: str) -> str:
        """A link; ``label`` is Markdown, ``url`` is absolute or ""."""
        return f"[{label}]({url})" if url else label

    def table(self, number: int, source: str) -> str:
        """The table of this number (from 0) as it is to stand."""
        return source

    def literal(self, char: str, before: str, after: str) -> str:
        """A character that the note wrote as an entity, so that it stays text."""
        start = not before.strip(" >") or before.endswith("\n")
        numbered = char in ".)" and re.fullmatch(r"\s*\d+", before) is not None
        doubled = char in "=^+" and (before[-1:] == char or after[:1] == char or after.startswith(f"&#{ord(char)};"))
        entity = char == "&" and ENTITY.match("&" + html.unescape(after[:40])) is not None
        if char in ALWAYS or (start and char in _AT_START) or numbered or doubled or entity:
            return f"\\{char}"
        return char

    def comment(self, source: str) -> str:
        """Raw HTML: its text, and the few tags that Markdown has no mark for."""
        bare = _HIDDEN.sub("", source)
        return _TAGS.sub(lambda tag: tag[0] if _KEPT_TAGS.fullmatch(tag[0]) else "", bare)


class PlatformWriter(MarkdownWriter):
    """Markdown for a platform that shows pictures by their addresses, with the cited pages listed at the end."""

    def __init__(self, article: Article, gallery: Gallery, options: Options, sources: Sources) -> None:
        super().__init__(article, gallery)
        self.options = options
        self.sources = sources

    def picture(self, alt: str, source: str) -> str:
        shown = self.gallery.shown.get(source)
        if not shown:
            return f"![{alt}]({source})"
        return f"![{alt}]({picture_address(shown.name, shown.inline, self.article.slug, self.options.images)})"

    def cite(self, citation: Citation) -> str:
        return self.sources.cite(citation)
