"""The options that every command on a library has, and what its settings say about the others."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from paper_notes.commands import LANG
from paper_notes.messages import say, settle
from paper_notes.settings import ClaudeSettings, Options, PriceSettings, choices
from paper_notes.settings_file import find_settings, load_settings

R = TypeVar("R")
_NAMES = {*Options.__struct_fields__, *ClaudeSettings.__struct_fields__}
_LIBRARY = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False)

WORDS = {
    "cache_dir": say(
        "Where work that is done is kept.  [default: the settings', else .cache/paper-notes beside them]",
        "缓存放在哪里。  [默认：取自配置，否则为配置旁的 .cache/paper-notes]",
    ),
    "language": say(
        "Language of what is written.  [default: the settings', else en]",
        "笔记用什么语言写。  [默认：取自配置，否则为 en]",
    ),
    "writer": say(
        "Who writes missing notes.  [default: the settings', else auto]",
        "缺少的笔记由谁写。  [默认：取自配置，否则为 auto]",
    ),
    "dpi": say(
        "Resolution of figures.  [default: the settings', else 200]", "图的分辨率。  [默认：取自配置，否则为 200]"
    ),
    "workers": say(
        "Processes; 0 means one a core, four at most.  [default: the settings', else 0]",
        "进程数；0 表示每核一个，最多四个。  [默认：取自配置，否则为 0]",
    ),
}


def library_options(*names: str, old_library: str = "", old_config: str = "") -> Callable[[Callable[..., R]], Any]:
    """Add ``--library``, ``--config-file`` and the named options of the settings to a command.

    The command is called with ``settings``, in which the options given on the command line have won. ``old_library``
    and ``old_config`` are names that the first two had; they still work and aren't shown.
    """

    def decorate(command: Callable[..., R]) -> Callable[..., R]:
        @functools.wraps(command)
        def run(*args: Any, library: Path | None, config_file: Path | None, **given: Any) -> R:
            library = given.pop("old_library", None) or library
            config_file = given.pop("old_config", None) or config_file
            starts = (Path.cwd(), *([library.absolute().parent] if library else []))
            settings = load_settings(config_file) if config_file else find_settings(*starts)
            context = click.get_current_context(silent=True)
            settle(context.meta.get(LANG) if context else None, site=settings.language if settings.source else None)
            chosen = {name: given.pop(name) for name in _NAMES & given.keys()}
            if chosen.get("price"):
                chosen["price"] = PriceSettings(*chosen["price"])
            here = {"library_given": library, "cache_dir_given": chosen.pop("cache_dir", None)}
            return command(*args, settings=settings.with_options(**here, **chosen), **given)

        options: list[Callable[[Callable[..., R]], Callable[..., R]]] = [
            click.option(
                "--library",
                type=_LIBRARY,
                help=say(
                    "The folder of papers.  [default: the settings', else paper-notes]",
                    "论文文件夹。  [默认：取自配置，否则为 paper-notes]",
                ),
            ),
            click.option(
                "--config-file",
                type=_FILE,
                help=say(
                    "Settings to use.  [default: paper-notes.yml or mkdocs.yml, here or in a folder above]",
                    "所用的配置文件。  [默认：当前或上级目录中的 paper-notes.yml 或 mkdocs.yml]",
                ),
            ),
            *(_option(name) for name in names),
        ]
        for alias, target, kind in ((old_library, "old_library", _LIBRARY), (old_config, "old_config", _FILE)):
            if alias:
                options.append(click.option(alias, target, type=kind, hidden=True))
        wrapped: Callable[..., R] = run
        for option in reversed(options):
            wrapped = option(wrapped)
        return wrapped

    return decorate


def _option(name: str) -> Callable[[Callable[..., R]], Callable[..., R]]:
    kind: click.ParamType[Any]
    if name == "cache_dir":
        kind = _LIBRARY
    elif words := choices(name):
        kind = click.Choice(words)
    else:
        kind = click.IntRange(72, 600) if name == "dpi" else click.IntRange(0)
    return click.option(f"--{name.replace('_', '-')}", type=kind, help=WORDS[name])
