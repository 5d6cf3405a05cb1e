"""``paper-notes corpus lengths, verify, explore, compare, export``: what a corpus and its vectors look like."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import msgspec

from paper_notes.commands.corpus_options import COLUMNS, FILE, INDEX, KEY, bar, mapping
from paper_notes.errors import UsageError
from paper_notes.files import write_atomically
from paper_notes.finding.store import STORAGES, Storage


@click.command("lengths")
@FILE
@COLUMNS
@click.option("--tokenizer", type=click.Path(path_type=Path), help="A tokenizer.json, or a model's folder with one.")
@click.option("--chart", type=click.Path(path_type=Path, dir_okay=False), help="Draw a histogram (SVG) here.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
def lengths_command(
    file: Path, columns: tuple[str, ...], tokenizer: Path | None, chart: Path | None, as_json: bool
) -> None:
    """Tell how long abstracts are, and what share a model's limit cuts off."""
    from paper_notes.finding.charts import histogram_svg
    from paper_notes.finding.lengths import load_tokenizer, measure
    from paper_notes.finding.source import open_source

    source = open_source(file, mapping(columns))
    tokenize = load_tokenizer(tokenizer) if tokenizer else None
    with bar(0, "measuring") as advance:
        report = measure(source.records(), tokenize, advance)
    if chart:
        title = f"Length of {report.records:,} abstracts"
        write_atomically(chart, histogram_svg(report.histogram, title, report.measured_in).encode())
    told = report.tokens or report.words
    parts = ", ".join(f"{name} % {value}" for name, value in told.percentiles.items())
    cut = ", ".join(f"{share:.1%} over {limit}" for limit, share in report.cut.items())
    text = f"{report.records:,} abstracts, mean {told.mean} {report.measured_in}; percentiles {parts}; {cut}"
    click.echo(msgspec.json.encode(report) if as_json else text)


@click.command("verify")
@INDEX
@click.option("--samples", type=click.IntRange(0), default=10, show_default=True, help="Records to embed anew.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
def verify_command(folder: Path, samples: int, seed: int, as_json: bool) -> None:
    """Hold the vectors of an index against its records; exit status 1 when they don't fit."""
    from paper_notes.finding.embedders import load_embedder
    from paper_notes.finding.embedding import open_vectors, options_of
    from paper_notes.finding.examining import verify
    from paper_notes.finding.shelf import Shelf

    run, store = open_vectors(folder / "vectors")
    embedder = load_embedder(options_of(run), folder, os.environ.get(KEY, "")) if samples else None
    report = verify(Shelf.open(folder), store, embedder, samples, seed)
    if as_json:
        click.echo(msgspec.json.encode(report))
    else:
        worst = min((c for row in report.recomputed for c in row[1:] if c is not None), default=None)
        click.echo(
            f"{report.vectors:,} vectors of {report.dimensions} numbers for {report.records:,} records: "
            f"{report.wrong_ids} out of place, {report.doubled} doubled, {report.zero_titles} titles and "
            f"{report.zero_abstracts} abstracts zero, {len(report.not_finite)} not finite"
            + (f"; {len(report.recomputed)} computed anew, least cosine {worst}" if worst is not None else "")
        )
    if not report.sound:
        sys.exit(1)


@click.command("explore")
@INDEX
@click.option("--paper", default="", metavar="ID", help="Show this record and the start of its vectors.")
@click.option("--samples", type=click.IntRange(0), default=5, show_default=True, help="Records to show.")
@click.option("--chart", type=click.Path(path_type=Path, dir_okay=False), help="Draw the first two components (SVG).")
def explore_command(folder: Path, paper: str, samples: int, chart: Path | None) -> None:
    """Show what an index holds: its structure, statistics, records."""
    import numpy as np

    from paper_notes.finding.charts import scatter_svg
    from paper_notes.finding.embedding import open_vectors
    from paper_notes.finding.examining import explore, principal_points
    from paper_notes.finding.searching import open_searcher

    searcher = open_searcher(folder, meaning=False)
    run, store = open_vectors(folder / "vectors")
    report = explore(store)
    click.echo(
        f"{report.records:,} records, {report.dimensions} numbers of {report.number}, {run.model}, {run.storage}"
    )
    for name, values in (("titles", report.title), ("abstracts", report.abstract)):
        click.echo(f"  {name}: " + ", ".join(f"{key} {value:g}" for key, value in values.items()))
    click.echo(f"  mean cosine of title and abstract: {report.title_to_abstract:.3f}")
    row = searcher.row_of(paper) if paper else -1
    shown = [row] if paper else np.random.default_rng(0).permutation(len(searcher.shelf))[:samples].tolist()
    for each in shown:
        record = searcher.shelf.record(each)
        click.echo(click.unstyle(f"  {record.id}  {record.title} ({record.date[:4]})"))
    if paper:
        click.echo(click.unstyle(f"     {searcher.shelf.record(row).abstract}"))
        for shard in store.shards():
            if paper in shard.ids:
                place = shard.ids.index(paper)
                click.echo(f"     title    {np.round(shard.title[place][:8], 4).tolist()} …")
                click.echo(f"     abstract {np.round(shard.abstract[place][:8], 4).tolist()} …")
    if chart:
        vectors = np.load(folder / "meaning.npy", mmap_mode="r")
        title = f"{report.records:,} records on their first two principal components"
        write_atomically(chart, scatter_svg(principal_points(vectors), title, "first component", "second").encode())


@click.command("compare")
@click.argument("first", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.argument("second", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--charts", type=click.Path(path_type=Path, file_okay=False), help="Draw two charts (SVG) here.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
def compare_command(first: Path, second: Path, charts: Path | None, as_json: bool) -> None:
    """Compare the vectors of two indexes of the same records."""
    from paper_notes.finding.charts import histogram_svg, scatter_svg
    from paper_notes.finding.embedding import open_vectors
    from paper_notes.finding.examining import compare

    report = compare(open_vectors(first / "vectors")[1], open_vectors(second / "vectors")[1])
    if charts:
        axis = "cosine of title and abstract"
        difference = histogram_svg(report.histogram, "Differences of the two", axis)
        write_atomically(charts / "difference.svg", difference.encode())
        scatter = scatter_svg(report.points, "Each record in both", f"{axis}, first", "second")
        write_atomically(charts / "scatter.svg", scatter.encode())
    if as_json:
        click.echo(msgspec.json.encode(report))
        return
    one, other = report.title_to_abstract
    click.echo(f"{report.records:,} records: cosine of title and abstract {one:.3f} and {other:.3f}, ", nl=False)
    click.echo(f"correlation {report.correlation:.3f}; {report.overlap:.1%} of the ten nearest are the same")
    if report.direct:
        click.echo(
            f"  the same record's vectors in both: titles {report.direct[0]:.3f}, abstracts {report.direct[1]:.3f}"
        )
    click.echo("  least and most alike: " + ", ".join(f"{name} {share:.0%}" for name, share in report.extremes))


@click.command("export")
@INDEX
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--storage", type=click.Choice(STORAGES), required=True)
def export_command(folder: Path, out: Path, storage: Storage) -> None:
    """Write the vectors of an index anew in another form, into the folder OUT."""
    from paper_notes.finding.embedding import open_vectors
    from paper_notes.finding.store import open_store

    target = open_store(out, storage)
    if len(target):
        raise UsageError(f"{out} holds vectors already", "Choose another folder.")
    _, store = open_vectors(folder / "vectors")
    with bar(len(store), "exporting") as advance:
        for shard in store.shards():
            target.append(shard)
            advance(len(shard.ids))
    click.echo(f"{out}: {len(target):,} records")
