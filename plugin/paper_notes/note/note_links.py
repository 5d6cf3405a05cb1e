"""Links from note to note: ``[[slug]]`` and ``[[slug|text]]`` in a note, and what a note links to in any form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from paper_notes.library.folders import SLUG
from paper_notes.note.document import Document
from paper_notes.note.escape import escape

_WIKI = re.compile(
    r"(?<![!\\\[])\[\[(?P<slug>[^\[\]|\\\n#/]{1,200}?)(?P<anchor>#[^\[\]|\\\n]*)?(?:\\?\|(?P<text>[^\[\]\n]+))?\]\]"
)
_MARKDOWN = re.compile(r"\]\(<?(?:\.\./)+(?P<slug>[^/()<>\s]+)/(?:README(?:\.(?:zh|en))?\.md)?(?:#[^)\s>]*)?>?[)\s]")
_NO_TEXT = ("code", "formula", "html", "image")


@dataclass(frozen=True, slots=True)
class Linked:
    """A note's text with its ``[[links]]`` as Markdown's, and the names among them that no note has."""

    text: str
    missing: tuple[str, ...]


def link_notes(text: str, find: Callable[[str], tuple[str, str] | None]) -> Linked:
    """Make each ``[[slug]]`` a link, outside of code and formulas.

    ``find`` gives a note's file (``README.md``) and title by its slug, None where there is none: then the text stays,
    without brackets, and a name that a folder could have is missing.
    """
    missing: dict[str, None] = {}

    def link(match: re.Match[str]) -> str:
        slug, words = match["slug"].strip(), (match["text"] or "").strip()
        found = find(slug)
        if found is None:
            if not SLUG.fullmatch(slug) or slug.replace(".", "").isdigit():
                return match[0]  # a matrix, a footnote of another program: no link to a note
            missing[slug] = None
            return words or escape(slug)
        file, title = found
        return f"[{words or escape(title)}](../{slug}/{file}{match['anchor'] or ''})"

    out, end = [], 0
    for match in _wiki_links(text):
        out += [text[end : match.start()], link(match)]
        end = match.end()
    return Linked("".join([*out, text[end:]]), tuple(missing))


def linked_slugs(text: str) -> list[str]:
    """The names of the folders that a note links to, each once, in order."""
    found = [(match.start(), match["slug"].strip()) for match in _wiki_links(text)]
    if "](" in text:
        closed = _closed(text) if _MARKDOWN.search(text) else []
        found += [(m.start(), m["slug"]) for m in _MARKDOWN.finditer(text) if not _inside(m.start(), closed)]
    return list(dict.fromkeys(slug for _, slug in sorted(found)))


def _wiki_links(text: str) -> Iterator[re.Match[str]]:
    if "[[" not in text:
        return
    closed = _closed(text)
    yield from (match for match in _WIKI.finditer(text) if not _inside(match.start(), closed))


def _closed(text: str) -> list[tuple[int, int]]:
    """Stretches in which nothing is a link: code, formulas, HTML."""
    document = Document(text)
    closed = [document.front_span] if document.front_span else []
    closed += [(block.start, block.end) for block in document.of_kind("code", "formula", "html")]
    return closed + [(span.start, span.end) for kind in _NO_TEXT for _, span in document.spans(kind)]


def _inside(place: int, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in stretches)
