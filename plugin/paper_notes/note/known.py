"""What the user says about a paper, before what its note's front matter says: also for a note that is the user's."""

from __future__ import annotations

from dataclasses import replace

from paper_notes.library.paper_settings import PaperSettings
from paper_notes.note.model import FrontMatter


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
