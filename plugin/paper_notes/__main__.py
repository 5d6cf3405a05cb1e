"""``python -m paper_notes`` is ``paper-notes``."""

from paper_notes.cli import main

main()
