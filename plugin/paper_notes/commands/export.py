"""``paper-notes export``: notes in the form that other places take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paper_notes.commands.library_options import library_options
from paper_notes.errors import PaperNotesError, UsageError
from paper_notes.export.targets import TARGETS
from paper_notes.library.folders import Library, PaperFolder
from paper_notes.messages import in_chinese, say
from paper_notes.settings import Settings
from paper_notes.work.progress import Tick, progress_bar

if TYPE_CHECKING:
    from paper_notes.export.run import Run


@click.command("export")
@click.argument("slugs", metavar="SLUG…", nargs=-1)
@click.option(
    "--to",
    "targets",
    multiple=True,
    type=click.Choice([*TARGETS, "all"]),
    help=say("The place to export to; may be given more than once.", "导出到哪个平台；可以给出多个。"),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("export"),
    show_default=True,
    help=say("The folder to write into: OUT/zhihu/SLUG and so on.", "写到哪个文件夹：OUT/zhihu/SLUG 等。"),
)
@click.option(
    "--pages",
    type=click.Choice(["keep", "notes", "drop"]),
    default="keep",
    show_default=True,
    help=say(
        "Page citations: in brackets in the text, as numbers with a list at the end, or left out.",
        "页码引用：写在正文的括号里，编号并在文末列出，或者去掉。",
    ),
)
@click.option(
    "--images",
    metavar="files|inline|URL",
    default="",
    help=say(
        "Pictures as files, in the text, or under an address that you upload them to. Default: what the place takes.",
        "图片：单独的文件、写进正文，或者你上传图片的地址。默认按平台的要求。",
    ),
)
@click.option(
    "--style",
    type=click.Choice(["plain", "accent"]),
    default="plain",
    show_default=True,
    help=say("WeChat's look.", "公众号的样式。"),
)
@click.option("--extract", "extracts", is_flag=True, help=say("Export extracts too.", "摘录也导出。"))
@click.option(
    "--force", is_flag=True, help=say("Replace exported files that were edited since.", "替换导出之后改过的文件。")
)
@click.option(
    "--api",
    is_flag=True,
    help=say(
        "With --to wechat or notion: send the note through the platform's API.",
        "与 --to wechat 或 notion 同用：通过平台的接口发送。",
    ),
)
@click.option(
    "--chromium",
    default="",
    metavar="PATH",
    help=say("The browser that prints PDF. Default: the one installed.", "打印 PDF 的浏览器。默认用已安装的。"),
)
@click.option(
    "--check",
    "checked",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=say(
        "Check a file made elsewhere against what the place takes, instead of exporting.",
        "不导出，只检查别处做好的文件是否合乎平台的要求。",
    ),
)
@library_options("cache_dir")
@in_chinese(
    "把笔记导出到知乎、掘金、公众号、Notion、Obsidian，或导出为 HTML、PDF、Word。\n\n不写名字时导出所有可以发布的笔记。"
)
def command(
    slugs: tuple[str, ...],
    targets: tuple[str, ...],
    out: Path,
    pages: str,
    images: str,
    style: str,
    extracts: bool,
    force: bool,
    api: bool,
    chromium: str,
    checked: Path | None,
    settings: Settings,
) -> int:
    """Export notes for Zhihu, Juejin, WeChat, Notion, Obsidian, or as HTML, PDF or Word.

    Without SLUG, every note that may be published. A note with errors, or with a formula that can't be shown, is not
    exported, and neither are extracts unless asked for; the exit status is 1 then.
    """
    if checked is not None:
        return _check(checked, targets)
    if not targets:
        raise UsageError(
            say("--to is missing", "缺少 --to"),
            say(f"one of {', '.join(TARGETS)}, or all", f"可以是 {'、'.join(TARGETS)} 或 all"),
        )
    if images not in ("", "files", "inline") and not images.startswith(("https://", "http://")):
        raise UsageError(
            say(
                f"--images {images}: neither files, inline nor an address",
                f"--images {images}：不是 files、inline，也不是地址",
            ),
            say("such as https://example.org/pictures", "例如 https://example.org/pictures"),
        )
    from paper_notes.checking.config import lint_config
    from paper_notes.export.options import Options
    from paper_notes.export.run import Run
    from paper_notes.export.source import Reader, site_of
    from paper_notes.paper.pdf.isolation import open_reader

    notes = Library(settings.library)
    options = Options(pages=pages, images=images, style=style, chromium=chromium, cache=settings.cache_dir)  # type: ignore[arg-type]
    run = Run(Reader(notes, site_of(settings.mkdocs)), out, options, lint_config(settings), extracts, force)
    folders = [notes.folder(slug) for slug in slugs] if slugs else _publishable(notes, extracts)
    if not folders:
        raise UsageError(
            say(f"no note in {notes.root} can be exported", f"{notes.root} 中没有可以导出的笔记"),
            say("extracts are left out unless --extract is given", "摘录要加 --extract 才导出"),
        )
    wanted = _available(list(TARGETS), chromium) if "all" in targets else list(dict.fromkeys(targets))
    with open_reader(), progress_bar(len(folders), "Exporting") as done:
        if api:
            _send(run, folders, wanted, done)
            folders = []
        for folder in folders:
            for written in run.export(folder, wanted):
                hand = f", {written.by_hand} to do by hand (publish.md)" if written.by_hand else ""
                click.echo(f"{written.main}{hand}")
            done(folder.slug)
    for problem in run.problems:
        click.echo(f"paper-notes: {problem}", err=True)
    return 1 if run.problems else 0


def _publishable(library: Library, extracts: bool) -> list[PaperFolder]:
    """The notes meant when none is named: extracts are not."""
    from paper_notes.note.store import load_note

    found = []
    for folder in library.folders():
        if not folder.note.is_file():
            continue
        try:
            provenance = load_note(folder.note).front.provenance
        except (PaperNotesError, OSError):
            found.append(folder)  # its fault is told where it is read
            continue
        if extracts or provenance is None or provenance.status != "extract":
            found.append(folder)
    return found


def _available(targets: list[str], chromium: str) -> list[str]:
    """Of "all", the targets that can be made here; the others are told."""
    from paper_notes.export.docx import require_pandoc
    from paper_notes.export.model import ExportError
    from paper_notes.export.pdf import browser

    found = []
    for target in targets:
        try:
            if target == "pdf":
                browser(chromium)
            elif target == "docx":
                require_pandoc()
        except ExportError as error:
            click.echo(
                say(f"paper-notes: left out {target}: {error}", f"paper-notes: 略过 {target}：{error}"), err=True
            )
            continue
        found.append(target)
    return found


def _send(run: Run, folders: list[PaperFolder], targets: list[str], done: Tick) -> None:
    """Send notes through a platform's API; what fails is a problem of that note."""
    from paper_notes.export.model import ExportError
    from paper_notes.export.remote import sender

    if len(targets) != 1:
        raise UsageError(
            say("--api sends to one place", "--api 一次只发往一处"),
            say("give one --to: wechat or notion", "请给出一个 --to：wechat 或 notion"),
        )
    with sender(targets[0]) as send:
        for folder in folders:
            try:
                article = run.article(folder)
                click.echo(f"{folder.slug}: {send(article, run.options)}")
            except ExportError as error:
                run.problems.append(str(error))
            done(folder.slug)


def _check(path: Path, targets: tuple[str, ...]) -> int:
    from paper_notes.export.check import check_file

    if len(targets) != 1 or targets[0] == "all":
        raise UsageError(
            say("--check needs one --to", "--check 需要一个 --to"),
            say("such as --check article.md --to zhihu", "例如 --check article.md --to zhihu"),
        )
    problems = check_file(path, targets[0])
    for problem in problems:
        click.echo(f"{path}:{problem}")
    return 1 if problems else 0
