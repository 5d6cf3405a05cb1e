"""Measures what the site's own parts cost: ``python benchmarks/site.py LIBRARY [--copies 50]``.

Takes a library whose notes exist (``paper-notes/`` after a build), copies it by hard links, and puts every note through
what the plugin calls in a build, beside Python-Markdown on the same text, which any MkDocs build pays. Prints seconds
and the ratio for the first pass (empty cache) and for an unchanged one, then the weight of the index and of the pages
as a server would send them (gzip), without the theme's own parts.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import markdown

from paper_notes.library.folders import Library
from paper_notes.site.collection import Collection
from paper_notes.site.index import MARKER
from paper_notes.site.kinds.kind import Site, SitePage
from paper_notes.site.settings import add_markdown_extensions

PAGE = "<html><head></head><body>{}</body></html>"


def build(library: Library, cache: Path, bodies: dict[str, str]) -> tuple[float, Collection, dict[str, int]]:
    """One pass over all notes; seconds, the collection, and the pages' weights by slug ("" is the index)."""
    start = time.perf_counter()
    made = Collection(Site(cache, "en", "Benchmark", "https://notes.example/"))
    made.claim(SitePage("index.md", "./"), MARKER)
    for folder in library.folders():
        if folder.note.is_file():
            made.add(folder, folder.note, f"paper-notes/{folder.slug}/README.md", f"paper-notes/{folder.slug}/")
    made.arrange()
    weights = {}
    spent = 0.0
    for source, page in made.pages.items():
        content = made.content(source, bodies[source])
        html, _ = made.whole(source, PAGE.format(content))
        pause = time.perf_counter()
        weights[page.entry.slug] = len(gzip.compress(html.encode()))
        spent += time.perf_counter() - pause
    index, _ = made.whole("index.md", PAGE.format(MARKER))
    seconds = time.perf_counter() - start - spent
    weights[""] = len(gzip.compress(index.encode()))
    return seconds, made, weights


def main() -> None:
    """Copy, render, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--copies", type=int, default=50)
    arguments = parser.parse_args()
    names, options = ["tables"], dict[str, object]()
    add_markdown_extensions(names, options)
    with tempfile.TemporaryDirectory(dir=arguments.library.resolve().parent) as place:
        root = Path(place) / "paper-notes"
        for copy in range(arguments.copies):
            for folder in Library(arguments.library).folders():
                shutil.copytree(folder.path, root / f"{folder.slug}-{copy}", copy_function=os.link)
        library, cache = Library(root), Path(place) / "cache"
        converter = markdown.Markdown(extensions=names, extension_configs=options)
        start = time.perf_counter()
        bodies = {}
        for folder in library.folders():
            if folder.note.is_file():
                text = folder.note.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
                bodies[f"paper-notes/{folder.slug}/README.md"] = converter.reset().convert(text)
        plain = time.perf_counter() - start
        first, made, weights = build(library, cache, bodies)
        again = statistics.median(build(library, cache, bodies)[0] for _ in range(3))
        start = time.perf_counter()
        made.write(Path(place) / "site")
        write = time.perf_counter() - start
        font = sum(file.stat().st_size for file in (Path(place) / "site/assets/paper-notes").glob("*.woff2"))
        own = sum(
            len(gzip.compress(file.read_bytes())) for file in (Path(place) / "site/assets/paper-notes").glob("notes.*")
        )
    pages = sorted(weight for slug, weight in weights.items() if slug)
    print(f"{len(bodies)} notes; Python-Markdown {plain:.1f} s")
    print(f"first pass {first:.1f} s ({first / plain:.2f} x), unchanged {again:.1f} s ({again / plain:.2f} x)")
    print(f"writing what pages refer to {write:.1f} s")
    print(f"index {weights[''] / 1000:.0f} KB")
    print(f"a note {statistics.median(pages) / 1000:.1f} KB in the middle, {pages[-1] / 1000:.1f} KB at most")
    print(f"style sheet and script {own / 1000:.1f} KB, maths font {font / 1000:.0f} KB")


if __name__ == "__main__":
    main()
