"""Rewrites a note's Markdown for a platform: edits at known places, every other character stays as it is.

Places come from the linter's reading of the note (markdown-it tokens with offsets), so that code, formulas and text
that no edit concerns survive byte for byte.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from paper_notes.export.markdown_writer import ALWAYS, ENTITY, MarkdownWriter, Place
from paper_notes.export.model import Article, Citation, PageRange
from paper_notes.export.wording import is_wide
from paper_notes.note.blocks import Block, Span
from paper_notes.note.document import Document

_BETWEEN = re.compile(r"[\s,，、;；]*")
_QUOTE = re.compile(r"(?:>[ \t]*)+")
_TAIL = re.compile(r"\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])?$", re.S)


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


class Rewriting:
    """One run over a note. :meth:`text` is the body, without front matter and title."""

    def __init__(self, article: Article, writer: MarkdownWriter) -> None:
        self.source = article.text
        self.article = article
        self.writer = writer
        self.document = Document(article.text, str(article.entry.path))
        self.edits: list[_Edit] = []
        self._cited: dict[int, tuple[int, Citation]] = {}

    def text(self) -> str:
        """The rewritten body; ends in one newline."""
        blocks = self.document.blocks
        title = next((block for block in blocks if block.kind == "heading" and block.level == 1), None)
        self._group_citations()
        for block in blocks:
            if block is not title:
                self._block(block)
        self._spaced_pictures()
        self._tables()
        cut: list[tuple[int, int]] = [self.document.front_span] if self.document.front_span else []
        if title is not None:
            cut.append(self._whole_lines(title))
        for start, end in cut:
            self.edits.append(_Edit(start, end, ""))
        return self._applied().replace("\r\n", "\n").strip("\n") + "\n"

    # -- parts

    def _block(self, block: Block) -> None:
        place = self._place(block)
        if block.kind == "formula":
            start, end = block.start + len(place.opening), block.end
            text = self.writer.formula(block.content, True, place)
            before = self.source[:start].rpartition("\n")[0].rpartition("\n")[2]
            if text.startswith("$$") and before.strip(" >") and not place.cell:
                text = f"\n{place.prefix}{text}"
            self.edits.append(_Edit(start, end, text))
        elif block.kind == "html":
            self.edits.append(_Edit(block.start, block.end, self.writer.comment(self.source[block.start : block.end])))
        guarded = [self._span(span, place) for span in block.spans]
        if block.kind in ("heading", "paragraph", "cell"):
            self._entities(block, [each for each in guarded if each])

    def _span(self, span: Span, place: Place) -> tuple[int, int] | None:
        source = self.source[span.start : span.end]
        if span.kind == "formula":
            inner = self.source[span.inner_start : span.inner_end] if not place.cell else span.content
            if span.display and not place.cell:
                written, between = self.writer.formula(inner, True, place), f"\n{place.prefix}"
                text = f"{between * 2}{written}{between * 2}" if written.startswith("$$") else written
            else:
                text = self.writer.formula(inner, span.display, place)
            self.edits.append(_Edit(span.start, span.end, text))
        elif span.kind == "image":
            alt = self.source[span.start + 2 : span.end]
            alt = _decoded_alt(alt[: alt.rfind("](")] if "](" in alt else span.content)
            self.edits.append(_Edit(span.start, span.end, self.writer.picture(alt, unquote(span.target))))
        elif span.kind == "citation":
            if span.start in self._cited:
                end, citation = self._cited[span.start]
                self._cite(span.start, end, citation)
        elif span.kind == "link":
            self._link(span, source)
            tail = _TAIL.search(source)
            return (span.start + tail.start(), span.end) if tail else None
        elif span.kind == "html":
            self.edits.append(_Edit(span.start, span.end, self.writer.comment(source)))
        elif span.kind != "code":
            return None if span.kind in ("strong", "em") else (span.start, span.end)
        return (span.start, span.end)

    def _link(self, span: Span, source: str) -> None:
        tail = _TAIL.search(source)
        if tail is None:
            return
        url, slug = self._target(span.target)
        written = self.writer.link("\0", url, slug)
        before, _, after = written.partition("\0")
        self.edits.append(_Edit(span.start, span.start + 1, before))
        self.edits.append(_Edit(span.start + tail.start(), span.end, after))

    def _target(self, href: str) -> tuple[str, str]:
        if urlsplit(href).scheme in ("http", "https", "mailto"):
            return href, ""
        if re.match(r"(?:\./)?paper\.pdf(?:#|$)", href):
            return (self.article.pdf + href[href.find("#") :] if "#" in href else self.article.pdf), ""
        return self.article.links.get(href, ("", ""))

    def _group_citations(self) -> None:
        """Citations side by side become one."""
        group: list[tuple[int, int, PageRange]] = []

        def close() -> None:
            if group:
                start, end = group[0][0], group[-1][1]
                opened, closed = self.source[:start].rstrip()[-1:], self.source[end:].lstrip()[:1]
                brackets = (opened, closed) in (("（", "）"), ("(", ")"), ("(", "）"))
                self._cited[start] = (end, Citation(tuple(page for _, _, page in group), brackets))
                group.clear()

        for cited in self.document.citations:
            source = self.source[cited.start : cited.end]
            href = source[source.find("](") + 2 : -1]
            url, _ = self._target(href)
            page = PageRange(cited.first, cited.last, url)
            between = self.source[group[-1][1] : cited.start] if group else ""
            if group and not (_BETWEEN.fullmatch(between) and "\n\n" not in between):
                close()
            group.append((cited.start, cited.end, page))
        close()

    def _cite(self, start: int, end: int, citation: Citation) -> None:
        text = self.writer.cite(citation)
        joined = not text or (text[0] in "（[" and self.article.language == "zh")
        if joined:
            while start and self.source[start - 1] in " \t" and self.source[start - 2 : start - 1] not in "\n":
                start -= 1
        if not text and citation.bracketed:
            start -= 1
            while start and self.source[start - 1] == " ":
                start -= 1
            end = self.source.index(self.source[end:].lstrip()[0], end) + 1
        if text.endswith("）") and self.source[end : end + 1] == " " and is_wide(self.source[end + 1 : end + 2]):
            end += 1  # the bracket has room enough of its own
        self.edits.append(_Edit(start, end, text))

    def _entities(self, block: Block, guarded: list[tuple[int, int]]) -> None:
        text = self.source[block.start : block.end]
        if "&" not in text:
            return
        for match in ENTITY.finditer(text):
            char = html.unescape(match[0])
            start = block.start + match.start()
            if len(char) != 1 or any(low <= start < high for low, high in guarded):
                continue
            before, after = text[: match.start()], text[match.end() :]
            self.edits.append(_Edit(start, block.start + match.end(), self.writer.literal(char, before, after)))

    def _spaced_pictures(self) -> None:
        """Images whose address has a space: the site shows them, CommonMark takes them for text."""
        for source in self.writer.gallery.shown:
            if " " not in source:
                continue
            for match in re.finditer(rf"!\[((?:[^\]\\]|\\.)*)\]\({re.escape(source)}\)", self.source):
                block = next((b for b in self.document.blocks if b.start <= match.start() < b.end), None)
                if block is not None and block.kind not in ("code", "html", "formula"):
                    text = self.writer.picture(_decoded_alt(match[1]), source)
                    self.edits = [e for e in self.edits if not match.start() <= e.start < match.end()]
                    self.edits.append(_Edit(match.start(), match.end(), text))

    def _tables(self) -> None:
        spans: dict[int, tuple[int, int]] = {}
        for block in self.document.blocks:
            if block.kind == "cell":
                low, high = spans.get(block.table, (block.start, block.end))
                spans[block.table] = (min(low, block.start), max(high, block.end))
        for number, (low, high) in enumerate(spans[key] for key in sorted(spans)):
            start = self.source.rfind("\n", 0, low) + 1
            end = self.source.find("\n", high)
            end = len(self.source) if end < 0 else end
            source = self.source[start:end]
            written = self.writer.table(number, source)
            if written != source:
                self.edits = [edit for edit in self.edits if not start <= edit.start < end]
                self.edits.append(_Edit(start, end, written))

    # -- places

    def _place(self, block: Block) -> Place:
        line = self.source.rfind("\n", 0, block.start) + 1
        opening = ""
        if block.kind == "formula" and block.quote_depth and (match := _QUOTE.match(self.source, block.start)):
            opening = match[0]
        prefix = re.sub(r"[^>\s]", " ", self.source[line : block.start].replace("\ufeff", "")) + opening
        return Place(prefix, block.kind in ("cell", "heading"), opening)

    def _whole_lines(self, block: Block) -> tuple[int, int]:
        start = self.source.rfind("\n", 0, block.start) + 1
        end = self.source.find("\n", block.end)
        return start, len(self.source) if end < 0 else end + 1

    def _applied(self) -> str:
        parts: list[str] = []
        at = 0
        for edit in sorted(self.edits, key=lambda edit: (edit.start, -edit.end)):
            if edit.start < at:
                if edit.end <= at:
                    continue  # inside what another edit has replaced
                edit = _Edit(at, edit.end, edit.text)
            parts += [self.source[at : edit.start], edit.text]
            at = edit.end
        return "".join([*parts, self.source[at:]])


def _decoded_alt(alt: str) -> str:
    return ENTITY.sub(lambda entity: _in_alt(html.unescape(entity[0])), " ".join(alt.split()))


def _in_alt(text: str) -> str:
    return f"\\{text}" if text in ALWAYS else text
