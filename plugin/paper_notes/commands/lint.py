"""``paper-notes lint``: check notes for clichés, structure and evidence."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from paper_notes.checking.config import Config, lint_config
from paper_notes.checking.many_files import PaperOf, collect, lint_files
from paper_notes.checking.model import Report, reaches
from paper_notes.commands.library_options import library_options
from paper_notes.errors import PaperNotesError, UsageError, one_line
from paper_notes.files import read_note
from paper_notes.messages import in_chinese, say
from paper_notes.settings import Settings, choices

if TYPE_CHECKING:
    from paper_notes.checking.evidence.second_answers import SecondAnswers
    from paper_notes.checking.kept_reports import KeptReports
    from paper_notes.paper.model import Paper

FORMATS = ("text", "json", "github", "sarif")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=say("How to report.", "输出格式。"),
)
@click.option(
    "--fix",
    is_flag=True,
    help=say(
        "Mend what can be mended safely (spaces, punctuation, terms), then report.",
        "先改正可以放心改的（空格、标点、术语），再报告。",
    ),
)
@click.option(
    "--explain",
    metavar="RULE",
    help=say("Print a rule's documentation and stop; 'all' lists the rules.", "显示一条规则的说明；all 列出全部规则。"),
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    help=say("Leave out the findings that this file knows.", "不报告这个文件里已记下的问题。"),
)
@click.option(
    "--update-baseline",
    is_flag=True,
    help=say("Write today's findings into the file of --baseline.", "把当前的问题记入 --baseline 指定的文件。"),
)
@click.option(
    "--paper/--no-paper",
    default=True,
    help=say(
        "Hold notes against the paper.pdf beside them (default), or not.", "是否与旁边的 paper.pdf 核对（默认核对）。"
    ),
)
@click.option(
    "--evidence",
    is_flag=True,
    help=say(
        "List every claim with its verdict and the passage it rests on; no findings.",
        "列出每个论断、结论和所依据的段落；不报告问题。",
    ),
)
@click.option("--with-claude", is_flag=True, help="First have a second reader, a model, answer about every claim.")
@click.option("--dry-run", is_flag=True, help="With --with-claude: say what it would cost; nothing is sent.")
@click.option("--verify", help="The model that --with-claude asks.  [default: claude-haiku-4-5]")
@click.option("--max-cost", help="US dollars that --with-claude may not pass; none for no limit.  [default: 5]")
@click.option("--base-url", help="A compatible server for --with-claude; without it what the SDK finds.")
@click.option(
    "--fail-on",
    type=click.Choice(choices("fail_on")),
    help=say(
        "What makes exit 1.  [default: the settings', else warning]",
        "达到哪一级时退出状态为 1。  [默认：取自配置，否则为 warning]",
    ),
)
@click.option(
    "--jobs",
    type=click.IntRange(0),
    default=0,
    help=say("Processes; 0 is one for each processor.", "进程数；0 表示每个处理器一个。"),
)
@library_options("cache_dir", old_config="--config")
@in_chinese("检查笔记的用词、结构和证据。\n\n不给出 PATHS 时检查整个论文库。")
def command(
    paths: tuple[Path, ...],
    form: str,
    fix: bool,
    explain: str | None,
    baseline: Path | None,
    update_baseline: bool,
    paper: bool,
    evidence: bool,
    with_claude: bool,
    dry_run: bool,
    jobs: int,
    settings: Settings,
) -> None:
    """Check notes for clichés, structure and evidence.

    PATH is a Markdown file or a folder; without any, the library. Exit status: 0 nothing found, 1 for
    findings at the level of --fail-on or above, 2 for a wrong call.
    """
    if explain is not None:
        from paper_notes.checking.rule_docs import explain as lines_of

        click.echo("\n".join(lines_of(explain)))
        return
    if update_baseline and baseline is None:
        raise UsageError(say("--update-baseline needs --baseline FILE", "--update-baseline 需要 --baseline FILE"))
    files = collect(paths or [_default(settings)])
    config = lint_config(settings)
    paper &= any((file.parent / "paper.pdf").is_file() for file in files)
    paper_of = _papers(settings.cache_dir) if paper else None
    if dry_run and not with_claude:
        raise UsageError("--dry-run says what --with-claude would cost", "give both")
    if with_claude:
        _ask(files, paper_of, settings, dry_run)
        if dry_run:
            return
    answers = _answers(settings) if paper_of else None
    if evidence:
        _print_evidence(files, paper_of, answers, form)
        return
    if fix:
        for file in files:
            _fix(file, config)
    kept = _kept(settings, config)
    key_of = partial(_key_of_paper, answers) if answers else None
    reports = list(
        lint_files(files, config=config, paper_of=paper_of, answers=answers, key_of_paper=key_of, kept=kept, jobs=jobs)
    )
    if baseline is not None:
        from paper_notes.checking.baseline import load_baseline, make_baseline, save_baseline

        if update_baseline:
            save_baseline(baseline, make_baseline((r.path, r.findings, _text_as_checked(r.path)) for r in reports))
        known = load_baseline(baseline)
        reports = [replace(r, findings=known.new(r.path, r.findings, _text_as_checked(r.path))) for r in reports]
    _print(reports, form)
    fail_on = settings.options.fail_on or "warning"
    if any(reaches(finding.severity, fail_on) for report in reports for finding in report.findings):
        raise click.exceptions.Exit(1)


def _ask(files: list[Path], paper_of: PaperOf | None, settings: Settings, dry_run: bool) -> None:
    from paper_notes.cache.directory import cache_directory
    from paper_notes.commands.second_reader import ask_about, estimate

    if paper_of is None:
        raise UsageError("no note has its paper.pdf beside it: there is nothing to ask a second reader about")
    directory = cache_directory(settings.cache_dir)[0]
    if dry_run:
        estimate(files, paper_of, settings, directory)
        return
    chosen = click.get_current_context().get_parameter_source("base_url") is ParameterSource.COMMANDLINE
    ask_about(files, paper_of, settings, directory, chosen)


def _answers(settings: Settings) -> SecondAnswers:
    """What second readers answered in this and in earlier runs."""
    from paper_notes.cache.directory import cache_directory
    from paper_notes.checking.evidence.second_answers import SecondAnswers

    return SecondAnswers(cache_directory(settings.cache_dir)[0])


def _print_evidence(files: list[Path], paper_of: PaperOf | None, answers: SecondAnswers | None, form: str) -> None:
    """What became of every claim of the notes that have their paper beside them, and who decided."""
    from paper_notes.checking.evidence.decisions import decisions
    from paper_notes.checking.formats import evidence as listing
    from paper_notes.note.document import Document

    if form not in ("text", "json"):
        raise UsageError(
            say("--evidence lists claims as text or json", "--evidence 只能以文本或 JSON 列出论断"),
            say("leave --format out, or say --format json", "请去掉 --format，或用 --format json"),
        )
    held = []
    for file in files:
        paper = paper_of(file) if paper_of else None
        if paper is None:
            continue
        document = Document(_text_as_checked(str(file)), str(file))
        held.append((str(file), document, decisions(document, paper, answers.of(paper.sha256) if answers else None)))
    if not held:
        raise UsageError(
            say(
                "no note has its paper.pdf beside it: there is nothing to hold claims against",
                "笔记旁边都没有 paper.pdf，无从核对",
            )
        )
    if form == "json":
        click.echo(listing.render_json(held))
        return
    for path, document, found in held:
        for line in listing.render_text(path, document, found):
            click.echo(line)


def _kept(settings: Settings, config: Config) -> KeptReports:
    """Reports of earlier runs: in the project's cache, outside of a project in the user's own."""
    import platformdirs

    from paper_notes.cache.directory import cache_directory
    from paper_notes.checking.kept_reports import KeptReports

    ours = settings.source or settings.cache_dir_given
    place = settings.cache_dir if ours else Path(platformdirs.user_cache_dir("paper-notes", appauthor=False))
    return KeptReports(cache_directory(place)[0], config)


def _key_of_paper(answers: SecondAnswers, path: Path) -> str:
    """Which paper lies beside a note, how it is read, and what was answered about it; "" where there is none."""
    from paper_notes.files import file_sha256
    from paper_notes.library.folders import PaperFolder

    folder = PaperFolder(path.absolute().parent)
    try:
        if not folder.pdf.is_file():
            return ""
        sha256 = file_sha256(folder.pdf)
        return f"{sha256} {folder.settings().figures!r} {answers.state(sha256)}"
    except (PaperNotesError, OSError):
        return "unreadable"


def _print(reports: list[Report], form: str) -> None:
    if form == "json":
        from paper_notes.checking.formats import json

        click.echo(json.render(reports))
    elif form == "sarif":
        from paper_notes.checking.formats import sarif

        click.echo(sarif.render(reports, _texts(reports)))
    elif form == "github":
        from paper_notes.checking.formats import github

        for line in github.render(reports):
            click.echo(line)
    else:
        from paper_notes.checking.formats import text

        for line in text.render(reports, _texts(reports)):
            click.echo(line)


def _texts(reports: list[Report]) -> dict[str, str]:
    """The text of each file in which something was found."""
    return {report.path: _text_as_checked(report.path) for report in reports if report.findings}


def _fix(path: Path, config: Config) -> None:
    from paper_notes.checking.fix import fix_text
    from paper_notes.checking.linter import lint_text

    try:
        text = read_note(path).decode("utf-8")
    except (UnicodeDecodeError, OSError, UsageError):
        return  # told as a finding; what can't be read is never written
    fixed, count = fix_text(text, lambda text: lint_text(text, str(path), config=config))
    if count:
        from paper_notes.files import write_atomically

        write_atomically(path, fixed.encode())
        click.echo(say(f"{path}: mended {count} place{'s' * (count != 1)}", f"{path}：改正 {count} 处"), err=True)


def _papers(cache_dir: Path) -> PaperOf:
    """Gives the paper beside a note, read once and kept in the cache; None, with a word to the user, if that fails."""
    from paper_notes.building.cached_paper import cached_paper
    from paper_notes.cache.directory import Cache, cache_directory
    from paper_notes.library.folders import PaperFolder

    directory, trouble = cache_directory(cache_dir)
    cache = Cache(directory)
    if trouble:
        click.echo(f"paper-notes: {trouble}", err=True)

    def paper_of(path: Path) -> Paper | None:
        folder = PaperFolder(path.absolute().parent)
        if not folder.pdf.is_file():
            return None
        try:
            folder.refuse_links_out()
            return cached_paper(folder, cache)
        except (PaperNotesError, OSError) as error:
            click.echo(one_line(f"paper-notes: {error}; {path} is checked without its paper"), err=True)
            return None

    return paper_of


def _text_as_checked(path: str) -> str:
    """The file's text as it was checked: line ends as they are, bytes that are no UTF-8 replaced."""
    try:
        return read_note(Path(path)).decode("utf-8", "replace")
    except (OSError, UsageError):
        return ""  # told as a finding


def _default(settings: Settings) -> Path:
    path = settings.library
    if not path.is_dir():
        raise UsageError(
            say(f"there is no folder {path}", f"没有文件夹 {path}"),
            say("name the notes or folders to check", "请给出要检查的笔记或文件夹"),
        )
    return path
