"""Checking a draft and sending it back with what was found, a few times at most; the best draft counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from paper_notes.checking.config import Config
from paper_notes.checking.evidence.second_answers import SecondAnswer, SecondAnswers
from paper_notes.checking.linter import lint_text
from paper_notes.checking.model import Finding
from paper_notes.errors import WriterError
from paper_notes.note.document import Document
from paper_notes.note.store import render_note
from paper_notes.paper.model import Paper
from paper_notes.writing.claude.composing import Composed, Desk, compose, first_request, repair_request
from paper_notes.writing.claude.sanitising import contract_citations
from paper_notes.writing.claude.second_reading import read_again
from paper_notes.writing.claude.session import Session, Waiting

OF_THE_FOLDER = frozenset({"missing-image", "folder-name"})
"""Rules on what the model can't change: files that don't exist before the note is saved, the folder's name."""
MOST_FINDINGS = 40
_GRAVITY = {"error": 0, "warning": 1, "suggestion": 2}


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft with its findings (suggestions included) and the round it came from (0 is the first draft)."""

    composed: Composed
    findings: tuple[Finding, ...]
    round: int

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def rank(self) -> tuple[int, int, int]:
        """Lower is better: errors, then warnings, then suggestions."""
        counts = [sum(f.severity == severity for f in self.findings) for severity in ("error", "warning", "suggestion")]
        return counts[0], counts[1], counts[2]


class SecondReader:
    """Who reads drafts of one note again: its own session, and where its answers are kept. One that fails (no money
    left, an answer that broke off) is asked no more; the note goes on without it."""

    def __init__(self, session: Session, pdf: Path | None, kept: SecondAnswers) -> None:
        self.session, self.pdf, self.kept, self.failed = session, pdf, kept, False

    def read(self, text: str, path: str, paper: Paper) -> bool:
        """Have a draft's claims answered; whether anything was asked."""
        if self.failed:
            return False
        try:
            return read_again(self.session, Document(text, path), paper, self.pdf, self.kept) > 0
        except Waiting:
            raise
        except WriterError as error:
            self.failed = True
            self.session.messages.append(f"the second reading ended early: {error}")
            return True


def write_and_repair(session: Session, desk: Desk, lint: Config | None, second: SecondReader | None = None) -> Checked:
    """The best draft of at most ``max_rounds`` repairs, its findings with it. A repair that can't be paid or breaks
    off ends the repairs, not the note: what there is by then counts. A draft in which the program finds no error goes
    to the ``second`` reader; what that one finds contradicted is an error like others."""
    path = f"{desk.brief.slug}/README.md"

    def judged(answer: str, number: int) -> Checked:
        composed = compose(desk, answer)
        checked = _check(composed, path, desk.paper, lint, number, second)
        if second and not checked.errors and second.read(render_note(composed.note), path, desk.paper):
            checked = _check(composed, path, desk.paper, lint, number, second)
        return checked

    best = judged(session.ask(first_request(desk)).text, 0)
    last = best
    for number in range(1, desk.options.max_rounds + 1):
        wanting = [finding for finding in last.findings if finding.severity != "suggestion"]
        if not wanting:
            break
        request = repair_request(desk, _body(last.composed), describe(last), number)
        try:
            answer = session.ask(request).text
        except Waiting:
            raise  # the mended note comes with a batch
        except WriterError as error:
            session.messages.append(f"mending ended after {number - 1} rounds: {error}")
            break
        last = judged(answer, number)
        if last.rank < best.rank:
            best = last
        elif last.rank[:2] >= best.rank[:2] and number >= 2:
            break  # two rounds without progress: a third would cost as much and bring as little
    return best


def describe(checked: Checked) -> str:
    """The findings as the model reads them, the gravest first: what is wrong, what to do, and where.

    What was dropped in cleaning is gone from the draft; the model is told, so that it doesn't write it again.
    """
    text = render_note(checked.composed.note).splitlines()
    lines = [f"- [error] {dropped}" for dropped in checked.composed.dropped]
    told: set[tuple[str, str, int]] = set()
    for finding in sorted(checked.findings, key=lambda finding: _GRAVITY[finding.severity]):
        if (finding.rule, finding.message, finding.line) in told:
            continue  # a sentence may hold the same number twice
        told.add((finding.rule, finding.message, finding.line))
        said = text[finding.line - 1] if finding.line <= len(text) else ""
        lines.append(
            f"- [{finding.severity}] {finding.rule}: {finding.message}\n  in: {_excerpt(said, finding.column)}"
        )
    return "\n".join(lines[:MOST_FINDINGS])


def _excerpt(line: str, column: int) -> str:
    """The words around a column (from 1) of a line, whole words in a language that has them."""
    start, end = max(column - 61, 0), column + 89
    said = line[start:end]
    if start and " " in said[:20]:
        said = said[said.index(" ") + 1 :]
    if end < len(line) and " " in said[-20:]:
        said = said[: said.rindex(" ")]
    said = contract_citations(said)
    return f"{'…' if start else ''}{said.strip()}{'…' if end < len(line) else ''}"


def _check(
    composed: Composed, path: str, paper: Paper, lint: Config | None, number: int, second: SecondReader | None
) -> Checked:
    answers: Mapping[str, SecondAnswer] = second.kept.of(paper.sha256) if second else {}
    findings = lint_text(render_note(composed.note), path, paper=paper, config=lint, answers=answers)
    return Checked(composed, tuple(f for f in findings if f.rule not in OF_THE_FOLDER), number)


def _body(composed: Composed) -> str:
    """The body as the model wrote it: without title and meta block, citations in short."""
    body = composed.note.body
    start = body.find("\n## ")
    return contract_citations(body[start:].strip() if start >= 0 else body)
