"""Lines that belong to the page, not to the text: running heads and feet, page and line numbers, stamps.

They are told by the whole document: what comes again at one height of several pages is a running head, and a lone
number in the margin is a page number when it counts on from page to page. A number that doesn't, such as the topmost
tick of an axis, is none.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence

from paper_notes.paper.labels import match_label
from paper_notes.paper.layout.line_numbers import LONG_LINE, line_numbers, text_edges
from paper_notes.paper.layout.stamps import place_of, stamps_of
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Line, Page, is_level

MARGIN = 0.13
"""Share of the page's height above and below which a line can be a running head or foot."""
MARGIN_ROWS = 3
"""Rows of text, from the edge inward, that can be one."""
LARGER = 1.08
"""A running head is seldom larger than the text by more than this factor; a heading mostly is."""
HUGE = 1.6
"""Larger than any heading of a section."""
INTO_TEXT = 3.0
"""Points by which a running head's line may reach into the area of the text."""

_NUMBER = re.compile(r"\d+|(?<![A-Za-z])[ivxlc]+(?![A-Za-z])")
_PAGE_NUMBER = re.compile(
    r"[-–—·•.\s]*(?:第\s*)?(?:page\s*|p\.\s*)?(?P<number>\d{1,5}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*页)?"
    r"(?:[,，]?\s*共\s*\d+\s*页)?[-–—·•.\s]*",
    re.I,
)
_STAMP = re.compile(
    r"\s*(downloaded (from|by|on)|authorized licensed use|this is the author'?s? version"
    r"|personal use (of this material )?is permitted|preprint submitted to)",
    re.I,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def furniture(pages: Sequence[Page]) -> list[frozenset[int]]:
    """For each page the indices of its lines that are no part of the text."""
    edges = [_margin_rows(page) for page in pages]
    repeated = _repeated(pages, edges)
    stamps = stamps_of(pages)
    numbers = _page_numbers(pages, edges)
    left, right = text_edges(pages)
    found = []
    for page, margins, numbered in zip(pages, edges, numbers, strict=True):
        drop = set(numbered)
        for i, line in enumerate(page.lines):
            text = line.text.strip()
            if (
                not text
                or _is_watermark(line, page)
                or (len(text) < 220 and _STAMP.match(text))
                or (i in margins and _key(line) in repeated and match_label(text) is None)
            ):
                drop.add(i)
        drop |= _beside_dropped(page, drop, margins)
        drop |= line_numbers(page, left, right)
        if stamps:
            drop |= {i for i, line in enumerate(page.lines) if place_of(line) in stamps}
        found.append(frozenset(drop))
    return found


def _key(line: Line) -> tuple[str, int]:
    return _NUMBER.sub("#", line.text.strip().lower())[:80], round(line.box.y0 / 6)


def _repeated(pages: Sequence[Page], edges: Sequence[frozenset[int]]) -> frozenset[tuple[str, int]]:
    """Lines of the margins that come again, numbers apart, at the same height of other pages (left and right
    pages differ, so two of them are enough in a short paper)."""
    counts: Counter[tuple[str, int]] = Counter()
    large: set[tuple[str, int]] = set()
    sizes = Counter([round(line.size) for page in pages[:20] for line in page.lines])
    usual = sizes.most_common(1)[0][0] if sizes else 10
    for page, rows in zip(pages, edges, strict=True):
        keys = set()
        for i in rows:
            line = page.lines[i]
            key = _key(line)
            if not any(map(str.isalpha, key[0])):
                continue  # a lone number: see _page_numbers
            keys.add(key)
            if LARGER * usual <= line.size <= HUGE * usual:
                large.add(key)
        near = keys | {(text, y + 1) for text, y in keys} | {(text, y - 1) for text, y in keys}
        counts.update(near)
    needed = 2 if len(pages) < 6 else 3
    top, bottom = text_area(pages, {key for key, count in counts.items() if count >= needed})
    counts = Counter(
        {key: count for key, count in counts.items() if 6 * key[1] < top - INTO_TEXT or 6 * key[1] > bottom - INTO_TEXT}
    )
    # A heading may begin two pages in the same words; a running head comes again and again.
    return frozenset(key for key, n in counts.items() if n >= (max(needed, 3) if key in large else needed))


def text_area(pages: Sequence[Page], repeated: Collection[tuple[str, int]] = ()) -> tuple[float, float]:
    """Between what heights the pages' text stands: where most pages' first long line begins and their last one ends.

    The head of a table that stands first on several pages lies in it, a running head doesn't.
    """
    tops, bottoms = [], []
    for page in pages:
        boxes = [
            line.box
            for line in page.lines
            if len(line.text.strip()) >= LONG_LINE and is_level(line) and _key(line) not in repeated
        ]
        if boxes:
            tops.append(min(box.y0 for box in boxes))
            bottoms.append(max(box.y1 for box in boxes))
    if not tops:
        return float("inf"), float("-inf")
    tops.sort()
    bottoms.sort(reverse=True)
    return tops[len(tops) // 4], bottoms[len(bottoms) // 4]


def _page_numbers(pages: Sequence[Page], edges: Sequence[frozenset[int]]) -> list[set[int]]:
    """Lone numbers of the margins that count on from page to page, and those that stand where these do."""
    lone: list[list[tuple[int, int, Box]]] = []
    for page, margins in zip(pages, edges, strict=True):
        here = []
        for i in margins:
            found = _PAGE_NUMBER.fullmatch(page.lines[i].text.strip())
            if found is not None and _alone(page, i):
                here.append((i, _value(found["number"]), page.lines[i].box))
        lone.append(here)
    offsets: Counter[int] = Counter()
    for page, here in zip(pages, lone, strict=True):
        offsets.update({value - page.number for _, value, _ in here})
    enough = max(2, len(pages) // 5)
    counting = {offset for offset, count in offsets.items() if count >= enough}
    if len(pages) < 3 and not counting:  # nothing to count: a number beyond everything else
        return [{i for i, _, box in here if _outermost(page, i, box)} for page, here in zip(pages, lone, strict=True)]
    known = [
        {i for i, value, _ in here if value - page.number in counting} for page, here in zip(pages, lone, strict=True)
    ]
    places = Counter(
        place
        for page, here, indices in zip(pages, lone, known, strict=True)
        for place in {_place(page, box) for i, _, box in here if i in indices}
    )
    # A cell of a table may happen to count as well, but it doesn't stand where the others do.
    kept = [
        {i for i, _, box in here if i in indices and _at(places, _place(page, box)) >= enough}
        for page, here, indices in zip(pages, lone, known, strict=True)
    ]
    return [
        indices
        | {
            i
            for i, _, box in here
            if not indices and _at(places, _place(page, box)) >= enough and _outermost(page, i, box)
        }
        for page, here, indices in zip(pages, lone, kept, strict=True)
    ]


def _at(places: Counter[tuple[int, int]], place: tuple[int, int]) -> int:
    """How many numbers stand at the place or next to it."""
    y, x = place
    return sum(places[y + dy, x + dx] for dy in (-1, 0, 1) for dx in (-1, 0, 1))


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    values = [_ROMAN.get(char, 0) for char in number.lower()]  # İ and ı count as i for a pattern
    return sum(-a if a < b else a for a, b in itertools.zip_longest(values, values[1:], fillvalue=0))


def _place(page: Page, box: Box) -> tuple[int, int]:
    """Where a number stands: its height, and how far it is from the nearer edge."""
    middle = (box.x0 + box.x1) / 2
    return round((box.y0 + box.y1) / 8), round(min(middle, page.box.width - middle) / 24)


def _outermost(page: Page, index: int, own: Box) -> bool:
    """Whether everything else on the page stands below it, or everything above it."""
    others = [line.box for i, line in enumerate(page.lines) if i != index and not line.blank]
    if len(others) < 2:
        return False
    return own.y1 <= min(box.y0 for box in others) + 1 or own.y0 >= max(box.y1 for box in others) - 1


def _alone(page: Page, index: int) -> bool:
    """Whether nothing stands close beside the line: the number of a heading has its title there."""
    box = page.lines[index].box
    for i, other in enumerate(page.lines):
        if i != index and min(other.box.y1, box.y1) - max(other.box.y0, box.y0) > 0.5 * box.height:
            gap = max(other.box.x0 - box.x1, box.x0 - other.box.x1)
            if gap < 4 * box.height and other.text.strip():
                return False
    return True


def _margin_rows(page: Page) -> frozenset[int]:
    """Indices of the lines of the topmost and the lowest rows of text that lie in the margins."""
    head, foot = MARGIN * page.box.height, (1 - MARGIN) * page.box.height
    outer = [
        (line.box, i)
        for i, line in enumerate(page.lines)
        if (line.box.y1 < head or line.box.y0 > foot) and is_level(line) and not line.blank
    ]
    found: set[int] = set()
    for band in (
        sorted((entry for entry in outer if entry[0].y1 < head), key=lambda entry: entry[0].y0),
        sorted((entry for entry in outer if entry[0].y0 > foot), key=lambda entry: -entry[0].y1),
    ):
        rows: list[float] = []
        for box, i in band:
            middle = (box.y0 + box.y1) / 2
            if not any(abs(middle - row) < 5 for row in rows):
                rows.append(middle)
            if len(rows) > MARGIN_ROWS:
                break
            found.add(i)
    return frozenset(found)


def _beside_dropped(page: Page, drop: set[int], margins: frozenset[int]) -> set[int]:
    """What shares a row with a running head or a page number is furniture too."""
    middles = [
        (page.lines[i].box.y0 + page.lines[i].box.y1) / 2 for i in drop if i in margins and page.lines[i].text.strip()
    ]
    return {
        i
        for i in margins
        if any(abs((page.lines[i].box.y0 + page.lines[i].box.y1) / 2 - middle) < 2.5 for middle in middles)
        and len(page.lines[i].text) < 90
        and not _in_paragraph(page, i, drop)
    }


def _in_paragraph(page: Page, index: int, drop: set[int]) -> bool:
    """Whether a line of text follows or precedes the line closely: a lone number beside it is an axis's, no page's."""
    line = page.lines[index]
    if len(line.text) < 40:
        return False
    box = line.box
    return any(
        i != index
        and i not in drop
        and abs(other.size - line.size) < 0.5
        and min(abs(other.box.y0 - box.y1), abs(box.y0 - other.box.y1)) < 0.3 * box.height
        and min(other.box.x1, box.x1) - max(other.box.x0, box.x0) > 0.9 * min(other.box.width, box.width)
        for i, other in enumerate(page.lines)
    )


def _is_watermark(line: Line, page: Page) -> bool:
    """Slanted text anywhere, and upright text in the outer margins (arXiv's stamp)."""
    dx, dy = line.direction
    if abs(dx) > 0.98:
        return False
    if abs(dy) < 0.98:
        return line.size > 18
    edge = 0.08 * page.box.width
    return line.box.x1 < edge or line.box.x0 > page.box.width - edge
