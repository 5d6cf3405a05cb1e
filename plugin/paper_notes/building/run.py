"""Building a library: plan every folder, read what must be read, write, cut, check; one bad paper stops nothing."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from paper_notes.building.options import BuildOptions, BuildReport, FolderReport
from paper_notes.building.plan import Plan, check_key, defer, plan_folder
from paper_notes.cache import Cache, cache_directory, key_of, stand_in
from paper_notes.errors import PaperError, PaperNotesError, ReadingFailed, WriterError, debugging, fault, one_line
from paper_notes.library import Library, PaperFolder, Settings
from paper_notes.progress import Progress, no_progress

if TYPE_CHECKING:
    from concurrent.futures import Future

    from paper_notes.building.tasks import Finished
    from paper_notes.paper.model import Paper, Problem
    from paper_notes.paper.pdf.isolation import PaperReader
    from paper_notes.writing.model import Brief, Draft

# What reads, writes and checks is imported where it is used: a build with nothing to do needs none of it.

T = TypeVar("T")

AGAIN = "download or copy the paper again; a note that you write yourself is taken as ever"
FINISH_SECONDS = 300.0
"""Time for writing, cutting and checking one note; a thousand crops take less."""


def build_library(library: Library, options: BuildOptions, progress: Progress = no_progress) -> BuildReport:
    """Write the notes that are missing, cut the images that are missing, check every note.

    Raises UsageError when there is no library or a named slug isn't in it; whatever is wrong with one paper
    stands in its report.
    """
    return _Build(library, options, progress).run()


class _Build:
    """One run: the options, the cache, and a report a folder."""

    def __init__(self, library: Library, options: BuildOptions, progress: Progress) -> None:
        self.options, self.progress, self.cost, self.unsure = options, progress, 0.0, 0.0
        directory, self.trouble = cache_directory(options.cache_dir)
        self.cache, self.spare = Cache(directory), Cache(directory)
        self.project = options.project_dir or library.root.parent
        self.lint_key = key_of(options.lint, *_contents(self.project / "paper-notes.yml"))
        folders = [library.folder(slug) for slug in options.slugs] if options.slugs else library.folders()
        self.reports = {folder.path: FolderReport(folder) for folder in folders}

    def run(self) -> BuildReport:
        plans = [self._plan(report.folder) for report in self.reports.values()]
        self._work([plan for plan in plans if plan.write or plan.pictures or plan.check])
        for plan in plans:
            with self._boundary(plan):
                self._save(plan)
            report = self.reports[plan.folder.path]
            report.findings = plan.state.findings if plan.note is not None or report.wrote_note else ()
        return BuildReport(list(self.reports.values()), self.cost, self.unsure, (self.trouble,) if self.trouble else ())

    @contextmanager
    def _boundary(self, *plans: Plan) -> Iterator[None]:
        """The end of every fault in one folder: a line of that folder, never the end of the build."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - of whatever kind: the other folders have nothing to do with it
            if debugging():
                traceback.print_exception(error)
            ours = isinstance(error, PaperNotesError | OSError)
            said = str(error) if ours else fault(error)
            for plan in plans:
                self._tell(plan, f"{plan.folder.path}: {said}", failed=True)
                plan.write = plan.pictures = plan.check = False

    def _plan(self, folder: PaperFolder) -> Plan:
        plan = plan_folder(folder, self.cache, self.options, self.lint_key)
        self._tell(plan, *plan.problems, failed=bool(plan.problems))
        if plan.write and plan.writer == "claude" and self.options.defer_claude:
            self.reports[folder.path].deferred = True
            defer(plan, self.lint_key)
        if plan.sha256 and plan.state.read_key == plan.read_key:
            self._tell(plan, *plan.state.problems, failed=bool(plan.state.failure))
            if plan.state.failure:
                plan.write = plan.pictures = False
        return plan

    def _work(self, jobs: list[Plan]) -> None:
        if not jobs:
            return
        from paper_notes.building.underway import Underway
        from paper_notes.building.writers import ClaudeDesk
        from paper_notes.checking.config import find_config
        from paper_notes.checking.registry import rule_names
        from paper_notes.paper.pdf.isolation import open_reader

        self.lint = find_config(self.project, rule_names())
        workers = self.options.worker_count(len(jobs))
        with open_reader(workers) as reader, self.progress(len(jobs), "papers") as tick:
            desk, underway = ClaudeDesk(self.options), Underway()
            unread: dict[Path, list[Plan]] = {}  # a paper that lies in several folders is read once

            def read_next() -> None:
                if unread:
                    same = unread.pop(next(iter(unread)))
                    future = reader.submit(same[0].folder.pdf, same[0].settings.figures)
                    underway.add(future, lambda read: go_on_with(same, read))

            def go_on_with(same: list[Plan], read: Future[Paper]) -> None:
                with self._boundary(*same):
                    self._keep(same, read)
                for plan in same:
                    go_on(plan)
                read_next()

            def go_on(plan: Plan) -> None:
                with self._boundary(plan):
                    if plan.write and plan.writer == "claude":
                        paper = self._load_paper(plan)
                        refuse_part(paper, plan.folder.pdf)
                        underway.add(desk.submit(paper, self._brief(plan)), lambda drafted: finish(plan, drafted))
                        return
                finish(plan)

            def finish(plan: Plan, drafted: Future[Draft] | None = None) -> None:
                with self._boundary(plan):
                    draft = self._draft(plan, drafted) if drafted else None
                    underway.add(self._finish(plan, reader, draft), lambda finished: collect(plan, finished))
                    return
                tick(plan.folder.slug)

            def collect(plan: Plan, finished: Future[Finished]) -> None:
                with self._boundary(plan):
                    self._collect(plan, finished)
                tick(plan.folder.slug)

            for plan in jobs:
                if self._wants_reading(plan):
                    unread.setdefault(self._paper_file(plan), []).append(plan)
                else:
                    go_on(plan)
            for _ in range(workers + 1):  # not all at once: a note is finished before a far paper is read
                read_next()
            try:
                underway.finish()
            except BaseException:
                desk.stop()
                raise
            self.cost, self.unsure = desk.cost, desk.unsure

    def _load_paper(self, plan: Plan) -> Paper:
        from paper_notes.building.kept_papers import load_paper

        paper = load_paper(self._paper_file(plan))
        if paper is None:
            raise ReadingFailed(f"what was read of {plan.folder.pdf} is gone from the cache", "build again")
        return paper

    def _draft(self, plan: Plan, future: Future[Draft]) -> Draft | None:
        """Claude's note; None when it could not be written: then an extract stands in where there is no note yet."""
        try:
            return _result(future)
        except (WriterError, PaperError) as error:
            self._tell(plan, f"{plan.folder.path}: {error}", failed=True)
            defer(plan, self.lint_key)
            self.reports[plan.folder.path].stands_in = plan.write
            return None

    def _paper_file(self, plan: Plan) -> Path:
        spare = self.spare.paper(plan.sha256, plan.read_key)
        return spare if spare.exists() else self.cache.paper(plan.sha256, plan.read_key)

    def _wants_reading(self, plan: Plan) -> bool:
        failed = plan.state.failure and plan.state.read_key == plan.read_key
        from paper_notes.building.kept_papers import is_kept

        return plan.needs_paper and not failed and not is_kept(self._paper_file(plan))

    def _keep(self, plans: list[Plan], future: Future[Paper]) -> None:
        """Cache what was read, or why it could not be, for each folder that this paper lies in."""
        from paper_notes.building.kept_papers import keep_paper

        failure = ""
        problems: tuple[Problem, ...] = ()
        try:
            paper = _result(future)
        except PaperError as error:
            failure = str(error)
        else:
            problems = paper.problems
            try:
                keep_paper(self._paper_file(plans[0]), paper)
            except OSError as error:
                self._cache_failed(error)
                keep_paper(self.spare.paper(plans[0].sha256, plans[0].read_key), paper)
        for plan in plans:
            plan.state.read_key = plan.read_key
            plan.state.failure = failure.replace(str(plans[0].folder.pdf), str(plan.folder.pdf))
            plan.state.problems = tuple(_worded(plan.folder, problem) for problem in problems)
            if failure:
                named = str(plan.folder.pdf) in plan.state.failure
                plan.state.problems = (plan.state.failure if named else f"{plan.folder.pdf}: {plan.state.failure}",)
                plan.write = plan.pictures = False
                self._save(plan)
            self._tell(plan, *plan.state.problems, failed=bool(failure))

    def _save(self, plan: Plan) -> None:
        """Keep what is done of a folder as soon as it is done: a build that is killed begins there again."""
        try:
            self.cache.save_state(plan.folder.path, plan.state)
        except OSError as error:
            self._cache_failed(error)

    def _cache_failed(self, error: OSError) -> None:
        """The cache took no more in the middle of the run: told once, and another place stands in for papers."""
        if self.spare is self.cache or self.spare.root == self.cache.root:
            self.spare = Cache(stand_in())
        what = error.strerror or type(error).__name__
        self.trouble = self.trouble or one_line(
            f"{self.cache.root} can't be written any more ({what}): what this build made isn't kept there"
        )

    def _finish(self, plan: Plan, reader: PaperReader, draft: Draft | None = None) -> Future[Finished]:
        from paper_notes.building.tasks import FinishTask, finish_folder

        paper_file = self._paper_file(plan) if plan.sha256 else None
        task = FinishTask(
            folder=plan.folder,
            paper_file=paper_file if paper_file and paper_file.is_file() else None,
            dpi=self.options.dpi,
            brief=self._brief(plan) if plan.write else None,
            draft=draft,
            force=self.options.force,
            images=tuple(plan.images) if plan.pictures else (),
            lint=self.lint if plan.check else None,
        )
        return reader.run(finish_folder, FINISH_SECONDS, task)

    def _brief(self, plan: Plan) -> Brief:
        return brief_of(plan.folder, plan.settings, self.options)

    def _collect(self, plan: Plan, future: Future[Finished]) -> None:
        report, state = self.reports[plan.folder.path], plan.state
        try:
            done = _result(future)
        except (PaperError, OSError) as error:
            self._tell(plan, f"{plan.folder.path}: {error}", failed=True)
            return
        report.wrote_note, report.wrote_images = done.wrote_note, done.wrote_images
        self._tell(plan, *(f"{plan.folder.note}: {message}" for message in done.messages))
        if done.error:
            self._tell(plan, done.error, failed=True)
        elif plan.write:
            plan.note_text = plan.folder.note.read_text(encoding="utf-8")
            state.write_key = plan.write_key if plan.settled else ""
        state.picture_key = plan.current_picture_key(self.options.dpi)
        if plan.check:
            state.findings = done.findings
            state.check_key = check_key(plan, self.lint_key)
        self._save(plan)

    def _tell(self, plan: Plan, *problems: str, failed: bool = False) -> None:
        report = self.reports[plan.folder.path]
        report.problems += tuple(map(one_line, problems))
        report.failed |= failed


def _result(future: Future[T]) -> T:
    """A job's result. A fault of this program in one paper must not cost the others, so it becomes that paper's."""
    try:
        return future.result()
    except (PaperNotesError, OSError):
        raise
    except Exception as error:
        if debugging():
            traceback.print_exception(error)
        raise ReadingFailed(fault(error), "please report it, with the paper if you may; --debug shows more") from error


def refuse_part(paper: Paper, pdf: Path) -> None:
    """Raise :class:`PaperError` for a paper of which so much is lost that a note would pass a part for the whole."""
    if paper.damage:
        raise PaperError(f"no note is written of {pdf}, of which only a part is there ({paper.damage})", AGAIN)


def _contents(path: Path) -> tuple[bytes, ...]:
    return (path.read_bytes(),) if path.is_file() else ()


def _worded(folder: PaperFolder, problem: Problem) -> str:
    where = f"{folder.pdf}: page {problem.page}" if problem.page else str(folder.pdf)
    return f"{where}: {problem.message}" + (f". {problem.hint}" if problem.hint else "")


def brief_of(folder: PaperFolder, settings: Settings, options: BuildOptions) -> Brief:
    """What is wanted of a folder's note: the paper's own settings before those of the run, but for the focus."""
    from paper_notes.writing.model import Brief

    return Brief(
        slug=folder.slug,
        language=settings.language or options.language,
        focus=options.focus or settings.focus,
        compare=settings.compare,
        tags=settings.tags,
        url=settings.url,
        arxiv=settings.arxiv,
        doi=settings.doi,
        pdf=folder.pdf,
    )
