"""``paper-notes build``: the library without MkDocs."""

from __future__ import annotations

from pathlib import Path

import click

from paper_notes.building.options import BuildOptions
from paper_notes.building.run import build_library
from paper_notes.checking.model import reaches
from paper_notes.commands.library_options import library_options
from paper_notes.library.folders import Library
from paper_notes.messages import in_chinese, say
from paper_notes.settings import Settings, choices
from paper_notes.work.progress import progress_bar


@click.command("build")
@click.argument("directory", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
@click.option(
    "--fail-on",
    type=click.Choice(choices("fail_on")),
    help=say(
        "Findings of this severity or a higher one make the exit status 1.  [default: the settings', else error]",
        "有这一级或更高级别的问题时，退出状态为 1。  [默认：取自配置，否则为 error]",
    ),
)
@library_options("language", "writer", "dpi", "workers", "cache_dir")
@in_chinese(
    "写出论文库里缺少的笔记，检查每一篇，给出报告。DIR 等同于 --library DIR。\n\n"
    "结果是任何网站生成器都能显示的普通 Markdown 和图片。"
)
def command(directory: Path | None, settings: Settings) -> int:
    """Write what is missing in the library, check every note, report. DIR is the same as --library DIR.

    Leaves plain Markdown and images that any generator renders.
    """
    options = BuildOptions.of(settings)
    fail_on = settings.options.fail_on or "error"
    report = build_library(Library(directory or settings.library), options, progress_bar)
    for problem in (*report.notices, *report.problems):
        click.echo(problem, err=True)
    for remark in report.remarks:
        click.echo(remark, err=True)
    shown = [finding for finding in report.findings if finding.severity != "suggestion" or fail_on == "suggestion"]
    for finding in shown:
        click.echo(str(finding))
    notes = sum(folder.wrote_note for folder in report.folders)
    images = sum(folder.wrote_images for folder in report.folders)
    click.echo(
        say(
            f"{len(report.folders)} folders: {notes} notes and {images} images written, "
            f"{len(report.findings)} findings, {len(report.problems)} problems",
            f"{len(report.folders)} 个文件夹：写出 {notes} 篇笔记、{images} 张图片，"
            f"检查发现 {len(report.findings)} 处，遇到 {len(report.problems)} 个问题",
        ),
        err=True,
    )
    bad = any(reaches(finding.severity, fail_on) for finding in report.findings)
    return 1 if bad or report.failed else 0
