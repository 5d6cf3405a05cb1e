"""``paper-notes write``: the notes of some papers, what they would cost, or many of them in a batch."""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from time import monotonic
from time import sleep as pause
from typing import Any

import click
from click.core import ParameterSource

from paper_notes.building.briefs import brief_of
from paper_notes.building.options import BuildOptions, BuildReport
from paper_notes.building.run import build_library
from paper_notes.building.writers import choose_writer
from paper_notes.commands.library_options import library_options
from paper_notes.errors import PaperNotesError, UsageError, WriterError
from paper_notes.library.folders import Library, PaperFolder
from paper_notes.settings import Settings
from paper_notes.work.progress import progress_bar
from paper_notes.writing.claude.options import DEFAULT_MODEL, ClaudeOptions

POLL_SECONDS = 30.0
BATCH_ROUNDS = 12
BATCH_SECONDS = 26 * 3600.0
"""The provider ends each batch within 24 hours."""


@click.command("write")
@click.argument("slugs", nargs=-1)
@click.option("--focus", multiple=True, help="A point to dwell on; may be given several times.")
@click.option("--force", is_flag=True, help="Replace notes that people wrote or edited; the old text is kept beside.")
@click.option("--dry-run", is_flag=True, help="Say what it would cost, and write nothing.")
@click.option("--batch", is_flag=True, help="Use the Batches API: half the price, collected later.")
@click.option("--max-cost", help="US dollars that this run may not pass; none for no limit.  [default: 5]")
@click.option("--max-cost-per-paper", help="US dollars that one note may not pass; none for no limit.  [default: 1]")
@click.option("--model", help=f"The model's name.  [default: {DEFAULT_MODEL}]")
@click.option("--fallback-model", help="A model that is asked when the first one declines to answer.")
@click.option(
    "--price", nargs=2, type=float, help="US dollars a million tokens, in and out, of a model not known here."
)
@click.option("--effort", type=click.Choice(["low", "medium", "high", "xhigh", "max"]))
@click.option("--input", type=click.Choice(["pdf", "text+images", "text"]), help="What it is shown.  [default: pdf]")
@click.option("--max-tokens", type=click.IntRange(1), help="The longest answer.  [default: 32000]")
@click.option("--timeout", type=float, help="Seconds of silence from the server that end a request.  [default: 300]")
@click.option("--deadline", type=float, help="Seconds that one answer may take with all attempts.  [default: 900]")
@click.option("--base-url", help="A compatible server; without it what the SDK finds.")
@library_options("writer", "language", "cache_dir", old_library="--dir")
def command(
    slugs: tuple[str, ...], settings: Settings, focus: tuple[str, ...], force: bool, dry_run: bool, batch: bool
) -> int:
    """Write the notes of the papers SLUGS (default: every paper that has none).

    An untouched extract is replaced by a note of Claude; a note that people wrote or edited only with --force. A draft
    that the checks rejected is asked for anew; with --force everything is.
    """
    if batch and settings.options.writer == "extract":
        raise UsageError("the extract writer needs no batch", "leave --batch out")
    claude = ClaudeOptions.of(
        settings.options.claude,
        base_url_chosen=click.get_current_context().get_parameter_source("base_url") is ParameterSource.COMMANDLINE,
        retry_rejected=True,
        ask_anew=set() if force else None,
        tell=lambda line: click.echo(line, err=True),
    )
    options = BuildOptions.of(settings, force=force, slugs=slugs, focus=focus, claude=claude)
    if batch:
        options = replace(options, writer="claude")
    library = Library(settings.library)
    if dry_run:
        return _estimate(library, options, claude)
    report = _in_batches(library, options, claude) if batch else build_library(library, options, progress_bar)
    return _tell(report, options)


def _tell(report: BuildReport, options: BuildOptions) -> int:
    """Print what was written, by whom, what it cost and what went wrong; the exit status."""
    for problem in (*report.notices, *report.problems):
        click.echo(problem, err=True)
    for folder in report.folders:
        if folder.wrote_note:
            click.echo(str(folder.folder.note))
    written = [folder for folder in report.folders if folder.wrote_note and not folder.stands_in]
    stand_in = sum(folder.wrote_note and folder.stands_in for folder in report.folders)
    parts = [f"{len(written)} of {len(report.folders)} notes written"]
    if stand_in:
        parts.append(f"{stand_in} extract{'s stand' if stand_in > 1 else ' stands'} in where Claude's note failed")
    if report.spent:
        parts.append(f"{report.spent} spent")
    if not written and (why := _why_none(report, options)):
        parts.append(why)
    click.echo(", ".join(parts), err=True)
    return 1 if report.failed else 0


def _why_none(report: BuildReport, options: BuildOptions) -> str:
    """Why no note was written, when nothing else has said so."""
    if report.failed:
        return ""
    if not report.folders:
        return "there are no papers"
    without = [folder.folder for folder in report.folders if not folder.folder.pdf.is_file()]
    if len(without) == len(report.folders):
        return "there is no paper.pdf in any folder"
    if {choose_writer(options, folder.folder.settings()) for folder in report.folders} == {"claude"}:
        return "each has its note already; --force writes it anew"
    return f"each has its note or its extract already: {_why_no_claude(options)}"


def _why_no_claude(options: BuildOptions) -> str:
    if options.writer == "extract":
        return "the writer is 'extract'"
    if os.environ.get("CI"):
        return "a CI run asks Claude only with --writer claude"
    return "there are no credentials for Claude (set ANTHROPIC_API_KEY)"


def _estimate(library: Library, options: BuildOptions, claude: ClaudeOptions) -> int:
    """Print what each note would cost, and all of them."""
    from paper_notes.paper.model import Paper
    from paper_notes.paper.pdf.isolation import PaperReader
    from paper_notes.writing.claude.client import make_client
    from paper_notes.writing.claude.cost import estimate
    from paper_notes.writing.claude.faults import NoCredentials

    folders = {folder.pdf: folder for folder in _folders(library, options) if folder.pdf.is_file()}
    client = None
    # the key goes nowhere that `write` wouldn't send it: the same server, and only when Claude would be asked at all
    if any(choose_writer(options, folder.settings()) == "claude" for folder in folders.values()):
        with contextlib.suppress(NoCredentials):
            client = make_client(replace(claude, timeout=30.0))
    usual = most = 0.0
    failed = False
    with PaperReader(options.worker_count(len(folders))) as reader:
        for pdf, paper in reader.read_many(folders):
            folder = folders[pdf]
            try:
                if not isinstance(paper, Paper):
                    raise paper
                found = estimate(paper, brief_of(folder, folder.settings(), options), claude, client)
            except PaperNotesError as error:
                click.echo(f"{folder.slug}: {error}", err=True)
                failed = True
                continue
            by = "counted by the server" if found.counted else "by rule of thumb"
            dollars = (
                f"${found.usual:.2f}, at most ${found.most:.2f}"
                if found.usual is not None and found.most is not None
                else f"the price of {claude.model} isn't known, give --price IN OUT"
            )
            click.echo(f"{folder.slug}: {paper.pages} pages, {found.input_tokens:,} tokens ({by}): {dollars}")
            for message in found.messages:
                click.echo(f"{folder.slug}: {message}", err=True)
            usual, most = usual + (found.usual or 0.0), most + (found.most or 0.0)
    if claude.price_of(claude.model) is not None:
        click.echo(f"in all ${usual:.2f}, at most ${most:.2f}; in a batch half of that")
    return 1 if failed else 0


def _folders(library: Library, options: BuildOptions) -> list[PaperFolder]:
    return [library.folder(slug) for slug in options.slugs] if options.slugs else library.folders()


def _in_batches(library: Library, options: BuildOptions, claude: ClaudeOptions) -> BuildReport:
    """Build again and again: each round queues what the papers must ask next, sends it as a batch, and waits.

    A paper's answers are found in the cache by the next round, and by any later run.
    """
    from paper_notes.writing.claude.batch import BatchQueue
    from paper_notes.writing.claude.client import make_client

    client = make_client(claude)
    queue = BatchQueue(options.cache_dir, claude, lambda: client)
    options = replace(options, claude=replace(claude, transport=queue.transport, counter=queue.count))
    report = BuildReport()
    try:
        for _ in range(BATCH_ROUNDS):
            _wait(queue)
            report = build_library(library, options)
            while queue.queued:
                sent = queue.send()
                if sent is not None:
                    click.echo(f"sent {len(sent.asked)} requests as {sent.id}", err=True)
            if not queue.under_way():
                break
    except PaperNotesError:  # ends the run; what was paid before is told all the same
        if queue.spent:
            click.echo(f"${queue.spent:.2f} spent", err=True)
        raise
    report.cost, report.unsure = queue.spent, queue.unsure
    return report


def _wait(queue: Any) -> None:
    """Wait until every batch has ended. Ctrl-C leaves them to a later run."""
    try:
        end = monotonic() + BATCH_SECONDS
        while left := queue.collect():
            if monotonic() > end:
                raise WriterError(
                    f"{left} batches have not ended after {BATCH_SECONDS // 3600:.0f} hours",
                    "run again to collect them",
                )
            click.echo(f"waiting for {left} batches; stop with Ctrl-C, and run again to collect them", err=True)
            pause(POLL_SECONDS)
    except KeyboardInterrupt:
        pending = sum(batch.most for batch in queue.under_way())
        click.echo(f"${queue.spent:.2f} spent; what is under way costs at most ${pending:.2f}", err=True)
        raise click.Abort from None
