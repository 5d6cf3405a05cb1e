"""On which page of a paper quoted words stand. Writers, linter and site ask here or :mod:`paper_notes.language.match`.

Reference marks ("[12]") may be left out of a quotation, which counts for the page on which it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from paper_notes.language.match import locate, parts_of, skeleton
from paper_notes.paper.model import Paper, Sentence

_REFERENCE = re.compile(r"\[\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*\]|\((?:[^()]{0,80}\b(?:19|20)\d\d[a-z]?)\)")


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """``page`` is where the quotation begins; ``slips`` counts letters that differ."""

    page: int
    slips: int


def find_quote(quote: str, paper: Paper, page: int, end_page: int | None = None) -> QuoteMatch | None:
    """Find a quotation that begins on ``page`` (or on a page up to ``end_page``); None when it isn't there.

    A quotation that runs over the page's end counts for the page on which it begins.
    """
    if not parts_of(quote):
        return None
    whole = skeleton(quote)
    for number in range(page, (end_page or page) + 1):
        for letters in _skeletons(paper, number, whole):
            match = locate(quote, letters)
            if match is not None:
                return QuoteMatch(number, match.slips)
    return None


def is_printed(sentence: Sentence, paper: Paper) -> bool:
    """Whether a sentence can be quoted: its pages hold it as it is. True for a paper without page texts."""
    return not paper.page_texts or find_quote(sentence.text, paper, sentence.page, sentence.end_page) is not None


def pages_of_quote(quote: str, paper: Paper) -> tuple[int, ...]:
    """Every page on which the quotation begins."""
    return tuple(page for page in range(1, paper.pages + 1) if find_quote(quote, paper, page))


def _skeletons(paper: Paper, page: int, quote: str) -> Iterator[str]:
    """Skeletons to look in for what begins on a page: its text, that text without the reference marks that the
    quotation leaves out, and what runs on to the next page."""
    if not 1 <= page <= len(paper.page_texts):
        return
    text = paper.page_texts[page - 1]
    yield _skeleton(text)
    yield skeleton(_REFERENCE.sub(lambda mark: mark[0] if skeleton(mark[0]) in quote else " ", text))
    for run in _over_the_end(paper, page):
        yield _skeleton(run)


@lru_cache(maxsize=512)
def _skeleton(text: str) -> str:
    return skeleton(text)


def _over_the_end(paper: Paper, page: int) -> list[str]:
    """Sentences that run over the end of the page, each with its neighbours."""
    runs = []
    for section in paper.sections:
        sentences = section.sentences
        for i, sentence in enumerate(sentences):
            if sentence.page == page and sentence.end_page > page:
                before = [s for s in sentences[max(i - 2, 0) : i] if s.page == page]
                runs.append(" ".join(s.text for s in [*before, sentence, *sentences[i + 1 : i + 3]]))
    return runs
