"""The way of each folder through a build, step by step: read, draft, finish, collect.

Every step ends by starting the next one or by ticking its folder off; what takes long runs in worker processes and
in Claude's threads, and its result comes to the step that waits for it.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TypeVar

from paper_notes.building.books import Books
from paper_notes.building.briefs import brief_of, refuse_part
from paper_notes.building.kept_papers import KeptPaper, is_kept, keep_paper, keep_read, load_paper
from paper_notes.building.plan import Plan, check_key, defer
from paper_notes.building.tasks import Finished, FinishTask, finish_folder
from paper_notes.building.underway import Underway
from paper_notes.building.writers import ClaudeDesk
from paper_notes.errors import PaperError, PaperNotesError, ReadingFailed, WriterError, debugging, fault
from paper_notes.library.folders import PaperFolder
from paper_notes.messages import say
from paper_notes.paper.model import Paper, Problem
from paper_notes.paper.pdf.isolation import PaperReader
from paper_notes.writing.model import Brief, Draft

T = TypeVar("T")

FINISH_SECONDS = 300.0
"""Time for writing, cutting and checking one note; a thousand crops take less."""


class Steps:
    """One run over the folders that need work; ``tick`` is called with the slug of each that is done."""

    def __init__(self, books: Books, reader: PaperReader, desk: ClaudeDesk, tick: Callable[[str], None]) -> None:
        self.books, self.options, self.reader, self.desk, self.tick = (
            books,
            books.options,
            reader,
            desk,
            tick,
        )
        self.underway = Underway()
        self.unread: dict[Path, list[Plan]] = {}  # a paper that lies in several folders is read once

    def run(self, jobs: list[Plan], at_once: int) -> None:
        """Take every folder through its steps. At most ``at_once`` papers are being read, so that a note is finished
        before a far paper is read."""
        for plan in jobs:
            if self._wants_reading(plan):
                self.unread.setdefault(self.books.paper_file(plan), []).append(plan)
            else:
                self._draft_or_finish(plan)
        for _ in range(at_once):
            self._read_next()
        self.underway.finish()

    # -- read: the worker keeps what it read, and returns what the report needs

    def _read_next(self) -> None:
        if self.unread:
            file = next(iter(self.unread))
            same = self.unread.pop(file)
            read = self.reader.submit_and(same[0].folder.pdf, same[0].settings.figures, partial(keep_read, file=file))
            self.underway.add(read, lambda kept: self._go_on_with(same, kept))

    def _go_on_with(self, same: list[Plan], kept: Future[KeptPaper]) -> None:
        with self.books.boundary(*same):
            self._note_reading(same, kept)
        for plan in same:
            self._draft_or_finish(plan)
        self._read_next()

    def _note_reading(self, plans: list[Plan], future: Future[KeptPaper]) -> None:
        """Note what the reading met, or why it failed, for each folder that this paper lies in."""
        failure = ""
        problems: tuple[Problem, ...] = ()
        try:
            kept = _result(future)
        except PaperError as error:
            failure = str(error)
        else:
            problems = kept.problems
            if kept.unkept is not None:
                paper, why = kept.unkept
                self.books.cache_failed(why)
                keep_paper(self.books.spare.paper(plans[0].sha256, plans[0].read_key), paper)
        for plan in plans:
            plan.state.read_key = plan.read_key
            plan.state.failure = failure.replace(str(plans[0].folder.pdf), str(plan.folder.pdf))
            plan.state.problems = tuple(_worded(plan.folder, problem) for problem in problems)
            if failure:
                named = str(plan.folder.pdf) in plan.state.failure
                plan.state.problems = (plan.state.failure if named else f"{plan.folder.pdf}: {plan.state.failure}",)
                plan.write = plan.pictures = False
                plan.check = plan.check and plan.note is not None
                self.books.save(plan)
            self.books.tell(plan, *plan.state.problems, failed=bool(failure))

    # -- draft: Claude's notes; an extract is written where the folder is finished

    def _draft_or_finish(self, plan: Plan) -> None:
        if not (plan.write or plan.pictures or plan.check):  # its paper can't be read, which is told
            self.tick(plan.folder.slug)
            return
        with self.books.boundary(plan):
            if plan.write and plan.writer == "claude":
                paper = self._load_paper(plan)
                refuse_part(paper, plan.folder.pdf)
                drafted = self.desk.submit(paper, self._brief(plan))
                self.underway.add(drafted, lambda draft: self._finish(plan, draft))
                return
        self._finish(plan)

    def _draft(self, plan: Plan, future: Future[Draft]) -> Draft | None:
        """Claude's note; None when it could not be written: then an extract stands in where there is no note yet."""
        try:
            return _result(future)
        except (WriterError, PaperError) as error:
            self.books.tell(plan, f"{plan.folder.path}: {error}", failed=True)
            defer(plan, self.books.lint_key)
            self.books.report(plan).stands_in = plan.write
            return None

    # -- finish: note, pictures and findings, in a worker

    def _finish(self, plan: Plan, drafted: Future[Draft] | None = None) -> None:
        with self.books.boundary(plan):
            draft = self._draft(plan, drafted) if drafted else None
            self.underway.add(self._finishing(plan, draft), lambda finished: self._collect(plan, finished))
            return
        self.tick(plan.folder.slug)

    def _finishing(self, plan: Plan, draft: Draft | None = None) -> Future[Finished]:
        paper_file = self.books.paper_file(plan) if plan.sha256 else None
        task = FinishTask(
            folder=plan.folder,
            paper_file=paper_file if paper_file and paper_file.is_file() else None,
            dpi=self.options.dpi,
            brief=self._brief(plan) if plan.write else None,
            draft=draft,
            force=self.options.force,
            images=tuple(plan.images) if plan.pictures else (),
            lint=self.options.lint if plan.check else None,
            remarks=plan.settings.remarks and self.options.write != "never",
            answers=plan.answers,
            note_text=plan.note_text if plan.note is not None else None,
        )
        return self.reader.run(finish_folder, FINISH_SECONDS, task)

    # -- collect: what came of it

    def _collect(self, plan: Plan, finished: Future[Finished]) -> None:
        with self.books.boundary(plan):
            self._note_finished(plan, finished)
        self.tick(plan.folder.slug)

    def _note_finished(self, plan: Plan, future: Future[Finished]) -> None:
        report, state = self.books.report(plan), plan.state
        try:
            done = _result(future)
        except (PaperError, OSError) as error:
            self.books.tell(plan, f"{plan.folder.path}: {error}", failed=True)
            return
        report.wrote_note, report.wrote_images = done.wrote_note, done.wrote_images
        self.books.tell(plan, *(f"{plan.folder.note}: {message}" for message in done.messages))
        report.remarks = tuple(f"{plan.folder.note}: {remark}" for remark in done.remarks)
        if done.is_part:
            self.books.tell_part(plan, done.error)
        elif done.error:
            self.books.tell(plan, done.error, failed=True)
        elif plan.write:
            state.write_key = plan.write_key if plan.settled else ""
        if done.note_text is not None:
            plan.note_text = done.note_text
            self.books.notes.put(plan.folder.note, done.note_text)
        state.picture_key = plan.current_picture_key(self.options.dpi)
        if plan.check:
            state.findings, state.evidence = done.findings, dict(done.evidence)
            state.check_key = check_key(plan, self.books.lint_key)
        self.books.save(plan)

    def _wants_reading(self, plan: Plan) -> bool:
        failed = plan.state.failure and plan.state.read_key == plan.read_key
        return plan.needs_paper and not failed and not is_kept(self.books.paper_file(plan))

    def _load_paper(self, plan: Plan) -> Paper:
        paper = load_paper(self.books.paper_file(plan))
        if paper is None:
            raise ReadingFailed(
                say(
                    f"what was read of {plan.folder.pdf} is gone from the cache",
                    f"缓存里没有 {plan.folder.pdf} 的内容了",
                ),
                say("build again", "请再构建一次"),
            )
        return paper

    def _brief(self, plan: Plan) -> Brief:
        return brief_of(plan.folder, plan.settings, self.options)


def _result(future: Future[T]) -> T:
    """A job's result. A fault of this program in one paper must not cost the others, so it becomes that paper's."""
    try:
        return future.result()
    except (PaperNotesError, OSError):
        raise
    except Exception as error:
        if debugging():
            traceback.print_exception(error)
        raise ReadingFailed(
            fault(error),
            say(
                "please report it, with the paper if you may; --debug shows more",
                "请报告这个问题，可以的话附上论文；--debug 可以看到更多信息",
            ),
        ) from error


def _worded(folder: PaperFolder, problem: Problem) -> str:
    where = f"{folder.pdf}: page {problem.page}" if problem.page else str(folder.pdf)
    return f"{where}: {problem.message}" + (f". {problem.hint}" if problem.hint else "")
