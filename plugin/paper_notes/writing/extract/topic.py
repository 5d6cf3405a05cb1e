"""What a paper is about: terms weighed by rarity, nearness to title and abstract, the paper's own names."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from paper_notes.language.script import HAN

_COMMON = frozenset(
    re.findall(
        r"\S+",
        "the and for with that thi from are was were been have has had not but can our its their which "
        "these those such than then when where while also more most other each both all any some one two "
        "use using us how what who may will would could should into over between under after before only "
        "very about there they them thus hence however paper",
    )
)
_NAMED = re.compile(
    r"\b(?:propose|introduce|present|develop|describe|called|named|termed|dubbed|call it|name it)s?,?\b[^.;]{0,90}?"
    r"(?<![.] )\b((?:[A-Z][a-z]*[A-Z]|[A-Z][a-z]{3,})[\w-]*)"
)
"""A capitalised name behind a verb of proposing, in at most 90 characters."""
_PROPOSES = re.compile(r"\b(?:propos|introduc|present|develop)|提出|设计|构建")
_ABBREVIATED = re.compile(r"[(（]([A-Z][A-Za-z0-9-]*[A-Z][\w-]*)[)）]")


@lru_cache(maxsize=16384)
def terms(text: str) -> frozenset[str]:
    """Content words, crudely stemmed, and pairs of neighbouring Han characters."""
    words = {re.sub(r"(?:ies|es|s|ing|ed|ly)$", "", word) for word in re.findall(r"[a-z][a-z-]{2,}", text.lower())}
    han = re.findall(rf"[{HAN}]+", text)
    return frozenset(words - _COMMON) | {run[i : i + 2] for run in han for i in range(len(run) - 1)}


def overlap(one: frozenset[str], two: frozenset[str]) -> float:
    """Share of the smaller set that the other holds too; sets of fewer than five must be equal to count."""
    smaller = min(len(one), len(two))
    return len(one & two) / smaller if smaller >= 5 else float(one == two)


class Topic:
    """Term weights of one paper (inverse sentence frequency), and what its title and abstract weigh most."""

    def __init__(self, title: str, abstract: Iterable[str], sentences: Iterable[frozenset[str]]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for found in sentences:
            counts.update(found)
            total += 1
        self._weights = {term: math.log((1 + total) / (1 + count)) + 0.1 for term, count in counts.items()}
        front: Counter[str] = Counter(dict.fromkeys(terms(title), 2))
        names = set(re.findall(r"^([A-Za-z][\w+-]{1,20}):", title))
        for text in abstract:
            front.update(terms(text))
            names.update(_NAMED.findall(text))
            if _PROPOSES.search(text):
                names.update(_ABBREVIATED.findall(text))
        weights = {term: count * self._weights.get(term, 0.0) for term, count in front.items()}
        norm = math.sqrt(sum(weight**2 for weight in weights.values()))
        self._topic = {term: weight / norm for term, weight in weights.items()} if norm else {}
        self.names = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b") if names else None
        """Names of what the paper proposes: before the title's colon, or behind "we propose" in the abstract."""

    def nearness(self, found: frozenset[str]) -> float:
        """Cosine between a sentence's terms and title and abstract, 0 to 1."""
        norm = math.sqrt(sum(self._weights.get(term, 0.0) ** 2 for term in found))
        if not norm:
            return 0.0
        return sum(self._topic.get(term, 0.0) * self._weights.get(term, 0.0) for term in found) / norm
