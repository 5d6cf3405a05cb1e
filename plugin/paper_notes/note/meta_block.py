"""The block quote at the top of a note, rendered from the front matter so that the two can't disagree."""

from __future__ import annotations

from paper_notes.note.escape import escape
from paper_notes.note.identifiers import arxiv_url, doi_url
from paper_notes.note.model import FrontMatter
from paper_notes.note.words import WORDS

STAR = "⭐"


def render_meta_block(front: FrontMatter, minutes: int) -> str:
    """Six lines of a block quote, without a newline at the end. What isn't known says so."""
    words = WORDS[front.language]
    english = front.language == "en"

    def line(label: str, value: str) -> str:
        return f"> **{label}**{words.colon}{value}  "

    stars = STAR * front.difficulty if front.difficulty else words.unknown
    if front.difficulty_reason:
        stars += words.open_bracket + escape(front.difficulty_reason) + words.close_bracket
    lines = [
        line(words.paper, escape(front.title)),
        line(words.authors, escape(words.comma.join(front.authors)) or words.unknown),
        line(words.published, publication(front) or words.unknown),
        line(words.reading_time, f"about {minutes} min" if english else f"约 {minutes} 分钟"),
        line(words.difficulty, stars),
        line(words.prerequisites, escape(words.comma.join(front.prerequisites)) or words.unknown),
    ]
    return "\n".join(lines).rstrip()


def publication(front: FrontMatter) -> str:
    """Venue and year, with links to arXiv and the DOI when there are any; "" when nothing is known."""
    venue = front.venue or ""
    year = str(front.year) if front.year and str(front.year) not in venue else ""
    parts = [" ".join(escape(part) for part in (venue, year) if part)]
    for name, value, url in (("arXiv", front.arxiv, arxiv_url(front.arxiv)), ("doi", front.doi, doi_url(front.doi))):
        if value:
            parts.append(f"[{name}:{escape(value)}]({url})" if url else f"{name}:{escape(value)}")
    return " · ".join(part for part in parts if part)
