"""An entry of a list of papers, whatever form the list has, and the values of ``paper.yml`` that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from paper_notes.adding.identifiers import ARXIV_DOI, ARXIV_ID, parse_doi
from paper_notes.language.script import HAN
from paper_notes.messages import say

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_HAN_NAME = re.compile(rf"[{HAN}·]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its key, its PDF (None when it names none that is there), what it says, with the keys of ``paper.yml``,
    and, when there is no PDF, why."""

    key: str
    pdf: Path | None
    said: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""


def values(
    *,
    title: str = "",
    authors: Iterable[str] = (),
    date: str = "",
    venue: str = "",
    doi: str = "",
    arxiv: str = "",
    url: str = "",
    tags: Iterable[str] = (),
) -> dict[str, Any]:
    """What of this ``paper.yml`` can hold; what is empty or no such value is left out."""
    year = _YEAR.search(date)
    doi = parse_doi(doi) or ""
    of_arxiv = ARXIV_ID.fullmatch(arxiv.strip()) or (ARXIV_DOI.fullmatch(doi) if doi else None)
    found = {
        "title": _line(title),
        "authors": [name for name in map(_line, authors) if name],
        "year": int(year[1]) if year else None,
        "venue": _line(venue),
        "arxiv": of_arxiv[1] if of_arxiv else None,
        "doi": doi,
        "url": url if re.match(r"https?://\S+$", url) and not doi and not of_arxiv else "",
        "tags": list(dict.fromkeys(tag for tag in map(_line, tags) if tag)),
    }
    return {key: value for key, value in found.items() if value}


def person(given: str, family: str) -> str:
    """A name as it is read: a Chinese one has its family name first and no space."""
    given, family = _line(given), _line(family)
    if given and family and _HAN_NAME.fullmatch(given) and _HAN_NAME.fullmatch(family):
        return family + given
    return f"{given} {family}".strip()


def without_pdf(key: str, said: Mapping[str, Any], named: str = "") -> Entry:
    """An entry whose PDF isn't there, with what to do about it."""
    if named:
        return Entry(key, None, said, say(f"{named} is not there", f"找不到 {named}"))
    other = said.get("arxiv") or said.get("doi")
    hint = say(f"; try `paper-notes add {other}`", f"；可以试试 `paper-notes add {other}`") if other else ""
    return Entry(key, None, said, say(f"the entry names no PDF{hint}", f"该条目没有指明 PDF{hint}"))


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
