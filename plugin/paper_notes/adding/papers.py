"""A paper's way into a new folder of the library."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paper_notes.adding.identifiers import is_pdf
from paper_notes.adding.paper_file import paper_file_text
from paper_notes.adding.slugs import slug_of, slugify
from paper_notes.adding.sources import Source, parse_source
from paper_notes.errors import NotAPdf, PaperNotesError, UsageError
from paper_notes.files import file_sha256, write_atomically
from paper_notes.library.folders import Library, PaperFolder
from paper_notes.messages import say
from paper_notes.paper.model import Paper

if TYPE_CHECKING:
    from paper_notes.adding.fetching import Fetcher

MOST_BYTES = 300 * 2**20
"""Of a file on disk; what is fetched has the same limit."""
MOST_SLUGS = 99
"""Folders that papers of one short name may have."""

Read = Callable[[Path], Paper]


@dataclass(frozen=True, slots=True)
class Added:
    """A new folder, and the paper in it as it was read."""

    folder: PaperFolder
    paper: Paper


def add_paper(
    library: Library,
    source: Source | str,
    slug: str | None = None,
    *,
    read: Read | None = None,
    fetcher: Fetcher | None = None,
    doi_base: str = "",
) -> Added:
    """Put a paper into a new folder of the library.

    The slug is made from what the paper calls its system or from its title unless it is given; where another paper has
    that name, the year or a number goes behind it. A file that lies in the library is moved, not copied. ``read`` reads
    the PDF, by default in a process with limits.

    Raises :class:`UsageError` when the paper is in the library already or the folder is taken,
    :class:`~paper_notes.adding.fetching.DownloadFailed` or a :class:`~paper_notes.errors.PaperError` when there is no
    readable PDF; nothing is left then.
    """
    source = parse_source(source) if isinstance(source, str) else source
    if slug is not None:
        _refuse_bad(slug, library)
    else:
        _refuse_known(library, source)
    data = _bytes_of(source, fetcher, doi_base)
    if not is_pdf(data):
        raise NotAPdf(
            say(f"{source.name} is not a PDF", f"{source.name} 不是 PDF"),
            say("the file must begin with %PDF", "PDF 文件应以 %PDF 开头"),
        )
    if slug is None and (twin := _same_file(library, data)) is not None:
        raise _there_already(twin, source.name)
    paper = _read(data, source, read or _read_guarded)
    folder = PaperFolder(library.root / (slug or _free_slug(library, paper, source)))
    write_atomically(folder.pdf, data)
    if said := _known(source):
        write_atomically(folder.settings_file, paper_file_text(said).encode())
    if source.file is not None and library.root.resolve() in source.file.resolve().parents:
        source.file.unlink()  # it lay about in the library, and has its place there now
    return Added(folder, paper)


def _refuse_bad(slug: str, library: Library) -> None:
    if slugify(slug) != slug:
        raise UsageError(
            say(f"{slug!r} is no good folder name", f"{slug!r} 不宜作文件夹名"),
            say(
                f"use lower case words joined by '-', such as {slugify(slug)!r}",
                f"请用小写单词，以“-”相连，例如 {slugify(slug)!r}",
            ),
        )
    if (library.root / slug).exists():
        raise UsageError(
            say(f"{library.root / slug} exists already", f"{library.root / slug} 已经存在"),
            say("choose another name with --slug", "请用 --slug 换一个名字"),
        )


def _there_already(folder: PaperFolder, name: str) -> UsageError:
    return UsageError(
        say(f"{name} is in the library already: {folder.path}", f"{name} 已在论文库中：{folder.path}"),
        say("to have it twice, name the second folder with --slug", "确实要再存一份，请用 --slug 给出另一个文件夹名"),
    )


def _refuse_known(library: Library, source: Source) -> None:
    """A paper whose arXiv id or DOI a folder's paper.yml names is there already."""
    if not (source.arxiv or source.doi):
        return
    for folder in _folders(library):
        try:
            settings = folder.settings()
        except (PaperNotesError, OSError):
            continue  # the build tells what is wrong with it
        if not folder.pdf.is_file():
            continue
        same_doi = source.doi and settings.doi and source.doi.casefold() == settings.doi.casefold()
        if same_doi or (source.arxiv and source.arxiv == settings.arxiv):
            raise _there_already(folder, source.name)


def _same_file(library: Library, data: bytes) -> PaperFolder | None:
    digest = ""
    for folder in _folders(library):
        try:
            if folder.pdf.stat().st_size != len(data):
                continue
            digest = digest or hashlib.sha256(data).hexdigest()
            if file_sha256(folder.pdf) == digest:
                return folder
        except OSError:
            continue
    return None


def _folders(library: Library) -> list[PaperFolder]:
    return library.folders() if library.root.is_dir() else []


def _bytes_of(source: Source, fetcher: Fetcher | None, doi_base: str) -> bytes:
    if source.file is not None:
        if source.file.stat().st_size > MOST_BYTES:
            raise UsageError(
                say(
                    f"{source.file} is larger than {MOST_BYTES // 2**20} MB",
                    f"{source.file} 大于 {MOST_BYTES // 2**20} MB",
                ),
                say("make it smaller", "请先压缩它"),
            )
        return source.file.read_bytes()
    # a file on disk need not wait for what the network needs
    from paper_notes.adding.doi import DOI_BASE, fetch_doi
    from paper_notes.adding.fetching import Fetcher, origin

    fetcher = fetcher or Fetcher()
    if source.url is not None:
        # the user named this place: it may be on this machine, what it redirects to may not
        return replace(fetcher, trusted=fetcher.trusted | {origin(source.url)}).fetch(source.url).data
    return fetch_doi(str(source.doi), fetcher, doi_base or DOI_BASE)


def _read(data: bytes, source: Source, read: Read) -> Paper:
    with tempfile.TemporaryDirectory(prefix="paper-notes-") as place:
        probe = Path(place) / "paper.pdf"
        probe.write_bytes(data)
        try:
            return read(probe)
        except PaperNotesError as error:
            error.message = error.message.replace(str(probe), source.name)
            raise


def _read_guarded(path: Path) -> Paper:
    from paper_notes.paper.pdf.isolation import open_reader

    with open_reader() as reader:
        return reader.read(path)


def _free_slug(library: Library, paper: Paper, source: Source) -> str:
    """A name that no folder has."""
    title = str(source.said.get("title") or paper.metadata.title)
    slug = slug_of(title, paper)
    if not slug and source.arxiv:
        slug = source.arxiv.replace("/", "-").replace(".", "-").lower()
    if not slug:
        raise UsageError(
            say(f"the title of {source.name} can't be read", f"读不出 {source.name} 的标题"),
            say("name the folder with --slug", "请用 --slug 给出文件夹名"),
        )
    year = source.said.get("year") or paper.metadata.year
    dated = [f"{slug}-{year}"] if year else []
    numbered = [f"{slug}-{number}" for number in range(2, MOST_SLUGS)]
    free = (name for name in (slug, *dated, *numbered) if not (library.root / name).exists())
    found = next(free, None)
    if found is None:
        raise UsageError(
            say(f"{library.root / slug} exists already", f"{library.root / slug} 已经存在"),
            say("choose another name with --slug", "请用 --slug 换一个名字"),
        )
    return found


def _known(source: Source) -> dict[str, Any]:
    """What ``paper.yml`` is to hold."""
    known: dict[str, Any] = {**source.said, "arxiv": source.arxiv, "doi": source.doi}
    if source.url and not source.arxiv:
        from paper_notes.adding.fetching import public_url

        known["url"] = public_url(source.url)
    return {key: value for key, value in known.items() if value}
