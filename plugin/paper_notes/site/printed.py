"""What is printed on a paper stands in where neither its note's front matter nor ``paper.yml`` says it."""

from __future__ import annotations

from dataclasses import replace

from paper_notes.note.model import FrontMatter
from paper_notes.paper.model import Metadata


def is_incomplete(front: FrontMatter) -> bool:
    """Whether a note says too little of its paper to be found and cited: a note that a person wrote often does."""
    return front.provenance is None and not (front.title and front.authors and front.year)


def with_printed(front: FrontMatter, printed: Metadata) -> FrontMatter:
    """The front matter with what is printed on the paper where it says nothing."""
    return replace(
        front,
        title=front.title or printed.title,
        authors=front.authors or printed.authors,
        year=front.year or printed.year,
        venue=front.venue or printed.venue,
        arxiv=front.arxiv or printed.arxiv,
        doi=front.doi or printed.doi,
    )
