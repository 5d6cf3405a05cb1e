"""Fonts whose Latin letters and digits arrive as rare ideographs: 图輱 for 图1, 犆犖犖 for CNN.

Such a font counts ASCII from another place of Unicode or of GBK. It is found by what no Chinese text does: ideographs
that all lie within the 94 places that printed ASCII takes, and that stand beside each other as the letters of words do.
(A subset of a font may hold a few neighbouring ideographs alone; they stand apart in the text.) Where the font counts
from is told by the letters that come out.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from paper_notes.language.script import is_han
from paper_notes.paper.pdf.pages import Line, Page

FIRST, LAST = 0x20, 0x7E
PURE = 0.9
"""Share of a font's, or of a paper's uncommon, ideographs that lie within the places of ASCII."""
FEWEST, FEWEST_KINDS = 25, 7
"""Ideographs, and different ones, from which a shift can be told."""
UNCOMMON = 0.1
"""Share of a font's ideographs, at least, that texts in simplified characters don't use. Capitals, digits and the first
letters of the alphabet make them; a font that a program cut into pieces by code has neighbours too, but common ones."""
TOGETHER = 0.4
"""Share of such ideographs, at least, that stand next to another one."""
_ALIGNED = 0.7
"""What it counts for, a character, that the shift leaves the lower seven bits as they are."""
_PER_CENT = dict(
    zip(
        "etaoinsrhldcumfpgwybvkxjqz",
        (
            12,
            9,
            8,
            7.6,
            7.3,
            7,
            6.3,
            6,
            5.9,
            4.3,
            4,
            2.9,
            2.7,
            2.6,
            2.3,
            2.1,
            2,
            1.8,
            1.5,
            1.1,
            0.7,
            0.2,
            0.15,
            0.1,
            0.1,
            0.1,
        ),
        strict=True,
    )
)
"""How often letters occur in English: Cornell University's count of 40,000 words, rounded."""
SLACK = 4
"""Places beyond ASCII's that strays among the ideographs may take."""

Coding = Callable[[str], int]


def _unicode(char: str) -> int:
    return ord(char)


def _gbk(char: str) -> int:
    try:
        code = char.encode("gbk")
    except UnicodeEncodeError:
        return 0
    return code[0] << 8 | code[1] if len(code) == 2 else 0


def _is_common(char: str) -> bool:
    """Whether GB 2312 has the ideograph, as nearly all of a text in simplified characters."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def unshift(pages: Sequence[Page]) -> list[Page]:
    """The pages, such ideographs as the letters and digits that are printed."""
    use: dict[str, Counter[str]] = defaultdict(Counter)
    for page in pages:
        for line in page.lines:
            for span in line.spans:
                if not span.text.isascii():
                    use[span.font].update(char for char in span.text if is_han(char))
    tables: dict[str, Mapping[int, str]] = {}
    for font, counts in use.items():
        if table := _table(counts):
            tables[font] = table
    rest: Counter[str] = Counter()
    for font, counts in use.items():
        if font not in tables:
            rest.update({char: count for char, count in counts.items() if not _is_common(char)})
    everywhere = _table(rest)
    tables = {font: table for font, table in tables.items() if _makes_words(pages, table)}
    if everywhere and not _makes_words(pages, everywhere):
        everywhere = {}
    if not tables and not everywhere:
        return list(pages)
    return [_mended(page, tables, everywhere) for page in pages]


def _makes_words(pages: Sequence[Page], table: Mapping[int, str]) -> bool:
    """Whether the table's characters stand beside each other in the text, as letters do."""
    chars = "".join(map(chr, table))
    alone = beside = 0
    run = re.compile(f"[{re.escape(chars)}]+")
    for page in pages:
        for line in page.lines:
            if not line.text.isascii():
                for found in run.findall(line.text):
                    if len(found) > 1:
                        beside += len(found)
                    else:
                        alone += 1
    return beside >= TOGETHER * (alone + beside)


def _table(counts: Counter[str]) -> dict[int, str]:
    """What the ideographs stand for; empty when they are ideographs."""
    found: list[tuple[float, dict[int, str]]] = []
    for coding in (_unicode, _gbk):
        coded = {char: code for char in counts if (code := coding(char))}
        window = _window(coded, counts)
        kinds = sum(1 for char in coded if window <= coded[char] <= window + LAST - FIRST)
        inside = sum(counts[char] for char in coded if window <= coded[char] <= window + LAST - FIRST)
        if inside < FEWEST or kinds < FEWEST_KINDS or inside < PURE * counts.total():
            continue
        if sum(count for char, count in counts.items() if not _is_common(char)) < UNCOMMON * inside:
            continue
        chosen = {char: code for char, code in coded.items() if window <= code <= window + LAST - FIRST}
        base, likely = _base(chosen, counts)
        table = {ord(char): chr(code - base) for char, code in chosen.items() if FIRST <= code - base <= LAST}
        found.append((likely, table))
    return max(found, key=lambda other: other[0])[1] if found else {}


def _window(coded: Mapping[str, int], counts: Counter[str]) -> int:
    """Where the run of places begins that holds most of the ideographs."""
    codes = sorted(coded.items(), key=lambda item: item[1])
    best, most = 0, -1
    end = held = 0
    for char, code in codes:
        while end < len(codes) and codes[end][1] <= code + LAST - FIRST:
            held += counts[codes[end][0]]
            end += 1
        if held > most:
            best, most = code, held
        held -= counts[char]
    return best


def _base(chosen: Mapping[str, int], counts: Counter[str]) -> tuple[int, float]:
    """Where ASCII is counted from, which makes the likeliest letters, and how likely a letter is then."""
    low, high = min(chosen.values()), max(chosen.values())

    def score(base: int) -> float:
        whole = sum(counts[char] * _likelihood(code - base) for char, code in chosen.items())
        return whole / sum(counts[char] for char in chosen) + _ALIGNED * (base % 128 == 0)

    best = max(range(high - LAST - SLACK, low - FIRST + 1 + SLACK), key=score)
    return best, score(best)


def _likelihood(code: int) -> float:
    """How likely a character is in scientific English, as a natural logarithm."""
    char = chr(code) if FIRST <= code <= LAST else ""
    if char.isalpha():
        return math.log(_PER_CENT[char.lower()] / 100) - 0.7 * char.isupper()
    if char.isdigit():
        return math.log(0.03)
    return math.log(0.02 if char and char in " .,-" else 0.004 if char and char in "()[]/:;%=+" else 0.0005)


def _mended(page: Page, tables: Mapping[str, Mapping[int, str]], everywhere: Mapping[int, str]) -> Page:
    lines: list[Line] = []
    changed = False
    for line in page.lines:
        if not line.text.isascii():
            spans = [
                span._replace(text=span.text.translate(tables.get(span.font, everywhere)))
                if not span.text.isascii()
                else span
                for span in line.spans
            ]
            if any(a.text != b.text for a, b in zip(spans, line.spans, strict=True)):
                line = line.with_spans(spans)
                changed = True
        lines.append(line)
    return replace(page, lines=tuple(lines)) if changed else page
