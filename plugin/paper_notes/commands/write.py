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
from paper_notes.messages import in_chinese, say
from paper_notes.settings import Settings
from paper_notes.work.progress import progress_bar
from paper_notes.writing.claude.options import DEFAULT_MODEL, ClaudeOptions

POLL_SECONDS = 30.0
BATCH_ROUNDS = 12
BATCH_SECONDS = 26 * 3600.0
"""The provider ends each batch within 24 hours."""


@click.command("write")
@click.argument("slugs", nargs=-1)
@click.option(
    "--focus",
    multiple=True,
    help=say("A point to dwell on; may be given several times.", "要着重写的一点；可以给出多个。"),
)
@click.option(
    "--force",
    is_flag=True,
    help=say(
        "Replace notes that people wrote or edited; the old text is kept beside.",
        "替换人写过或改过的笔记；旧文保留在旁边。",
    ),
)
@click.option(
    "--dry-run", is_flag=True, help=say("Say what it would cost, and write nothing.", "只估算费用，不写笔记。")
)
@click.option(
    "--batch",
    is_flag=True,
    help=say("Use the Batches API: half the price, collected later.", "使用批量接口：半价，稍后取回。"),
)
@click.option(
    "--max-cost",
    help=say(
        "US dollars that this run may not pass; none for no limit.  [default: 5]",
        "这一次最多花多少美元；none 表示不设上限。  [默认：5]",
    ),
)
@click.option(
    "--max-cost-per-paper",
    help=say(
        "US dollars that one note may not pass; none for no limit.  [default: 1]",
        "一篇笔记最多花多少美元；none 表示不设上限。  [默认：1]",
    ),
)
@click.option(
    "--model", help=say(f"The model's name.  [default: {DEFAULT_MODEL}]", f"模型名。  [默认：{DEFAULT_MODEL}]")
)
@click.option(
    "--fallback-model",
    help=say("A model that is asked when the first one declines to answer.", "第一个模型拒绝回答时改用的模型。"),
)
@click.option(
    "--price",
    nargs=2,
    type=float,
    help=say(
        "US dollars a million tokens, in and out, of a model not known here.",
        "未知模型的价格：每百万 token 输入和输出各多少美元。",
    ),
)
@click.option("--verify", help="The model that reads the note again, or off.  [default: claude-haiku-4-5]")
@click.option("--effort", type=click.Choice(["low", "medium", "high", "xhigh", "max"]))
@click.option(
    "--input",
    type=click.Choice(["pdf", "text+images", "text"]),
    help=say("What it is shown.  [default: pdf]", "给模型看什么。  [默认：pdf]"),
)
@click.option(
    "--max-tokens",
    type=click.IntRange(1),
    help=say("The longest answer.  [default: 32000]", "回答的最大长度。  [默认：32000]"),
)
@click.option(
    "--timeout",
    type=float,
    help=say(
        "Seconds of silence from the server that end a request.  [default: 300]",
        "服务器沉默多少秒后放弃请求。  [默认：300]",
    ),
)
@click.option(
    "--deadline",
    type=float,
    help=say(
        "Seconds that one answer may take with all attempts.  [default: 900]",
        "一个回答连同重试最多用多少秒。  [默认：900]",
    ),
)
@click.option(
    "--base-url", help=say("A compatible server; without it what the SDK finds.", "兼容的服务器；不给则用 SDK 找到的。")
)
@library_options("writer", "language", "cache_dir", old_library="--dir")
@in_chinese("为 SLUGS 指定的论文写笔记（默认：所有还没有笔记的论文）。\n\n用哪个写手、花费上限等见下面的选项。")
def command(
    slugs: tuple[str, ...], settings: Settings, focus: tuple[str, ...], force: bool, dry_run: bool, batch: bool
) -> int:
    """Write the notes of the papers SLUGS (default: every paper that has none).

    An untouched extract is replaced by a note of Claude; a note that people wrote or edited only with --force. A draft
    that the checks rejected is asked for anew; with --force everything is.
    """
    if batch and settings.options.writer == "extract":
        raise UsageError(
            say("the extract writer needs no batch", "摘录不需要批量接口"), say("leave --batch out", "请去掉 --batch")
        )
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
            click.echo(
                say(
                    f"{folder.slug}: {paper.pages} pages, {found.input_tokens:,} tokens ({by}): {dollars}",
                    f"{folder.slug}：{paper.pages} 页，{found.input_tokens:,} 个 token（{by}）：{dollars}",
                )
            )
            for message in found.messages:
                click.echo(f"{folder.slug}: {message}", err=True)
            usual, most = usual + (found.usual or 0.0), most + (found.most or 0.0)
    if claude.price_of(claude.model) is not None:
        click.echo(
            say(
                f"in all ${usual:.2f}, at most ${most:.2f}; in a batch half of that",
                f"合计 {usual:.2f} 美元，最多 {most:.2f} 美元；用批量接口减半",
            )
        )
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
                    click.echo(
                        say(
                            f"sent {len(sent.asked)} requests as {sent.id}",
                            f"已发出 {len(sent.asked)} 个请求，编号 {sent.id}",
                        ),
                        err=True,
                    )
            if not queue.under_way():
                break
    except PaperNotesError:  # ends the run; what was paid before is told all the same
        if queue.spent:
            click.echo(say(f"${queue.spent:.2f} spent", f"已花费 {queue.spent:.2f} 美元"), err=True)
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
                    say(
                        f"{left} batches have not ended after {BATCH_SECONDS // 3600:.0f} hours",
                        f"{BATCH_SECONDS // 3600:.0f} 小时后仍有 {left} 批没有结束",
                    ),
                    say("run again to collect them", "再运行一次即可取回"),
                )
            click.echo(
                say(
                    f"waiting for {left} batches; stop with Ctrl-C, and run again to collect them",
                    f"还在等 {left} 批；可以按 Ctrl-C 中断，再运行一次即可取回",
                ),
                err=True,
            )
            pause(POLL_SECONDS)
    except KeyboardInterrupt:
        pending = sum(batch.most for batch in queue.under_way())
        click.echo(
            say(
                f"${queue.spent:.2f} spent; what is under way costs at most ${pending:.2f}",
                f"已花费 {queue.spent:.2f} 美元；进行中的最多还要 {pending:.2f} 美元",
            ),
            err=True,
        )
        raise click.Abort from None
