"""Papers that were read, kept as sealed JSON."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from paper_notes.cache.sealed import read_sealed, seal
from paper_notes.files import write_atomically
from paper_notes.paper.model import Paper, Problem

_decoder = msgspec.json.Decoder(Paper)
_encoder = msgspec.json.Encoder()


def is_kept(file: Path) -> bool:
    """Whether a paper that was kept by this user's runs is there."""
    return read_sealed(file) is not None


def load_paper(file: Path) -> Paper | None:
    """The kept paper; None when there is none, or the file is damaged or foreign."""
    data = read_sealed(file)
    try:
        return None if data is None else _decoder.decode(data)
    except msgspec.DecodeError:
        return None


def keep_paper(file: Path, paper: Paper) -> None:
    """Keep a paper; raises OSError when that isn't possible."""
    write_atomically(file, seal(file.name, _encoder.encode(paper)))


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """What a worker tells of a paper that it read and kept: the paper itself only where it could not be kept."""

    problems: tuple[Problem, ...]
    unkept: tuple[Paper, OSError] | None = None


def keep_read(paper: Paper, file: Path) -> KeptPaper:
    """Keep a paper where it was read, in the worker."""
    try:
        keep_paper(file, paper)
    except OSError as error:
        return KeptPaper(paper.problems, (paper, error))
    return KeptPaper(paper.problems)
