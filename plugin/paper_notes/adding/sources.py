"""What the words after ``paper-notes add`` name: files, addresses, arXiv ids, DOIs, and lists of papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from paper_notes.adding.identifiers import ARXIV, ARXIV_DOI, parse_doi
from paper_notes.adding.lists import is_list, read_list
from paper_notes.errors import PaperNotesError, UsageError
from paper_notes.messages import say


@dataclass(frozen=True, slots=True)
class Source:
    """Where a paper comes from: a file, an address to fetch or a DOI to resolve; ``arxiv`` and ``doi`` are known ids of
    it. ``name`` is how the user knows it, without secrets. ``said`` is what a list of papers says of it, with the keys
    of ``paper.yml``."""

    file: Path | None = None
    url: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    name: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)


def sources(text: str) -> Iterator[Source | PaperNotesError]:
    """What one argument names: one source, or those of a list of papers, where an entry without a PDF is an error."""
    path = Path(text)
    if not is_list(path):
        yield parse_source(text)
        return
    for entry in read_list(path):
        name = f"{path}: {entry.key}"
        if entry.pdf is None:
            yield UsageError(f"{name}: {entry.problem}")
        else:
            said = {key: value for key, value in entry.said.items() if key not in ("arxiv", "doi")}
            known = {key: entry.said.get(key) for key in ("arxiv", "doi")}
            yield Source(file=entry.pdf, name=name, said=said, **known)


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
        from paper_notes.adding.fetching import public_url

        return Source(url=text, name=public_url(text))
    if Path(text).exists():
        raise UsageError(
            say(f"{text} is no file", f"{text} 不是文件"),
            say("name a PDF, not a folder or a device", "请给出 PDF，不能是文件夹或设备"),
        )
    raise UsageError(
        say(
            f"{text!r} is no file, no arXiv id, no DOI and no http(s) address",
            f"{text!r} 不是文件，也不是 arXiv 编号、DOI 或 http(s) 地址",
        ),
        say("check the spelling", "请检查拼写"),
    )
