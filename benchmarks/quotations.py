"""Do writer, linter and site agree on quotations? For each quotation of the notes of some libraries: does the linter
find it on its page, would the writer have taken it, does the site mark it on the page's picture?

    python benchmarks/quotations.py LIBRARY…
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import markdown

from paper_notes.checking.linter import lint_file
from paper_notes.library.folders import Library
from paper_notes.note.store import load_note
from paper_notes.paper.model import Sentence
from paper_notes.paper.pdf.isolation import PaperReader
from paper_notes.paper.quotations import is_printed
from paper_notes.site.cited_pages import marked_pages
from paper_notes.site.page import quoted_passages


def main(libraries: list[str]) -> None:
    counts: Counter[str] = Counter()
    folders = [folder for library in libraries for folder in Library(Path(library)).folders() if folder.pdf.is_file()]
    with PaperReader(2) as reader:
        papers = dict(reader.read_many([folder.pdf for folder in folders]))
    for folder in folders:
        paper = papers[folder.pdf]
        if isinstance(paper, Exception) or not paper.has_text or not folder.note.is_file():
            continue
        html = markdown.markdown(load_note(folder.note).body, extensions=["tables", "admonition"])
        refused = [f.message for f in lint_file(folder.note, paper=paper).findings if f.rule == "quote-not-on-page"]
        for message in refused:
            print(f"{folder.slug}: the linter refuses {message}")
        counts["refused by the linter"] += len(refused)
        wanted = quoted_passages(html)
        marks = {page.number: page.marks for page in marked_pages(paper, wanted)}
        for page, quotes in wanted.items():
            for quote in quotes:
                if not any(c.isalnum() for c in quote):
                    continue
                counts["quotations"] += 1
                taken = is_printed(Sentence(quote, page, page), paper)
                marked = quote in marks.get(page, {})
                counts["taken by the writer"] += taken
                counts["marked by the site"] += marked
                if taken != marked:
                    counts["disagree"] += 1
                    print(f"{folder.slug} p. {page}: writer {taken}, site {marked}: {quote[:160]}")
    print(", ".join(f"{count} {name}" for name, count in counts.items()))


if __name__ == "__main__":
    main(sys.argv[1:] or ["paper-notes"])
