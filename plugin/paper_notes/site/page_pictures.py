"""Pictures of PDF pages, drawn side by side at the end of a build, when all that are wanted are known."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, as_completed
from pathlib import Path

from paper_notes.errors import PaperError
from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.progress import Progress, no_progress
from paper_notes.site.thumbnails import draw_page
from paper_notes.workers import worker_count

_FEW = 8
"""So many pages are drawn sooner than a process is started."""

_SECONDS = 120.0
"""Time for the pages of one PDF."""


def draw_missing(wanted: Mapping[Path, Mapping[int, Path]], progress: Progress = no_progress) -> list[str]:
    """Draw the pages (numbers from 1) of each PDF to the given files where these don't exist yet.

    Returns problems in words; a PDF that can't be drawn stops no other.
    """
    missing: dict[Path, dict[int, Path]] = {}
    drawn: set[Path] = set()
    for pdf, pages in wanted.items():
        for number, picture in pages.items():
            if picture not in drawn and not picture.is_file():  # copies of one PDF share their pictures
                missing.setdefault(pdf, {})[number] = picture
                drawn.add(picture)
    if sum(map(len, missing.values())) <= _FEW:
        return [problem for pdf, pages in missing.items() if (problem := draw_pages(pdf, pages))]
    return _draw_side_by_side(missing, progress)


def draw_pages(pdf: Path, pages: Mapping[int, Path]) -> str:
    """Draw pages of one PDF; returns why that could not be done, or nothing."""
    try:
        with pymupdf.open(pdf) as document:
            for number, picture in pages.items():
                draw_page(document, number, picture)
    except (OSError, RuntimeError, ValueError, IndexError) as error:
        return f"{pdf}: no pictures of the cited pages ({error})"
    return ""


def _draw_side_by_side(missing: Mapping[Path, Mapping[int, Path]], progress: Progress) -> list[str]:
    from paper_notes.paper.pdf.isolation import PaperReader

    problems = []
    with PaperReader(worker_count(len(missing))) as pool, progress(len(missing), "cited pages") as tick:
        jobs: dict[Future[str], Path] = {
            pool.run(draw_pages, _SECONDS, pdf, pages): pdf for pdf, pages in missing.items()
        }
        for job in as_completed(jobs):
            try:
                problem = job.result()
            except PaperError as error:
                problem = f"{jobs[job]}: no pictures of the cited pages ({error})"
            problems += [problem] if problem else []
            tick(jobs[job].parent.name)
    return problems
