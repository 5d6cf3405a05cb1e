"""Papers that were read, kept as sealed JSON."""

from __future__ import annotations

from pathlib import Path

import msgspec

from paper_notes.note.store import write_atomically
from paper_notes.paper.model import Paper
from paper_notes.paper.serialize import from_json, to_json
from paper_notes.sealed import read_sealed, seal


def is_kept(file: Path) -> bool:
    """Whether a paper that was kept by this user's runs is there."""
    return read_sealed(file) is not None


def load_paper(file: Path) -> Paper | None:
    """The kept paper; None when there is none, or the file is damaged or foreign."""
    data = read_sealed(file)
    try:
        return None if data is None else from_json(data)
    except msgspec.DecodeError:
        return None


def keep_paper(file: Path, paper: Paper) -> None:
    """Keep a paper; raises OSError when that isn't possible."""
    write_atomically(file, seal(file.name, to_json(paper)))
