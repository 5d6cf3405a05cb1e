"""Checks notes: text in, findings and a score out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from paper_notes.checking.config import Config
from paper_notes.checking.folding import folded
from paper_notes.checking.model import Finding, Report, Severity, is_file
from paper_notes.checking.registry import RULES, make_rules
from paper_notes.checking.rule import AnswerRule, BaseRule, Fault, Message, PaperRule, Rule
from paper_notes.checking.rules.images import file_of
from paper_notes.checking.score import score
from paper_notes.checking.suppression import Allowances, suppressions
from paper_notes.errors import UsageError
from paper_notes.files import read_note
from paper_notes.note.document import Document

if TYPE_CHECKING:
    from paper_notes.checking.evidence.second_answers import SecondAnswer
    from paper_notes.note.evidence import NoteEvidence
    from paper_notes.paper.model import Paper

SUPPRESSION = "useless-suppression"
UNREADABLE = "not-utf-8"
MISSING = "unreadable-file"
OVERSIZED = "oversized-block"


Answers = Mapping[str, "SecondAnswer"]
"""A second reader's answers by the keys of the claims."""


def lint_text(
    text: str,
    path: str = "README.md",
    *,
    paper: Paper | None = None,
    config: Config | None = None,
    answers: Answers | None = None,
) -> tuple[Finding, ...]:
    """The findings of a note's text. ``path`` is what findings and per-folder settings go by; image files are
    looked for beside it. Rules that hold the note against the paper run only when ``paper`` is given, those on a second
    reader's ``answers`` only with these."""
    return check(Document(text, path), paper=paper, config=config, answers=answers).findings


def lint_file(
    path: Path,
    *,
    paper: Paper | None = None,
    config: Config | None = None,
    answers: Answers | None = None,
    weighing: bool = False,
) -> Report:
    """Check one file. One that can't be read, or isn't UTF-8, is a finding too: it doesn't stop the others. With
    ``weighing`` the report holds what was decided of the note's claims."""
    try:
        data = read_note(path)
    except (OSError, UsageError) as error:
        why = f"{error.message}: {error.hint}" if isinstance(error, UsageError) else ""
        message = why or f"this file can't be read ({error.strerror}): let the user who checks read it"  # type: ignore[union-attr]
        return Report(str(path), (Finding(str(path), 1, 1, 1, 1, MISSING, "error", message),), 0.0)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        document = Document(data.decode("utf-8", errors="replace"), str(path))
        fault = Fault(
            len(before),
            len(before) + 1,
            Message("this is not UTF-8: save the file as UTF-8", "不是 UTF-8：把文件存成 UTF-8"),
        )
        report = check(document, paper=paper, config=config, answers=answers)
        told = _finding(document, UNREADABLE, "error", 0.0, fault)
        return replace(report, findings=(told, *report.findings))
    return lint_note(text, str(path), paper=paper, config=config, answers=answers, weighing=weighing)


def lint_note(
    text: str,
    path: str,
    *,
    paper: Paper | None = None,
    config: Config | None = None,
    answers: Answers | None = None,
    weighing: bool = False,
) -> Report:
    """Check a note whose text is known, as :func:`lint_file` does."""
    document = Document(text, path)
    report = check(document, paper=paper, config=config, answers=answers)
    return replace(report, evidence=weighed(document, paper, answers)) if weighing and paper else report


def weighed(document: Document, paper: Paper, answers: Answers | None = None) -> NoteEvidence:
    """What was decided of a note's claims by the program and a second reader."""
    from paper_notes.checking.evidence.decisions import decisions
    from paper_notes.checking.evidence.summary import summary

    return summary(document, decisions(document, paper, answers))


def check(
    document: Document,
    *,
    paper: Paper | None = None,
    config: Config | None = None,
    rules: Iterable[type[BaseRule]] = RULES,
    answers: Answers | None = None,
) -> Report:
    """Check a parsed note by the given rules (all of them unless told)."""
    config = config or Config()
    comments = suppressions(document)
    allowances = Allowances(comments)
    found, checked = [], set()
    for rule in make_rules(rules, config.options):
        severity = config.severity(rule.name, rule.severity, document.path)
        if severity == "off" or (rule.needs_paper and paper is None):
            continue
        if isinstance(rule, AnswerRule) and not answers:
            continue
        checked.add(rule.name)
        fixed = rule.name in config.rules
        for fault in _faults(rule, document, paper, answers or {}):
            if allowances.allowed(rule.name, fault.start):
                continue
            own = severity if fixed or fault.severity is None else fault.severity
            found.append(_finding(document, rule.name, own, rule.weight, fault))  # type: ignore[arg-type]
    severity = config.severity(SUPPRESSION, "warning", document.path)
    if comments and severity != "off":
        names = {rule.name for rule in RULES}
        for comment in comments:
            if problem := comment.problem(names, checked):
                fault = Fault(comment.start, comment.end, problem)
                found.append(_finding(document, SUPPRESSION, severity, 0.0, fault))  # type: ignore[arg-type]
    severity = config.severity(OVERSIZED, "warning", document.path)
    if severity != "off":
        for start, end in document.unchecked:
            fault = Fault(start, end, _unchecked(end - start))
            found.append(_finding(document, OVERSIZED, severity, 0.0, fault))  # type: ignore[arg-type]
    found.sort(key=lambda finding: (finding.line, finding.column, finding.rule))
    folder = Path(document.path).parent
    targets = {file_of(span) for _, span in document.spans("image")}
    looked_for = tuple((target, is_file(folder, target)) for target in sorted(targets))
    return Report(document.path, folded(found, document.language), score(document, found), looked_for)


def _unchecked(length: int) -> Message:
    return Message(
        f"these {length} characters in one block are not checked: divide them",
        f"这一块有 {length} 个字符，没有检查：把它分开",
    )


def _faults(rule: BaseRule, document: Document, paper: Paper | None, answers: Answers) -> Iterator[Fault]:
    if isinstance(rule, Rule):
        return rule.check(document)
    assert paper is not None
    if isinstance(rule, AnswerRule):
        return rule.check(document, paper, answers)
    assert isinstance(rule, PaperRule)
    return rule.check(document, paper)


def _finding(document: Document, rule: str, severity: Severity, weight: float, fault: Fault) -> Finding:
    start = max(0, min(fault.start, len(document.text)))
    end = max(start, min(fault.end, len(document.text)))
    line, column = document.lines.position(start)
    end_line, end_column = document.lines.position(end)
    weight = float(weight if fault.weight is None else fault.weight)
    said = fault.message.in_language(document.language)
    return Finding(document.path, line, column, end_line, end_column, rule, severity, said, fault.edit, weight)
