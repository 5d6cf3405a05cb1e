"""The writer without a model: a digest in the paper's own sentences, each with its page."""

from paper_notes.writing.extract.compose import ExtractWriter

__all__ = ["ExtractWriter"]
