"""``paper-notes rename``: another name for a paper's folder."""

from __future__ import annotations

import click

from paper_notes.commands.library_options import library_options
from paper_notes.library.folders import Library
from paper_notes.messages import in_chinese, say
from paper_notes.note.renaming import rename_paper
from paper_notes.settings import Settings


@click.command("rename")
@click.argument("old")
@click.argument("new")
@library_options()
@in_chinese("把文件夹 OLD 改名为 NEW，并更新其他笔记里指向它的链接。")
def command(old: str, new: str, settings: Settings) -> None:
    """Rename the folder OLD to NEW and mend the links of other notes to it."""
    changed = rename_paper(Library(settings.library), old, new)
    click.echo(
        say(
            f"{settings.library / new}: was {old}; links mended in {len(changed)} notes",
            f"{settings.library / new}：原名 {old}；更新了 {len(changed)} 篇笔记里的链接",
        )
    )
