"""``paper-notes corpus``: titles and abstracts by the million: check them, make vectors, search."""

from __future__ import annotations

import os
from pathlib import Path

import click
import msgspec

from paper_notes.adding.identifiers import ARXIV_ID
from paper_notes.commands.corpus_options import (
    ACTORS,
    CLUSTER,
    COLUMNS,
    FILE,
    GPUS,
    INDEX,
    KEY,
    WORKERS,
    bar,
    index_folder,
    mapping,
    workers_of,
)
from paper_notes.commands.corpus_vectors import (
    compare_command,
    explore_command,
    export_command,
    lengths_command,
    verify_command,
)
from paper_notes.errors import UsageError
from paper_notes.finding.embedders import LSA, EmbedderOptions
from paper_notes.finding.ranking import Mode
from paper_notes.finding.searching import Hit
from paper_notes.finding.store import STORAGES, Storage

AUTHORS_TOLD = 3


@click.group("corpus")
def command() -> None:
    """Check, embed and search a corpus of abstracts (JSON lines, CSV, Parquet)."""


@command.command("check")
@FILE
@COLUMNS
@WORKERS
@CLUSTER
@ACTORS
@click.option("--required", multiple=True, default=("id", "title", "abstract", "authors"), show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Keep whole records here, each once.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
def check_command(
    file: Path,
    columns: tuple[str, ...],
    workers: int,
    address: str,
    actors: int,
    required: tuple[str, ...],
    out: Path | None,
    as_json: bool,
) -> None:
    """Tell what a file of records holds: missing, empty, malformed, doubled."""
    from paper_notes.finding.checking_file import as_json as to_json
    from paper_notes.finding.checking_file import check, readable
    from paper_notes.finding.records import FIELDS
    from paper_notes.finding.source import open_source

    for name in required:
        if name not in FIELDS:
            raise UsageError(f"a record has no {name!r}", f"Records have {', '.join(FIELDS)}.")
    source = open_source(file, mapping(columns))
    if out is not None and out.exists() and out.samefile(file):
        raise UsageError(f"{out} is the file that is checked", "Name another file for --out.")
    with bar(file.stat().st_size, "checking") as advance:
        report = check(source, required, out, workers=workers_of(address, actors, 0, workers), advance=advance)
    click.echo(to_json(report) if as_json else readable(report))


@command.command("embed")
@FILE
@COLUMNS
@WORKERS
@CLUSTER
@ACTORS
@GPUS
@click.option("--index", type=click.Path(path_type=Path, file_okay=False), help="The index; default: FILE.index.")
@click.option(
    "--model", default=LSA, show_default=True, help="lsa, a sentence-transformers folder, or a server's model."
)
@click.option("--url", default="", help="A server with OpenAI's embeddings interface; its key: PAPER_NOTES_EMBED_KEY.")
@click.option("--storage", type=click.Choice(STORAGES), default="lance", show_default=True)
@click.option("--batch", type=click.IntRange(1), default=64, show_default=True)
@click.option("--max-length", type=click.IntRange(0), default=0, help="Tokens of a text; 0 is what the model takes.")
@click.option("--normalize/--no-normalize", default=True, show_default=True)
@click.option("--half", is_flag=True, help="Numbers of 16 bits.")
@click.option("--device", default="", help="cpu, cuda, cuda:1, …; default: a GPU where there is one.")
@click.option("--query-prompt", default="", help="Stands before queries, as instruct models want it.")
@click.option("--passage-prompt", default="")
@click.option("--flash-attention", is_flag=True)
def embed_command(
    file: Path,
    columns: tuple[str, ...],
    workers: int,
    address: str,
    actors: int,
    gpus: float,
    index: Path | None,
    storage: Storage,
    **options: object,
) -> None:
    """Make a corpus searchable: an index of its words, and vectors of its titles and abstracts.

    A run that was stopped goes on where it was.
    """
    from paper_notes.finding.embedding import Work, embed, join_vectors, open_run
    from paper_notes.finding.indexing import index_corpus
    from paper_notes.finding.neighbours import has_index
    from paper_notes.finding.source import open_source
    from paper_notes.finding.store import open_store

    settings = EmbedderOptions(**options)  # type: ignore[arg-type]
    folder = index_folder(file, index)
    source = open_source(file, mapping(columns))
    hands = workers_of(address, actors, gpus, workers)
    with bar(0, "indexing") as advance:
        manifest = index_corpus(source, folder, workers=workers_of(address, actors, 0, workers), advance=advance)
    work = Work(folder, (manifest.size, manifest.changed), settings, os.environ.get(KEY, ""))
    run = open_run(work, storage)
    store = open_store(folder / "vectors", storage)
    with bar(manifest.records, "embedding") as advance:
        held = embed(work, store, workers=hands, advance=advance)
    whole = (folder / "meaning.npy").exists() and has_index(folder, manifest.records)
    if held < manifest.records or not whole:
        join_vectors(store, folder)
    click.echo(
        f"{folder}: {manifest.records:,} records, vectors of {run.dimensions} numbers"
        + (f", {held:,} of them from an earlier run" if held else "")
    )


@command.command("search")
@INDEX
@click.argument("query", default="")
@click.option("--like", default="", metavar="ID", help="Papers like this one of the corpus, instead of a query.")
@click.option("--mode", type=click.Choice(("words", "meaning", "both")), default="both", show_default=True)
@click.option(
    "--category", "categories", multiple=True, help="Only of this category, such as cs.IR; or of one of several."
)
@click.option("--since", default="", help="Only since this year or day (2023, 2023-05-01).")
@click.option("--author", default="")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="A JSON object a hit, a line each.")
def search_command(
    folder: Path,
    query: str,
    like: str,
    mode: Mode,
    categories: tuple[str, ...],
    since: str,
    author: str,
    limit: int,
    as_json: bool,
) -> None:
    """Find papers in a corpus by words or a question; FOLDER is its index."""
    from paper_notes.finding.searching import Filters, open_searcher

    if bool(query) == bool(like):
        raise UsageError("say what to search for: words or a question, or --like ID")
    searcher = open_searcher(folder, os.environ.get(KEY, ""), meaning=mode != "words")
    filters = Filters(categories, since, author)
    search, asked = (searcher.like, like) if like else (searcher.search, query)
    hits = search(asked, mode, filters, limit)
    for place, hit in enumerate(hits, 1):
        click.echo(msgspec.json.encode(public_hit(hit)) if as_json else readable_hit(place, hit))
    if not hits and not as_json:
        click.echo("nothing found")


def public_hit(hit: Hit) -> dict[str, object]:
    """A hit for programs."""
    return {**msgspec.to_builtins(hit.record), "score": hit.score, "words": hit.words, "nearness": hit.nearness}


def readable_hit(place: int, hit: Hit) -> str:
    """A hit for people: the paper, why it is one, how to add it."""
    record = hit.record
    authors = ", ".join(record.authors[:3]) + (" et al." if len(record.authors) > AUTHORS_TOLD else "")
    why = ", ".join(hit.words)
    near = "" if hit.nearness is None else f"nearness {hit.nearness:.2f}"
    lines = [
        f"{place:>3}  {record.title}",
        "     " + " · ".join(filter(None, (authors, record.date[:4], " ".join(record.categories), record.id))),
        "     " + "; ".join(filter(None, (f"has {why}" if why else "", near))),
    ]
    if ARXIV_ID.fullmatch(record.id):
        lines.append(f"     paper-notes add {record.id}")
    return "\n".join(click.unstyle(line) for line in lines)


for each in (lengths_command, verify_command, explore_command, compare_command, export_command):
    command.add_command(each)
