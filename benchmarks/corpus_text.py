"""A corpus of abstracts for benchmarks, in the form of arXiv's snapshot, made from a seed: no text repeats another.

A model of words: 40,000 made-up words with Zipf's frequencies that all records share, and 400 subjects with 300 words
of their own, of which a record mixes two. So records of a subject are near each other, and nothing compresses away.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

COMMON_WORDS, SUBJECTS, SUBJECT_WORDS = 40_000, 400, 300
TITLE_WORDS, ABSTRACT_WORDS = 9, 130
BLOCK = 5_000
_ONSETS = (*"bcdfghjklmnprstvwz", "br", "ch", "cr", "dr", "fl", "gr", "pl", "pr", "sh", "sk", "sp", "st", "th", "tr")
_NUCLEI = ["a", "e", "i", "o", "u", "ai", "ea", "io", "ou"]
_CODAS = ["", "", "n", "r", "s", "l", "m", "t", "nd", "st", "ck"]
_CATEGORIES = ("cs.IR", "cs.LG", "hep-ph", "math.AG", "q-bio.NC", "astro-ph", "cond-mat", "stat.ML")


def vocabulary(count: int, seed: int = 1) -> list[str]:
    """Words that differ, of two to four syllables."""
    random = np.random.default_rng(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        parts = [
            _ONSETS[random.integers(len(_ONSETS))]
            + _NUCLEI[random.integers(len(_NUCLEI))]
            + _CODAS[random.integers(len(_CODAS))]
            for _ in range(random.integers(2, 5))
        ]
        found["".join(parts)] = None
    return list(found)


def lines(records: int, seed: int = 0) -> Iterator[str]:
    """``records`` lines of JSON."""
    random = np.random.default_rng(seed)
    words = np.array(vocabulary(COMMON_WORDS + SUBJECTS * SUBJECT_WORDS))
    shares = 1 / np.arange(1, COMMON_WORDS + 1)
    common = np.cumsum(shares / shares.sum())
    own = 1 / np.arange(1, SUBJECT_WORDS + 1) ** 0.7
    own = np.cumsum(own / own.sum())
    length = TITLE_WORDS + ABSTRACT_WORDS
    for first in range(0, records, BLOCK):
        count = min(BLOCK, records - first)
        pair = random.integers(0, SUBJECTS, (count, 2))
        drawn = np.searchsorted(common, random.random((count, length)))
        subject = pair[np.arange(count)[:, None], (random.random((count, length)) < 0.3).astype(int)]
        theirs = COMMON_WORDS + subject * SUBJECT_WORDS + np.searchsorted(own, random.random((count, length)))
        chosen = words[np.where(random.random((count, length)) < 0.35, theirs, drawn)]
        for place in range(count):
            row = first + place
            year, month = 7 + row * 18 // max(records, 1), 1 + row % 12
            yield json.dumps(
                {
                    "id": f"{year:02d}{month:02d}.{row:07d}"[:12],
                    "submitter": words[row % 1000],
                    "authors": " and ".join(words[row % size].title() + " Lee" for size in (9973, 7919)),
                    "title": " ".join(chosen[place, :TITLE_WORDS]).capitalize(),
                    "categories": _CATEGORIES[pair[place, 0] % len(_CATEGORIES)],
                    "abstract": "  " + " ".join(chosen[place, TITLE_WORDS:]).capitalize() + ".\n",
                    "versions": [{"version": "v1", "created": f"Mon, 2 Apr 20{year:02d} 19:18:42 GMT"}],
                    "update_date": f"20{year:02d}-{month:02d}-15",
                }
            )


def write_corpus(path: Path, records: int, seed: int = 0) -> None:
    """Write a corpus of JSON lines."""
    with path.open("w", encoding="utf-8", buffering=1 << 20) as file:
        for line in lines(records, seed):
            file.write(line + "\n")
