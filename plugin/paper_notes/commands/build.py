"""``paper-notes build``: the library without MkDocs."""

from __future__ import annotations

from pathlib import Path

import click

from paper_notes.building.options import BuildOptions
from paper_notes.building.run import build_library
from paper_notes.checking.model import reaches
from paper_notes.library import Library
from paper_notes.progress import progress_bar


@click.command("build")
@click.argument("directory", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("paper-notes"))
@click.option(
    "--language", type=click.Choice(["zh", "en"]), default="en", show_default=True, help="Language of new notes."
)
@click.option(
    "--writer",
    type=click.Choice(["auto", "extract", "claude", "none"]),
    default="auto",
    show_default=True,
    help="Who writes missing notes.",
)
@click.option("--dpi", type=click.IntRange(72, 600), default=200, show_default=True, help="Resolution of figures.")
@click.option("--workers", type=click.IntRange(0), default=0, help="Processes; 0 means one a core, four at most.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "suggestion", "never"]),
    default="error",
    show_default=True,
    help="Findings of this severity or a higher one make the exit status 1.",
)
@click.option(
    "--cache-dir", type=click.Path(path_type=Path), default=Path(".cache/paper-notes"), help="Where done work is kept."
)
def command(directory: Path, language: str, writer: str, dpi: int, workers: int, fail_on: str, cache_dir: Path) -> int:
    """Write what is missing in DIR (default: paper-notes), check every note, report.

    Leaves plain Markdown and images that any generator renders.
    """
    options = BuildOptions(
        cache_dir=cache_dir,
        language=language,  # type: ignore[arg-type]
        writer=writer,  # type: ignore[arg-type]
        dpi=dpi,
        workers=workers,
        project_dir=Path.cwd(),
    )
    report = build_library(Library(directory), options, progress_bar)
    for problem in (*report.notices, *report.problems):
        click.echo(problem, err=True)
    shown = [finding for finding in report.findings if finding.severity != "suggestion" or fail_on == "suggestion"]
    for finding in shown:
        click.echo(str(finding))
    notes = sum(folder.wrote_note for folder in report.folders)
    images = sum(folder.wrote_images for folder in report.folders)
    click.echo(
        f"{len(report.folders)} folders: {notes} notes and {images} images written, "
        f"{len(report.findings)} findings, {len(report.problems)} problems",
        err=True,
    )
    bad = any(reaches(finding.severity, fail_on) for finding in report.findings)
    return 1 if bad or report.failed else 0
