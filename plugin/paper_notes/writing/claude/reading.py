"""Reading a paper: the model says what it claims, page and quotation by each; what doesn't stand is asked once more,
then dropped."""

from __future__ import annotations

from dataclasses import asdict

from paper_notes.errors import WriterError
from paper_notes.paper.model import Paper
from paper_notes.writing.claude.evidence import Failure, check_reading, correct, count_items
from paper_notes.writing.claude.material import as_json_lines, figure_list, focus
from paper_notes.writing.claude.options import ClaudeOptions
from paper_notes.writing.claude.paper_input import PaperInput
from paper_notes.writing.claude.prompts import prompt
from paper_notes.writing.claude.request import Request
from paper_notes.writing.claude.schema import Correction, Corrections, Reading, json_schema
from paper_notes.writing.claude.session import Session
from paper_notes.writing.model import Brief

UNREAD_SHARE = 0.6
"""When more than this share of the quotations doesn't stand in the paper, the server can't have read it."""


def read_paper(session: Session, paper: Paper, brief: Brief, shown: PaperInput, options: ClaudeOptions) -> Reading:
    """What the paper says, every item of it confirmed. What was dropped is told in the session's messages.

    Raises WriterError when so little stands that the server seems not to have seen the paper.
    """
    language = brief.language
    question = prompt("read", language).fill(figures=figure_list(paper, language), focus=focus(brief))
    request = Request(
        stage="reading the paper",
        model=options.model,
        system=prompt("system", language).text,
        content=(*shown.blocks, {"type": "text", "text": question}),
        identity=shown.identity,
        max_tokens=options.max_tokens,
        effort=options.effort,
        schema=json_schema(Reading),
    )
    reading = session.ask_for(Reading, request)
    failures = check_reading(reading, paper)
    total = count_items(reading)
    unread = [failure for failure in failures if "these words" in failure.reason]
    if total == 0 or len(unread) > UNREAD_SHARE * total:
        session.cache.drop(request)
        raise WriterError(
            f"{len(unread)} of {total} quotations that {options.model} gave don't stand in the paper",
            "the server seems not to have read it (many compatible servers ignore PDFs): choose input: text",
        )
    if not failures:
        return reading
    corrections = _ask_again(session, brief, shown, options, failures)
    reading = correct(reading, corrections)
    left = check_reading(reading, paper)
    dropped = [failure for failure in failures if corrections[failure.id] is None] + left
    if left:
        reading = correct(reading, {failure.id: None for failure in left})
    session.messages += [f"left out, not confirmed: {f.statement[:100]} ({f.reason})" for f in dropped if f.statement]
    return reading


def _ask_again(
    session: Session, brief: Brief, shown: PaperInput, options: ClaudeOptions, failures: list[Failure]
) -> dict[str, Correction | None]:
    """For each failure the model's second try, or None when it takes the item back or says nothing of it."""
    question = prompt("recheck", brief.language).fill(failures=as_json_lines([asdict(f) for f in failures]))
    request = Request(
        stage="rechecking what was read",
        model=options.model,
        system=prompt("system", brief.language).text,
        content=(*shown.blocks, {"type": "text", "text": question}),
        identity=shown.identity,
        max_tokens=options.max_tokens,
        effort=options.effort,
        schema=json_schema(Corrections),
    )
    answered = {item.id: item for item in session.ask_for(Corrections, request).items if item.found}
    return {failure.id: answered.get(failure.id) for failure in failures}
