"""The texts that the site's own parts are made of: HTML fragments, whose values are always escaped, and plain files."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


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
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=not escaping,
    )
