"""The model's Markdown made safe before anything else sees it.

A paper is untrusted, and so is a model that has read it. Only these reach a note: text, formulas, code, page citations,
links that the paper itself prints or that lead to arXiv or a DOI, and images that the program cuts. What CommonMark's
parser finds besides is taken out where it stands. The judge is the page: the draft is rendered as sites render notes,
and a block whose HTML doesn't pass the gate whole is left out. Everything that is dropped is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from paper_notes.checking.github_formulas import mend_formulas
from paper_notes.gate.addresses import Addresses
from paper_notes.gate.body import pass_body
from paper_notes.gate.characters import printable
from paper_notes.gate.rendering import render
from paper_notes.language.whole_numbers import capped
from paper_notes.note.document import Document
from paper_notes.note.words import cite
from paper_notes.paper.model import Paper

ROUNDS = 6
"""Times that the text is cleaned anew: dropping one thing may uncover another."""

_SHORT = re.compile(
    r"\[(pp?\.\s*\d+(?:\s*[–-]\s*\d+)?(?:\s*[,，、;；]\s*(?:pp?\.\s*)?\d+(?:\s*[–-]\s*\d+)?)*)\](?![(\[])"
)
_LINKED = re.compile(r"(\[pp?\. \d+(?:[–-]\d+)?\])\(paper\.pdf#page=\d+\)")
_PAGES = re.compile(r"(\d+)(?:\s*[–-]\s*(\d+))?")
_CITED = re.compile(r"paper\.pdf#page=\d+")
_FRONT = re.compile(r"\A\s*---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.S)
_FENCE = re.compile(r"\A\s*```(?:markdown|md)?[ \t]*\n(.*)\n```\s*\Z", re.S)
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_INCLUSION = re.compile(r"-8<-")
_INCLUSION_BLOCK = re.compile(r"[ \t]*;?-+8<-+\s*")
_TEMPLATE = re.compile(r"\{(?:\{[^{}]*\}|%[^%]*%|#[^#]*#)\}")
_PARAGRAPHS = re.compile(r"(?<=\n)(?=[ \t]*\n)")
_BLOCKS = MarkdownIt("commonmark").enable("table")


@dataclass(slots=True)
class Cleaned:
    """Safe Markdown, and what was dropped from it, each in words for the user."""

    text: str
    dropped: list[str] = field(default_factory=list)


class DraftAddresses(Addresses):
    """What a draft may name: the paper's pages, the pictures that the program cuts (by their stems), and the addresses
    outside that the paper justifies."""

    def __init__(self, paper: Paper, images: frozenset[str], links: tuple[str, ...]) -> None:
        super().__init__(links, lambda: " ".join(paper.page_texts))
        self.images = images

    def link(self, href: str) -> bool:
        return bool(href.startswith("#") or _CITED.fullmatch(href)) or self.justified(href)

    def picture(self, source: str) -> bool:
        match = re.fullmatch(r"images/([\w.-]+)\.png", source)
        return bool(match and match[1] in self.images)


def expand_citations(text: str) -> str:
    """``[p. 3]`` and ``[p. 3, 5]``, as the model writes them, to citations that link the PDF's page."""

    def links(match: re.Match[str]) -> str:
        return " ".join(cite(capped(a), capped(b) if b else None) for a, b in _PAGES.findall(match[1]))

    return _SHORT.sub(links, text)


def contract_citations(text: str) -> str:
    """Citations as the model writes them, without the address that follows from the page."""
    return _LINKED.sub(lambda match: match[1], text)


def clean(text: str, paper: Paper, images: frozenset[str], links: tuple[str, ...] = ()) -> Cleaned:
    """Make the model's Markdown safe. ``images`` are the stems of the pictures that the program cuts, ``links`` the
    addresses that the user gave."""
    found = Cleaned(printable(text.replace("\r\n", "\n").replace("\r", "\n")))
    fenced = _FENCE.match(found.text)
    if fenced:
        found.text = fenced[1]
    found.text = _FRONT.sub("", found.text)
    found.text = expand_citations(found.text)
    addresses = DraftAddresses(paper, images, links)
    for _ in range(ROUNDS):
        before = found.text
        _drop_orders(found)
        _drop_parsed(found, addresses)
        if found.text == before:
            break
    found.text = _outside_code(found.text, lambda part: _TAG.sub("&lt;", part))
    _keep_what_passes(found, addresses)
    found.text = mend_formulas(found.text)
    _keep_what_passes(found, addresses)
    return found


def _drop_orders(found: Cleaned) -> None:
    """Inclusions of files and template expressions work on the source: the rendered page doesn't show them."""

    def template(match: re.Match[str]) -> str:
        _tell(found, "a template expression", match[0])
        return ""

    found.text = _outside_code(found.text, partial(_without_inclusions, found))
    found.text = _outside_code(found.text, partial(_TEMPLATE.sub, template))


def _without_inclusions(found: Cleaned, text: str) -> str:
    """The text without the lines that name a file to read, one by one or between two marks."""
    kept: list[str] = []
    inside = False
    for line in text.splitlines(keepends=True):
        mark = _INCLUSION.search(line)
        inside = bool(line.strip()) and inside ^ bool(_INCLUSION_BLOCK.fullmatch(line))
        if not mark and not inside:
            kept.append(line)
        else:
            _tell(found, "an inclusion of a file", line)
    return "".join(kept)


def _drop_parsed(found: Cleaned, addresses: DraftAddresses) -> None:
    """Take out what CommonMark's parser finds, so that the words around it stay."""
    edits: list[tuple[int, int, str]] = []
    document = Document(found.text)
    for block in document.blocks:
        if block.kind == "html":
            _tell(found, "raw HTML", block.content)
            edits.append((block.start, block.end, ""))
        for span in block.spans:
            said = found.text[span.start : span.end]
            if span.kind == "html":
                _tell(found, "raw HTML", said)
                edits.append((span.start, span.end, ""))
            elif span.kind == "image" and not addresses.picture(span.target):
                _tell(found, "an image that isn't cut from the paper", span.target)
                edits.append((span.start, span.end, ""))
            elif span.kind in ("link", "citation") and not addresses.link(span.target):
                _tell(found, "a link that the paper doesn't print", span.target)
                words = span.content if span.kind == "citation" else found.text[span.inner_start : span.inner_end]
                edits.append((span.start, span.end, words))
            elif span.kind == "address" and not addresses.link(said.strip("<>")):
                _tell(found, "an address that the paper doesn't print", said)
                edits.append((span.start, span.end, ""))
    outer_start = len(found.text) + 1
    for start, end, new in sorted(edits, reverse=True):
        if end <= outer_start:
            found.text = found.text[:start] + new + found.text[end:]
            outer_start = start


def _keep_what_passes(found: Cleaned, addresses: Addresses) -> None:
    """Leave out the blocks whose HTML the gate would change, and definitions, which no reader sees."""
    blocks = list(_blocks(found))
    if _faults("".join(blocks), addresses):
        kept: list[str] = []
        for block in blocks:
            for part in _PARAGRAPHS.split(block) if _faults(block, addresses) else (block,):
                if faults := _faults(part, addresses):
                    _tell(found, f"a paragraph with {', '.join(faults)}", part)
                else:
                    kept.append(part)
        while faults := _faults("".join(kept), addresses):
            # made by several blocks together, such as a definition and what refers to it: the last of them goes
            sound, faulty = 0, len(kept)
            while sound + 1 < faulty:
                middle = (sound + faulty) // 2
                if _faults("".join(kept[:middle]), addresses):
                    faulty = middle
                else:
                    sound = middle
            _tell(found, f"a paragraph with {', '.join(faults)}", kept.pop(faulty - 1))
        blocks = kept
    found.text = "".join(blocks)


def _faults(markdown: str, addresses: Addresses) -> tuple[str, ...]:
    """What the gate would drop of a text's HTML, and what only some renderers make blocks of."""
    passed = pass_body(render(markdown), addresses)
    boxes = LexborHTMLParser(passed.html).css_first("details, .admonition")
    return passed.dropped + (("a block directive",) if boxes is not None else ())


def _blocks(found: Cleaned) -> Iterator[str]:
    """The text's top-level blocks, each with the blank lines behind it; link definitions are dropped."""
    lines = found.text.splitlines(keepends=True)
    starts = [token.map for token in _BLOCKS.parse(found.text) if token.level == 0 and token.map and token.nesting >= 0]
    at = 0
    for start, end in [*starts, [len(lines), len(lines)]]:
        between = "".join(lines[at:start])
        if between.strip() and not between.lstrip().startswith("[^"):
            _tell(found, "a link definition", between)
            between = "\n"
        if between:
            yield between
        if lines[start:end]:
            yield "".join(lines[start:end])
        at = end


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """Apply a change to the stretches that are neither code nor formulas."""
    return "".join(part if kept else change(part) for part, kept in _stretches(text))


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    """The text in stretches, each with whether CommonMark takes it for code or a formula."""
    document, at = Document(text), 0
    kept = [(b.start, b.end) for b in document.blocks if b.kind in ("code", "formula")]
    kept += [(s.start, s.end) for b in document.blocks for s in b.spans if s.kind in ("code", "formula")]
    for start, end in sorted(kept):
        if start < at:
            continue
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False


def _tell(found: Cleaned, what: str, said: str) -> None:
    said = " ".join(said.split())
    line = f"dropped {what}: {said if len(said) <= 80 else said[:77] + '…'}"
    if line not in found.dropped:
        found.dropped.append(line)
