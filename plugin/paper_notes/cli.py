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
from paper_notes.messages import settle

WANTS_HELP = frozenset(("--help", "-h"))
COMMANDS = {
    "new": "Make a site that is ready to build and to publish.",
    "build": "Write what is missing, check everything, report; no MkDocs.",
    "write": "Write the notes of some papers.",
    "lint": "Check notes for clichés, structure and evidence.",
    "export": "Make notes ready for Zhihu, Juejin, WeChat, Notion, Obsidian, PDF …",
    "publish-status": "Show what was exported, where and when, and what changed since.",
    "add": "Put a paper (file, URL or arXiv id) into the library.",
    "rename": "Give a paper's folder another name; links follow.",
    "review": "Mark notes as reviewed.",
    "bib": "Write the library as BibTeX.",
    "read": "Print a paper's metadata, sections and figures.",
    "figures": "List or cut out a paper's figures, tables and algorithms.",
    "crop": "Cut a figure by hand, for good.",
    "scan": "Find the new papers that are near to what you read.",
    "corpus": "Check, embed and search a corpus of abstracts.",
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
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


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
@click.option("--debug", is_flag=True, help="Show where a fault of the program happened, with tracebacks.")
@click.option(
    "--lang",
    type=click.Choice(("en", "zh")),
    is_eager=True,
    expose_value=False,
    callback=_settle_language,
    help="Language of messages.  [default: Chinese where LANG is, else the site's]",
)
def cli(debug: bool) -> None:
    """A folder of PDFs becomes a site of reading notes."""
    if debug:
        os.environ[DEBUG] = "1"  # worker processes know of it by this


def main() -> None:
    """Run the command line; errors are one line that says what happened and what to do."""
    try:
        sys.exit(cli(standalone_mode=False))
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("stopped", err=True)
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
        click.echo(f"paper-notes: {fault(error)}. Please report it; paper-notes --debug … shows more", err=True)
        sys.exit(1)


def _trace(error: BaseException) -> None:
    if debugging():
        traceback.print_exception(error)
