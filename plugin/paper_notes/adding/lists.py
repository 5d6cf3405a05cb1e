"""Lists of papers with their files: BibTeX, CSL-JSON, Zotero's exports as a folder or a zip, a folder of PDFs."""

from __future__ import annotations

import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from paper_notes.adding.entry import Entry
from paper_notes.errors import UsageError
from paper_notes.messages import say

MOST_FILES = 20_000
MOST_UNPACKED_BYTES = 8 * 2**30
_SUFFIXES = frozenset((".bib", ".json", ".rdf", ".pdf"))


def is_list(path: Path) -> bool:
    """Whether a file or folder may hold several papers."""
    return path.is_dir() or (path.is_file() and path.suffix.casefold() in (".bib", ".json", ".rdf", ".zip"))


def read_list(path: Path) -> Iterator[Entry]:
    """The entries of a list. PDFs from a zip last until the next entry is asked for. Raises UsageError for what can't
    be read, or holds no paper."""
    if path.is_dir():
        yield from _in_folder(path)
    elif path.suffix.casefold() == ".zip":
        with tempfile.TemporaryDirectory(prefix="paper-notes-") as place:
            _unpack(path, Path(place))
            yield from _in_folder(Path(place), str(path))
    else:
        yield from _reader(path)(path)


def _reader(path: Path) -> Callable[[Path], list[Entry]]:
    # each brings what it needs along, and one paper alone needs none of it
    if path.suffix.casefold() == ".bib":
        from paper_notes.adding.bibtex import read_bibtex

        return read_bibtex
    if path.suffix.casefold() == ".json":
        from paper_notes.adding.csl import read_csl

        return read_csl
    from paper_notes.adding.zotero_rdf import read_rdf

    return read_rdf


def _in_folder(folder: Path, name: str = "") -> Iterator[Entry]:
    """The entries of the lists in a folder, or one folder below as exports have them; else the PDFs in it."""
    files = sorted(path for depth in ("*", "*/*") for path in folder.glob(depth) if path.is_file())
    lists = [path for path in files if path.suffix.casefold() in (".bib", ".json", ".rdf")]
    if not lists:
        pdfs = [path for path in sorted(folder.glob("*")) if path.suffix.casefold() == ".pdf" and path.is_file()]
        if not pdfs:
            shown = name or folder
            raise UsageError(
                say(f"{shown} holds no PDF and no list of papers", f"{shown} 里没有 PDF，也没有论文列表"),
                say(
                    "name a PDF, or an export of Zotero with its files", "请给出 PDF，或者 Zotero 导出的带文件的文件夹"
                ),
            )
        for pdf in pdfs:
            yield Entry(pdf.name, pdf)
        return
    seen: set[Path] = set()
    for path in lists:
        for entry in _reader(path)(path):
            if entry.pdf is None or entry.pdf.resolve() not in seen:
                seen |= {entry.pdf.resolve()} if entry.pdf else set()
                yield entry


def _unpack(archive: Path, place: Path) -> None:
    """Unpack the lists and PDFs of a zip, nothing outside of ``place``. Raises UsageError for a broken or huge one."""
    try:
        with zipfile.ZipFile(archive) as opened:
            wanted = [info for info in opened.infolist() if _is_wanted(info)]
            if len(wanted) > MOST_FILES or sum(info.file_size for info in wanted) > MOST_UNPACKED_BYTES:
                raise UsageError(say(f"{archive} is too big", f"{archive} 太大"), say("split it", "请拆分"))
            for info in wanted:
                target = place.joinpath(*PurePosixPath(info.filename.replace("\\", "/")).parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                with opened.open(info) as packed, target.open("wb") as file:
                    shutil.copyfileobj(packed, file)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise UsageError(say(f"{archive} can't be unpacked ({error})", f"{archive} 无法解压（{error}）")) from error


def _is_wanted(info: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    link = stat.S_ISLNK(info.external_attr >> 16)
    safe = not path.is_absolute() and ".." not in path.parts and ":" not in info.filename and "\0" not in info.filename
    return safe and not link and not info.is_dir() and path.suffix.casefold() in _SUFFIXES
