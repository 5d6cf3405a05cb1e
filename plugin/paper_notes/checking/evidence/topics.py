"""Which page of a paper a sentence of a note speaks of, judged by the names and words that it uses."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

from paper_notes.paper.model import Paper

LEAST_WEIGHT = 1.6
"""Below this the terms of a sentence say too little (one term that stands on a third of 15 pages weighs this)."""

_TERM = re.compile(r"(?<![A-Za-z\\])[A-Za-z][A-Za-z0-9+-]*[A-Za-z0-9+]|\d+\.\d+|\d{3,}")
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "the and for with from into that this than are was were has have each all one two its their they not but over "
        "which when where what why how does can more less most only also both other same such these those there then "
        "page paper pdf figure table section frac sqrt cdot text mathrm left right sum derived speculation",
    )
)


def better_page(text: str, paper: Paper, cited: tuple[int, ...]) -> int:
    """A page that holds far more of the terms of a sentence than the cited pages do together; 0 when the cited ones
    are good enough, or when the sentence has no telling terms. Terms count by how few pages hold them."""
    pages = _pages(paper.page_texts)
    terms = _terms(text)
    weights = {}
    for term in terms:
        holding = sum(term in page for page in pages)
        if holding:
            weights[term] = math.log((len(pages) + 1) / holding)
    if not weights:
        return 0

    def weight(numbers: tuple[int, ...]) -> float:
        return sum(w for term, w in weights.items() if any(term in pages[n - 1] for n in numbers))

    best = max(range(1, len(pages) + 1), key=lambda n: weight((n,)))
    here, there = weight(cited), weight((best,))
    return best if there >= LEAST_WEIGHT and here < 0.4 * there else 0


def _terms(text: str) -> set[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return {_stem(match[0]) for match in _TERM.finditer(folded)} - _COMMON


def _stem(term: str) -> str:
    return term[:-1] if len(term) > 3 and term.endswith("s") else term


@lru_cache(maxsize=8)
def _pages(texts: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(_terms(text)) for text in texts)
