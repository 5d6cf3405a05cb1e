"""``paper-notes rename``: another name for a paper's folder."""

from __future__ import annotations

import click

from paper_notes.commands.library_options import library_options
from paper_notes.library.folders import Library
from paper_notes.note.renaming import rename_paper
from paper_notes.settings import Settings


@click.command("rename")
@click.argument("old")
@click.argument("new")
@library_options()
def command(old: str, new: str, settings: Settings) -> None:
    """Rename the folder OLD to NEW and mend the links of other notes to it."""
    changed = rename_paper(Library(settings.library), old, new)
    click.echo(f"{settings.library / new}: was {old}; links mended in {len(changed)} notes")
