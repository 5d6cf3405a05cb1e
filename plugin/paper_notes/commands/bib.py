"""``paper-notes bib``: the library as BibTeX."""

from __future__ import annotations

import re
import string
import sys
from collections import Counter
from itertools import product
from pathlib import Path

import click

from paper_notes.commands.library_options import library_options
from paper_notes.errors import PaperNotesError
from paper_notes.files import write_atomically
from paper_notes.library.folders import Library
from paper_notes.messages import in_chinese, say
from paper_notes.note.known import with_heading, with_settings
from paper_notes.note.store import load_note
from paper_notes.settings import Settings
from paper_notes.site.bibtex import bibtex, citation_key

_SUFFIXES = tuple(string.ascii_lowercase) + tuple("".join(pair) for pair in product(string.ascii_lowercase, repeat=2))


@click.command("bib")
@click.argument("slugs", metavar="[SLUG...]", nargs=-1)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help=say("Write here instead of printing.", "写进这个文件，不输出到屏幕。"),
)
@library_options()
@in_chinese("把所有有笔记的论文（或指定的几篇）写成 BibTeX，每篇一个不同的键。")
def command(slugs: tuple[str, ...], out: Path | None, settings: Settings) -> None:
    """Write the BibTeX of all papers that have a note, or of those named; each with a key of its own."""
    held = Library(settings.library)
    folders = [held.folder(slug) for slug in slugs] if slugs else held.folders()
    entries, failed = [], False
    for folder in folders:
        try:
            folder.refuse_links_out()
            note = load_note(folder.note)
            front = with_heading(with_settings(note.front, folder.settings()), note.body)
        except FileNotFoundError:
            continue
        except (PaperNotesError, OSError) as error:
            click.echo(f"paper-notes: {error}", err=True)
            failed = True
            continue
        entries.append((citation_key(front, folder.slug), bibtex(front, folder.slug)))
    times = Counter(key for key, _ in entries)
    given: Counter[str] = Counter()
    lines = []
    for key, entry in entries:
        own = key
        if times[key] > 1:
            own = key + _SUFFIXES[given[key] % len(_SUFFIXES)]
            given[key] += 1
        lines.append(re.sub(r"\A(@\w+\{)[^,]*", lambda match, own=own: match.group(1) + own, entry))  # type: ignore[misc]
    text = "\n\n".join(lines) + "\n" if lines else ""
    if out is not None:
        write_atomically(out, text.encode())
        click.echo(say(f"{out}: {len(lines)} entries", f"{out}：{len(lines)} 个条目"))
    else:
        click.echo(text, nl=False)
    if failed:
        sys.exit(1)
