"""What notes ask of Markdown and of a page's settings; whatever the user has set stands."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from paper_notes.gate.rendering import FORMULA_FENCE, NOTE_EXTENSIONS
from paper_notes.gate.text import escaped
from paper_notes.site.entry import Entry
from paper_notes.site.metadata import description

BOTH_PAGE = "---\nhide: [navigation, toc]\nsearch: {exclude: true}\n---\n\n"
"""Front matter of a page that shows a note in two languages: both are found already on their own pages."""


def add_markdown_extensions(names: list[str], options: dict[str, Any]) -> None:
    """Add the Markdown extensions that notes need to the configured ``names`` and their ``options``, in place."""
    for name, wanted in NOTE_EXTENSIONS.items():
        if name not in names:
            names.append(name)
        if wanted:
            options[name] = {**wanted, **(options.get(name) or {})}
    fences = options["pymdownx.superfences"].get("custom_fences") or []
    if not any(fence.get("name") == "math" for fence in fences):
        options["pymdownx.superfences"]["custom_fences"] = [*fences, FORMULA_FENCE]


_SHOWN = ("title", "description", "author", "subtitle")
"""Front matter that themes print as it is."""
_HIDDEN = ("navigation", "toc", "footer", "path", "tags", "feedback")


def add_page_settings(meta: MutableMapping[str, Any], entry: Entry, *, foreign: bool) -> None:
    """Complete the front matter of a note's page as the theme reads it, in place, and escape what it prints.

    Of a ``foreign`` text's front matter nothing else is left: it could name a template, an icon or a redirection. The
    navigation beside the text is left out, for notes do not stand in it: a thousand would bury the site's pages.
    """
    guard_page_settings(meta, foreign=foreign)
    meta.setdefault("title", escaped(entry.title))
    meta.setdefault("hide", ["navigation"])
    if text := description(entry):
        meta.setdefault("description", escaped(text))


def guard_page_settings(meta: MutableMapping[str, Any], *, foreign: bool) -> None:
    """Escape what themes print of a page's front matter; of a ``foreign`` one leave nothing that steers them."""
    for name in _SHOWN:
        if name in meta:
            meta[name] = escaped(meta[name])
    tags = meta.get("tags")
    if tags is not None:
        meta["tags"] = [escaped(tag) for tag in (tags if isinstance(tags, list) else [tags])]
    if not foreign:
        return
    hide = meta.get("hide")
    kept = {name: meta[name] for name in ("title", "description", "tags") if name in meta}
    if isinstance(hide, list):
        kept["hide"] = [word for word in hide if word in _HIDDEN]
    meta.clear()
    meta.update(kept, render_macros=False)
