"""The books of a build: what is planned for each folder, told of it and kept of it, whatever goes wrong in one."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from paper_notes.building.folder_state import save_state
from paper_notes.building.options import BuildOptions, FolderReport
from paper_notes.building.plan import Plan, defer, plan_folder
from paper_notes.cache.directory import Cache, cache_directory, stand_in
from paper_notes.cache.keys import key_of
from paper_notes.errors import PaperNotesError, PartialPaper, debugging, fault, one_line
from paper_notes.library.folders import Library, PaperFolder
from paper_notes.note.opened import OpenedNotes


class Books:
    """A report a folder, and the cache that plans and papers are kept in."""

    def __init__(self, library: Library, options: BuildOptions, notes: OpenedNotes) -> None:
        self.options, self.notes = options, notes
        directory, self.trouble = cache_directory(options.cache_dir)
        self.cache, self.spare = Cache(directory), Cache(directory)
        self.lint_key = key_of(options.lint)
        folders = [library.folder(slug) for slug in options.slugs] if options.slugs else library.folders()
        self.reports = {folder.path: FolderReport(folder) for folder in folders}

    @contextmanager
    def boundary(self, *plans: Plan) -> Iterator[None]:
        """The end of every fault in one folder: a line of that folder, never the end of the build."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - of whatever kind: the other folders have nothing to do with it
            if debugging():
                traceback.print_exception(error)
            ours = isinstance(error, PaperNotesError | OSError)
            said = str(error) if ours else fault(error)
            for plan in plans:
                if isinstance(error, PartialPaper):
                    self.tell_part(plan, said)
                else:
                    self.tell(plan, f"{plan.folder.path}: {said}", failed=True)
                plan.write = plan.pictures = plan.check = False

    def plan(self, folder: PaperFolder) -> Plan:
        """Look at a folder and decide what it needs; what stands in the way is told."""
        plan = plan_folder(folder, self.cache, self.options, self.lint_key, self.notes)
        self.tell(plan, *plan.problems, failed=bool(plan.problems))
        if plan.write and plan.writer == "claude" and self.options.defer_claude:
            self.reports[folder.path].deferred = True
            defer(plan, self.lint_key)
        if plan.sha256 and plan.state.read_key == plan.read_key:
            self.tell(plan, *plan.state.problems, failed=bool(plan.state.failure))
            if plan.state.failure:
                plan.write = plan.pictures = False
                plan.check = plan.check and plan.note is not None
        return plan

    def report(self, plan: Plan) -> FolderReport:
        """The report of a plan's folder."""
        return self.reports[plan.folder.path]

    def tell(self, plan: Plan, *problems: str, failed: bool = False) -> None:
        """Take problems into the folder's report."""
        report = self.reports[plan.folder.path]
        report.problems += tuple(map(one_line, problems))
        report.failed |= failed

    def tell_part(self, plan: Plan, refusal: str) -> None:
        """Tell that a part of a paper gets no note. What else was met while it was read comes of the same damage."""
        self.report(plan).problems = ()
        self.tell(plan, refusal, failed=True)

    def paper_file(self, plan: Plan) -> Path:
        """Where the folder's paper is kept, or will be."""
        spare = self.spare.paper(plan.sha256, plan.read_key)
        return spare if spare.exists() else self.cache.paper(plan.sha256, plan.read_key)

    def save(self, plan: Plan) -> None:
        """Keep what is done of a folder as soon as it is done: a build that is killed begins there again."""
        try:
            save_state(self.cache, plan.folder.path, plan.state)
        except OSError as error:
            self.cache_failed(error)

    def cache_failed(self, error: OSError) -> None:
        """The cache took no more in the middle of the run: told once, and another place stands in for papers."""
        if self.spare is self.cache or self.spare.root == self.cache.root:
            self.spare = Cache(stand_in())
        what = error.strerror or type(error).__name__
        self.trouble = self.trouble or one_line(
            f"{self.cache.root} can't be written any more ({what}): what this build made isn't kept there"
        )
