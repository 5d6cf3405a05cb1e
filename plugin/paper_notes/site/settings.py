"""What notes ask of Markdown and of a page's settings; whatever the user has set stands."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from pymdownx.arithmatex import arithmatex_fenced_format
from pymdownx.slugs import slugify

from paper_notes.site.entry import Entry
from paper_notes.site.metadata import description

_EXTENSIONS: dict[str, dict[str, Any]] = {
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

# GitHub's way to write a formula whose backslashes Markdown is to leave alone
_FORMULA_FENCE = {"name": "math", "class": "arithmatex", "format": arithmatex_fenced_format(mode="generic", tag="div")}

BOTH_PAGE = "---\nhide: [navigation, toc]\nsearch: {exclude: true}\n---\n\n"
"""Front matter of a page that shows a note in two languages: both are found already on their own pages."""


def add_markdown_extensions(names: list[str], options: dict[str, Any]) -> None:
    """Add the Markdown extensions that notes need to the configured ``names`` and their ``options``, in place."""
    for name, wanted in _EXTENSIONS.items():
        if name not in names:
            names.append(name)
        if wanted:
            options[name] = {**wanted, **(options.get(name) or {})}
    fences = options["pymdownx.superfences"].get("custom_fences") or []
    if not any(fence.get("name") == "math" for fence in fences):
        options["pymdownx.superfences"]["custom_fences"] = [*fences, _FORMULA_FENCE]


def add_page_settings(meta: MutableMapping[str, Any], entry: Entry) -> None:
    """Complete the front matter of a note's page as the theme reads it, in place.

    The navigation beside the text is left out, for notes do not stand in it: a thousand would bury the site's pages.
    """
    meta.setdefault("title", entry.title)
    meta.setdefault("hide", ["navigation"])
    if text := description(entry):
        meta.setdefault("description", text)
