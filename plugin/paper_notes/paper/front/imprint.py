"""Year, venue, arXiv id and DOI where the first page prints them; never guessed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from paper_notes.paper.characters import readable
from paper_notes.paper.front.title import Title
from paper_notes.paper.pdf.pages import Page

_ARXIV = re.compile(r"arXiv\s*:\s*(\d{4}\.\d{4,5}|[a-z\-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?", re.I)
_STAMP_DATE = re.compile(r"arXiv\s*:.*?\b\d{1,2}\s+[A-Z][a-z]{2}\s+((?:19|20)\d{2})", re.I)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>，。；]+)", re.I)
_YEAR = r"((?:19|20)\d{2})"
_VENUES = (
    re.compile(
        r"(?:published|accepted|to appear|appears?|appearing|in submission"
        r"|under review) as an? (?:\w+ )?(?:conference |workshop |journal )?paper (?:at|in) (?P<venue>.+)",
        re.I,
    ),
    re.compile(r"\((?P<venue>[A-Z][A-Za-z\-]{2,14}(?:[ -][A-Z][A-Za-z\-]+)? ?['’]?\d{2,4})\)"),
    re.compile(r"^(?:in\s+)?(?P<venue>(?:proceedings|proc\.) of .{6,160})", re.I),
    re.compile(
        r"(?P<venue>(?:\d+(?:st|nd|rd|th) )?(?:international |annual |european )?(?:conference|symposium"
        r"|workshop) on .{4,120})",
        re.I,
    ),
    re.compile(r"^(?P<venue>[A-Z][A-Za-z\-]{2,14}(?: ?['’]\d{2}| (?:19|20)\d{2}))[,.]\s"),
    re.compile(r"^(?P<venue>(?:IEEE|ACM) [A-Z][A-Z ,&\-]+?),? VOL\. ?\d+", re.I),
    re.compile(r"^(?P<venue>(?:the )?journal of [A-Z][\w &\-]+?)[ ,]+\d+", re.I),
    re.compile(r"^(?P<venue>[A-Z][A-Za-z &\-]{3,60}?),? \d{1,4} ?\((?:19|20)\d{2}\)"),
    re.compile(r"(?P<venue>[A-Z][\w\-]+(?: \d{4})?, LN\w+ \d+)"),
    re.compile(r"^(?P<venue>PLO[Sś] [A-Z][A-Za-z ]+?) ?\|", re.I),
    re.compile(r"^(?P<venue>nature [A-Za-z ]+?)\s+VOLUME \d+", re.I),
)
_DATED = (
    re.compile(rf"\bpublished(?: online)?\b[^.]{{0,40}}?\b{_YEAR}\b", re.I),
    re.compile(rf"(?:©|\(c\)|copyright|⃝|\bq)\s*.{{0,40}}?\b{_YEAR}\b", re.I),
    re.compile(rf"(?:accepted|received|revised)\b[^.]{{0,60}}\b{_YEAR}\b", re.I),
    re.compile(
        rf"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?{_YEAR}\b",
        re.I,
    ),
    re.compile(rf"{_YEAR}\s*年"),
)
_ISSUE_YEAR = re.compile(rf"\({_YEAR}\)\s*\d{{1,4}}\s*[:(,]|\b{_YEAR}[;,]\s*\d{{1,4}}\s*(?:\(\d+\))?\s*:\s*\w?\d")
"""The year beside volume and page: "(2021) 100:13", "2021;11:e042953"."""


_ENTRY = re.compile(r"\s*(?:[\[［(]\d+[\]］)]|\d+\.\s)")
"""What an entry of a list of references begins with."""
HEAD = 0.16
"""Share of the page's height above which a page's head stands."""
LAST_ROW = 6.0
"""Points within which lines end at one height."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """None where nothing is printed."""

    year: int | None = None
    venue: str | None = None
    arxiv: str | None = None
    doi: str | None = None


def imprint_of(pages: Sequence[Page], title: Title | None) -> Imprint:
    """Read the lines of the first page that are no running text: headers, footers, stamps, notes."""
    if not pages:
        return Imprint()
    page = pages[title.page - 1 if title else 0]
    lines = [readable(line.text).strip() for line in page.lines]
    arxiv = next((m[1] for text in lines if (m := _ARXIV.search(text))), None)
    wrapped = [
        text + after if a.block == b.block and re.search(r"(10\.\d{4,9}/|doi)\S*[/._-]$|doi\.org/?$", text) else text
        for (a, text), (b, after) in itertools.pairwise(zip(page.lines, lines, strict=True))
    ] + lines[-1:]
    doi = next((_clean(m[1]) for text in wrapped if (m := _DOI.search(text)) and "doi" in text.lower()), None)
    doi = doi or next((_clean(m[1]) for text in wrapped if (m := _DOI.search(text))), None)
    outer = _outer(page)
    venue = next((_tidy(m["venue"]) for pattern in _VENUES for text in outer if (m := pattern.search(text))), None)
    return Imprint(_year(outer, _edges(page), lines, venue), venue, arxiv, doi)


def _outer(page: Page) -> list[str]:
    """Lines in the upper and lower quarter and in small print."""
    height = page.box.height
    return [
        readable(line.text).strip()
        for line in page.lines
        if line.box.y0 < 0.2 * height or line.box.y1 > 0.8 * height or line.size < 8.6
    ]


def _edges(page: Page) -> list[str]:
    """Lines at the head and in the lowest row, where the issue is told."""
    lowest = max((line.box.y1 for line in page.lines if not line.blank), default=page.box.height)
    return [
        readable(line.text).strip()
        for line in page.lines
        if (line.box.y1 < HEAD * page.box.height or line.box.y1 > lowest - LAST_ROW) and not _ENTRY.match(line.text)
    ]


def _clean(doi: str) -> str:
    return doi.rstrip(".,;)]}")


def _tidy(venue: str) -> str:
    return re.sub(r"\s+", " ", venue).strip(" .,;")


def _year(outer: Sequence[str], edges: Sequence[str], lines: Sequence[str], venue: str | None) -> int | None:
    if venue and (match := re.search(_YEAR, venue)):
        return int(match[1])
    if venue and (match := re.search(r"['’](\d\d)$", venue)):
        return 2000 + int(match[1]) if int(match[1]) < 60 else 1900 + int(match[1])
    if venue:
        for text in outer:
            if venue.lower() in text.lower() and (match := re.search(rf"\b{_YEAR}\b", text)):
                return int(match[1])
    for text in edges:
        if match := _ISSUE_YEAR.search(text):
            return int(match[1] or match[2])
    for pattern in _DATED[:2]:
        for text in lines:
            if match := pattern.search(text):
                return int(match[1])
    for text in lines:
        if match := _STAMP_DATE.search(text):
            return int(match[1])
    for pattern in _DATED[2:]:
        for text in lines:
            if len(text) < 90 and (match := pattern.search(text)):
                return int(match[1])
    return None
