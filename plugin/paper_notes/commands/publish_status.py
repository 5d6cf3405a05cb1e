"""``paper-notes publish-status``: which note was exported where, when, and what changed since."""

from __future__ import annotations

import click
import msgspec

from paper_notes.commands.library_options import library_options
from paper_notes.errors import PaperNotesError, one_line
from paper_notes.library.folders import Library
from paper_notes.messages import in_chinese, say
from paper_notes.settings import Settings


@click.command("publish-status")
@click.argument("slugs", metavar="[SLUG…]", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help=say("One JSON list of what is shown.", "以一个 JSON 列表输出。"))
@library_options()
@in_chinese("显示哪些笔记在何时导出到了哪里，之后改了什么。")
def command(slugs: tuple[str, ...], as_json: bool, settings: Settings) -> None:
    """Show which notes were exported where, when, and what of them changed since."""
    from paper_notes.export.record import RecordFile, changes, state_of

    notes = Library(settings.library)
    rows, failed = [], False
    for folder in [notes.folder(slug) for slug in slugs] if slugs else notes.folders():
        if not folder.note.is_file():
            continue
        try:
            folder.refuse_links_out()
            record, state = RecordFile(folder).load(), state_of(folder)
        except (PaperNotesError, OSError) as error:
            click.echo(one_line(f"paper-notes: {error}"), err=True)
            failed = True
            continue
        for target, export in sorted(record.targets.items()):
            changed = changes(export.state, state)
            rows.append(
                {"slug": folder.slug, "target": target, "when": export.when, "where": export.where, "changed": changed}
            )
            if not as_json:
                said = f"changed since: {', '.join(changed)}" if changed else "up to date"
                click.echo(f"{folder.slug}  {target}  {export.when[:16].replace('T', ' ')}  {export.where}  {said}")
        if not record.targets and not as_json:
            click.echo(say(f"{folder.slug}  not exported", f"{folder.slug}  未导出"))
    if as_json:
        click.echo(msgspec.json.encode(rows))
    if failed:
        raise click.exceptions.Exit(1)
