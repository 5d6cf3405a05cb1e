"""Exports of a hard note and of the collection's, each made once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from export_notes import COLLECTION, HARD, NOTES, OTHER, write_library
from paper_notes.export.options import Bundle, Options
from paper_notes.export.source import Reader, site_of
from paper_notes.export.targets import exporter
from paper_notes.library.folders import Library
from paper_notes.paper.pdf.isolation import open_reader
from paper_notes.settings_file import find_settings


@pytest.fixture(scope="session")
def hard_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return write_library(tmp_path_factory.mktemp("hard"))


Make = Callable[..., Bundle]


@pytest.fixture(scope="session")
def make(hard_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Make]:
    """Exports a note ("hard", or one of the collection) to a target; every bundle is made once."""
    kept: dict[tuple[object, ...], Bundle] = {}
    cache = tmp_path_factory.mktemp("cache")
    readers = {
        "hard": Reader(hard_library, site_of(find_settings(hard_library.root.parent).mkdocs)),
        "": Reader(Library(COLLECTION), site_of(find_settings(COLLECTION.parent).mkdocs)),
    }

    def made(slug: str, target: str, **chosen: str) -> Bundle:
        key = (slug, target, *sorted(chosen.items()))
        if key not in kept:
            reader = readers["hard" if slug in ("hard", "other", "an-extract") else ""]
            article = reader.read(reader.library.folder(slug))
            kept[key] = exporter(target)(article, Options(cache=cache, **chosen))  # type: ignore[arg-type]
        return kept[key]

    with open_reader():
        yield made


@pytest.fixture(scope="session")
def sources(hard_library: Library) -> dict[str, str]:
    """The text of every note, by slug."""
    found = {slug: (COLLECTION / slug / "README.md").read_text(encoding="utf-8") for slug in NOTES}
    return {**found, "hard": HARD, "other": OTHER}
