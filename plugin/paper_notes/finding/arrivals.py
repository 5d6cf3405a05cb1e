"""New papers of all days since the last run, from arXiv and other feeds: none lost, none twice.

A category is asked twice: its RSS feed tells what is announced today, also what waited in moderation for weeks; the
API, newest first, tells what was submitted since the last run, however long ago that was. Where the RSS feed of a day
was missed, the API is asked for six weeks before, too: it lists papers by the day that they were submitted, which can
be long before they are announced. What was seen is left out. A source that can't be read keeps its date, so that the
next run goes back further.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

import msgspec

from paper_notes.errors import PaperNotesError
from paper_notes.finding.announcements import Announcement
from paper_notes.finding.feed_reader import FeedFailed, FeedReader
from paper_notes.finding.followed import OPENALEX_BASE, SEMANTIC_SCHOLAR_BASE, Followed, listed_works
from paper_notes.finding.scan_state import FeedState, ScanState

RSS_BASE = "https://rss.arxiv.org/rss"
API_BASE = "https://export.arxiv.org/api/query"
PAGE_PAPERS = 200
MOST_PAGES = 60
MARGIN_DAYS = 4
"""How far before the last run the API is asked when no day's RSS feed was missed: over a weekend and a holiday."""
LONG_MARGIN_DAYS = 45
"""How far when one was: longer than moderation takes."""
FIRST_RUN_DAYS = 3


@dataclass(frozen=True, slots=True)
class Sources:
    """What is scanned: arXiv categories and addresses of other feeds. ``updates`` also takes new versions,
    ``cross_lists`` papers whose first category is another."""

    categories: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    updates: bool = False
    cross_lists: bool = True
    rss_base: str = RSS_BASE
    api_base: str = API_BASE
    authors: tuple[Followed, ...] = ()
    list_bases: tuple[str, str] = (OPENALEX_BASE, SEMANTIC_SCHOLAR_BASE)


@dataclass(slots=True)
class Arrivals:
    """What a run brought: new papers by key, and what could not be read, in words."""

    papers: dict[str, Announcement] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def gather(sources: Sources, state: ScanState, reader: FeedReader, today: dt.date) -> Arrivals:
    """Ask all sources; what is new is entered into ``state.seen``, which the caller saves."""
    arrivals = Arrivals()
    for url, papers in _each_source(sources, state, reader, today, arrivals.problems):
        for paper in papers:
            _take(
                paper, sources if url.startswith((sources.rss_base, sources.api_base)) else None, state, arrivals, today
            )
    for paper in listed_works(sources.authors, sources.list_bases, state, reader, today, arrivals.problems):
        held = arrivals.papers.get(paper.key)
        if held is not None:
            names = tuple(dict.fromkeys(held.followed + paper.followed))
            arrivals.papers[paper.key] = msgspec.structs.replace(held, followed=names)
        else:
            _take(paper, None, state, arrivals, today)
    return arrivals


def _each_source(
    sources: Sources, state: ScanState, reader: FeedReader, today: dt.date, problems: list[str]
) -> Iterator[tuple[str, list[Announcement]]]:
    for category in sources.categories:
        url = f"{sources.rss_base}/{category}"
        before = state.feeds.get(url, FeedState()).read
        yield url, _read_whole(url, state, reader, today, problems)
        now = state.feeds[url].read
        missed = not before or now != today.isoformat() or (today - dt.date.fromisoformat(before)).days > 1
        margin = LONG_MARGIN_DAYS if missed else MARGIN_DAYS
        yield sources.api_base, _since(category, sources, state, reader, today, margin, problems)
    for url in sources.feeds:
        yield url, _read_whole(url, state, reader, today, problems)


def _read_whole(
    url: str, state: ScanState, reader: FeedReader, today: dt.date, problems: list[str]
) -> list[Announcement]:
    held = state.feeds.setdefault(url, FeedState())
    try:
        feed = reader.read(url, held)
    except PaperNotesError as error:
        problems.append(str(error))
        return []
    held.read = today.isoformat()
    return list(feed.papers) if feed else []


def _since(
    category: str,
    sources: Sources,
    state: ScanState,
    reader: FeedReader,
    today: dt.date,
    margin: int,
    problems: list[str],
) -> list[Announcement]:
    """What the API lists of a category since it was read whole, and ``margin`` days before; all of it or nothing."""
    held = state.feeds.setdefault(f"{sources.api_base}#{category}", FeedState())
    last = dt.date.fromisoformat(held.read) if held.read else None
    since = (last - dt.timedelta(days=margin)) if last else today - dt.timedelta(days=FIRST_RUN_DAYS)
    order = "lastUpdatedDate" if sources.updates else "submittedDate"
    found: list[Announcement] = []
    for page in range(MOST_PAGES):
        query = urlencode(
            {
                "search_query": f"cat:{category}",
                "sortBy": order,
                "sortOrder": "descending",
                "start": page * PAGE_PAPERS,
                "max_results": PAGE_PAPERS,
            }
        )
        try:
            feed = reader.read(f"{sources.api_base}?{query}")
            papers = feed.papers if feed else ()
            if feed and not papers and feed.total > page * PAGE_PAPERS:
                raise FeedFailed(f"an empty page where {feed.total} papers were announced")
        except PaperNotesError as error:
            problems.append(f"{category}: {error}")
            return []
        for paper in papers:
            day = paper.updated if sources.updates else paper.published
            if not day or day >= since.isoformat():
                found.append(paper)
        listed = page * PAGE_PAPERS + len(papers)
        ended = listed >= feed.total if feed and feed.total else len(papers) < PAGE_PAPERS
        if ended or not papers or _oldest(papers, sources.updates) < since.isoformat():
            break
    else:
        problems.append(
            f"{category}: more than {MOST_PAGES * PAGE_PAPERS} papers since {since}; older ones are left out"
        )
    held.read = today.isoformat()
    return found


def _oldest(papers: Sequence[Announcement], updates: bool) -> str:
    return min((paper.updated if updates else paper.published) or "9999" for paper in papers)


def _take(paper: Announcement, arxiv: Sources | None, state: ScanState, arrivals: Arrivals, today: dt.date) -> None:
    """Take a paper in, unless it was seen, was withdrawn or isn't wanted."""
    updated = paper.kind == "updated" or paper.version > 1
    named = f"{paper.key}v{paper.version}" if arxiv and arxiv.updates and updated and paper.version else paper.key
    known = named in state.seen
    state.seen[named] = today.isoformat()
    state.seen.setdefault(paper.key, today.isoformat())
    if known or paper.withdrawn:
        return
    if arxiv is not None:
        if updated and not arxiv.updates:
            return
        if not arxiv.cross_lists and (paper.kind == "cross" or paper.primary not in arxiv.categories):
            return
    held = arrivals.papers.get(paper.key)
    if held is None or (not held.abstract and paper.abstract) or paper.version > held.version:
        arrivals.papers[paper.key] = paper
