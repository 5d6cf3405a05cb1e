"""The subcommands of ``paper-notes``, one a file; each module offers ``command``."""

LANG = "paper_notes.lang"
"""Where a command's context keeps what ``--lang`` says."""
