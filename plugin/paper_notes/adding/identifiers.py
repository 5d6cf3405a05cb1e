"""arXiv ids and DOIs in the forms in which people give them."""

from __future__ import annotations

import re

ARXIV = re.compile(
    r"(?:arxiv:|https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/)?"
    r"(\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[a-z]{2})?/\d{7})(v\d{1,3})?(?:\.pdf)?/?",
    re.I,
)
ARXIV_ID = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?")
DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.|www\.)?doi\.org/)?(10\.\d{4,9}/[^\s\"<>]{1,300})", re.I)
ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.{4,40})", re.I)


def parse_doi(text: str) -> str | None:
    """The DOI of ``10.…/…``, ``doi:10.…`` or an address of doi.org; None for anything else."""
    match = DOI.fullmatch(text.strip())
    return match.group(1).rstrip(".,;") if match else None


def is_pdf(data: bytes) -> bool:
    """Whether bytes begin like a PDF; some servers put white space before."""
    return data[:1024].lstrip()[:5] == b"%PDF-"
