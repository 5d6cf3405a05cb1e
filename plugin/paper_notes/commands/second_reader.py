"""``lint --with-claude``: have a second reader answer about the claims of notes, or say what that costs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from paper_notes.checking.evidence.second_answers import SecondAnswers
from paper_notes.checking.many_files import PaperOf
from paper_notes.errors import PaperNotesError, UsageError
from paper_notes.files import read_note
from paper_notes.library.folders import PaperFolder
from paper_notes.messages import say
from paper_notes.note.document import Document
from paper_notes.settings import Settings
from paper_notes.work.progress import progress_bar
from paper_notes.writing.claude.bounds import most_input
from paper_notes.writing.claude.budget import most_of, paper_budget, run_budget, spent_text
from paper_notes.writing.claude.connection import Connection
from paper_notes.writing.claude.cost import ANSWER_TOKENS, usual_cost
from paper_notes.writing.claude.options import ClaudeOptions
from paper_notes.writing.claude.paper_input import PaperInput
from paper_notes.writing.claude.second_reading import open_claims, read_again, second_model, second_options, sheets
from paper_notes.writing.claude.server import at_home
from paper_notes.writing.claude.session import Session
from paper_notes.writing.claude.stages import StageCache


def ask_about(files: Iterable[Path], paper_of: PaperOf, settings: Settings, cache_dir: Path, chosen: bool) -> None:
    """Ask about every claim of the notes that has no answer yet; what fails is told, and what was answered is kept.

    ``chosen`` says that the address of the server was given on the command line.
    """
    options = ClaudeOptions.of(settings.options.claude, base_url_chosen=chosen, tell=_tell)
    kept, held = SecondAnswers(cache_dir), _held(files, paper_of)
    lines: dict[str, Connection] = {}
    cache = StageCache(cache_dir / "claude" / "stages")
    budget = run_budget(second_options(options, _model(options, None)), at_home=at_home(options))
    asked = 0
    with progress_bar(len(held), "notes") as tick:
        for path, folder in held:
            try:
                model = _model(options, folder.settings().second_reader)
                if not model:
                    continue
                own = second_options(options, model)
                line = lines.setdefault(model, Connection(own))
                paper = paper_of(path)
                if paper is None:
                    continue
                budgets = (paper_budget(own, folder.slug, at_home=at_home(own)), budget)
                session = Session(line.wire, own, cache, budgets, PaperInput((), "", 0))
                asked += read_again(session, _document(path), paper, folder.pdf, kept)
                for message in session.messages:
                    _tell(f"{path}: {message}")
            except (PaperNotesError, OSError) as error:
                _tell(f"{path}: {error}")
            except BaseException:
                _tell(f"stopped, {spent_text(budget)}")
                raise
            finally:
                tick(folder.slug)
    spent = spent_text(budget)
    _tell(say(f"{asked} claims asked about, {spent}", f"问了 {asked} 条论断，{spent}"))


def estimate(files: Iterable[Path], paper_of: PaperOf, settings: Settings, cache_dir: Path) -> None:
    """Print what asking about each note would cost; nothing is sent."""
    options = ClaudeOptions.of(settings.options.claude)
    kept = SecondAnswers(cache_dir)
    usual = most = 0.0
    for path, folder in _held(files, paper_of):
        model = _model(options, folder.settings().second_reader)
        paper = paper_of(path) if model else None
        if paper is None:
            continue
        own = second_options(options, model)
        document = _document(path)
        requests = sheets(open_claims(document, paper, kept), document.language, paper, folder.pdf, own)
        claims, price = sum(len(sheet.claims) for sheet in requests), own.price_of(model)
        said = f"{path}: {claims} claims in {len(requests)} requests to {model}"
        if price is None:
            click.echo(f"{said}: the price of {model} isn't known, give claude: price")
            continue
        likely = sum(usual_cost(sheet.request, ANSWER_TOKENS * len(sheet.claims), price) for sheet in requests)
        highest = sum(most_of(most_input(s.request, 0, 0), s.request.max_tokens, price) for s in requests)
        click.echo(f"{said}: ${likely:.2f}, at most ${highest:.2f}")
        usual, most = usual + likely, most + highest
    click.echo(f"in all ${usual:.2f}, at most ${most:.2f}")


def _model(options: ClaudeOptions, wish: str | None) -> str:
    """Who reads; "" where ``paper.yml`` wants nobody. Settings that want nobody at all are a wrong call."""
    model = second_model(options, wish, asked=True)
    if not model and wish is None:
        raise UsageError(
            say(
                "the settings say verify: off, and --with-claude asks a model",
                "设置里写了 verify: off，而 --with-claude 要问模型",
            ),
            say("name one with --verify MODEL", "用 --verify MODEL 指定一个"),
        )
    return model


def _held(files: Iterable[Path], paper_of: PaperOf | None) -> list[tuple[Path, PaperFolder]]:
    """The notes that have their paper beside them."""
    folders = [(path, PaperFolder(path.absolute().parent)) for path in files]
    return [(path, folder) for path, folder in folders if folder.pdf.is_file() and paper_of]


def _document(path: Path) -> Document:
    return Document(read_note(path).decode("utf-8", "replace"), str(path))


def _tell(line: str) -> None:
    click.echo(line, err=True)
