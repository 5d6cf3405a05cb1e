"""A page's content through the gate, with the addresses that its paper justifies."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from paper_notes.errors import PaperNotesError
from paper_notes.gate.addresses import Addresses
from paper_notes.gate.body import pass_body
from paper_notes.library.folders import PaperFolder
from paper_notes.site.absent_paper import published_pdf
from paper_notes.site.entry import Entry
from paper_notes.site.kinds.kind import Site


def through_gate(site: Site, html: str, folder: PaperFolder, path: Path, entry: Entry | None = None) -> str:
    """The content without what its text may not bring onto the page of the note at ``path``; what is dropped is told as
    a problem."""
    passed = pass_body(html, _addresses(site, folder, entry))
    if passed.dropped:
        site.problems.append(f"{path}: left out of its page, which may not hold it: {passed.told}")
    return passed.html


def _addresses(site: Site, folder: PaperFolder, entry: Entry | None) -> Addresses:
    given = [published_pdf(folder, entry.front)] if entry else []
    with suppress(PaperNotesError, OSError):  # told where the note is written
        given.append(folder.settings().url or "")
    return Addresses(tuple(url for url in given if url), lambda: _printed(site, folder))


def _printed(site: Site, folder: PaperFolder) -> str:
    paper = site.paper(folder)
    return " ".join(paper.page_texts) if paper else ""
