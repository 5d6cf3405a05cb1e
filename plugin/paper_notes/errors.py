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


class PaperNotesError(Exception):
    """Says what happened and where; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}. {self.hint}" if self.hint else self.message

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (self.message, self.hint)


class UsageError(PaperNotesError):
    """The call or a settings file is wrong."""


class PaperError(PaperNotesError):
    """This PDF can't be read."""


class NotAPdf(PaperError):
    """The bytes are not a PDF, or there are none."""


class EncryptedPdf(PaperError):
    """The PDF wants a password."""


class DamagedPdf(PaperError):
    """The PDF is cut off or broken beyond repair."""


class ReadingFailed(PaperError):
    """Reading crashed, ran out of time or out of memory."""


class WriterError(PaperNotesError):
    """A writer could not finish the note of one paper."""
