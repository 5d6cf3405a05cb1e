"""What a writer is given and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from paper_notes.language.identify import Language
from paper_notes.note.model import FrontMatter
from paper_notes.paper.model import Box, Paper


@dataclass(frozen=True, slots=True)
class Brief:
    """What is wanted of a note: its language, points to dwell on, and links given by the user in ``paper.yml``.

    ``pdf`` is the paper's file, for writers that look at the pages themselves. ``title``, ``authors``, ``year`` and
    ``venue`` are what the user knows better than the PDF; ``second_reader`` is the model that reads the note again,
    "off" for none, None as the writer has it.
    """

    slug: str
    language: Language
    focus: tuple[str, ...] = ()
    compare: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    today: str = ""
    pdf: Path | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    second_reader: str | None = None


def as_told(paper: Paper, brief: Brief) -> Paper:
    """The paper with what the user knows better than its PDF."""
    printed = paper.metadata
    metadata = replace(
        printed,
        title=brief.title or printed.title,
        authors=brief.authors or printed.authors,
        year=brief.year or printed.year,
        venue=brief.venue or printed.venue,
    )
    return paper if metadata == printed else replace(paper, metadata=metadata)


WHOLE_PAGE = Box(0.0, 0.0, 14400.0, 14400.0)
"""A picture's box that stands for all of its page (the largest page PDF allows; rendering clips to the page)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A crop that a draft shows: rendered from ``box``, clipped to ``page``, into ``images/{name}.png``."""

    name: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Draft:
    """A note before it is saved: front matter values, Markdown body (meta block included) and its pictures.

    ``messages`` say what went wrong, ``remarks`` what the author may want to know: nothing is wrong then.
    """

    front: FrontMatter
    body: str
    pictures: tuple[Picture, ...] = ()
    messages: tuple[str, ...] = field(default=())
    remarks: tuple[str, ...] = ()
