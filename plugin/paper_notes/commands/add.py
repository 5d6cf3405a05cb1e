"""``paper-notes add``: bring a paper into the library."""

from __future__ import annotations

from pathlib import Path

import click

from paper_notes.adding import add_paper
from paper_notes.library import Library


@click.command("add")
@click.argument("source", metavar="FILE|URL|ARXIV-ID")
@click.option("--slug", help="The folder's name; made from the title by default.")
@click.option(
    "--notes-dir", type=click.Path(path_type=Path), default=Path("paper-notes"), show_default=True, help="The library."
)
def command(source: str, slug: str | None, notes_dir: Path) -> None:
    """Put a paper into a new folder of the library, ready for the next build."""
    folder = add_paper(Library(notes_dir), source, slug)
    click.echo(f"{folder.pdf} added; the next build writes its note")
