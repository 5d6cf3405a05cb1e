"""Page citations of a note whose folder holds no paper.pdf: they lead to where the paper is published."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from paper_notes.errors import PaperNotesError
from paper_notes.library.folders import PaperFolder
from paper_notes.note.identifiers import arxiv_url
from paper_notes.note.model import FrontMatter

_LINK = re.compile(r"(!?)\[([^\[\]\n]*)\]\(paper\.pdf(#page=\d+)?\)")


def link_absent_paper(markdown: str, folder: PaperFolder, front: FrontMatter) -> str:
    """The text with its links to paper.pdf leading to the published PDF, page for page.

    Unchanged when the paper lies in the folder. When it isn't known where the paper is published (no arXiv id in front
    matter or ``paper.yml``, no ``url`` of a PDF there), the page numbers stay and the dead links go.
    """
    if folder.pdf.is_file() or "](paper.pdf" not in markdown:
        return markdown
    address = published_pdf(folder, front)

    def link(match: re.Match[str]) -> str:
        picture, text, page = match.groups()
        return f"{picture}[{text}]({address}{page or ''})" if address else text

    return _LINK.sub(link, markdown)


def published_pdf(folder: PaperFolder, front: FrontMatter) -> str:
    """Address of the paper's PDF on arXiv, or the one given in ``paper.yml``; "" when there is none."""
    try:
        settings = folder.settings()
    except (PaperNotesError, OSError):
        return _on_arxiv(front.arxiv)  # a broken paper.yml is reported where the note is written
    url = settings.url or ""
    if urlsplit(url).scheme in ("http", "https") and urlsplit(url).path.casefold().endswith(".pdf"):
        return quote(url.partition("#")[0], safe=":/?&=%+,;@~!'*$")
    return _on_arxiv(front.arxiv or settings.arxiv)


def _on_arxiv(identifier: str | None) -> str:
    return arxiv_url(identifier, "pdf")
