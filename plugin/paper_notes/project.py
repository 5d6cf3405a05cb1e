"""The project's settings from ``mkdocs.yml``, for the command line: the same defaults with and without MkDocs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from paper_notes.errors import UsageError
from paper_notes.files import read_text
from paper_notes.safe_yaml import load_yaml

_OPTIONS = {
    "build": ("language", "writer", "dpi", "workers", "cache_dir", "fail_on"),
    "write": ("language", "writer", "cache_dir"),
    "add": ("notes_dir",),
    "crop": ("notes_dir", "dpi", "cache_dir"),
}
_PATHS = {"notes_dir", "cache_dir"}


def read_yaml(path: Path) -> dict[str, Any]:
    """A project file as a mapping; MkDocs' tags (``!ENV``, ``!!python/name:…``) count as nothing.

    Raises :class:`UsageError` when the file can't be read or isn't YAML.
    """
    try:
        values = load_yaml(read_text(path), str(path), foreign_tags=True)
    except OSError as error:
        raise UsageError(f"{path}: can't be read ({error.strerror})") from error
    return values if isinstance(values, dict) else {}


def plugin_options(values: dict[str, Any]) -> dict[str, Any]:
    """What ``mkdocs.yml`` says under ``plugins: - paper-notes:``."""
    plugins = values.get("plugins")
    for entry in plugins if isinstance(plugins, list) else [plugins]:
        if isinstance(entry, dict) and isinstance(entry.get("paper-notes"), dict):
            options: dict[str, Any] = entry["paper-notes"]
            return options
    return {}


def command_defaults(folder: Path, command: str) -> dict[str, Any]:
    """Defaults of a subcommand's parameters in this folder; none without a ``mkdocs.yml``."""
    path = folder / "mkdocs.yml"
    if command not in _OPTIONS or not path.is_file():
        return {}
    values = read_yaml(path)
    options = plugin_options(values)
    theme = values.get("theme")
    language = str(theme.get("language") or "") if isinstance(theme, dict) else ""
    defaults: dict[str, Any] = (
        {"language": "zh" if language.startswith("zh") else "en"} if "language" in _OPTIONS[command] else {}
    )
    if isinstance(options.get("claude"), dict) and command == "write":
        claude = {key: value for key, value in options["claude"].items() if value is not None}
        defaults |= {"mode" if key == "input" else key: value for key, value in claude.items()}
    defaults |= {key: options[key] for key in _OPTIONS[command] if options.get(key) is not None}
    if command in ("build", "write") and options.get("notes_dir"):
        defaults["directory"] = str(options["notes_dir"])
    return {key: Path(str(value)) if key in _PATHS else value for key, value in defaults.items()}
