"""What is wanted of a folder's note, and the papers of which none is written."""

from __future__ import annotations

from pathlib import Path

from paper_notes.building.options import BuildOptions
from paper_notes.errors import PartialPaper
from paper_notes.library.folders import PaperFolder
from paper_notes.library.paper_settings import PaperSettings
from paper_notes.messages import say
from paper_notes.paper.model import Paper
from paper_notes.writing.model import Brief

AGAIN = "download or copy the paper again; a note that you write yourself is taken as ever"


def refuse_part(paper: Paper, pdf: Path) -> None:
    """Raise :class:`PartialPaper` for a paper of which so much is lost that a note would pass a part for the whole."""
    if paper.damage:
        raise PartialPaper(
            say(
                f"no note is written of {pdf}, of which only a part is there ({paper.damage})",
                f"{pdf} 不完整（{paper.damage}），没有写笔记",
            ),
            AGAIN,
        )


def brief_of(folder: PaperFolder, settings: PaperSettings, options: BuildOptions) -> Brief:
    """What is wanted of a folder's note: the paper's own settings before those of the run, but for the focus."""
    return Brief(
        slug=folder.slug,
        language=settings.language or options.language,
        focus=options.focus or settings.focus,
        compare=settings.compare,
        tags=settings.tags,
        url=settings.url,
        arxiv=settings.arxiv,
        doi=settings.doi,
        title=settings.title,
        authors=settings.authors,
        year=settings.year,
        venue=settings.venue,
        pdf=folder.pdf,
        second_reader=settings.second_reader,
    )
