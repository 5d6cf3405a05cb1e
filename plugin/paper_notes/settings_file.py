"""Reads the file that a library's settings stand in, as MkDocs reads it (``INHERIT``, ``!ENV``) but without loading
MkDocs, and without making the Python objects that tags may name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from paper_notes.errors import UsageError
from paper_notes.files import read_text
from paper_notes.messages import say
from paper_notes.settings import Options, Settings, make_options

OWN_FILE, MKDOCS_FILE = "paper-notes.yml", "mkdocs.yml"
_MKDOCS_KEYS = {"site_name", "plugins", "theme", "docs_dir", "nav", "INHERIT"}
MOST_PARENTS = 10
"""Files that inherit from each other; more are a circle."""


def find_settings(*starts: Path) -> Settings:
    """The settings of the nearest file at or above a folder, ``paper-notes.yml`` before ``mkdocs.yml`` in one folder.

    Folders are tried in their order; without any file the default settings hold.

    Raises :class:`UsageError` when a file can't be read or is wrong.
    """
    for start in starts:
        for folder in (start.absolute(), *start.absolute().parents):
            for name in (OWN_FILE, MKDOCS_FILE):
                if (folder / name).is_file():
                    return load_settings(folder / name)
    return Settings()


def load_settings(path: Path) -> Settings:
    """The settings in one file; raises :class:`UsageError` when it can't be read or is wrong."""
    values = read_settings_file(path)
    project = _seen_from_here(path.absolute().parent)
    if path.name == OWN_FILE or _MKDOCS_KEYS.isdisjoint(values):
        return Settings(make_options(values, str(path)), project, path.name)
    said = plugin_options(values)
    known = {key: said[key] for key in Options.__struct_fields__ if key in said}  # MkDocs warns of the others
    theme = values.get("theme")
    language = str(theme.get("language") or theme.get("locale") or "") if isinstance(theme, dict) else ""
    return Settings(make_options(known, str(path)), project, path.name, language, values)


def read_settings_file(path: Path, depth: int = 0) -> dict[str, Any]:
    """The values in a file and in those that it inherits from; tags of Python's count as nothing.

    Raises :class:`UsageError` when one of the files can't be read or isn't YAML.
    """
    from paper_notes.safe_yaml import load_yaml  # a run without a file of settings needs no YAML

    try:
        values = load_yaml(read_text(path), str(path), foreign_tags=True)
    except OSError as error:
        raise UsageError(
            say(f"{path}: can't be read ({error.strerror})", f"{path}：无法读取（{error.strerror}）")
        ) from error
    if not isinstance(values, dict):
        return {}
    parent = values.pop("INHERIT", None)
    if parent is None:
        return values
    if depth == MOST_PARENTS:
        raise UsageError(say(f"{path}: INHERIT goes in a circle", f"{path}：INHERIT 循环引用"))
    return _merged(read_settings_file(path.parent / str(parent), depth + 1), values)


def _merged(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Mappings are merged key by key, everything else is replaced."""
    both = dict(under)
    for key, value in over.items():
        below = both.get(key)
        both[key] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return both


def plugin_options(values: dict[str, Any]) -> dict[str, Any]:
    """What a configuration of MkDocs says under ``plugins: - paper-notes:``."""
    plugins = values.get("plugins")
    if isinstance(plugins, dict):
        plugins = [plugins]
    for entry in plugins if isinstance(plugins, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("paper-notes"), dict):
            options: dict[str, Any] = entry["paper-notes"]
            return options
    return {}


def _seen_from_here(folder: Path) -> Path:
    """A folder as a person would write it from here."""
    try:
        return Path(os.path.relpath(folder))
    except ValueError:  # another drive
        return folder
