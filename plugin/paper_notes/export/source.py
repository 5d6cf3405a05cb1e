"""Reads a note for export: the one place that knows where a note's parts come from.

The text is rendered with the Markdown that the site uses, and is parsed a second time as the linter reads it, with
places in the file. Formulas must come out the same both ways, else no target could promise to carry all of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import markdown

from paper_notes.errors import PaperNotesError
from paper_notes.export.model import Article, Element, ExportError, Formula, Link, Node
from paper_notes.export.tree import Tree, without_title
from paper_notes.files import read_note
from paper_notes.gate.characters import printable_html
from paper_notes.library.folders import Library, PaperFolder
from paper_notes.note.document import Document
from paper_notes.note.front_matter import find_front_matter
from paper_notes.note.note_links import link_notes
from paper_notes.site.absent_paper import published_pdf
from paper_notes.site.entry import read_entry
from paper_notes.site.settings import add_markdown_extensions

_OWN = re.compile(r"(?:markdown\.extensions\.|pymdownx\.)?[a-z_]+")
_NOTE = re.compile(r"(?:\.\./)+([^/]+)/(?:README(?:\.(?:zh|en))?\.md|index\.html)?$")
_DEFAULT_EXTENSIONS = ("toc", "tables", "fenced_code")
"""What MkDocs always loads."""


@dataclass(frozen=True, slots=True)
class Site:
    """What ``mkdocs.yml`` says of the site that notes are published on; all of it may be missing."""

    url: str = ""
    directory_urls: bool = True
    extensions: tuple[str, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def site_of(values: Mapping[str, Any]) -> Site:
    """The site that a configuration of MkDocs describes."""
    names, options = [], {}
    listed = values.get("markdown_extensions")
    for entry in listed if isinstance(listed, list) else []:
        name, given = next(iter(entry.items())) if isinstance(entry, dict) and entry else (entry, None)
        if isinstance(name, str) and _OWN.fullmatch(name):
            names.append(name)
            if isinstance(given, dict) and None not in given.values():  # None stands for what only MkDocs can load
                options[name] = given
    url = values.get("site_url")
    return Site(
        str(url).rstrip("/") + "/" if url else "", values.get("use_directory_urls") is not False, tuple(names), options
    )


class Reader:
    """Reads the notes of one library."""

    def __init__(self, library: Library, site: Site) -> None:
        self.library = library
        self.site = site

    def read(self, folder: PaperFolder) -> Article:
        """A note as an article.

        Raises :class:`ExportError` when there is none, or when it can't be read the same way twice.
        """
        try:
            folder.refuse_links_out()
            entry = read_entry(folder)
            text = printable_html(read_note(folder.note).decode("utf-8"))
            text = link_notes(text, self._file_and_title).text
            settings = folder.settings()
        except FileNotFoundError as error:
            raise ExportError(f"{folder.note}: there is no note", "write one first (paper-notes write)") from error
        except UnicodeDecodeError as error:
            raise ExportError(f"{folder.note}: is not UTF-8", "save it as UTF-8") from error
        except OSError as error:
            raise ExportError(f"{folder.note}: can't be read ({error.strerror})") from error
        except ExportError:
            raise
        except PaperNotesError as error:
            raise ExportError(error.message, error.hint) from error
        pdf = published_pdf(folder, entry.front)
        tree = Tree(folder.path, self._resolve, pdf)
        blocks = tree.parse(self._html(text))
        document = Document(text, str(folder.note))
        blocks, formulas = _placed(blocks, document, folder.note)
        title, blocks = without_title(blocks)
        return Article(
            entry=entry,
            title=title or entry.title,
            summary=entry.front.description or entry.summary,
            text=text,
            blocks=blocks,
            formulas=tuple(formulas),
            links={span.target: self._resolve(span.target) for _, span in document.spans("link")},
            page_url=self.page_url(folder.slug),
            pdf=pdf,
            category=settings.category or "",
            tags=entry.front.tags or settings.tags,
        )

    def leads_to(self, slug: str) -> tuple[str, str] | None:
        """File and title of another note, as links to it show them; None when there is none."""
        return self._file_and_title(slug)

    def _file_and_title(self, slug: str) -> tuple[str, str] | None:
        folder = PaperFolder(self.library.root / slug)
        try:
            return folder.note.name, read_entry(folder).title
        except (PaperNotesError, OSError):
            return None

    def page_url(self, slug: str) -> str:
        """The address of a note's page; "" when the site has none."""
        if not self.site.url:
            return ""
        page = f"{quote(self.library.root.name)}/{quote(slug)}/"
        return self.site.url + page + ("" if self.site.directory_urls else "index.html")

    def _resolve(self, href: str) -> tuple[str, str]:
        path = unquote(href.partition("#")[0].partition("?")[0])
        match = _NOTE.fullmatch(path)
        if match and (self.library.root / match[1] / "README.md").is_file():
            return self.page_url(match[1]), match[1]
        return "", ""

    def _html(self, text: str) -> str:
        names = list(dict.fromkeys((*_DEFAULT_EXTENSIONS, *self.site.extensions)))
        options: dict[str, Any] = {name: dict(given) for name, given in self.site.options.items()}
        add_markdown_extensions(names, options)
        # plain code, whose language is told: colours are the target's business
        options["pymdownx.highlight"] = {**options.get("pymdownx.highlight", {}), "use_pygments": False}
        options["toc"] = {**options.get("toc", {}), "permalink": False, "toc_depth": "1-6"}
        try:
            renderer = markdown.Markdown(extensions=names, extension_configs=options)
        except (ImportError, TypeError, KeyError, AttributeError, ValueError):
            names, options = list(_DEFAULT_EXTENSIONS), {}  # an option of the project's that only MkDocs can fill
            add_markdown_extensions(names, options)
            options["pymdownx.highlight"] = {"use_pygments": False}
            renderer = markdown.Markdown(extensions=names, extension_configs=options)
        return renderer.convert(text[find_front_matter(text).end :])


def _placed(blocks: tuple[Node, ...], document: Document, where: Path) -> tuple[tuple[Node, ...], list[Formula]]:
    """The blocks, each formula with its line; raises :class:`ExportError` when the two readings differ."""
    found: list[tuple[str, bool, int]] = []
    for block in document.blocks:
        if block.kind == "formula":
            found.append((_bare(block.content), True, document.lines.position(block.start)[0]))
        for span in block.spans:
            if span.kind == "formula":
                found.append((_bare(span.content), span.display, document.lines.position(span.start)[0]))
    placed: list[Formula] = []

    def place(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        out: list[Node] = []
        for node in nodes:
            if isinstance(node, Formula):
                number = len(placed)
                if number >= len(found):
                    raise _differs(where, found[-1][2] if found else 1, node.latex)
                latex, _, line = found[number]
                if latex != _bare(node.latex):
                    raise _differs(where, line, latex)
                node = replace(node, line=line)
                placed.append(node)
            elif isinstance(node, Element | Link):
                node = replace(node, children=place(node.children))
            out.append(node)
        return tuple(out)

    blocks = place(blocks)
    if len(placed) < len(found):
        raise _differs(where, found[len(placed)][2], found[len(placed)][0])
    return blocks, placed


def _bare(latex: str) -> str:
    """LaTeX without what quotes and lists put at the beginnings of its lines."""
    return " ".join(re.sub(r"(?m)^[ \t>]+", "", latex).split())


def _differs(where: Path, line: int, latex: str) -> ExportError:
    short = latex if len(latex) <= 60 else latex[:59] + "…"
    return ExportError(
        f"{where}:{line}: the formula {short!r} is not read the same way everywhere",
        "put an empty line around a $$ block, and no space inside the $ of a formula in a line",
    )
