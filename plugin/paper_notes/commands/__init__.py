"""The subcommands of ``paper-notes``, one a file; each module offers ``command``."""
