"""The model's Markdown made safe before anything else sees it.

A paper is untrusted, and so is a model that has read it. Only these reach a note: text, formulas, code, page citations,
links that the paper itself prints or that lead to arXiv or a DOI, and images that the program cuts. Everything else is
dropped, and told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlsplit

from paper_notes.checking.document import Document
from paper_notes.checking.github_formulas import mend_formulas
from paper_notes.note.words import cite
from paper_notes.paper.model import Paper

ROUNDS = 6
"""Times that the text is cleaned anew: dropping one thing may uncover another."""

KNOWN_HOSTS = frozenset({"arxiv.org", "doi.org", "dx.doi.org"})
_SHORT = re.compile(
    r"\[(pp?\.\s*\d+(?:\s*[–-]\s*\d+)?(?:\s*[,，、;；]\s*(?:pp?\.\s*)?\d+(?:\s*[–-]\s*\d+)?)*)\](?![(\[])"
)
_LINKED = re.compile(r"(\[pp?\. \d+(?:[–-]\d+)?\])\(paper\.pdf#page=\d+\)")
_PAGES = re.compile(r"(\d+)(?:\s*[–-]\s*(\d+))?")
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?!\^)[^\]\n]+\]:.*$", re.M)
_SNIPPET = re.compile(r"^.*(?:-{1,}8<-{1,}|^[ \t]*;?-+8<).*$", re.M)
_SNIPPET_BLOCK = re.compile(r"^[ \t]*;?-+8<-+[ \t]*\n.*?^[ \t]*;?-+8<-+[ \t]*$", re.M | re.S)
_DIRECTIVE = re.compile(r"^[ \t]*(?:!!!\+?|\?\?\?\+?|:::|///)[ \t]*\S.*$", re.M)
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
_ATTRIBUTES = re.compile(r"\{:?[ \t]*(?:[.#][\w-]+|[\w-]+[ \t]*=)[^{}\n]*\}|\{:[^{}\n]*\}")
_LOOSE_LINK = re.compile(r"(?P<image>!?)\[(?P<label>[^\[\]\n]*)\]\((?P<target>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)")
_FRONT = re.compile(r"\A\s*---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.S)
_FENCE = re.compile(r"\A\s*```(?:markdown|md)?[ \t]*\n(.*)\n```\s*\Z", re.S)
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


@dataclass(slots=True)
class Cleaned:
    """Safe Markdown, and what was dropped from it, each in words for the user."""

    text: str
    dropped: list[str] = field(default_factory=list)


def expand_citations(text: str) -> str:
    """``[p. 3]`` and ``[p. 3, 5]``, as the model writes them, to citations that link the PDF's page."""

    def links(match: re.Match[str]) -> str:
        return " ".join(cite(int(a), int(b) if b else None) for a, b in _PAGES.findall(match[1]))

    return _SHORT.sub(links, text)


def contract_citations(text: str) -> str:
    """Citations as the model writes them, without the address that follows from the page."""
    return _LINKED.sub(lambda match: match[1], text)


def clean(text: str, paper: Paper, images: frozenset[str], links: tuple[str, ...] = ()) -> Cleaned:
    """Make the model's Markdown safe. ``images`` are the stems of the pictures that the program cuts, ``links`` the
    addresses that the user gave."""
    found = Cleaned(text.replace("\r\n", "\n").replace("\0", ""))
    fenced = _FENCE.match(found.text)
    if fenced:
        found.text = fenced[1]
    found.text = _FRONT.sub("", found.text)
    found.text = expand_citations(found.text)
    allowed = _allowed_addresses(paper, links)
    for _ in range(ROUNDS):
        before = found.text
        _clean_once(found, allowed, images)
        _clean_loose(found, allowed, images)
        if found.text == before:
            break
    found.text = mend_formulas(_outside_code(found.text, lambda part: _TAG.sub("&lt;", part)))
    return found


def _clean_once(found: Cleaned, allowed: Callable[[str], bool], images: frozenset[str]) -> None:
    for pattern, what in (
        (_SNIPPET_BLOCK, "an inclusion of a file"),
        (_SNIPPET, "an inclusion of a file"),
        (_DIRECTIVE, "a block directive"),
        (_TEMPLATE, "a template expression"),
        (_ATTRIBUTES, "HTML attributes"),
        (_DEFINITION, "a link definition"),
    ):
        found.text = _outside_code(found.text, partial(_drop, found, pattern, what))
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
            elif span.kind == "image" and not _own_image(span.target, images):
                _tell(found, "an image that isn't cut from the paper", span.target)
                edits.append((span.start, span.end, ""))
            elif span.kind == "link" and not allowed(span.target):
                _tell(found, "a link that the paper doesn't print", span.target)
                edits.append((span.start, span.end, found.text[span.inner_start : span.inner_end]))
            elif span.kind == "address" and not allowed(said.strip("<>")):
                _tell(found, "an address that the paper doesn't print", said)
                edits.append((span.start, span.end, ""))
    outer_start = len(found.text) + 1
    for start, end, new in sorted(edits, reverse=True):
        if end <= outer_start:
            found.text = found.text[:start] + new + found.text[end:]
            outer_start = start


def _clean_loose(found: Cleaned, allowed: Callable[[str], bool], images: frozenset[str]) -> None:
    """What CommonMark doesn't take for a link or an image, and Python-Markdown may: "[a](javascript:…)", spaces or
    brackets in a target."""

    def link(match: re.Match[str]) -> str:
        label, target = match["label"], match["target"].strip().strip("<>")
        if match["image"]:
            if _own_image(target, images):
                return match[0]
            _tell(found, "an image that isn't cut from the paper", target)
            return ""
        if allowed(target):
            return match[0]
        _tell(found, "a link that the paper doesn't print", target)
        return label

    found.text = _outside_code(found.text, partial(_LOOSE_LINK.sub, link))


def _own_image(target: str, images: frozenset[str]) -> bool:
    match = re.fullmatch(r"images/([\w.-]+)\.png", target)
    return bool(match and match[1] in images)


def _allowed_addresses(paper: Paper, links: tuple[str, ...]) -> Callable[[str], bool]:
    """Which targets of links may stay."""
    printed = re.sub(r"\s+", "", " ".join(paper.page_texts)).casefold()
    given = {link.casefold().rstrip("/") for link in links}

    def allowed(target: str) -> bool:
        if re.fullmatch(r"paper\.pdf#page=\d+", target):
            return True
        try:
            parts = urlsplit(target if "://" in target else f"https://{target}")
        except ValueError:
            return False
        if parts.scheme not in ("http", "https") or parts.username or parts.password or not parts.hostname:
            return False
        if "://" not in target and not target.casefold().startswith("www."):
            return False
        bare = target.casefold().split("://", 1)[-1].rstrip("/")
        if target.casefold().rstrip("/") in given:
            return True
        if parts.hostname in KNOWN_HOSTS and not parts.query:
            return True
        return len(bare) >= 8 and re.search(re.escape(bare) + r"(?![\w-])", printed) is not None

    return allowed


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """Apply a change to the stretches that are neither code nor formulas."""
    return "".join(part if kept else change(part) for part, kept in _stretches(text))


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    """The text in stretches, each with whether it is code or a formula. The parser decides, so that what is code
    here is code to every renderer."""
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


def _drop(found: Cleaned, pattern: re.Pattern[str], what: str, part: str) -> str:
    def dropped(match: re.Match[str]) -> str:
        if not match[0].strip():
            return match[0]
        _tell(found, what, match[0])
        return ""

    return pattern.sub(dropped, part)


def _tell(found: Cleaned, what: str, said: str) -> None:
    said = " ".join(said.split())
    line = f"dropped {what}: {said if len(said) <= 80 else said[:77] + '…'}"
    if line not in found.dropped:
        found.dropped.append(line)
