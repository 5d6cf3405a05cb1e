"""Bringing papers into the library: a file, a URL, an arXiv id, a DOI or an entry of a BibTeX file becomes
``<slug>/paper.pdf``."""

from paper_notes.adding.fetching import DownloadFailed, Fetcher
from paper_notes.adding.papers import Source, add_paper, parse_source, slugify, sources

__all__ = ["DownloadFailed", "Fetcher", "Source", "add_paper", "parse_source", "slugify", "sources"]
