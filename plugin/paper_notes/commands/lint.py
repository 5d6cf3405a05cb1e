"""``paper-notes lint``: check notes for clichés, structure and evidence."""

from __future__ import annotations

from pathlib import Path

import click

from paper_notes.checking.config import find_config, load_config
from paper_notes.checking.linter import Report, collect, lint_files
from paper_notes.checking.registry import rule_names
from paper_notes.errors import UsageError

FORMATS = ("text", "json")
LEVELS = ("error", "warning", "suggestion")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to report.")
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="Settings to use, not the nearest ones.")
@click.option("--fail-on", type=click.Choice(LEVELS), default="warning", show_default=True, help="What makes exit 1.")
@click.option("--jobs", type=click.IntRange(0), default=0, help="Processes; 0 is one for each processor.")
def command(paths: tuple[Path, ...], form: str, config_file: Path | None, fail_on: str, jobs: int) -> None:
    """Check notes for clichés, structure and evidence.

    PATH is a Markdown file or a folder; without any, the folder paper-notes. Exit status: 0 nothing found, 1 for
    findings at the level of --fail-on or above, 2 for a wrong call.
    """
    files = collect(paths or [_default()])
    names = rule_names()
    config = load_config(config_file, names) if config_file else find_config(Path.cwd(), names)
    reports = list(lint_files(files, config=config, jobs=jobs))
    if form == "json":
        from paper_notes.checking.formats import json

        click.echo(json.render(reports))
    else:
        from paper_notes.checking.formats import text

        texts = {r.path: Path(r.path).read_text("utf-8", "replace") for r in reports if r.findings}
        for line in text.render(reports, texts):
            click.echo(line)
    if any(_fails(report, fail_on) for report in reports):
        raise click.exceptions.Exit(1)


def _default() -> Path:
    path = Path("paper-notes")
    if not path.is_dir():
        raise UsageError("there is no folder paper-notes here", "name the notes or folders to check")
    return path


def _fails(report: Report, level: str) -> bool:
    return any(LEVELS.index(finding.severity) <= LEVELS.index(level) for finding in report.findings)
