"""Bringing a paper into the library: a file, a URL or an arXiv id becomes ``<slug>/paper.pdf``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import httpx2
import yaml

from paper_notes.errors import NotAPdf, PaperNotesError, UsageError
from paper_notes.library import Library, PaperFolder
from paper_notes.note.store import write_atomically
from paper_notes.paper.pdf.isolation import open_reader

ARXIV = re.compile(
    r"(?:arxiv:|https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/)?"
    r"(\d{4}\.\d{4,5}|[a-z-]+/\d{7})(v\d+)?(?:\.pdf)?/?",
    re.I,
)
MAX_BYTES = 300 * 2**20
SLUG_WORDS = 5
_SMALL_WORDS = {"a", "an", "the", "of", "for", "and", "on", "in", "to", "with", "by", "from", "via", "at", "is", "are"}


class DownloadFailed(PaperNotesError):
    """The paper could not be fetched."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a paper comes from: a file, or an address to fetch; ``arxiv`` is the id when it is known."""

    file: Path | None = None
    url: str | None = None
    arxiv: str | None = None


def parse_source(text: str) -> Source:
    """A file that exists, an arXiv id or address, or an http(s) URL; raises :class:`UsageError` for anything else."""
    if Path(text).is_file():
        return Source(file=Path(text))
    if match := ARXIV.fullmatch(text.strip()):
        name = match.group(1) + (match.group(2) or "")
        return Source(url=f"https://arxiv.org/pdf/{name}", arxiv=match.group(1))
    if re.match(r"https?://", text, re.I):
        return Source(url=text)
    raise UsageError(f"{text!r} is no file, no arXiv id and no http(s) address", "check the spelling")


def add_paper(library: Library, text: str, slug: str | None = None) -> PaperFolder:
    """Put a paper into a new folder of the library and return the folder.

    The slug is made from the printed title unless it is given. Raises :class:`UsageError` when the folder exists
    already, :class:`DownloadFailed` or a :class:`~paper_notes.errors.PaperError` when there is no readable PDF.
    """
    source = parse_source(text)
    data = source.file.read_bytes() if source.file else fetch(str(source.url))
    if data.lstrip()[:5] != b"%PDF-":
        raise NotAPdf(f"{text} is not a PDF", "the file must begin with %PDF")
    slug = slug or _slug_of(data, library, source)
    if slugify(slug) != slug:
        hint = f"use lower case words joined by '-', such as {slugify(slug)!r}"
        raise UsageError(f"{slug!r} is no good folder name", hint)
    folder = PaperFolder(library.root / slug)
    if folder.path.exists():
        raise UsageError(f"{folder.path} exists already", "choose another name with --slug")
    write_atomically(folder.pdf, data)
    if source.url:
        known = {"arxiv": source.arxiv} if source.arxiv else {"url": source.url}
        write_atomically(folder.settings_file, yaml.safe_dump(known, default_style="'").encode())
    return folder


def fetch(url: str) -> bytes:
    """The bytes at an address; raises :class:`DownloadFailed` with what the server said."""
    try:
        with httpx2.stream("GET", url, follow_redirects=True, timeout=60) as response:
            response.raise_for_status()
            parts, size = [], 0
            for part in response.iter_bytes():
                size += len(part)
                if size > MAX_BYTES:
                    raise DownloadFailed(f"{url} is larger than {MAX_BYTES // 2**20} MB", "fetch it by hand")
                parts.append(part)
            return b"".join(parts)
    except httpx2.HTTPStatusError as error:
        status = error.response.status_code
        raise DownloadFailed(f"{url} answered {status}", "check the address, or fetch the PDF by hand") from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        said = str(error) or type(error).__name__
        raise DownloadFailed(f"{url} can't be fetched ({said})", "check the address and the network") from error


def slugify(text: str) -> str:
    """Lower-case words joined by "-"; accents are dropped, CJK characters stay."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower()))


def _slug_of(data: bytes, library: Library, source: Source) -> str:
    """From the printed title: the words before a colon when they are a name of their own, else the first words."""
    library.root.mkdir(parents=True, exist_ok=True)
    probe = library.root / ".adding.pdf"
    write_atomically(probe, data)
    try:
        with open_reader() as reader:
            title = reader.read(probe).metadata.title
    finally:
        probe.unlink(missing_ok=True)
    name, colon, _ = title.partition(":")
    words = slugify(name if colon and len(name.split()) <= 3 else title).split("-")
    weighty = [word for word in words if word not in _SMALL_WORDS][:SLUG_WORDS]
    slug = "-".join(weighty or words[:SLUG_WORDS])
    if not slug and source.arxiv:
        slug = source.arxiv.replace("/", "-").replace(".", "-")
    if not slug:
        raise UsageError("the paper's title can't be read", "name the folder with --slug")
    return slug[:60].strip("-")
