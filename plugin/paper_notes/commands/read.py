"""``paper-notes read``: a paper's metadata, sections and figures, for a person or as JSON or Markdown."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from paper_notes.errors import PaperError, one_line
from paper_notes.messages import in_chinese, say
from paper_notes.paper.markdown import to_markdown
from paper_notes.paper.model import Paper
from paper_notes.paper.pdf.isolation import PaperReader
from paper_notes.paper.public import public, schema


@click.command("read")
@click.argument("pdfs", metavar="PDF…", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--json",
    "form",
    flag_value="json",
    help=say("One JSON object a PDF, each on a line of its own.", "每个 PDF 输出一行 JSON 对象。"),
)
@click.option(
    "--schema",
    "form",
    flag_value="schema",
    help=say("The JSON Schema of what --json prints; reads no PDF.", "输出 --json 的 JSON Schema；不读 PDF。"),
)
@click.option(
    "--markdown", "form", flag_value="markdown", help=say("The whole paper as Markdown.", "把整篇论文输出为 Markdown。")
)
@in_chinese("显示论文的元信息、章节和图表。")
def command(pdfs: tuple[Path, ...], form: str | None) -> None:
    """Print a paper's metadata, sections and figures."""
    if form == "schema":
        click.echo(msgspec.json.format(msgspec.json.encode(schema())))
        return
    if not pdfs:
        raise click.UsageError(say("name one PDF or more", "请给出一个或多个 PDF"))
    failed = False
    with PaperReader() as reader:
        for path in pdfs:
            try:
                paper = reader.read(path)
            except PaperError as error:
                click.echo(f"paper-notes: {error}", err=True)
                failed = True
                continue
            report(path, paper, form)
    if failed:
        sys.exit(1)


def report(path: Path, paper: Paper, form: str | None) -> None:
    """Print one paper, and what went wrong on the error stream."""
    for problem in paper.problems:
        where = f"{path}: page {problem.page}: " if problem.page else f"{path}: "
        click.echo(one_line(f"paper-notes: {where}{problem.message}. {problem.hint}".rstrip()), err=True)
    if form == "json":
        click.echo(msgspec.json.encode(public(paper)))
    elif form == "markdown":
        click.echo(to_markdown(paper))
    else:
        click.echo(overview(paper))


def overview(paper: Paper) -> str:
    """What a person wants to see at a glance."""
    meta = paper.metadata
    lines = [meta.title or "(no title found)", ", ".join(meta.authors) or "(no authors printed)"]
    facts = [str(meta.year or ""), meta.venue or "", f"arXiv:{meta.arxiv}" if meta.arxiv else "", meta.doi or ""]
    lines.append(" · ".join(fact for fact in [*facts, f"{paper.pages} pages", meta.language] if fact))
    if meta.abstract:
        lines += ["", meta.abstract]
    lines.append("")
    for section in paper.sections:
        if section.title:
            name = f"{section.number} {section.title}".strip()
            lines.append(f"{'  ' * (section.level - 1)}{name}  (p. {section.page})")
    if paper.figures:
        lines.append("")
        lines += [f"{figure.label} (p. {figure.page})  {figure.caption[:100]}" for figure in paper.figures]
    return "\n".join(lines)
