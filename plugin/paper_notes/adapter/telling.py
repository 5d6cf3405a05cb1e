"""What the plugin says in MkDocs' log."""

from __future__ import annotations

import logging
from collections.abc import Callable

from mkdocs.plugins import get_plugin_logger

from paper_notes.building.options import BuildReport
from paper_notes.checking.model import reaches
from paper_notes.errors import one_line
from paper_notes.messages import say
from paper_notes.settings import FailOn

log = get_plugin_logger("paper_notes")


class _OneLine(logging.Filter):
    """Nothing that a folder's name or a PDF brings can begin a line of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = one_line(record.getMessage()), ()
        return True


log.logger.addFilter(_OneLine())


class Teller:
    """Tells of builds. A ``previewing`` one says of what it met in the build before only what is new."""

    def __init__(self, previewing: bool) -> None:
        self._previewing = previewing
        self._said: set[str] = set()
        self._said_before: set[str] = set()

    def begin(self) -> None:
        """Another build begins."""
        self._said_before, self._said = self._said, set()

    def warn(self, text: str) -> None:
        """Say a warning."""
        self._say(text, log.warning)

    def tell(self, report: BuildReport, fail_on: FailOn) -> None:
        """Tell of a build: problems are warnings, findings too from the severity on that ``fail_on`` names."""
        for problem in (*report.notices, *report.problems):
            self.warn(problem)
        for remark in report.remarks:
            self._say(remark, log.info)
        if report.spent:
            log.info(
                say(f"Claude's notes of this build cost {report.spent}", f"这次构建中 Claude 写笔记花费 {report.spent}")
            )
        quiet = 0
        for finding in report.findings:
            if reaches(finding.severity, fail_on):
                self.warn(str(finding))
            elif reaches(finding.severity, "warning"):
                log.info(str(finding))
            else:
                quiet += 1
        if quiet:
            log.info(
                say(
                    f"{quiet} suggestions on the notes; `paper-notes lint` shows them",
                    f"另有 {quiet} 条对笔记的建议；用 `paper-notes lint` 查看",
                )
            )

    def _say(self, text: str, how: Callable[[str], None]) -> None:
        if not (self._previewing and text in self._said_before):
            how(text)
        self._said.add(text)
