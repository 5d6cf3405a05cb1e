"""The writer that uses the Messages API: reads, checks what it read, writes, and mends what the checks find."""

from paper_notes.writing.claude.options import ClaudeOptions
from paper_notes.writing.claude.writer import ClaudeWriter, NoteNotPublishable

__all__ = ["ClaudeOptions", "ClaudeWriter", "NoteNotPublishable"]
