"""The paper of a folder: from the cache when it has been read before, else read and kept."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from paper_notes.building.kept_papers import keep_paper, load_paper
from paper_notes.building.plan import READING_ROOMS
from paper_notes.cache.directory import Cache, cache_directory
from paper_notes.cache.keys import code_version, key_of
from paper_notes.files import file_sha256, refuse_what_is_no_file
from paper_notes.library.folders import PaperFolder
from paper_notes.paper.model import Paper


@contextlib.contextmanager
def reading_for_good(cache_dir: Path) -> Iterator[Callable[[Path], Paper]]:
    """Reads PDFs that aren't in the library yet, and keeps what is read for the build that will want it."""
    from paper_notes.paper.pdf.isolation import open_reader

    with open_reader() as reader:

        def read(pdf: Path) -> Paper:
            coming = reader.submit(pdf)
            sha256 = file_sha256(pdf)
            key = key_of(sha256, (), code_version(*READING_ROOMS))
            paper = coming.result()
            with contextlib.suppress(OSError):  # read again the next time
                keep_paper(Cache(cache_directory(cache_dir)[0]).paper(sha256, key), paper)
            return paper

        yield read


def cached_paper(folder: PaperFolder, cache: Cache) -> Paper:
    """Read a folder's paper; raises :class:`~paper_notes.errors.PaperError` when that can't be done."""
    refuse_what_is_no_file(folder.pdf)
    sha256 = file_sha256(folder.pdf)
    figures = folder.settings().figures
    kept = cache.paper(sha256, key_of(sha256, figures, code_version(*READING_ROOMS)))
    if (paper := load_paper(kept)) is not None:
        return paper
    from paper_notes.paper.pdf.isolation import open_reader

    with open_reader() as reader:
        paper = reader.read(folder.pdf, figures)
    with contextlib.suppress(OSError):  # read again the next time
        keep_paper(kept, paper)
    return paper
