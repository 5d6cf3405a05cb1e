"""Pictures of PDF pages, drawn side by side at the end of a build, when all that are wanted are known."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, as_completed
from pathlib import Path

from paper_notes.errors import PaperError
from paper_notes.paper.pdf.isolation import open_reader
from paper_notes.site.kept_pictures import is_kept
from paper_notes.site.thumbnails import draw_page
from paper_notes.work.progress import Progress, no_progress
from paper_notes.work.workers import worker_count

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
            if picture not in drawn and not is_kept(picture):  # copies of one PDF share their pictures
                missing.setdefault(pdf, {})[number] = picture
                drawn.add(picture)
    return _draw_side_by_side(missing, progress) if missing else []


def draw_pages(pdf: Path, pages: Mapping[int, Path]) -> str:
    """Draw pages of one PDF, in a worker process; returns why that could not be done, or nothing."""
    from paper_notes.paper.pdf.opening import MUPDF_ERRORS, first_line, messages, open_pdf

    undrawn: dict[int, str] = {}
    try:
        with open_pdf(pdf) as document:
            for number, picture in pages.items():
                try:
                    draw_page(document, number, picture)
                except (*MUPDF_ERRORS, MemoryError) as error:
                    undrawn[number] = first_line(error)
    except (OSError, PaperError) as error:
        return f"{pdf}: no pictures of the cited pages ({error})"
    finally:
        messages()
    if not undrawn:
        return ""
    return f"{pdf}: no picture of page {', '.join(map(str, undrawn))} ({next(iter(undrawn.values()))})"


def _draw_side_by_side(missing: Mapping[Path, Mapping[int, Path]], progress: Progress) -> list[str]:
    problems = []
    with open_reader(worker_count(len(missing))) as pool, progress(len(missing), "cited pages") as tick:
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
