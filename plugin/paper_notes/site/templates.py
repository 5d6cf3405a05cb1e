"""The texts that the site's own parts are made of: HTML fragments, whose values are always escaped, and plain files.

A value stays as it is only as :class:`~markupsafe.Markup`, which the gate and our own templates alone make.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from paper_notes.gate.characters import printable


def render(template: str, **values: Any) -> str:
    """A template of ``site/templates`` as HTML or XML, its values escaped."""
    return _environment(True).get_template(template).render(**values)


def render_text(template: str, **values: Any) -> str:
    """A template of ``site/templates`` that is neither HTML nor XML."""
    return _environment(False).get_template(template).render(**values)


@cache
def _environment(escaping: bool) -> Environment:
    return Environment(
        loader=PackageLoader("paper_notes.site"),
        autoescape=escaping,
        finalize=_printable,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=not escaping,
    )


def _printable(value: object) -> object:
    """What a template prints is free of control characters, whatever it was given."""
    return printable(value) if type(value) is str else value
