"""How long abstracts are: words, characters and tokens, by percentile, category and year, and what a limit cuts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from paper_notes.errors import UsageError
from paper_notes.finding.records import Record
from paper_notes.finding.source import needs_extra
from paper_notes.language.script import HAN

LIMITS = (256, 512, 8192)
"""Tokens that embedding models take: what is longer is cut off."""
PERCENTILES = (1, 5, 25, 50, 75, 95, 99)
BATCH = 2000
BARS = 40
MOST_GROUPS = 50

_WORD = re.compile(rf"[{HAN}]|\w+(?:[-'’]\w+)*")

Tokenize = Callable[[Sequence[str]], list[int]]
"""Texts to their numbers of tokens."""


class Spread(msgspec.Struct):
    """A number's distribution: how many values, mean, least, greatest, and percentiles by name ("50")."""

    count: int
    mean: float
    least: int
    greatest: int
    percentiles: dict[str, int]


class LengthReport(msgspec.Struct):
    """Lengths of the abstracts of a corpus. ``cut`` has for each limit ("512") the share of texts that are longer, in
    tokens where a tokenizer was given, else in words; ``medians_by`` the median of the same by category and year."""

    records: int
    measured_in: str
    words: Spread
    characters: Spread
    tokens: Spread | None
    cut: dict[str, float]
    medians_by: dict[str, dict[str, int]]
    histogram: list[tuple[int, int]]


def load_tokenizer(path: Path) -> Tokenize:
    """The tokenizer of a ``tokenizer.json``, or of a model's folder that holds one.

    Raises :class:`UsageError` when it can't be read.
    """
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise needs_extra("tokenizers") from error
    file = path / "tokenizer.json" if path.is_dir() else path
    if not file.is_file():
        raise UsageError(f"there is no tokenizer {file}")
    try:
        tokenizer = Tokenizer.from_file(str(file))
    except Exception as error:
        raise UsageError(f"{file} is no tokenizer ({' '.join(str(error).split())[:160]})") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return lambda texts: [len(each.ids) for each in tokenizer.encode_batch(list(texts))]


def measure(
    records: Iterable[Record], tokenize: Tokenize | None = None, advance: Callable[[int], None] = lambda done: None
) -> LengthReport:
    """Measure the abstracts of records; those without one count with 0. Memory: a few numbers a record."""
    words: Counter[int] = Counter()
    characters: Counter[int] = Counter()
    tokens: Counter[int] = Counter()
    groups: dict[str, dict[str, Counter[int]]] = {"category": defaultdict(Counter), "year": defaultdict(Counter)}
    rest = iter(records)
    while batch := list(islice(rest, BATCH)):
        texts = [record.abstract for record in batch]
        in_words = [len(_WORD.findall(text)) for text in texts]
        measured = tokenize(texts) if tokenize else in_words
        words.update(in_words)
        characters.update(map(len, texts))
        tokens.update(measured)
        for record, length in zip(batch, measured, strict=True):
            for category in record.categories[:1]:
                groups["category"][category][length] += 1
            if record.year:
                groups["year"][str(record.year)][length] += 1
        advance(len(batch))
    total = words.total()
    if not total:
        raise UsageError("there is no record to measure")
    return LengthReport(
        records=total,
        measured_in="tokens" if tokenize else "words",
        words=spread(words),
        characters=spread(characters),
        tokens=spread(tokens) if tokenize else None,
        cut={str(limit): sum(n for length, n in tokens.items() if length > limit) / total for limit in LIMITS},
        medians_by={
            name: {key: percentile(each, 50) for key, each in sorted(_largest(group).items())}
            for name, group in groups.items()
        },
        histogram=_histogram(tokens),
    )


def spread(counts: Counter[int]) -> Spread:
    """The distribution of values given with their counts; there must be one."""
    total = counts.total()
    mean = sum(value * times for value, times in counts.items()) / total
    return Spread(
        total,
        round(mean, 2),
        min(counts),
        max(counts),
        {str(part): percentile(counts, part) for part in PERCENTILES},
    )


def percentile(counts: Counter[int], part: float) -> int:
    """The least value that ``part`` per cent of all don't exceed (nearest rank)."""
    wanted = max(1, -(-counts.total() * part // 100))
    seen = 0
    for value in sorted(counts):
        seen += counts[value]
        if seen >= wanted:
            return value
    raise ValueError("no values")


def _largest(groups: dict[str, Counter[int]]) -> dict[str, Counter[int]]:
    named = sorted(groups.items(), key=lambda item: (-item[1].total(), item[0]))
    return dict(named[:MOST_GROUPS])


def _histogram(counts: Counter[int]) -> list[tuple[int, int]]:
    """(lower bound, number) of bars of one width up to the 99th percentile; the last one holds all beyond."""
    width = max(1, -(-percentile(counts, 99) // BARS))
    bars: Counter[int] = Counter()
    for value, times in counts.items():
        bars[min(value // width, BARS)] += times
    return [(bar * width, bars[bar]) for bar in range(max(bars) + 1)]
