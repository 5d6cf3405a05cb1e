"""The command ``paper-notes``: the library from the shell. Each subcommand lives in ``commands/`` and is loaded
only when it is called, so that linting one note doesn't wait for what reading a PDF needs."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from pathlib import Path

import click

from paper_notes.commands import LANG
from paper_notes.errors import DEBUG, PaperNotesError, UsageError, debugging, fault, one_line
from paper_notes.messages import Message, say, settle, spoken

WANTS_HELP = frozenset(("--help", "-h"))
COMMANDS = {
    "new": Message("Make a site that is ready to build and to publish.", "新建网站，随时可以构建和发布。"),
    "build": Message(
        "Write what is missing, check everything, report; no MkDocs.", "补写缺少的，检查全部，给出报告；不用 MkDocs。"
    ),
    "write": Message("Write the notes of some papers.", "为指定的论文写笔记。"),
    "lint": Message("Check notes for clichés, structure and evidence.", "检查笔记的用词、结构和证据。"),
    "export": Message(
        "Make notes ready for Zhihu, Juejin, WeChat, Notion, Obsidian, PDF …",
        "把笔记转换成知乎、掘金、公众号、Notion、Obsidian、PDF 等。",
    ),
    "publish-status": Message(
        "Show what was exported, where and when, and what changed since.", "显示何时导出到了哪里，之后改了什么。"
    ),
    "add": Message(
        "Put a paper (file, URL or arXiv id) into the library.",
        "把论文（文件、网址、arXiv 编号、DOI、文献列表）放进论文库。",
    ),
    "rename": Message("Give a paper's folder another name; links follow.", "给论文的文件夹改名，链接随之更新。"),
    "review": Message("Mark notes as reviewed.", "把笔记标为已审阅。"),
    "bib": Message("Write the library as BibTeX.", "把论文库写成 BibTeX。"),
    "read": Message("Print a paper's metadata, sections and figures.", "显示论文的元信息、章节和图表。"),
    "figures": Message("List or cut out a paper's figures, tables and algorithms.", "列出或裁出论文里的图、表和算法。"),
    "crop": Message("Cut a figure by hand, for good.", "手工裁图，永久保留。"),
    "scan": Message("Find the new papers that are near to what you read.", "查找与你所读相近的新论文。"),
    "corpus": Message("Check, embed and search a corpus of abstracts.", "检查、嵌入并检索摘要语料库。"),
}


class LazyGroup(click.Group):
    """Finds a subcommand in ``paper_notes.commands.<name>``, where it is called ``command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"paper_notes.commands.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say("Commands", "命令")):
            formatter.write_dl([(name, words.in_language(spoken())) for name, words in COMMANDS.items()])


def _settle_language(ctx: click.Context, param: click.Parameter, lang: str | None) -> None:
    """Settle it before a command's module, which holds its help, is loaded."""
    ctx.meta[LANG] = lang
    settle(lang, site=_language_here() if WANTS_HELP.intersection(sys.argv) else None)


def _language_here() -> str | None:
    """The language of the site in this folder; None when there is none, or its settings are wrong."""
    from paper_notes.settings_file import find_settings

    try:
        settings = find_settings(Path.cwd())
    except (PaperNotesError, OSError):
        return None
    return settings.language if settings.source else None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-paper-notes")
@click.option(
    "--debug",
    is_flag=True,
    help=say("Show where a fault of the program happened, with tracebacks.", "出错时显示程序里的位置（完整回溯）。"),
)
@click.option(
    "--lang",
    type=click.Choice(("en", "zh")),
    is_eager=True,
    expose_value=False,
    callback=_settle_language,
    help=say(
        "Language of messages.  [default: Chinese where LANG is, else the site's]",
        "提示所用的语言。  [默认：LANG 是中文时用中文，否则与网站相同]",
    ),
)
def cli(debug: bool) -> None:
    """A folder of PDFs becomes a site of reading notes. 一个装着 PDF 的文件夹，变成一个阅读笔记网站。"""
    if debug:
        os.environ[DEBUG] = "1"  # worker processes know of it by this


def main() -> None:
    """Run the command line; errors are one line that says what happened and what to do."""
    try:
        sys.exit(cli(standalone_mode=False))
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo(say("stopped", "已中断"), err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except PaperNotesError as error:
        _trace(error)
        click.echo(f"paper-notes: {error}", err=True)
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        _trace(error)
        where = f"{error.filename}: " if error.filename else ""
        click.echo(one_line(f"paper-notes: {where}{error.strerror or error}"), err=True)
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - a bug of ours is told in one line too
        _trace(error)
        click.echo(
            say(
                f"paper-notes: {fault(error)}. Please report it; paper-notes --debug … shows more",
                f"paper-notes: {fault(error)}。请报告这个问题；加 --debug 可以看到更多信息",
            ),
            err=True,
        )
        sys.exit(1)


def _trace(error: BaseException) -> None:
    if debugging():
        traceback.print_exception(error)
