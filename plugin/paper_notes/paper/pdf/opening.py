"""The one gate to documents: every PDF and SVG that is opened is opened here, in a worker process.

The limits of time and memory are the worker's (:mod:`paper_notes.paper.pdf.isolation`). What MuPDF says about a file
is caught here and never reaches the terminal: bytes of the file would, and JSON on the standard output would break.
"""

from __future__ import annotations

import re
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from paper_notes.errors import DamagedPdf, EncryptedPdf, NotAPdf, PaperError, one_line
from paper_notes.files import refuse_what_is_no_file
from paper_notes.messages import say
from paper_notes.paper.pdf.mupdf import pymupdf

MUPDF_ERRORS = (pymupdf.FileDataError, pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError, IndexError)
"""What PyMuPDF raises for a damaged file."""

HEADER_BYTES = 1024
MOST_PAGES = 20_000
"""A list of pages that says more is taken for a lie; the longest book here has a twentieth of that."""
_AGAIN = "download or copy the paper again"

_HARMLESS = re.compile(
    r"bogus font|line feed missing|first object in xref|missing file identifier|tree structure in outline"
    r"|structure tree|common ancestor|Actualtext|ICC|colou?r ?space|CMap|cmap|character advance|link destination"
    r"|non-embedded font|substitut|font (?:ascent|descent|bbox)|hinting|xref entry .* free|duplicate|deprecated"
    r"|marked content|PDF stream Length"
)
"""Remarks on files that lose nothing by them: fonts' measures, colours, tags for screen readers."""
_BROKEN_CONTENT = re.compile(
    r"zlib error|lzw|premature end|content stream|ignoring rest of page|cannot load object|not a stream|malloc", re.I
)
_REPEATED = re.compile(r"\.\.\. repeated (\d+) times")
_PARTICULARS = re.compile(r"\(?\b\d+ 0 R\)?|0x[0-9a-f]+|\d+", re.I)
_CODE = re.compile(r"^(?:code=\d+|[A-Z]\w*Error): *")
KINDS_TOLD = 3
"""Kinds of messages of MuPDF that are told of one paper, the most frequent first."""


@contextmanager
def open_pdf(path: Path) -> Iterator[pymupdf.Document]:
    """Open a PDF; raises :class:`NotAPdf`, :class:`EncryptedPdf`, :class:`DamagedPdf` or :class:`PaperError`."""
    document = _opened(path)
    try:
        yield document
    finally:
        document.close()


@contextmanager
def open_drawing(path: Path) -> Iterator[pymupdf.Page]:
    """The one page of an SVG file; raises ``OSError`` when it can't be drawn, also while it is being drawn."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError("not a file")
    try:
        with pymupdf.open(path, filetype="svg") as document:
            yield document[0]
    except (*MUPDF_ERRORS, MemoryError) as error:
        raise OSError(f"no SVG that can be drawn ({first_line(error)})") from error
    finally:
        messages()


def new_document() -> pymupdf.Document:
    """An empty PDF, to draw parts of others into."""
    return pymupdf.open()


def messages() -> Counter[str]:
    """What MuPDF has said since the last call, how often, without particulars such as the numbers of objects."""
    said: Counter[str] = Counter()
    last = ""
    for line in pymupdf.TOOLS.mupdf_warnings().splitlines():
        if again := _REPEATED.match(line.strip()):
            said[last] += int(again.group(1)) - 1 if last else 0
            continue
        last = one_line(_PARTICULARS.sub("…", line.strip())[:120])
        said[last] += 1
    return said


def told(said: Counter[str]) -> str:
    """The messages that tell of damage, in one line; "" when there are none."""
    grave = Counter({text: times for text, times in said.items() if text and not _HARMLESS.search(text)})
    if not grave:
        return ""
    parts = [f"{text} ({times} times)" if times > 1 else text for text, times in grave.most_common(KINDS_TOLD)]
    more = len(grave) - len(parts)
    return "; ".join(parts) + (f"; and {more} other kinds of fault" if more > 0 else "")


def loses_text(said: Counter[str]) -> bool:
    """Whether the messages of one page tell that its content could not be read to its end."""
    return any(_BROKEN_CONTENT.search(text) for text in said)


def first_line(error: BaseException) -> str:
    """An error's first line, without the codes of the library that raised it."""
    lines = str(error).splitlines() or [""]
    return _CODE.sub("", lines[0]).strip().rstrip(".")[:160] or type(error).__name__


def _opened(path: Path) -> pymupdf.Document:
    refuse_what_is_no_file(path)
    try:
        with path.open("rb") as file:
            head = file.read(HEADER_BYTES)
    except PermissionError as error:
        raise PaperError(
            say(f"{path} may not be read", f"没有权限读取 {path}"),
            say("give yourself permission to read it (chmod u+r)", "请给自己读取权限（chmod u+r）"),
        ) from error
    except OSError as error:
        raise PaperError(
            say(f"{path} can't be read ({error.strerror})", f"{path} 无法读取（{error.strerror}）")
        ) from error
    if not head:
        raise NotAPdf(say(f"{path} is empty", f"{path} 是空文件"), _AGAIN)
    if b"%PDF-" not in head:
        what = "a web page" if b"<html" in head.lower() or b"<!doctype" in head.lower() else "something else"
        raise NotAPdf(
            say(f"{path} is not a PDF but {what}", f"{path} 不是 PDF，而是 {what}"),
            say("save the paper itself as PDF under this name", "请把论文本身存成 PDF，用这个名字"),
        )
    messages()  # of another file
    try:
        document = pymupdf.open(path, filetype="pdf")
    except MUPDF_ERRORS as error:
        raise DamagedPdf(
            say(f"{path} is damaged ({first_line(error)})", f"{path} 已损坏（{first_line(error)}）"), _AGAIN
        ) from error
    try:
        if document.needs_pass:
            raise EncryptedPdf(
                say(f"{path} is protected by a password", f"{path} 有密码保护"),
                say("save a copy without the password under this name", "请另存一份没有密码的，用这个名字"),
            )
        _check_pages(document, path)
    except BaseException:
        document.close()
        raise
    return document


def _check_pages(document: pymupdf.Document, path: Path) -> None:
    try:
        pages = document.page_count
    except MUPDF_ERRORS as error:
        raise DamagedPdf(
            say(
                f"{path} is damaged: its list of pages makes no sense ({first_line(error)})",
                f"{path} 已损坏：页面目录不合理（{first_line(error)}）",
            ),
            _AGAIN,
        ) from error
    if pages <= 0:
        raise DamagedPdf(
            say(f"{path} has no pages", f"{path} 没有页面"),
            say(f"it is probably cut off: {_AGAIN}", "文件可能不完整，请重新下载或复制"),
        )
    if pages > MOST_PAGES:
        raise DamagedPdf(
            say(f"{path} is damaged: its list of pages says {pages:,}", f"{path} 已损坏：页面目录声称有 {pages:,} 页"),
            _AGAIN,
        )
