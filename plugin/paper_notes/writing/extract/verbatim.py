"""Whether a sentence stands on its page as quoted."""

from __future__ import annotations

import re
import unicodedata

from paper_notes.paper.model import Paper, Sentence

_IGNORED = re.compile(r"[\s\u00ad\u200b‐‑–—-]+")
SHORTEST_PART = 12
"""A sentence over a page break has at least this many characters on either side."""


class PageTexts:
    """The text of a paper's pages, folded so that white space, hyphens and letter forms don't count."""

    def __init__(self, paper: Paper) -> None:
        self._texts = paper.page_texts
        self._folded: dict[int, str] = {}

    def has(self, sentence: Sentence) -> bool:
        """Whether the page, or the page and the next one, hold the sentence; True when there is no page text."""
        if not self._texts:
            return True
        text = fold(sentence.text)
        first, last = self._page(sentence.page), self._page(sentence.end_page)
        if text in first or text in last:
            return True
        if sentence.page == sentence.end_page:
            return False
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if text[:middle] in first else (low, middle - 1)
        return low >= SHORTEST_PART and text[low:] in last

    def _page(self, number: int) -> str:
        if number not in self._folded:
            self._folded[number] = fold(self._texts[number - 1]) if 0 < number <= len(self._texts) else ""
        return self._folded[number]


def fold(text: str) -> str:
    """Compatibility forms unified, case and white space and hyphens dropped."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).casefold()
