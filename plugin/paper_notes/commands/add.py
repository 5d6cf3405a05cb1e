"""``paper-notes add``: bring papers into the library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paper_notes.adding.found import found_lines, unset
from paper_notes.adding.lists import is_list
from paper_notes.adding.paper_file import suggestion
from paper_notes.adding.papers import Added, Read, add_paper
from paper_notes.adding.sources import sources
from paper_notes.commands.library_options import library_options
from paper_notes.errors import PaperNotesError, UsageError, one_line
from paper_notes.files import read_text, write_atomically
from paper_notes.library.folders import Library
from paper_notes.messages import say
from paper_notes.settings import Settings
from paper_notes.work.progress import waiting

if TYPE_CHECKING:
    from paper_notes.adding.fetching import Fetcher


@click.command(
    "add",
    help=say(
        "Put papers into new folders of the library, ready for the next build, and show what was found in them.\n\n"
        "A LIST is BibTeX, CSL-JSON, an export of Zotero with its files (a folder or a zip), or a folder of PDFs: it "
        "brings the PDFs that its entries name, and what they say goes into paper.yml. A DOI is followed to an open "
        "PDF where there is one.",
        "把论文放进论文库的新文件夹，供下次构建使用，并显示从中读到的信息。\n\n"
        "LIST 可以是 BibTeX、CSL-JSON、Zotero 连同文件一起导出的文件夹或 zip，也可以是装有 PDF 的文件夹："
        "取条目中指明的 PDF，并把条目的信息写进 paper.yml。给 DOI 时，查找可公开下载的 PDF。",
    ),
)
@click.argument("given", metavar="FILE|URL|ARXIV-ID|DOI|LIST...", nargs=-1, required=True)
@click.option("--slug", help=say("The folder's name; made from the title by default.", "文件夹名；默认取自标题。"))
@click.option(
    "--edit", is_flag=True, help=say("Open each new paper.yml in $EDITOR.", "用 $EDITOR 打开每个新的 paper.yml。")
)
@library_options(old_library="--notes-dir")
def command(given: tuple[str, ...], slug: str | None, edit: bool, settings: Settings) -> int:
    """Put papers into new folders of the library and show what was found in them."""
    from paper_notes.building.cached_paper import reading_for_good

    with reading_for_good(settings.cache_dir) as read:
        return add_all(Library(settings.library), given, slug, read=read, edit=edit)


def add_all(
    library: Library,
    given: Sequence[str],
    slug: str | None = None,
    *,
    read: Read | None = None,
    edit: bool = False,
    fetcher: Fetcher | None = None,
    doi_base: str = "",
) -> int:
    """Add each paper: what is wrong with one is one line and doesn't stop the others. Returns the exit status."""
    if slug and (len(given) > 1 or is_list(Path(given[0]))):
        raise UsageError(
            say(
                "--slug names one folder, and several papers are given",
                "--slug 只能命名一个文件夹，而给出的论文不止一篇",
            ),
            say("add them one by one", "请逐篇添加"),
        )
    failed = False
    for text in given:
        try:
            for source in sources(text):
                try:
                    if isinstance(source, PaperNotesError):
                        raise source
                    waiting(say(f"reading {source.name} …", f"正在读取 {source.name}……"))
                    added = add_paper(library, source, slug, read=read, fetcher=fetcher, doi_base=doi_base)
                    _show(added)
                    if edit:
                        _edit(added)
                except (PaperNotesError, OSError) as error:
                    click.echo(_line(error), err=True)
                    failed = True
        except (PaperNotesError, OSError) as error:
            click.echo(_line(error), err=True)
            failed = True
    return int(failed)


def _show(added: Added) -> None:
    pdf = added.folder.pdf
    click.echo(one_line(say(f"{pdf} added; the next build writes its note", f"已添加 {pdf}；下次构建时写出它的笔记")))
    for line in found_lines(added):
        click.echo(one_line(line))
    if unset(added):
        file = added.folder.settings_file
        click.echo(one_line(say(f"  what you know better goes into {file}", f"  更准确的信息请写进 {file}")))


def _edit(added: Added) -> None:
    """Let the user correct what was found; raises UsageError for what the file then says wrong."""
    file = added.folder.settings_file
    text = read_text(file) if file.is_file() else ""
    known = {line.partition(":")[0] for line in text.splitlines()}
    write_atomically(file, (text + suggestion(added.paper, dict.fromkeys(known))).encode())
    click.edit(filename=str(file))
    added.folder.settings()


def _line(error: Exception) -> str:
    return "".join(c if c.isprintable() else " " for c in f"paper-notes: {error}")
