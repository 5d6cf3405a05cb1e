"""arXiv ids and DOIs: a link is made only of what has their form, for a note's front matter may say anything."""

from __future__ import annotations

import re
from urllib.parse import quote

_ARXIV_ID = re.compile(r"(?:arxiv:\s*)?((?:\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[a-z]{2})?/\d{7})(?:v\d{1,3})?)", re.I)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,4}/[^\s\"\\^`{}|\x00-\x1f\x7f-\x9f]{1,300}")


def arxiv_url(identifier: str | None, part: str = "abs") -> str:
    """The address of a paper on arXiv (``part`` "pdf": of its PDF); "" for what is no arXiv id."""
    match = _ARXIV_ID.fullmatch((identifier or "").strip())
    return f"https://arxiv.org/{part}/{match[1]}" if match else ""


def doi_url(doi: str | None) -> str:
    """The address that resolves a DOI, quoted for Markdown and HTML; "" for what is none."""
    doi = (doi or "").strip()
    return f"https://doi.org/{quote(doi, safe='/:;.-_')}" if _DOI.fullmatch(doi) else ""
