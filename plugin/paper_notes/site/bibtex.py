"""A paper's data as a BibTeX entry."""

from __future__ import annotations

import re
import unicodedata

from paper_notes.note.model import FrontMatter

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_STOP_WORDS = {"a", "an", "the", "on", "of", "in", "for", "and", "to", "with", "is", "are", "from", "towards"}
_JOURNAL = re.compile(r"\b(journal|transactions|review|letters|magazine|annals)\b|学报|杂志|期刊", re.I)


def bibtex(front: FrontMatter, slug: str) -> str:
    """``@inproceedings``, ``@article`` or ``@misc`` by what is known; nothing is filled in that isn't."""
    arxiv_only = bool(front.arxiv) and (not front.venue or "arxiv" in front.venue.casefold())
    if arxiv_only or not front.venue:
        kind, venue = "misc", {}
    elif _JOURNAL.search(front.venue):
        kind, venue = "article", {"journal": front.venue}
    else:
        kind, venue = "inproceedings", {"booktitle": front.venue}
    fields = {
        "title": "{" + _escape(front.title) + "}",
        "author": " and ".join(_author(name) for name in front.authors),
        **{key: _escape(value) for key, value in venue.items()},
        "year": str(front.year or ""),
        "eprint": front.arxiv or "",
        "archivePrefix": "arXiv" if front.arxiv else "",
        "doi": front.doi or "",
    }
    lines = [f"  {key:<13} = {{{value}}}," for key, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{citation_key(front, slug)},", *lines, "}"])


def citation_key(front: FrontMatter, slug: str) -> str:
    """First author's family name, year and first word of the title in ASCII; the slug's words when there is none."""
    family = _ascii(front.authors[0].split(",")[0].split()[-1]) if front.authors and front.authors[0].split() else ""
    words = [_ascii(word) for word in front.title.split()]
    word = next((word for word in words if word and word not in _STOP_WORDS), "")
    key = f"{family}{front.year or ''}{word}"
    return key if re.search("[a-z]", key) else _ascii(slug) or "paper"


def _author(name: str) -> str:
    """Braces keep a group's name ("Google Research") and an "and" in one from being taken apart."""
    escaped = _escape(" ".join(name.split()))
    return "{" + escaped + "}" if re.search(r"\b(and|team|group|inc|lab|labs|research|ai)\b", name, re.I) else escaped


def _escape(text: str) -> str:
    return "".join(_SPECIAL.get(c, c) for c in " ".join(text.split()))


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain.casefold())
