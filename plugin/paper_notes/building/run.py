"""Building a library: plan every folder, read what must be read, write, cut, check; one bad paper stops nothing."""

from __future__ import annotations

from paper_notes.building.books import Books
from paper_notes.building.options import BuildOptions, BuildReport
from paper_notes.building.plan import Plan
from paper_notes.errors import one_line
from paper_notes.library.folders import Library
from paper_notes.library.overlooked import overlooked
from paper_notes.messages import say
from paper_notes.note.opened import OpenedNotes
from paper_notes.work.progress import Progress, no_progress

# What reads, writes and checks is imported where it is used: a build with nothing to do needs none of it.


def build_library(
    library: Library, options: BuildOptions, progress: Progress = no_progress, notes: OpenedNotes | None = None
) -> BuildReport:
    """Write the notes that are missing, cut the images that are missing, check every note.

    ``notes`` are those that were opened already, and opened ones are left there for what follows.
    Raises UsageError when there is no library or a named slug isn't in it; whatever is wrong with one paper
    stands in its report.
    """
    books = Books(library, options, notes or OpenedNotes())
    plans = [books.plan(report.folder) for report in books.reports.values()]
    jobs = [plan for plan in plans if plan.write or plan.pictures or plan.check]
    cost, unsure = _work(books, jobs, progress) if jobs else (0.0, 0.0)
    for plan in plans:
        with books.boundary(plan):
            books.save(plan)
        report = books.report(plan)
        if plan.note is not None or report.wrote_note:
            report.findings, report.evidence = plan.state.findings, plan.state.evidence
    notices = [books.trouble] if books.trouble else []
    notices += [] if options.slugs else map(one_line, overlooked(library.root))
    return BuildReport(list(books.reports.values()), cost, unsure, tuple(notices))


def _work(books: Books, jobs: list[Plan], progress: Progress) -> tuple[float, float]:
    """Do what is planned; returns what Claude was paid, and what may have been billed besides, in US dollars."""
    from paper_notes.building.steps import Steps
    from paper_notes.building.writers import ClaudeDesk
    from paper_notes.paper.pdf.isolation import open_reader

    workers = books.options.worker_count(len(jobs))
    with open_reader(workers) as reader, progress(len(jobs), say("papers", "论文")) as tick:
        desk = ClaudeDesk(books.options)
        try:
            Steps(books, reader, desk, tick).run(jobs, workers + 1)
        except BaseException:
            desk.stop()
            raise
        return desk.cost, desk.unsure
