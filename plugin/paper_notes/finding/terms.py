"""The terms that texts are compared by: stems of English words, pairs of neighbouring Chinese characters.

Words that carry no subject (articles, pronouns, auxiliaries) are left out. Pairs of characters need no dictionary and
know technical words that one lacks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from paper_notes.language.script import HAN, is_han

_TOKEN = re.compile(rf"[a-zà-öø-ÿα-ω0-9]+(?:\+\+|#)?|[{HAN}]+")

_WITHOUT_SUBJECT = """
a about all also am an and any are as at be been being between both but by can could did do does each for from
had has have he her his how if in into is it its just may might more most must no not now of on only or other our
out over same shall she should so some such than that the their them then there these they this those through to
under up upon very was we were what when where which who whom whose why will with would you your
"""
STOP_WORDS = frozenset(_WITHOUT_SUBJECT.split())

LONGEST_TERM = 40
"""Characters beyond which a run of letters and digits is no word: a key, a sequence, an address."""


def terms(text: str) -> list[str]:
    """The terms of a text, in order, repeated as often as they stand there."""
    found: list[str] = []
    for token in _TOKEN.findall(text.lower()):
        if is_han(token):
            found += [token[i : i + 2] for i in range(len(token) - 1)] or [token]
        elif token not in STOP_WORDS and len(token) <= LONGEST_TERM:
            found.append(_stem(token))
    return found


def term_counts(title: str, abstract: str, others: str = "", *, title_weight: int) -> Counter[str]:
    """How often each term counts in a record: one in the title for ``1 + title_weight``.

    ``others`` (authors' names, categories) are searched like a line of the abstract.
    """
    counts: Counter[str] = Counter(terms(f"{title}\n{abstract}\n{others}"))
    if title_weight:
        for term in terms(title):
            counts[term] += title_weight
    return counts


def author_terms(authors: Iterable[str]) -> set[str]:
    """What ``--author`` looks up: ``author:hinton`` for each part of each name."""
    return {f"author:{part}" for name in authors for part in _TOKEN.findall(name.lower())}


def category_terms(categories: Iterable[str]) -> set[str]:
    """What ``--category`` looks up: ``category:cs.ir``, and the archive alone, ``category:cs``."""
    found = {category.lower() for category in categories}
    return {f"category:{name}" for name in found | {name.partition(".")[0] for name in found}}


@lru_cache(maxsize=1 << 18)
def _stem(word: str) -> str:
    stem: str = _stemmer().stemWord(word)
    return stem


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english", 0)
