"""What is known of a note's paper: what the user says in ``paper.yml`` goes before the note's front matter, and for a
title that neither says stands the note's heading."""

from __future__ import annotations

import re
from dataclasses import replace

from paper_notes.library.paper_settings import PaperSettings
from paper_notes.note.model import FrontMatter

_HEADING = re.compile(r"^(?:#[ \t]+(?P<atx>[^\n]+?)[ \t]*#*|(?P<setext>[^\n#>|`-][^\n]*)\n=+)[ \t]*$", re.M)
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`]|\{[^}]*\}\s*$")


def with_settings(front: FrontMatter, settings: PaperSettings) -> FrontMatter:
    """The front matter with what ``paper.yml`` knows of the paper, and its tags."""
    return replace(
        front,
        title=settings.title or front.title,
        authors=settings.authors or front.authors,
        year=settings.year or front.year,
        venue=settings.venue or front.venue,
        arxiv=settings.arxiv or front.arxiv,
        doi=settings.doi or front.doi,
        tags=settings.tags or front.tags,
    )


def with_heading(front: FrontMatter, body: str) -> FrontMatter:
    """The front matter with the note's heading as its title when it has none."""
    if front.title:
        return front
    found = _HEADING.search(body)
    heading = (found["atx"] or found["setext"] or "") if found else ""
    return replace(front, title=_MARKS.sub(lambda mark: mark[1] or "", heading).strip())
