"""``paper-notes add``: bring papers into the library."""

from __future__ import annotations

import click

from paper_notes.adding import Fetcher, add_paper, sources
from paper_notes.adding.doi import DOI_BASE
from paper_notes.commands.library_options import library_options
from paper_notes.errors import PaperNotesError, UsageError
from paper_notes.library.folders import Library
from paper_notes.settings import Settings


@click.command("add")
@click.argument("given", metavar="FILE|URL|ARXIV-ID|DOI|BIB...", nargs=-1, required=True)
@click.option("--slug", help="The folder's name; made from the title by default.")
@library_options(old_library="--notes-dir")
def command(given: tuple[str, ...], slug: str | None, settings: Settings) -> int:
    """Put papers into new folders of the library, ready for the next build.

    A BibTeX file brings the PDFs that its entries name. A DOI is followed to an open PDF where there is one.
    """
    return add_all(Library(settings.library), given, slug)


def add_all(
    library: Library,
    given: tuple[str, ...],
    slug: str | None = None,
    *,
    fetcher: Fetcher | None = None,
    doi_base: str = DOI_BASE,
) -> int:
    """Add each paper, one line for each: what is wrong with one doesn't stop the others. Returns the exit status."""
    if slug and (len(given) > 1 or given[0].lower().endswith(".bib")):
        raise UsageError("--slug names one folder, and several papers are given", "add them one by one")
    failed = False
    for text in given:
        try:
            for source in sources(text):
                try:
                    if isinstance(source, PaperNotesError):
                        raise source
                    folder = add_paper(library, source, slug, fetcher=fetcher, doi_base=doi_base)
                    click.echo(f"{folder.pdf} added; the next build writes its note")
                except (PaperNotesError, OSError) as error:
                    click.echo(_line(error), err=True)
                    failed = True
        except (PaperNotesError, OSError) as error:
            click.echo(_line(error), err=True)
            failed = True
    return int(failed)


def _line(error: Exception) -> str:
    return "".join(c if c.isprintable() else " " for c in f"paper-notes: {error}")
