"""The front matter of a note: where it ends, and its values. Everybody who reads a note finds it by this."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from paper_notes.errors import UsageError
from paper_notes.messages import say
from paper_notes.safe_yaml import load_yaml

_FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*(?:\r\n?|\n)(?P<yaml>.*?)(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.S
)
_YAML_FROM_LINE = 2


@dataclass(frozen=True, slots=True)
class FrontText:
    """The YAML at a text's head, "" for none, and the offset at which the body begins, 0 for no front matter."""

    yaml: str = ""
    end: int = 0


def find_front_matter(text: str) -> FrontText:
    """The front matter of a text: between ``---`` in its first line and the next ``---`` or ``...``, as in MkDocs."""
    match = _FRONT_MATTER.match(text)
    return FrontText(match["yaml"], match.end()) if match else FrontText()


def front_values(front: FrontText, where: str) -> dict[str, Any]:
    """The values; empty when there are none.

    Raises :class:`UsageError`, which begins with ``where``, for what isn't YAML or no mapping of keys to values.
    """
    if not front.yaml.strip():
        return {}
    values = load_yaml(front.yaml, where, first_line=_YAML_FROM_LINE)
    if values is not None and not isinstance(values, dict):
        raise UsageError(say(f"{where}: it is not a mapping of keys to values", f"{where}：不是由“键: 值”组成的"))
    return values or {}
