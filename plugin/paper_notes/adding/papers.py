"""A paper's way into a new folder of the library, and the folder's name."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from paper_notes.adding.bibtex import read_bibtex
from paper_notes.adding.doi import ARXIV_DOI, DOI_BASE, fetch_doi, is_pdf, parse_doi
from paper_notes.adding.fetching import MOST_BYTES, Fetcher, origin, public_url
from paper_notes.errors import NotAPdf, PaperNotesError, UsageError
from paper_notes.files import write_atomically
from paper_notes.library.folders import Library, PaperFolder
from paper_notes.paper.pdf.isolation import open_reader

ARXIV = re.compile(
    r"(?:arxiv:|https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/)?"
    r"(\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[a-z]{2})?/\d{7})(v\d{1,3})?(?:\.pdf)?/?",
    re.I,
)
SLUG_WORDS = 5
_SMALL_WORDS = {"a", "an", "the", "of", "for", "and", "on", "in", "to", "with", "by", "from", "via", "at", "is", "are"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a paper comes from: a file, an address to fetch or a DOI to resolve; ``arxiv`` and ``doi`` are known ids of
    it. ``name`` is how the user knows it, without secrets."""

    file: Path | None = None
    url: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    name: str = ""


def sources(text: str) -> Iterator[Source | PaperNotesError]:
    """What one argument names: one source, or those of a BibTeX file, where an entry without a PDF is an error."""
    path = Path(text)
    if path.suffix.lower() != ".bib" or not path.is_file():
        yield parse_source(text)
        return
    for entry in read_bibtex(path):
        if entry.pdf is None:
            yield UsageError(f"{path}: {entry.key}: {entry.problem}")
        else:
            yield Source(file=entry.pdf, arxiv=entry.arxiv, doi=entry.doi, name=f"{path}: {entry.key}")


def parse_source(text: str) -> Source:
    """A file that exists, an arXiv id or address, a DOI, or an http(s) URL; raises :class:`UsageError` for anything
    else."""
    if Path(text).is_file():
        return Source(file=Path(text), name=text)
    doi = parse_doi(text)
    arxiv_doi = ARXIV_DOI.fullmatch(doi) if doi else None
    if match := ARXIV.fullmatch(arxiv_doi.group(1) if arxiv_doi else text.strip()):
        name = match.group(1) + (match.group(2) or "")
        return Source(url=f"https://arxiv.org/pdf/{name}", arxiv=match.group(1), name=f"arXiv:{name}")
    if doi:
        return Source(doi=doi, name=f"doi:{doi}")
    if re.match(r"https?://", text, re.I):
        return Source(url=text, name=public_url(text))
    if Path(text).exists():
        raise UsageError(f"{text} is no file", "name a PDF, not a folder or a device")
    raise UsageError(f"{text!r} is no file, no arXiv id, no DOI and no http(s) address", "check the spelling")


def add_paper(
    library: Library,
    source: Source | str,
    slug: str | None = None,
    *,
    fetcher: Fetcher | None = None,
    doi_base: str = DOI_BASE,
) -> PaperFolder:
    """Put a paper into a new folder of the library and return the folder.

    The slug is made from the printed title unless it is given. Raises :class:`UsageError` when the folder exists
    already, :class:`~paper_notes.adding.DownloadFailed` or a :class:`~paper_notes.errors.PaperError` when there is no
    readable PDF; nothing is left then.
    """
    source = parse_source(source) if isinstance(source, str) else source
    if slug is not None and slugify(slug) != slug:
        hint = f"use lower case words joined by '-', such as {slugify(slug)!r}"
        raise UsageError(f"{slug!r} is no good folder name", hint)
    if slug is not None and (library.root / slug).exists():
        raise UsageError(f"{library.root / slug} exists already", "choose another name with --slug")
    data = _bytes_of(source, fetcher or Fetcher(), doi_base)
    if not is_pdf(data):
        raise NotAPdf(f"{source.name} is not a PDF", "the file must begin with %PDF")
    slug = slug or _slug_of(_title(data, source), source)
    folder = PaperFolder(library.root / slug)
    if folder.path.exists():
        raise UsageError(f"{folder.path} exists already", "choose another name with --slug")
    write_atomically(folder.pdf, data)
    known = {"arxiv": source.arxiv, "doi": source.doi}
    known |= {"url": public_url(source.url)} if source.url and not source.arxiv else {}
    if said := {key: value for key, value in known.items() if value}:
        write_atomically(folder.settings_file, yaml.safe_dump(said, default_style="'", allow_unicode=True).encode())
    return folder


def slugify(text: str) -> str:
    """Lower-case words joined by "-"; accents are dropped, CJK characters stay."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower()))


def _bytes_of(source: Source, fetcher: Fetcher, doi_base: str) -> bytes:
    if source.file is not None:
        if source.file.stat().st_size > MOST_BYTES:
            raise UsageError(f"{source.file} is larger than {MOST_BYTES // 2**20} MB", "make it smaller")
        return source.file.read_bytes()
    if source.url is not None:
        # the user named this place: it may be on this machine, what it redirects to may not
        return replace(fetcher, trusted=fetcher.trusted | {origin(source.url)}).fetch(source.url).data
    return fetch_doi(str(source.doi), fetcher, doi_base)


def _title(data: bytes, source: Source) -> str:
    """The printed title, read in a process with limits. Raises a PaperError for what can't be read."""
    with tempfile.TemporaryDirectory(prefix="paper-notes-") as place, open_reader() as reader:
        probe = Path(place) / "paper.pdf"
        probe.write_bytes(data)
        try:
            return reader.read(probe).metadata.title
        except PaperNotesError as error:
            error.message = error.message.replace(str(probe), source.name)
            raise


def _slug_of(title: str, source: Source) -> str:
    """From the printed title: the words before a colon when they are a name of their own, else the first words."""
    name, colon, _ = title.partition(":")
    words = slugify(name if colon and len(name.split()) <= 3 else title).split("-")
    weighty = [word for word in words if word not in _SMALL_WORDS][:SLUG_WORDS]
    slug = "-".join(weighty or words[:SLUG_WORDS])
    if not slug and source.arxiv:
        slug = source.arxiv.replace("/", "-").replace(".", "-").lower()
    if not slug:
        raise UsageError(f"the title of {source.name} can't be read", "name the folder with --slug")
    return slug[:60].strip("-")
