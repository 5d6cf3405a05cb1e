"""Which blocks are headings.

Sure ones come first: those whose numbers count on from one another in one look, and those with words that papers
commonly use. Other blocks are headings when they look like a sure one, or share a look of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from paper_notes.language.script import han_count
from paper_notes.paper.characters import ends_sentence
from paper_notes.paper.labels import match_label
from paper_notes.paper.layout.blocks import Block
from paper_notes.paper.layout.document import Layout
from paper_notes.paper.text.heading_numbers import HAN_DIGITS, Scheme, parted, place
from paper_notes.paper.text.roles import known_heading
from paper_notes.paper.text.sentences import Vocabulary, text_of_rows

_NO_HEADING = re.compile(
    r"(listing|video|movie)\s*S?[\dIVX]|S\d+ (fig|table|text|file|appendix)|(关\s*键\s*[词字]|key\s?words)\W*\w",
    re.I,
)
_CONTENTS_END = re.compile(r"(\.\s?){4,}\s*\d*\s*$|…{2,}|[\s.]\d{1,3}$")
_DOTS = re.compile(r"(\.\s?){4,}\s*\d*\s*$|…{2,}")
_ENDS_TEXT = (",", ";", "，", "；", "。", "！", "？")
OWN_GAP = 0.3
"""Type sizes of white space above a line of its own."""
SMALLEST, SMALLEST_OF_FACE = 0.85, 0.65
"""Sizes of the running text that a heading has at least: sizes of different faces can't be compared, so that one which
is the headings' own may seem small."""
MOST_PARTS = 30
"""Sections of a chapter at most."""
FEWEST_NUMERALS = 3
"""Numerals without a stop that count on from one another and so number their headings."""
FEWEST_OWN, MOSTLY = 3, 0.6
"""Lines of their own that a face sets at least, and which share of all that it sets."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a heading is set; ``size`` in points, rounded."""

    font: str
    size: int
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """``block`` indexes the layout's blocks; ``level`` counts from 1 (0 while it isn't known yet)."""

    block: int
    number: str
    title: str
    level: int
    page: int
    look: Look
    caps: bool
    scheme: Scheme


def headings_of(layout: Layout, vocabulary: Vocabulary) -> list[Heading]:
    """The headings in reading order, their levels still 0."""
    contents = _contents_pages(layout)
    faces = _heading_faces(layout)
    candidates = [
        heading
        for index, block in enumerate(layout.blocks)
        if (heading := _candidate(layout, index, block, vocabulary, faces, block.page in contents)) is not None
    ]
    candidates = _with_bare_numerals(candidates)
    counted = _counted([heading for heading in candidates if heading.scheme])
    sure = [h for h in candidates if h.block in counted or (known_heading(h.title) and not h.scheme)]
    bare = {face.rsplit("+", 1)[-1] for face in faces}
    looks = {(heading.look, heading.caps) for heading in sure}
    rest = [heading for heading in candidates if heading not in sure and not heading.scheme]
    shared = Counter((heading.look, heading.caps) for heading in rest)
    more = [
        heading
        for heading in rest
        if (heading.look, heading.caps) in looks
        or (_stands_out(layout, heading) and (shared[heading.look, heading.caps] > 1 or not sure))
        or ((heading.look.italic or heading.look.font in bare) and shared[heading.look, heading.caps] > 1)
    ]
    return _with_chapter_titles(sorted([*sure, *more], key=lambda heading: heading.block), layout)


def _with_bare_numerals(headings: Sequence[Heading]) -> list[Heading]:
    """The headings, a numeral parted from the title where only white space that the text doesn't keep sets it off:
    "一绪论", "二方法", "三结论" count in one look, while "一种方法" stands alone."""
    runs: dict[Look, list[Heading]] = {}
    for heading in headings:
        if not heading.scheme and len(heading.title) > 2 and heading.title[0] in HAN_DIGITS:
            run = runs.setdefault(heading.look, [])
            if place(heading.title[0], "han") == len(run) + 1:
                run.append(heading)
    numbered = {heading.block for run in runs.values() if len(run) >= FEWEST_NUMERALS for heading in run}
    return [
        replace(heading, number=heading.title[0], title=heading.title[1:].strip(), scheme="han")
        if heading.block in numbered
        else heading
        for heading in headings
    ]


def _candidate(
    layout: Layout, index: int, block: Block, vocabulary: Vocabulary, faces: Collection[str], contents: bool
) -> Heading | None:
    if block.kind not in ("text", "item") or len(block.rows) > 4:
        return None
    text = text_of_rows(block.rows, vocabulary).text.strip()
    if not 2 <= len(text) <= 180:
        return None
    if match_label(text) or _NO_HEADING.match(text) or (contents and _CONTENTS_END.search(text)):
        return None
    number = parted(text)
    if number.scheme == "deep" and max(map(int, number.text.split("."))) > MOST_PARTS:
        return None  # a measurement
    if number.scheme in ("chapter", "appendix") and not number.title:
        number = replace(number, title=text)
    title = number.title
    if not _could_be_title(title, bool(number.scheme)):
        return None
    row = block.rows[0]
    known = known_heading(title)
    large = row.largest > 1.07 * layout.body_size
    strong = row.bold or large or row.caps or row.font in faces
    other_font = row.font != layout.body_font
    least = SMALLEST_OF_FACE if row.font in faces else SMALLEST
    if row.largest < least * layout.body_size and not known:
        return None
    words = len(title.split()) + han_count(title) / 2
    if number.scheme:
        weak = not (strong or row.italic or other_font)
        if words > 22 or (weak and (words > 14 or block.gap < 0.35 * row.size)):
            return None
        if row.largest < 0.95 * layout.body_size and not strong and not row.italic:
            return None
        if not strong and (title.endswith((".", ":", "：")) or _holds_sentence(title)):
            return None
    elif not known:
        if not (strong or (row.italic and block.gap > 0.35 * row.size)):
            return None
        if words > (18 if strong else 9) or title.endswith((".", ":", "：")) or _holds_sentence(title):
            return None
    look = Look(row.font.rsplit("+", 1)[-1], round(row.largest), row.bold, row.italic)
    return Heading(
        index, number.text, title.strip(" .:：") if known else title, 0, block.page, look, row.caps, number.scheme
    )


def _heading_faces(layout: Layout) -> frozenset[str]:
    """Fonts other than the running text's that set next to nothing but short lines of their own: the face of headings
    where they are neither bold nor larger."""
    whole: Counter[str] = Counter()
    own: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for block in layout.blocks:
        if block.kind not in ("text", "item"):
            continue
        for row in block.rows:
            whole[row.font] += len(row.text)
        font, text = block.rows[0].font, block.text
        short = len(block.rows) <= 3 and 3 < len(text) < 130 and not ends_sentence(text, ".!?;,。，；")
        if short and all(row.font == font for row in block.rows) and block.gap > OWN_GAP * block.rows[0].size:
            own[font] += len(text)
            times[font] += parted(text).title[:1].isupper() or han_count(text) > 1
    return frozenset(
        font
        for font, count in own.items()
        if font != layout.body_font and times[font] >= FEWEST_OWN and count >= MOSTLY * whole[font]
    )


def _could_be_title(title: str, numbered: bool) -> bool:
    letters = sum(map(str.isalpha, title))
    if letters < 2 or letters < 0.5 * len(title.replace(" ", "")) or title[0] in "=+,.;)•]×%":
        return False
    first = next(char for char in title if char.isalpha())
    if first.islower() and not numbered:
        return False
    return not title.endswith(_ENDS_TEXT) and not (title.endswith((".", "-")) and len(title) > 60)


def _holds_sentence(title: str) -> bool:
    return bool(re.search(r"[a-z]{2}[.;] [A-Z]|，|。", title))


def _stands_out(layout: Layout, heading: Heading) -> bool:
    row = layout.blocks[heading.block].rows[0]
    return row.largest > 1.15 * layout.body_size or (row.bold and row.largest > 0.9 * layout.body_size)


def _contents_pages(layout: Layout) -> set[int]:
    """Pages with a table of contents: rows that end in dots and a page number."""
    counts: Counter[int] = Counter()
    for block in layout.blocks:
        for row in block.rows:
            if (".." in row.text or ". ." in row.text or "…" in row.text) and _DOTS.search(row.text):
                counts[block.page] += 1
    return {page for page, count in counts.items() if count >= 4}


def _counted(headings: Sequence[Heading]) -> set[int]:
    """Blocks of the headings whose numbers count on from one another.

    Of each kind of number, the look with the longest count is trusted; another look only where its number fills
    a gap of that count. Items of a list count too, but look like the text.
    """
    alone = ("deep", "letterdeep", "appendix")
    kept = {heading.block for heading in headings if heading.scheme in alone}
    by_scheme: dict[str, list[Heading]] = {}
    for heading in headings:
        if heading.scheme not in alone:
            by_scheme.setdefault(heading.scheme, []).append(heading)
    for scheme, group in by_scheme.items():
        runs = {look: _run([h for h in group if h.look == look]) for look in {h.look for h in group}}
        best = max(runs, key=lambda look: (len(runs[look]), look.bold, look.size))
        trusted = runs[best]
        if scheme in ("arabic", "letter") and len(trusted) < 2:
            trusted = [h for h in trusted if best.bold or h.caps or known_heading(h.title)]
        places = {place(h.number, h.scheme): h.block for h in trusted}
        kept |= {h.block for h in trusted}
        for heading in group:
            value = place(heading.number, heading.scheme)
            if heading.block in kept or value is None or value in places:
                continue
            before = places.get(value - 1)
            after = min((block for other, block in places.items() if other and other > value), default=None)
            fits = (value == 1 or before is not None) and (before is None or before < heading.block)
            similar = heading.look.size == best.size or heading.look.bold == best.bold
            if fits and similar and (after is None or heading.block < after) and trusted:
                kept.add(heading.block)
                places[value] = heading.block
    return kept


def _run(headings: Sequence[Heading]) -> list[Heading]:
    """The headings whose numbers go up by one (one may be missing) or start again from one."""
    run: list[Heading] = []
    expected = 1
    for heading in headings:
        value = place(heading.number, heading.scheme)
        if value is not None and (value in (expected, expected + 1) or value == 1):
            run.append(heading)
            expected = value + 1
        elif value == 0:
            run.append(heading)
    return run


def _with_chapter_titles(headings: Sequence[Heading], layout: Layout) -> list[Heading]:
    """ "Chapter 3" on a line of its own takes the title that follows it."""
    result: list[Heading] = []
    for heading in headings:
        last = result[-1] if result else None
        if (
            last is not None
            and last.scheme in ("chapter", "appendix")
            and parted(last.title).scheme == last.scheme
            and not heading.scheme
            and heading.block == last.block + 1
            and heading.page == last.page
        ):
            result[-1] = replace(last, title=heading.title, block=heading.block, look=heading.look)
        else:
            result.append(heading)
    return result
