"""What is set on the search plugins for notes in two languages."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from paper_notes.files import is_outside
from paper_notes.library.folders import Library
from paper_notes.note.opened import OpenedNotes
from paper_notes.site.published import asset_address
from paper_notes.site.search import quiet_segmenter, search_settings, spoken_languages


def prepare_search(config: MkDocsConfig, library: Library, language: str, opened: OpenedNotes) -> None:
    """Have the search plugin find words of every language that notes are written in."""
    search = config.plugins.get("material/search") or config.plugins.get("search")
    if search is not None:
        found = library.root.glob("*/README*.md")
        notes = [note for note in found if not is_outside(note, library.root) and note.is_file()]
        search.config.update(search_settings({language, *spoken_languages(notes, opened)}, search.config))
        quiet_segmenter()
    offline = config.plugins.get("material/offline") or config.plugins.get("offline")
    if offline is not None and offline.config.enabled:
        # the offline plugin would have the theme fetch a script of this name from another site
        config.extra.setdefault("polyfills", []).append(asset_address("iframe-worker.js"))
