"""From a DOI to an open PDF: what doi.org's metadata links, else what the publisher's page names for search engines."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

import httpx2
import msgspec
from selectolax.lexbor import LexborHTMLParser

from paper_notes.adding.fetching import DownloadFailed, Fetched, Fetcher, origin
from paper_notes.adding.identifiers import is_pdf
from paper_notes.messages import say

DOI_BASE = "https://doi.org"
METADATA = "application/vnd.citationstyles.csl+json"
PAGE = "application/pdf, text/html;q=0.8, */*;q=0.1"
MOST_METADATA_BYTES = 5 * 2**20
MOST_LINKS = 4


class _Link(msgspec.Struct):
    url: str = msgspec.field(name="URL", default="")
    kind: str = msgspec.field(name="content-type", default="")


class _Metadata(msgspec.Struct):
    link: tuple[_Link, ...] = ()


def fetch_doi(doi: str, fetcher: Fetcher, base: str = DOI_BASE) -> bytes:
    """The open PDF of a DOI. Raises :class:`DownloadFailed` that says where to get it when there is none.

    ``base`` is the resolver, https://doi.org unless a test brings its own; it is trusted as if the user had named it.
    """
    fetcher = replace(fetcher, trusted=fetcher.trusted | {origin(base)})
    there = f"{base}/{quote(doi, safe='/:;()._-')}"
    tried: list[str] = []
    for link in _linked(fetcher, there):
        try:
            found = fetcher.fetch(link, PAGE)
        except DownloadFailed as error:
            tried.append(error.message)
            continue
        if is_pdf(found.data):
            return found.data
    try:
        page = fetcher.fetch(there, PAGE)
        if is_pdf(page.data):
            return page.data
        for link in named_pdfs(page):
            found = fetcher.fetch(link, PAGE)
            if is_pdf(found.data):
                return found.data
    except DownloadFailed as error:
        tried.append(error.message)
    why = f" ({tried[-1]})" if tried else ""
    raise DownloadFailed(
        say(f"no open PDF was found for doi:{doi}{why}", f"doi:{doi} 没有找到可公开下载的 PDF{why}"),
        say(
            f"get it at https://doi.org/{doi}, then add the file; write `doi: {doi}` into its paper.yml",
            f"请到 https://doi.org/{doi} 下载，再添加这个文件，并在它的 paper.yml 里写上 `doi: {doi}`",
        ),
    )


def named_pdfs(page: Fetched) -> list[str]:
    """The PDFs that a page names for search engines (``citation_pdf_url``) or as another form of itself."""
    if page.media_type not in ("text/html", "application/xhtml+xml") or len(page.data) > MOST_METADATA_BYTES:
        return []
    tree = LexborHTMLParser(page.data)
    links = [node.attributes.get("content") for node in tree.css('meta[name="citation_pdf_url" i]')]
    links += [node.attributes.get("href") for node in tree.css('link[rel="alternate"][type="application/pdf"]')]
    return _joined(page.url, [link for link in links if link])


def _linked(fetcher: Fetcher, there: str) -> list[str]:
    """The PDFs that the DOI's metadata links; none when the registration agency keeps no such metadata."""
    try:
        found = replace(fetcher, most_bytes=MOST_METADATA_BYTES).fetch(there, METADATA)
        metadata = msgspec.json.decode(found.data, type=_Metadata)
    except (DownloadFailed, msgspec.DecodeError, RecursionError):
        return []
    return _joined(found.url, [link.url for link in metadata.link if "pdf" in link.kind.lower()])


def _joined(base: httpx2.URL, links: list[str]) -> list[str]:
    whole = []
    for link in dict.fromkeys(links):
        try:
            whole.append(str(base.join(link.strip())))
        except (httpx2.InvalidURL, ValueError):
            continue
    return whole[:MOST_LINKS]
