"""Which page of a paper a sentence of a note speaks of, judged by the words, names and numbers that it uses.

Each page is cut into overlapping windows of a few sentences. A term weighs more the fewer windows hold it (its inverse
document frequency); a page scores what its best window holds of the sentence's terms, and, at less weight, what the
whole page holds. Words are cut to their stems. Chinese is compared by pairs of characters; with an English paper
through the English for its technical terms.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

from paper_notes.checking.evidence.translations import english_words
from paper_notes.language.script import HAN, is_han
from paper_notes.paper.model import Paper

WINDOW = 60
"""Terms in a window, which is moved by half of its length."""
OF_WINDOW = 0.7
"""Share of a page's score that its best window gives; the rest is the whole page's."""
MARGIN, RATIO, KNOWN = 0.9, 0.5, 0.5
"""A better page scores more than the cited ones by this share of the rarest term's weight, they score less than this
share of it, and it holds at least this share of the sentence's weight. All values were chosen on eight notes."""
NEAR_MARGIN, NEAR_RATIO = 0.55, 0.7
"""The same for the pages that the neighbouring sentences cite, when the cited page lies apart from all of them."""

_TERM = re.compile(rf"(?<![A-Za-z\\])[A-Za-z][A-Za-z0-9+-]*[A-Za-z0-9+]|\d+(?:\.\d+)?|[{HAN}]+")
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "a an the and or but for with from into that this than these those there then of in on at by to as is are was "
        "were be been being it its they their we our us no not if so do did done done have has had having can could "
        "may might must would will all any some few many much very each one two more most less only also both other "
        "same such which when where what why how over under above up down out off per very between within without "
        "about after before through while during because since make made use used using "
        "page paper pdf figure table section frac sqrt cdot text mathrm left right sum derived speculation",
    )
)
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ers", "er", "ed", "ies", "es", "ly", "s", "e")
_SHORTEST_STEM = 4


def better_page(text: str, paper: Paper, cited: tuple[int, ...], near: tuple[int, ...] = ()) -> int:
    """A page that holds far more of what a text names than the cited pages do; 0 when they are good enough.

    ``near`` are the pages that the sentences around it cite: when the cited pages lie apart from them, less is
    needed for one of them to be the better page.
    """
    windows = _windows(paper)
    scores, known = windows.scores(text)
    here = max((scores[page - 1] for page in cited), default=0.0)
    best = max(range(1, len(scores) + 1), key=lambda page: scores[page - 1])
    there = scores[best - 1]
    if there - here >= MARGIN * windows.heaviest and here < RATIO * there and there >= KNOWN * known:
        return best
    if near and min(abs(page - other) for page in cited for other in near) > 1:
        best = max(near, key=lambda page: scores[page - 1])
        there = scores[best - 1]
        if there - here >= NEAR_MARGIN * windows.heaviest and here < NEAR_RATIO * there:
            return best
    return 0


class _Windows:
    """The terms of a paper by window and page, and what each weighs."""

    def __init__(self, texts: tuple[str, ...], chinese: bool) -> None:
        self._chinese = chinese
        self._of_page = [frozenset[str]()] * len(texts)
        self._holding: dict[str, set[int]] = {}  # the windows that hold a term
        self._page_of: list[int] = []
        pages = [_terms(text, chinese) for text in texts]
        for i, terms in enumerate(pages):
            self._of_page[i] = frozenset(terms)
            following = pages[i + 1][: WINDOW // 4] if i + 1 < len(pages) else []
            for start in range(0, max(1, len(terms) - WINDOW // 2), WINDOW // 2):
                window = terms[start : start + WINDOW]
                if start + WINDOW >= len(terms):
                    window = window + following  # a sentence that runs over the page's end
                for term in window:
                    self._holding.setdefault(term, set()).add(len(self._page_of))
                self._page_of.append(i)
        self.heaviest = math.log(len(self._page_of) + 1)
        self._weight = {t: math.log((len(self._page_of) + 1) / len(held)) for t, held in self._holding.items()}

    def scores(self, text: str) -> tuple[list[float], float]:
        """The score of every page, and the weight of all terms of the text that the paper holds."""
        said = set(_terms(text, self._chinese))
        if self._chinese:
            said.update(_english(text))  # its code and abstract are English
        weights = {term: self._weight[term] for term in said if term in self._weight}
        windows = [0.0] * len(self._page_of)
        for term, weight in weights.items():
            for window in self._holding[term]:
                windows[window] += weight
        best = [0.0] * len(self._of_page)
        for page, score in zip(self._page_of, windows, strict=True):
            best[page] = max(best[page], score)
        whole = [sum(weight for term, weight in weights.items() if term in page) for page in self._of_page]
        scores = [OF_WINDOW * a + (1 - OF_WINDOW) * b for a, b in zip(best, whole, strict=True)]
        return scores, sum(weights.values())


def _terms(text: str, chinese: bool) -> list[str]:
    """The terms of a text in order, as both sides of the comparison write them."""
    terms: list[str] = []
    for match in _TERM.finditer(unicodedata.normalize("NFKC", text).casefold()):
        word = match[0]
        if is_han(word):
            terms += [word[i : i + 2] for i in range(len(word) - 1)] if chinese else _english(word)
        elif word[0].isdigit():
            terms.append(word)
        else:
            terms += [_stem(part) for part in word.split("-") if len(part) > 1 and part not in _COMMON]
    return terms


def _english(text: str) -> list[str]:
    return [_stem(word) for word in english_words(text)]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _windows(paper: Paper) -> _Windows:
    return _of_texts(paper.page_texts, paper.metadata.language == "zh")


@lru_cache(maxsize=8)
def _of_texts(texts: tuple[str, ...], chinese: bool) -> _Windows:
    return _Windows(texts, chinese)
