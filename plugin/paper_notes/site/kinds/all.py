"""The kinds of pages that a site of notes has. To add one: its module here, its template, and its name in this list."""

from __future__ import annotations

from paper_notes.site.kinds.both import BothLanguages
from paper_notes.site.kinds.index import Index
from paper_notes.site.kinds.kind import PageKind
from paper_notes.site.kinds.news import News
from paper_notes.site.kinds.note import NoteKind
from paper_notes.site.kinds.stray import Strays

KINDS: tuple[type[PageKind], ...] = (NoteKind, BothLanguages, Index, News, Strays)
"""A page is of the first kind here that holds it."""
