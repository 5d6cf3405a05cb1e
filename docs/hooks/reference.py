"""Reference pages made from the code at build time, so that they can't drift from it: options, commands,
rules."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from paper_notes import config as options_module
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
    """The plugin's options from ``config.py``: each attribute's docstring."""
    lines = ["# Options", "", "Options of the plugin `paper-notes` in `mkdocs.yml`.", ""]
    tree = ast.parse(inspect.getsource(options_module))
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    lines += _options(classes["PaperNotesConfig"], "##", "")
    lines += ["## Options of the Claude writer", "", _doc(classes["ClaudeConfig"]), ""]
    lines += _options(classes["ClaudeConfig"], "###", "claude.")
    return "\n".join(lines)


def _options(node: ast.ClassDef, level: str, prefix: str) -> Iterator[str]:
    for assignment, text in zip(node.body, node.body[1:], strict=False):
        if not isinstance(assignment, ast.Assign) or not isinstance(text, ast.Expr):
            continue
        name = ast.unparse(assignment.targets[0])
        assert isinstance(assignment.value, ast.Call)
        yield from (f"{level} `{prefix}{name}`", "", _flat(ast.literal_eval(text.value)), "")
        yield from (_accepted(assignment.value), "")


_KINDS = {
    "bool": "`true` or `false`",
    "str": "text",
    "int": "a whole number",
    "(int, float)": "a number",
    "(int, float, str)": "a number or text",
    "dict": "settings by name",
}


def _accepted(call: ast.Call) -> str:
    """What an option's declaration, such as ``c.Choice(("zh", "en"), default="zh")``, means to who sets it."""
    name, first = ast.unparse(call.func), call.args[0]
    if name == "c.Optional":
        assert isinstance(first, ast.Call)
        return f"{_accepted(first)} Not set by default."
    if name == "c.Choice":
        kind = "one of " + ", ".join(f"`{value}`" for value in ast.literal_eval(first))
    elif name == "c.SubConfig":
        kind = "settings of its own"
    else:
        kind = _KINDS[ast.unparse(first)]
    default = next((word.value for word in call.keywords if word.arg == "default"), None)
    shown = str(ast.literal_eval(default)) if default is not None else ""
    if shown in ("True", "False"):
        shown = shown.lower()
    return f"*Value:* {kind}." + (f" *Default:* `{shown}`." if shown and shown != "{}" else "")


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
