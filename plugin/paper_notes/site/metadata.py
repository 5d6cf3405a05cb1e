"""What machines read of a note's page: robots, Open Graph, JSON-LD, Highwire tags.

The page is a review of a paper and says so (schema.org Review of a ScholarlyArticle). Highwire tags describe the paper,
for reference managers; an extract has none, for its page adds nothing to the paper that a search engine should list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import escape

from paper_notes.gate.text import json_in_script
from paper_notes.language.shorten import shorten
from paper_notes.note.identifiers import arxiv_url, doi_url
from paper_notes.site.entry import Entry
from paper_notes.site.interface import INTERFACE
from paper_notes.site.templates import render

_LOCALES = {"zh": "zh_CN", "en": "en_US"}
_JOURNAL = re.compile(r"\b(journal|transactions|review|letters|magazine|annals|nature|plos)\b|学报|杂志|期刊", re.I)
_URL = re.compile(r"\s*<url>\s*<loc>([^<]*)</loc>.*?</url>", re.S)


def description(entry: Entry) -> str:
    """One or two sentences for search results: the front matter's, else the TL;DR's beginning."""
    return shorten(entry.front.description or entry.summary, 160 if entry.language == "en" else 100)


def indexable(entry: Entry) -> bool:
    """Whether robots are asked in: an extract is the paper's own text over again."""
    return entry.standing != "extract"


def render_head(entry: Entry, *, site_name: str, canonical: str, picture: str, feed: str) -> str:
    """Elements for the page's ``<head>``.

    ``canonical`` and ``picture`` are absolute URLs, empty when the site has no address; ``feed`` is relative to the
    page.
    """
    return render(
        "head.html",
        entry=entry,
        front=entry.front,
        site_name=site_name,
        canonical=canonical,
        picture=picture,
        feed=feed,
        words=INTERFACE[entry.language],
        description=description(entry),
        indexable=indexable(entry),
        locale=_LOCALES[entry.language],
        in_journal=bool(_JOURNAL.search(entry.front.venue or "")),
        pdf=canonical.rsplit("/", 1)[0] + "/paper.pdf" if canonical and entry.folder.pdf.is_file() else "",
        json_ld=json_in_script(json_ld(entry, canonical, picture)),
    )


def json_ld(entry: Entry, canonical: str, picture: str) -> dict[str, Any]:
    """The page as a schema.org Review of a ScholarlyArticle; what isn't known is left out."""
    front = entry.front
    same_as = [url for url in (arxiv_url(front.arxiv), doi_url(front.doi)) if url]
    article = _known(
        {
            "@type": "ScholarlyArticle",
            "name": entry.title,
            "author": [{"@type": "Person", "name": name} for name in front.authors],
            "datePublished": str(front.year or ""),
            "isPartOf": {"@type": "PublicationEvent", "name": front.venue} if front.venue else None,
            "sameAs": same_as,
        }
    )
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Review",
            "name": entry.title,
            "inLanguage": INTERFACE[entry.language].tag,
            "url": canonical,
            "image": picture,
            "datePublished": entry.date,
            "timeRequired": f"PT{entry.minutes}M",
            "keywords": ", ".join(front.tags),
            "reviewBody": entry.summary,
            "itemReviewed": article,
        }
    )


def adjust_sitemap(xml: str, unlisted: Iterable[str], alternates: Mapping[str, Mapping[str, str]]) -> str:
    """The sitemap without the pages at the ``unlisted`` absolute URLs, and with the ``alternates`` of the others.

    ``alternates`` are the languages and absolute URLs of a page's versions, by its URL. They stand here because the
    theme's script takes such links in a page's head for other sites and asks for their sitemaps.
    """
    gone = {_escaped(url) for url in unlisted}
    versions = {_escaped(url): others for url, others in alternates.items()}

    def adjust(match: re.Match[str]) -> str:
        if match.group(1) in gone:
            return ""
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{INTERFACE[language].tag}" href="{_escaped(url)}"/>'
            for language, url in versions.get(match.group(1), {}).items()
        )
        return match.group(0).replace("</loc>", f"</loc>{links}", 1)

    xml = _URL.sub(adjust, xml)
    return xml.replace("<urlset ", '<urlset xmlns:xhtml="http://www.w3.org/1999/xhtml" ', 1) if versions else xml


def robots_txt(site_url: str) -> str:
    """Everything may be read; the sitemap is named when the site has an address."""
    lines = ["User-agent: *", "Allow: /"]
    return "\n".join([*lines, *([f"Sitemap: {site_url.rstrip('/')}/sitemap.xml"] if site_url else []), ""])


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", None, [], {})}


def _escaped(url: str) -> str:
    return str(escape(url))
