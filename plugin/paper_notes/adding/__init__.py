"""Bringing papers into the library: a file, a URL, an arXiv id, a DOI or an entry of a list of papers becomes
``<slug>/paper.pdf``."""
