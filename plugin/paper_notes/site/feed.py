"""An Atom feed of the newest notes (RFC 4287).

mkdocs-rss-plugin takes a page's date from git or from a top-level key of its front matter, and brings GitPython and
requests along; a note carries its own date under ``note:``, and one template is all that a feed needs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from paper_notes.site.entry import Entry
from paper_notes.site.interface import INTERFACE
from paper_notes.site.metadata import indexable
from paper_notes.site.templates import render

FEED_NAME = "feed.xml"
_LENGTH = 30


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()


def render_feed(entries: Iterable[Entry], urls: Mapping[str, str], *, site_name: str, site_url: str) -> str:
    """The newest notes as Atom; extracts and notes without a date are left out.

    ``urls`` holds each note's absolute URL by slug. Without a ``site_url`` there are no absolute addresses, which
    Atom asks for: then the feed is empty and "".
    """
    if not site_url:
        return ""
    entries = list(entries)
    dated = [entry for entry in entries if entry.date and indexable(entry)]
    newest = sorted(dated, key=lambda entry: (entry.date, entry.slug), reverse=True)[:_LENGTH]
    return render(
        "feed.xml",
        entries=newest,
        urls=urls,
        site_name=site_name,
        site_url=site_url,
        feed_url=f"{site_url.rstrip('/')}/{FEED_NAME}",
        updated=max((entry.date for entry in (newest or entries) if entry.date), default=_today()),
        tags={key: words.tag for key, words in INTERFACE.items()},
    )
