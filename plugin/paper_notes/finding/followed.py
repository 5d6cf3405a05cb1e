"""Authors whom a reader follows: by name, told apart from namesakes by whom they write with and in which field; or by
what OpenAlex and Semantic Scholar list under their number there, or under their ORCID.

Interfaces: OpenAlex, ``/works?filter=…``; Semantic Scholar's Academic Graph, ``/author/ID/papers``. What they answer is
foreign data of records, nothing else.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any
from urllib.parse import quote, urlencode

import msgspec

from paper_notes.errors import PaperNotesError
from paper_notes.finding.announcements import Announcement, MalformedFeed
from paper_notes.finding.feed_reader import FeedReader
from paper_notes.finding.records import text_of
from paper_notes.finding.scan_state import FeedState, ScanState

OPENALEX_BASE = "https://api.openalex.org"
SEMANTIC_SCHOLAR_BASE = "https://api.semanticscholar.org/graph/v1"
OPENALEX_KEY, SEMANTIC_SCHOLAR_KEY = "OPENALEX_API_KEY", "S2_API_KEY"
"""Environment variables; both are optional."""
MARGIN_DAYS = 60
"""How far before the last run lists are asked: they name papers weeks after they appear."""
FIRST_RUN_DAYS = 30
PAGE_WORKS = 100
_ARXIV_ADDRESS = re.compile(r"arxiv\.org/(?:abs|pdf)/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})", re.I)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(\d{4}\.\d{4,5})", re.I)
_FIELDS = "title,abstract,publicationDate,externalIds,authors.name,url"


class Followed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"coauthors": "with"}):
    """An author who is followed. A paper counts as theirs by ``name`` when nothing else is said, or when one of
    ``with`` is among its authors or it stands in one of ``categories`` ("cs" is all of them)."""

    name: str
    coauthors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    orcid: Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-){3}\d{3}[\dX]$")] | None = None
    openalex: Annotated[str, msgspec.Meta(pattern=r"^A\d{1,12}$")] | None = None
    semantic_scholar: Annotated[str, msgspec.Meta(pattern=r"^\d{1,12}$")] | None = None

    def wrote(self, paper: Announcement) -> str:
        """The name under which they stand among a paper's authors; "" when they don't, or it is a namesake."""
        if self.name in paper.followed:
            return self.name
        mine = person(self.name)
        found = next((name for name in paper.authors if person(name) == mine), "")
        if not found or not (self.coauthors or self.categories):
            return found
        others = {person(name) for name in paper.authors}
        known = any(person(name) in others for name in self.coauthors)
        fields = {part for name in paper.categories for part in (name, name.partition(".")[0])}
        return found if known or fields & set(self.categories) else ""


def person(name: str) -> str:
    """A name as it is compared: first letter of the given name, and the family name, in small letters."""
    parts = name.lower().replace(".", " ").replace(",", " ").split()
    if len(parts) < 2:
        return name.lower().strip()
    if "," in name:
        parts = [*parts[1:], parts[0]]
    return f"{parts[0][0]} {parts[-1]}"


def listed_works(
    authors: Iterable[Followed],
    bases: tuple[str, str],
    state: ScanState,
    reader: FeedReader,
    today: dt.date,
    problems: list[str],
) -> Iterator[Announcement]:
    """What the two services list of authors whose numbers are given, since they were last asked; ``bases`` are the
    addresses of OpenAlex and of Semantic Scholar. One that can't be read is told, and asked further back next time."""
    for author in authors:
        for name, url, headers in _questions(author, bases, state, today):
            try:
                data = reader.read_json(url, headers)
                works = list(_works(data, author.name))
            except PaperNotesError as error:
                problems.append(f"{author.name}: {error}")
                continue
            state.feeds[name] = FeedState(read=today.isoformat())
            yield from works


def _questions(
    author: Followed, bases: tuple[str, str], state: ScanState, today: dt.date
) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What is asked of an author: a name for the state, an address, headers."""
    openalex, scholar = bases
    keys = {name: os.environ.get(name, "") for name in (OPENALEX_KEY, SEMANTIC_SCHOLAR_KEY)}
    if author.openalex or author.orcid:
        who = f"author.id:{author.openalex}" if author.openalex else f"author.orcid:{author.orcid}"
        name = f"{openalex}#{who}"
        asked = {
            "filter": f"{who},from_publication_date:{_since(name, state, today)}",
            "sort": "publication_date:desc",
            "per-page": PAGE_WORKS,
        }
        if keys[OPENALEX_KEY]:
            asked["api_key"] = keys[OPENALEX_KEY]
        yield name, f"{openalex}/works?{urlencode(asked)}", {}
    if author.semantic_scholar:
        name = f"{scholar}#{author.semantic_scholar}"
        since = f"{_since(name, state, today)}:"
        asked = {"fields": _FIELDS, "limit": PAGE_WORKS, "publicationDateOrYear": since}
        headers = {"x-api-key": keys[SEMANTIC_SCHOLAR_KEY]} if keys[SEMANTIC_SCHOLAR_KEY] else {}
        yield name, f"{scholar}/author/{quote(author.semantic_scholar)}/papers?{urlencode(asked)}", headers


def _since(name: str, state: ScanState, today: dt.date) -> str:
    held = state.feeds.get(name)
    last = dt.date.fromisoformat(held.read) - dt.timedelta(MARGIN_DAYS) if held and held.read else None
    return (last or today - dt.timedelta(FIRST_RUN_DAYS)).isoformat()


def _works(data: Any, who: str) -> Iterator[Announcement]:
    """The papers of an answer of either service; raises MalformedFeed when it is none."""
    rows = (data.get("results", data.get("data"))) if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise MalformedFeed("list of works: what came is none")
    for row in rows:
        if isinstance(row, dict) and (found := _openalex(row, who) if "id" in row else _scholar(row, who)):
            yield found


def _openalex(row: Mapping[str, Any], who: str) -> Announcement | None:
    places = [text_of(_in(place, "landing_page_url")) for place in _list(row.get("locations"))]
    return _announced(
        who,
        title=text_of(row.get("title") or row.get("display_name")),
        abstract=_unfolded(row.get("abstract_inverted_index")),
        authors=[text_of(_in(each, "author", "display_name")) for each in _list(row.get("authorships"))],
        day=text_of(row.get("publication_date")),
        addresses=[*places, text_of(row.get("doi")), text_of(row.get("id"))],
    )


def _scholar(row: Mapping[str, Any], who: str) -> Announcement | None:
    ids = row.get("externalIds")
    known: Mapping[str, Any] = ids if isinstance(ids, dict) else {}
    arxiv, doi = text_of(known.get("ArXiv")), text_of(known.get("DOI"))
    return _announced(
        who,
        title=text_of(row.get("title")),
        abstract=text_of(row.get("abstract")),
        authors=[text_of(_in(each, "name")) for each in _list(row.get("authors"))],
        day=text_of(row.get("publicationDate")),
        addresses=[
            f"https://arxiv.org/abs/{arxiv}" * bool(arxiv),
            f"https://doi.org/{doi}" * bool(doi),
            text_of(row.get("url")),
        ],
    )


def _announced(
    who: str, *, title: str, abstract: str, authors: list[str], day: str, addresses: list[str]
) -> Announcement | None:
    """A paper as arXiv's feeds name it where it is arXiv's, else by its DOI or address."""
    url = next((each for each in addresses if re.match(r"https?://[^\s\"'<>]+\Z", each)), "")
    arxiv = next((m[1] for each in addresses if (m := _ARXIV_ADDRESS.search(each) or _ARXIV_DOI.search(each))), "")
    if not title or not (arxiv or url):
        return None
    return Announcement(
        key=arxiv or url,
        title=title,
        abstract=abstract,
        authors=tuple(filter(None, authors)),
        published=day if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) else "",
        url=f"https://arxiv.org/abs/{arxiv}" if arxiv else url,
        followed=(who,),
    )


def _unfolded(index: object) -> str:
    """An abstract from the places of its words."""
    if not isinstance(index, dict):
        return ""
    places = [(place, str(word)) for word, at in index.items() for place in _list(at) if isinstance(place, int)]
    return text_of(" ".join(word for _, word in sorted(places)))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _in(value: object, *names: str) -> object:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value
