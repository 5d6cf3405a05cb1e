"""``paper-notes scan``: new papers since the last run, nearest first to what the library holds."""

from __future__ import annotations

import datetime as dt
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paper_notes.commands.library_options import library_options
from paper_notes.errors import UsageError
from paper_notes.files import write_atomically
from paper_notes.finding.scan_settings import SETTINGS_NAME, ScanSettings, read_scan_settings
from paper_notes.finding.scan_state import Found, ScanState
from paper_notes.finding.topics import Topics
from paper_notes.messages import in_chinese, say
from paper_notes.settings import Settings

if TYPE_CHECKING:
    from paper_notes.finding.announcements import Announcement
    from paper_notes.writing.claude.news_ranking import ClaudeJudge
    from paper_notes.writing.claude.options import ClaudeOptions

STATE_NAME = "scan-state.json"


@click.command("scan")
@click.option(
    "--settings",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path(SETTINGS_NAME),
    show_default=True,
)
@click.option(
    "--state",
    "state_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help=say(f"Default: {STATE_NAME} beside it.", f"默认：旁边的 {STATE_NAME}。"),
)
@click.option(
    "--slack",
    is_flag=True,
    help=say("Tell Slack, too (SLACK_BOT_TOKEN, SLACK_CHANNEL).", "同时发到 Slack（SLACK_BOT_TOKEN、SLACK_CHANNEL）。"),
)
@click.option(
    "--mail",
    type=click.Path(path_type=Path, dir_okay=False),
    help=say("Write the day as a letter (HTML) into this file.", "把当天的结果写成信件（HTML），存进这个文件。"),
)
@click.option(
    "--add-best",
    type=click.IntRange(0, 20),
    default=0,
    metavar="N",
    help=say("Add the N best to the library.", "把最好的 N 篇加入论文库。"),
)
@click.option(
    "--evaluate",
    "judged",
    type=click.Path(path_type=Path, dir_okay=False),
    help=say("Only measure, on papers marked here.", "只用这里标注过的论文衡量效果。"),
)
@click.option("--dry-run", is_flag=True, help="Say what there is and what grading would cost; keep and write nothing.")
@library_options("language", "cache_dir")
@in_chinese("查找上次运行以来的新论文，把与你所读相近的写成一页。")
def command(
    file: Path,
    state_file: Path | None,
    slack: bool,
    mail: Path | None,
    add_best: int,
    judged: Path | None,
    dry_run: bool,
    settings: Settings,
) -> None:
    """Find the new papers since the last run and write a page of those near to what you read."""
    from paper_notes.finding.feed_reader import FeedReader
    from paper_notes.finding.letters import day_letter
    from paper_notes.finding.news import write_news
    from paper_notes.finding.scan_state import load_state, save_state
    from paper_notes.finding.scanning import read_library, scan
    from paper_notes.finding.topics import read_topics

    library, wanted = settings.library, read_scan_settings(file)
    topics = read_topics(file.parent / wanted.topics) if wanted.topics else Topics()
    if judged is not None:
        click.echo(_evaluated(wanted, library, topics, judged))
        return
    if slack and not (os.environ.get("SLACK_BOT_TOKEN") and os.environ.get("SLACK_CHANNEL")):
        raise UsageError(
            say(
                "--slack needs SLACK_BOT_TOKEN and SLACK_CHANNEL in the environment",
                "--slack 需要环境变量 SLACK_BOT_TOKEN 和 SLACK_CHANNEL",
            )
        )
    place = state_file or file.with_name(STATE_NAME)
    state, today = load_state(place), dt.datetime.now(dt.UTC).date()
    judge = _judge(wanted, settings) if wanted.rank == "claude" and not dry_run else None
    report = scan(wanted, state, read_library(library), topics, FeedReader(), today, judge)
    if dry_run:
        click.echo(_foreseen(wanted, settings, [each.paper for each in state.days[report.day]], topics))
        return
    save_state(place, state, today)
    write_news(state, file.parent / wanted.out, settings.language)
    spent = f", ${judge.cost:.2f} spent" if judge is not None else ""
    click.echo(f"{report.day}: {report.looked_at} new papers looked at, {report.shown} shown{spent}")
    for problem in report.problems:
        click.echo(f"paper-notes: {problem}", err=True)
    failed = bool(report.problems)
    if mail is not None:
        write_atomically(mail, day_letter(report.day, state.days[report.day], settings.language).encode())
    shown = [each for each in state.days[report.day] if each.shown]
    if add_best:
        failed |= _add(shown[:add_best], library)
    if slack:
        failed |= not _post(state, report.day, settings.language)
        save_state(place, state, today)
    if failed:
        sys.exit(1)


def _options(wanted: ScanSettings, settings: Settings) -> ClaudeOptions:
    from paper_notes.writing.claude.options import ClaudeOptions

    claude = settings.options.claude
    options = ClaudeOptions.of(claude, tell=lambda line: click.echo(line, err=True))
    return replace(options, model=wanted.model or options.model, max_cost=wanted.max_cost)


def _judge(wanted: ScanSettings, settings: Settings) -> ClaudeJudge:
    from paper_notes.writing.claude.news_ranking import ClaudeJudge

    return ClaudeJudge(_options(wanted, settings), settings.cache_dir, settings.language)


def _foreseen(wanted: ScanSettings, settings: Settings, papers: list[Announcement], topics: Topics) -> str:
    """What a run would look at, and what grading would cost."""
    text = f"{len(papers)} new papers"
    if wanted.rank == "claude":
        from paper_notes.writing.claude.news_ranking import estimated

        options = _options(wanted, settings)
        requests, tokens, dollars = estimated(papers, topics, options, settings.language)
        cost = "at a price that isn't known" if dollars is None else f"${dollars:.2f} if all abstracts are read"
        text += f": {requests} requests to {options.model}, {tokens:,} tokens in, {cost}; "
        text += f"never more than ${wanted.max_cost:.2f}"
    return text


def _evaluated(settings: ScanSettings, library: Path, topics: Topics, judged: Path) -> str:
    from paper_notes.finding.announcements import Announcement
    from paper_notes.finding.interest import interests
    from paper_notes.finding.scanning import evaluate, read_judged, read_library

    papers = read_judged(judged)
    others = [Announcement(str(place), each.title, each.abstract) for place, each in enumerate(papers)]
    found = evaluate(papers, interests(read_library(library), topics, settings.followed, others), settings.cutoff)
    return (
        f"{found.papers} papers, {found.relevant} relevant: at cutoff {settings.cutoff} "
        f"precision {found.precision:.2f}, recall {found.recall:.2f}; area under the ROC curve {found.auc:.3f}"
    )


def _add(best: list[Found], library: Path) -> bool:
    """Add papers by their arXiv ids; whether one failed."""
    from paper_notes.commands.add import command as add

    keys = [each.paper.key for each in best if each.paper.url.startswith("https://arxiv.org/abs/")]
    if not keys:
        return False
    try:
        add.main([*keys, "--library", str(library)], standalone_mode=False)
    except SystemExit as end:
        return bool(end.code)
    return False


def _post(state: ScanState, day: str, language: str) -> bool:
    """Tell Slack of a day, once; whether it worked."""
    from paper_notes.finding.slack import post_day

    if day in state.posted or not any(each.shown for each in state.days[day]):
        return True
    problem = post_day(day, state.days[day], language, os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_CHANNEL"])
    if problem:
        click.echo(f"paper-notes: {problem}", err=True)
        return False
    state.posted.append(day)
    return True
