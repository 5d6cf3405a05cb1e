"""``paper-notes new``: a site that is ready to build and to publish."""

from __future__ import annotations

from pathlib import Path

import click

from paper_notes.site.new import new_site


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--name", help="The site's name.  [default: the folder's name]")
@click.option("--language", type=click.Choice(("zh", "en")), default="zh", show_default=True, help="Language of site.")
@click.option(
    "--scan", is_flag=True, help="Also look for new papers every weekday; in a site that is there, only this."
)
def command(directory: Path, name: str | None, language: str, scan: bool) -> None:
    """Make a new site in DIRECTORY: settings, home page, folder for papers, workflow for GitHub Pages.

    Nothing is overwritten: when one of the files is there already, none is written.
    """
    written = new_site(directory, name=name or directory.resolve().name, language=language, scan=scan)
    for path in written:
        click.echo(path)
    if scan:
        click.echo("\nNow say what you read in scan.yml and topics.txt, then: paper-notes scan")
    if directory / "mkdocs.yml" in written:
        click.echo(
            f"\nNow put a paper at {directory}/paper-notes/<name>/paper.pdf, then: cd {directory} && mkdocs serve"
        )
