"""Reference pages made from the code at build time, so that they can't drift from it: options, commands,
rules."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Literal, get_args, get_origin, get_type_hints

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from paper_notes import settings as options_module
from paper_notes.checking.registry import RULES
from paper_notes.checking.rule_docs import rule_page
from paper_notes.cli import COMMANDS, cli
from paper_notes.note.sections import SECTIONS


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages."""
    pages = {
        "options": options_page(),
        "commands": commands_page(),
        "rules": rule_page(RULES),
        "sections": sections_page(),
    }
    for name, text in pages.items():
        files.append(File.generated(config, f"reference/{name}.md", content=text))
    return files


def options_page() -> str:
    """The options from ``settings.py``: each attribute's docstring."""
    lines = ["# Options", "", "Options of the plugin `paper-notes` in `mkdocs.yml`, or of a `paper-notes.yml`.", ""]
    tree = ast.parse(inspect.getsource(options_module))
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    lines += _options(classes["Options"], options_module.Options, "##", "")
    lines += ["## Options of the Claude writer", "", _doc(classes["ClaudeSettings"]), ""]
    lines += _options(classes["ClaudeSettings"], options_module.ClaudeSettings, "###", "claude.")
    return "\n".join(lines)


def _options(node: ast.ClassDef, owner: type, level: str, prefix: str) -> Iterator[str]:
    kinds, defaults = get_type_hints(owner), owner()
    for declared, text in zip(node.body, node.body[1:], strict=False):
        if isinstance(declared, ast.AnnAssign) and isinstance(text, ast.Expr):
            name = ast.unparse(declared.target)
            yield from (f"{level} `{prefix}{name}`", "", _flat(ast.literal_eval(text.value)), "")
            yield from (_accepted(kinds[name], getattr(defaults, name)), "")


_KINDS = {bool: "`true` or `false`", str: "text", int: "a whole number", float: "a number"}


def _accepted(kind: object, default: object) -> str:
    """What an option's type, such as ``Literal["zh", "en"] | None``, means to who sets it."""
    parts = () if get_origin(kind) is dict else (kind, *get_args(kind))
    words = [", ".join(f"`{value}`" for value in get_args(part)) for part in parts if get_origin(part) is Literal]
    words = [f"one of {word}" for word in words] or [_KINDS[part] for part in parts if part in _KINDS]
    shown = str(default).lower() if isinstance(default, bool) else default
    said = f" *Default:* `{shown}`." if isinstance(shown, str | int) else ""
    return f"*Value:* {' or '.join(words) or 'settings by name'}.{said}"


def _doc(node: ast.ClassDef) -> str:
    return _flat(ast.get_docstring(node) or "")


def _flat(text: str) -> str:
    return " ".join(text.split()).replace("``", "`")


def sections_page() -> str:
    """The sections of a note, as the writers, the linter and the site know them."""
    lines = ["# Sections of a note", "", "Every note has these sections, in this order.", ""]
    for kind in SECTIONS:
        others = ", ".join(f"“{name}”" for name in kind.aliases)
        lines += [f"## {kind.en}", "", kind.holds, "", f"*In Chinese:* {kind.zh}. *Also understood:* {others}."]
        if kind.rules:
            rules = ", ".join(f"[`{name}`](rules.md#{name})" for name in kind.rules)
            lines += ["", f"*Rules:* {rules}."]
        lines.append("")
    return "\n".join(lines)


def commands_page() -> str:
    """Every subcommand's help, as the command line prints it."""
    lines = ["# Commands", ""]
    context = click.Context(cli, info_name="paper-notes")
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        with click.Context(command, info_name=name, parent=context, max_content_width=110) as inner:
            text = command.get_help(inner)
            lines += [f"## {name}", "", "```text", textwrap.dedent(text).strip(), "```", ""]
            for part, below in command.commands.items() if isinstance(command, click.Group) else ():
                with click.Context(below, info_name=part, parent=inner, max_content_width=110) as deeper:
                    text = below.get_help(deeper)
                lines += [f"### {name} {part}", "", "```text", textwrap.dedent(text).strip(), "```", ""]
    return "\n".join(lines)
