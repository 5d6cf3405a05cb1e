"""The paper of a folder: from the cache when it has been read before, else read and kept."""

from __future__ import annotations

from paper_notes.building.plan import READING_ROOMS
from paper_notes.cache import Cache, code_version, key_of
from paper_notes.library import PaperFolder, file_sha256
from paper_notes.note.store import write_atomically
from paper_notes.paper.model import Paper
from paper_notes.paper.serialize import from_json, to_json


def cached_paper(folder: PaperFolder, cache: Cache) -> Paper:
    """Read a folder's paper; raises :class:`~paper_notes.errors.PaperError` when that can't be done."""
    import msgspec

    sha256 = file_sha256(folder.pdf)
    figures = folder.settings().figures
    kept = cache.paper(sha256, key_of(sha256, figures, code_version(*READING_ROOMS)))
    try:
        return from_json(kept.read_bytes())
    except (OSError, msgspec.DecodeError):
        pass
    from paper_notes.paper.reader import read_paper

    paper = read_paper(folder.pdf, figures)
    write_atomically(kept, to_json(paper))
    return paper
