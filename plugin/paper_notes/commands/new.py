"""``paper-notes new``: a site that is ready to build and to publish."""

from __future__ import annotations

from pathlib import Path

import click

from paper_notes.commands import LANG
from paper_notes.messages import in_chinese, say, settle
from paper_notes.site.new import new_site


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--name", help=say("The site's name.  [default: the folder's name]", "网站名称。  [默认：文件夹名]"))
@click.option(
    "--language",
    type=click.Choice(("zh", "en")),
    default="zh",
    show_default=True,
    help=say("Language of site.", "网站的语言。"),
)
@click.option(
    "--scan",
    is_flag=True,
    help=say(
        "Also look for new papers every weekday; in a site that is there, only this.",
        "另外每个工作日查找新论文；网站已存在时只做这一项。",
    ),
)
@in_chinese(
    "在 DIRECTORY 里新建网站：配置、首页、论文文件夹、GitHub Pages 的工作流。\n\n"
    "不覆盖任何文件：只要有一个已经存在，就什么都不写。"
)
def command(directory: Path, name: str | None, language: str, scan: bool) -> None:
    """Make a new site in DIRECTORY: settings, home page, folder for papers, workflow for GitHub Pages.

    Nothing is overwritten: when one of the files is there already, none is written.
    """
    settle(click.get_current_context().meta.get(LANG), site=language)
    written = new_site(directory, name=name or directory.resolve().name, language=language, scan=scan)
    for path in written:
        click.echo(path)
    if scan:
        click.echo(
            say(
                "\nNow say what you read in scan.yml and topics.txt, then: paper-notes scan",
                "\n接下来在 scan.yml 和 topics.txt 里写下你关心的内容，再运行：paper-notes scan",
            )
        )
    if directory / "mkdocs.yml" in written:
        click.echo(
            say(
                f"\nNext: cd {directory}; paper-notes add PAPER.pdf; mkdocs serve",
                f"\n接下来：cd {directory}; paper-notes add 论文.pdf; mkdocs serve",
            )
        )
