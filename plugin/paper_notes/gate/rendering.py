"""Markdown as the site renders it, and what must not even reach a renderer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from markdown import Markdown
from pymdownx.arithmatex import arithmatex_fenced_format
from pymdownx.slugs import slugify

from paper_notes.gate.characters import printable
from paper_notes.gate.limits import refuse_unreadable

NOTE_EXTENSIONS: dict[str, dict[str, Any]] = {
    # formulas reach the page's HTML as LaTeX, safe from Markdown, and are converted there
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.highlight": {},
    "pymdownx.superfences": {"custom_fences": []},
    "footnotes": {},
    "attr_list": {},
    "md_in_html": {},
    # a heading in Chinese keeps its words in its anchor
    "toc": {"slugify": slugify(case="lower")},
}
"""What notes need of Python-Markdown; a site adds its own to it."""

# GitHub's way to write a formula whose backslashes Markdown is to leave alone
FORMULA_FENCE = {"name": "math", "class": "arithmatex", "format": arithmatex_fenced_format(mode="generic", tag="div")}

_USUAL = ("tables", "admonition", "abbr", "def_list", "pymdownx.details", "pymdownx.magiclink", "pymdownx.inlinehilite")
"""Extensions that sites often have besides; a draft must be safe with them too."""
_SNIPPET = re.compile(r"(?<![-;])(?=-++8<-)")
_INCLUSION = re.compile(r"\{(?=[!%{#])")
_INCLUDING = ("include", "macros", "jinja", "snippets")


def render(markdown: str) -> str:
    """The HTML of a text under the extensions that every site with notes has, and those that many have.

    Raises :class:`~paper_notes.gate.limits.UnreadableText` for one that would take minutes."""
    refuse_unreadable(markdown, "the text")
    renderer = _renderer()
    renderer.reset()
    return str(renderer.convert(markdown))


@cache
def _renderer() -> Markdown:
    options = {**NOTE_EXTENSIONS, "pymdownx.superfences": {"custom_fences": [FORMULA_FENCE]}}
    return Markdown(extensions=[*options, *_USUAL], extension_configs=options)


def source_of_foreign_text(markdown: str, extensions: list[str], plugins: Mapping[str, object]) -> str:
    """The Markdown of a note that isn't a person's, with no order left to whatever works on the source.

    The rendered page shows neither which file was read into it nor what a template was told. So, where the site has
    such an extension or plugin, an inclusion becomes the text that it is written in.
    """
    text = printable(markdown.replace("\r\n", "\n").replace("\r", "\n"))
    if "pymdownx.snippets" in extensions:
        text = _SNIPPET.sub(";", text)
    names = [*(name for name in extensions if name != "pymdownx.snippets"), *plugins]
    if any(word in name.casefold() for name in names for word in _INCLUDING):
        text = _INCLUSION.sub("&#123;", text)
    return text
