"""The Claude writer: read, confirm, compose, check, repair."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from paper_notes.cache.sealed import read_sealed, seal
from paper_notes.checking.config import Config
from paper_notes.checking.evidence.second_answers import SecondAnswers
from paper_notes.errors import WriterError
from paper_notes.files import write_atomically
from paper_notes.note.store import render_note
from paper_notes.paper.model import Paper
from paper_notes.writing.claude.budget import Budget, paper_budget, run_budget
from paper_notes.writing.claude.composing import Desk
from paper_notes.writing.claude.connection import Connection
from paper_notes.writing.claude.options import ClaudeOptions
from paper_notes.writing.claude.paper_input import PaperInput, paper_input
from paper_notes.writing.claude.prompts import prompts_version
from paper_notes.writing.claude.reading import read_paper
from paper_notes.writing.claude.repairing import Checked, SecondReader, describe, write_and_repair
from paper_notes.writing.claude.second_reading import second_model, second_options
from paper_notes.writing.claude.server import at_home
from paper_notes.writing.claude.session import Session, Transport
from paper_notes.writing.claude.stages import StageCache
from paper_notes.writing.model import Brief, Draft

REJECTED = "rejected.json"
"""Beside a draft that was rejected: the keys of the answers it was made of."""
KEY = re.compile(r"[0-9a-f]{64}")
_UNPRICED = "the note says how many tokens it took, not what it cost (the option `price` tells)"


class NoteNotPublishable(WriterError):
    """The best draft still has errors; it is kept apart, with its findings, at ``path``."""

    def __init__(self, message: str, hint: str = "", path: Path | None = None) -> None:
        super().__init__(message, hint)
        self.path = path


class ClaudeWriter:
    """Writes notes with the Messages API. One object serves a whole run, from several threads too: they share the
    run's budget.

    ``transport`` is how requests are sent; unless given, by the SDK's client, made (and its credentials looked for)
    when the first request has no kept answer.
    """

    name = "claude"

    def __init__(
        self,
        options: ClaudeOptions,
        cache_dir: Path,
        lint: Config | None = None,
        transport: Transport | None = None,
    ) -> None:
        self.options, self.lint = options, lint
        self.folder = cache_dir / "claude"
        self.answers = SecondAnswers(cache_dir)
        self.cache = StageCache(self.folder / "stages")
        self.budget: Budget = run_budget(options, at_home=at_home(options))
        self.connection = Connection(options, transport)

    @property
    def version(self) -> str:
        """What a note of this writer depends on besides the paper and the brief."""
        return f"{self.options.model}; {prompts_version('zh')}; {prompts_version('en')}"

    def write(self, paper: Paper, brief: Brief) -> Draft:
        """Write the note. Raises WriterError when a stage fails, and :class:`NoteNotPublishable` when the checks still
        find errors after the last repair."""
        shown = paper_input(paper, brief, self.options.input)
        budgets = (paper_budget(self.options, brief.slug, at_home=at_home(self.options)), self.budget)
        session = Session(self.connection.wire, self.options, self.cache, budgets, shown)
        session.messages += shown.messages
        try:
            return self._written(session, paper, brief, shown)
        except WriterError as error:
            if session.doubts:
                error.message = "; ".join([error.message, *dict.fromkeys(session.doubts)])
            raise

    def _written(self, session: Session, paper: Paper, brief: Brief, shown: PaperInput) -> Draft:
        if self.options.retry_rejected:
            self._forget_rejected(brief)
        reading = read_paper(session, paper, brief, shown, self.options)
        read = set(session.used)
        second = self._second_reader(session, brief)
        best = write_and_repair(session, Desk(paper, brief, shown, self.options, reading), self.lint, second)
        draft = self._draft(session, best, second)
        if best.errors:
            raise self._keep_apart(brief, draft, best, [key for key in session.used if key not in read])
        return draft

    def stop(self) -> None:
        """Send nothing more, from any thread; what is under way counts as spent at the most it can cost."""
        self.connection.stop()

    def _forget_rejected(self, brief: Brief) -> None:
        """Drop the answers that made the draft which the checks rejected, so that they are asked for anew."""
        record = self._apart(brief) / REJECTED
        try:
            keys = msgspec.json.decode(read_sealed(record) or b"[]", type=list[str])
            record.unlink()
        except (OSError, msgspec.DecodeError):
            return
        for key in keys:
            if KEY.fullmatch(key):
                self.cache.drop_key(key)

    def _apart(self, brief: Brief) -> Path:
        return self.folder / "unpublished" / brief.slug

    def _second_reader(self, session: Session, brief: Brief) -> SecondReader | None:
        """Another model for the note's claims, paid from the same budgets; None where nobody is wished for."""
        model = second_model(self.options, brief.second_reader)
        if not model:
            return None
        options = second_options(self.options, model)
        own = Session(self.connection.wire, options, self.cache, session.budgets, PaperInput((), "", 0))
        own.doubts = session.doubts
        return SecondReader(own, brief.pdf, self.answers)

    def _draft(self, session: Session, best: Checked, second: SecondReader | None) -> Draft:
        front = best.composed.note.front
        assert front.provenance is not None
        model = ", ".join(session.models)
        provenance = replace(front.provenance, writer=f"claude {model}", usage=_usage(session, best, second))
        unpriced = [model for model in session.models if self.options.price_of(model) is None]
        messages = [*session.messages, *best.composed.dropped]
        messages += second.session.messages if second else []
        messages += [f"the price of {model} isn't known: {_UNPRICED}" for model in unpriced]
        return Draft(
            replace(front, provenance=provenance), best.composed.note.body, best.composed.pictures, tuple(messages)
        )

    def _keep_apart(self, brief: Brief, draft: Draft, best: Checked, keys: list[str]) -> NoteNotPublishable:
        """Save a draft that must not be published, with its findings, where no site looks for it."""
        folder = self._apart(brief)
        write_atomically(folder / REJECTED, seal(REJECTED, msgspec.json.encode(keys)))
        text = render_note(replace(best.composed.note, front=draft.front))
        write_atomically(folder / "README.md", text.encode())
        write_atomically(folder / "findings.txt", (describe(best) + "\n").encode())
        first = best.errors[0]
        return NoteNotPublishable(
            f"the note of {brief.slug} is not published: errors left after {best.round} repairs: {len(best.errors)}, "
            f"the first: {first.message}",
            f"the draft and its findings are in {folder}; mend it by hand and move it, or have it written anew with "
            f"`paper-notes write {brief.slug}`",
            folder,
        )


def _usage(session: Session, best: Checked, second: SecondReader | None) -> dict[str, Any]:
    used, cost = session.usage, session.cost
    if second:
        used, cost = used + second.session.usage, cost + second.session.cost
    usage: dict[str, Any] = {
        "input_tokens": used.input,
        "output_tokens": used.output,
        "cache_read_tokens": used.cache_read,
        "cache_write_tokens": used.cache_write,
        "repairs": best.round,
    }
    if second and second.session.models:
        usage["second_reader"] = ", ".join(second.session.models)
    if cost:
        usage["usd"] = round(cost, 4)
    return usage
