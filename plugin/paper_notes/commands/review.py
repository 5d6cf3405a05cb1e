"""``paper-notes review``: say that a person has read a note against its paper."""

from __future__ import annotations

import datetime as dt
import sys

import click

from paper_notes.commands.library_options import library_options
from paper_notes.errors import PaperNotesError, UsageError
from paper_notes.files import read_text, write_atomically
from paper_notes.library.folders import Library
from paper_notes.messages import in_chinese, say
from paper_notes.note.reviewing import mark_reviewed
from paper_notes.settings import Settings


@click.command("review")
@click.argument("slugs", metavar="SLUG...", nargs=-1, required=True)
@click.option("--by", default="", help=say("Who reviewed it.", "审阅人。"))
@library_options()
@in_chinese("把笔记标为已审阅：页面上的提示消失，搜索引擎和订阅源会收录它。\n\n此后笔记归你所有，构建不再改写它。")
def command(slugs: tuple[str, ...], by: str, settings: Settings) -> None:
    """Mark notes as reviewed: the site's banner goes, search engines and the feed take them.

    From then on a note is yours: no build writes it again.
    """
    today, failed = dt.datetime.now(dt.UTC).date().isoformat(), False
    for slug in slugs:
        try:
            folder = Library(settings.library).folder(slug)
            folder.refuse_links_out()
            notes = [path for path in (folder.note, *folder.translations().values()) if path.is_file()]
            if not notes:
                raise UsageError(
                    say(f"{folder.path} has no note", f"{folder.path} 没有笔记"), say("Build it first.", "请先构建。")
                )
            for note in notes:
                text = read_text(note)
                write_atomically(note, mark_reviewed(text, by, today, str(note)).encode())
                whose = say(f" by {by}", f"（{by}）") if by else ""
                click.echo(say(f"{note}: reviewed{whose}", f"{note}：已标为审阅{whose}"))
        except (PaperNotesError, OSError) as error:
            click.echo(f"paper-notes: {error}", err=True)
            failed = True
    if failed:
        sys.exit(1)
