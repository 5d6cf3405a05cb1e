"""The numbers of a paper page by page, worked out once for each paper."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from paper_notes.checking.evidence.numbers import Number, PageNumbers, supported
from paper_notes.paper.model import Paper


class PaperNumbers:
    """Which pages hold a number. Words that run over a page's end belong to both pages."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self.pages = [PageNumbers(text) for text in texts]

    def pages_with(self, number: Number) -> tuple[int, ...]:
        """Pages that bear the number out, from 1."""
        return tuple(i for i, page in enumerate(self.pages, 1) if supported(number, page))

    def count(self, number: Number, page: int) -> int:
        """How often a page holds exactly this value."""
        return sum(other.value == number.value for other in self.pages[page - 1].numbers)

    @staticmethod
    def plain(value: int) -> Decimal:
        """A whole number in the form in which values are compared."""
        return Decimal(value).normalize()


def numbers_of(paper: Paper) -> PaperNumbers:
    """The numbers of a paper's pages; kept for the papers asked for last."""
    return _numbers(paper.page_texts)


@lru_cache(maxsize=8)
def _numbers(texts: tuple[str, ...]) -> PaperNumbers:
    return PaperNumbers(texts)
