"""Plain text from outside, for places that print what they are given: a theme's templates, JSON in a script."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import msgspec
import nh3
from markupsafe import Markup, escape

from paper_notes.gate.characters import printable, printable_html

T = TypeVar("T")


def escaped(value: object) -> str:
    """Text for a template that doesn't escape: Material's prints titles, descriptions and tags as they are."""
    return str(escape(printable(" ".join(str(value).split()))))


def text_only(html: str) -> str:
    """HTML reduced to its text, still as HTML: a heading in a table of contents."""
    return printable_html(nh3.clean(html, tags=set(), strip_comments=True))


def json_in_script(value: Any) -> Markup:
    """JSON that can stand in a ``<script>`` element."""
    text = json.dumps(_printable(value), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def printable_record(record: T) -> T:
    """A frozen record (or a value in one) with every text in it free of control and bidirectional characters."""
    return _printable(record)  # type: ignore[no-any-return]


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {_printable(key): _printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_printable(each) for each in value)
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(
            value, **{name: _printable(getattr(value, name)) for name in value.__struct_fields__}
        )
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _printable(getattr(value, each.name)) for each in fields(value)})
    return value
