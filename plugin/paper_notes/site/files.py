"""Which files of a paper's folder are published, and under which names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from paper_notes.errors import UsageError
from paper_notes.files import is_outside, read_note_text
from paper_notes.library.folders import PaperFolder
from paper_notes.note.front_matter import find_front_matter

_PRIVATE_NAMES = {"paper.yml", "paper.yaml", "Thumbs.db"}
HARMLESS_SUFFIXES = frozenset({".md", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})
"""What a stranger may bring: no page, no script, no drawing that can hold one (SVG)."""
_PRIVATE_SUFFIXES = {".tmp", ".part", ".crdownload", ".typ", ".tex", ".py", ".sh"}


def body_alone(note: Path) -> str | None:
    """A note's text without its front matter, for one whose front matter can't be read; None when its text can't."""
    try:
        text = read_note_text(note)
    except (OSError, UsageError):
        return None
    return text[find_front_matter(text).end :].replace("\r\n", "\n")


def published_files(folder: PaperFolder) -> Iterator[Path]:
    """Paths of the files to publish, in order of their names; settings, kept old notes, hidden files and the sources of
    papers stay out, and so does what symbolic links, at any depth, lead to outside the library. A folder or file that
    can't be read is left out (the build tells)."""
    try:
        entries = sorted(folder.path.rglob("*"))
    except OSError:
        return
    for path in entries:
        parts = path.relative_to(folder.path).parts
        if any(part.startswith(".") for part in parts) or path.name in _PRIVATE_NAMES:
            continue
        if path.suffix in _PRIVATE_SUFFIXES or ".kept" in path.name or parts[0] == "source":
            continue
        if path.is_file() and not is_outside(path, folder.path.parent):
            yield path
