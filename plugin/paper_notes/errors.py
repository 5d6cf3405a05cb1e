"""Errors that end the work on one paper or one command, worded for the person who reads them.

::

    PaperNotesError           anything below; the command line prints it in one line and exits with 1
    ├── UsageError            the call or a settings file is wrong (exit 2)
    ├── PaperError            this PDF can't be read
    │   ├── NotAPdf           the bytes are not a PDF, or it is empty
    │   ├── EncryptedPdf      it wants a password
    │   ├── DamagedPdf        it is cut off or broken beyond repair
    │   └── ReadingFailed     reading it crashed, ran out of time or out of memory
    └── WriterError           a writer could not finish the note of one paper
"""

from __future__ import annotations

import os
import traceback
import unicodedata
from pathlib import Path

from paper_notes.messages import say

DEBUG = "PAPER_NOTES_DEBUG"
"""The environment variable that ``--debug`` sets, so that worker processes know of it too."""


def debugging() -> bool:
    """Whether tracebacks are wanted."""
    return bool(os.environ.get(DEBUG))


def one_line(text: str) -> str:
    """Text for a terminal or a log: what a folder's name or a PDF brings can neither begin a line nor steer a terminal.

    Control characters, line ends and signs that turn the direction of writing are shown by their codes, and bytes that
    are no text as ``\\xff``.
    """
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else _code(c) for c in text)


def _code(c: str) -> str:
    if 0xDC80 <= ord(c) <= 0xDCFF:  # how Python keeps bytes of a file name that aren't UTF-8
        return f"\\x{ord(c) - 0xDC00:02x}"
    return c.encode("unicode_escape").decode("ascii")


def fault(error: BaseException) -> str:
    """A fault of this program in one line, with the true place, also when a worker process had it."""
    where, remote = "", getattr(error, "traceback", None) or str(getattr(error, "__cause__", None) or "")
    frames = [line.strip() for line in str(remote).splitlines() if line.strip().startswith('File "')]
    if frames:
        file, _, rest = frames[-1].removeprefix('File "').partition('", line ')
        where = f"{Path(file).name}:{rest.partition(',')[0]}"
    elif error.__traceback__ is not None:
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno}"
    return one_line(f"a fault of paper-notes ({type(error).__name__}: {str(error)[:200]}; {where})")


class PaperNotesError(Exception):
    """Says what happened and where; ``hint`` says what to do, as a sentence of its own."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        if not self.hint:
            return one_line(self.message)
        return one_line(say(f"{self.message}. {_capital(self.hint)}", f"{self.message}。{self.hint}"))

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (self.message, self.hint)


def _capital(sentence: str) -> str:
    """With a capital letter, but where the first word is a name that is typed, such as "paper-notes" or "--to"."""
    return sentence[0].upper() + sentence[1:] if sentence.split()[0].rstrip(":,").isalpha() else sentence


class UsageError(PaperNotesError):
    """The call or a settings file is wrong."""


class PaperError(PaperNotesError):
    """This PDF can't be read."""


class NotAPdf(PaperError):
    """The bytes are not a PDF, or there are none."""


class PartialPaper(PaperError):
    """So much of the PDF is lost that a note would pass a part for the whole."""


class EncryptedPdf(PaperError):
    """The PDF wants a password."""


class DamagedPdf(PaperError):
    """The PDF is cut off or broken beyond repair."""


class ReadingFailed(PaperError):
    """Reading crashed, ran out of time or out of memory."""


class WriterError(PaperNotesError):
    """A writer could not finish the note of one paper."""
