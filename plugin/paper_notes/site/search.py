"""Settings for Material's search that find Chinese words inside a sentence and English words in a Chinese note.

The theme's defaults for Chinese split only at punctuation, and stemming one language's words breaks the other's:
a mixed collection is searched by whole words, Chinese ones as jieba cuts them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from paper_notes.errors import UsageError
from paper_notes.language.identify import language_of
from paper_notes.note.opened import OpenedNotes

SEPARATOR = r"&[lg]t;|[\s\u200b\u3000\-、。，．？！；：（）「」《》“”‘’【】…·,:!?()\[\]{}\"'/|<>]+|[&;]|\.(?!\d)"


_STATED = re.compile(r"^language: *['\"]?(zh|en)\b", re.M)
"""The language in a note's front matter."""


def search_settings(languages: Iterable[str], chosen: Mapping[str, Any]) -> dict[str, Any]:
    """The options to set on the search plugin; what the user has ``chosen`` there is left alone.

    A collection in English alone keeps the theme's own settings, which stem words.
    """
    spoken = sorted(set(languages), reverse=True)
    if "zh" not in spoken:
        return {}
    wanted: dict[str, Any] = {
        "lang": [code for code in ("zh", "en") if code in {*spoken, "en"}],
        "pipeline": ["stopWordFilter"],
        "separator": SEPARATOR,
    }
    return {key: value for key, value in wanted.items() if chosen.get(key) in (None, [], "")}


def quiet_segmenter() -> None:
    """Stop jieba from logging its start-up at every build."""
    logging.getLogger("jieba").setLevel(logging.WARNING)


def spoken_languages(notes: Iterable[Path], opened: OpenedNotes) -> set[str]:
    """The languages of the notes in these files; unreadable ones are left out (the build tells of them)."""
    found: set[str] = set()
    for path in notes:
        try:
            text = opened.text(path)
        except (OSError, UsageError):
            continue
        stated = _STATED.search(text, 0, text.find("\n---", 3) + 1)
        found.add(stated.group(1) if stated else language_of(text))
    return found
