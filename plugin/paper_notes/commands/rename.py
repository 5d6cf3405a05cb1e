"""``paper-notes rename``: another name for a paper's folder."""

from __future__ import annotations

from pathlib import Path

import click

from paper_notes.library import Library
from paper_notes.note.renaming import rename_paper


@click.command("rename")
@click.argument("old")
@click.argument("new")
@click.option(
    "--library", type=click.Path(path_type=Path, file_okay=False), default=Path("paper-notes"), show_default=True
)
def command(old: str, new: str, library: Path) -> None:
    """Rename the folder OLD to NEW and mend the links of other notes to it."""
    changed = rename_paper(Library(library), old, new)
    click.echo(f"{library / new}: was {old}; links mended in {len(changed)} notes")
