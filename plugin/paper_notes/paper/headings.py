"""Which blocks are headings, with their numbers and levels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from paper_notes.paper.blocks import Block, Layout
from paper_notes.paper.characters import han_count
from paper_notes.paper.roles import known_heading

_HAN_DIGITS = "一二三四五六七八九十"
_NUMBERED = re.compile(
    rf"""(?:§\s*)?(?:
      (?P<word>chapter|appendix|appendices|part|section|第)\s*(?P<wordnum>[A-Z]\b|\d+|[IVXLC]+\b|[{_HAN_DIGITS}]+)\s*[章节部分]?[.:：]?
    | (?P<deep>\d{{1,2}}(?:\s?[.．]\s?\d{{1,2}}){{1,3}})[.．]?(?=\s|[^\d\s.,%])
    | (?P<arabic>\d{{1,2}})\s?(?:[.、．](?!\d))?(?=\s|[^\d\s.,%)\]/\-–:])
    | (?P<roman>[IVX]{{1,5}})\s?[.．]
    | (?P<letterdeep>[A-Z](?:\.\d{{1,2}}){{1,3}})\.?(?=\s)
    | (?P<letter>[A-Z])(?:\.(?=\s)|(?=\s\s?[A-Z][A-Za-z]))
    | (?P<han>[{_HAN_DIGITS}]{{1,3}})\s?[、.．]
    | [（(](?P<hanparen>[{_HAN_DIGITS}]{{1,3}})[)）]
    )\s*""",
    re.X | re.I,
)
_CAPTION = re.compile(r"(fig(ure|\.)?|table|algorithm|scheme|listing|图|表|算法)\s*[\dIVX]", re.I)
_TOC_END = re.compile(r"(\.\s?){4,}\s*\d*\s*$|…{2,}")


@dataclass(frozen=True, slots=True)
class Heading:
    """``block`` indexes the layout's blocks. ``rest`` is the text that runs on behind a run-in heading."""

    block: int
    number: str
    title: str
    level: int
    page: int
    style: tuple[object, ...] = ()
    scheme: str = ""
    run_in: int = 0


def headings_of(layout: Layout, start: int) -> list[Heading]:
    """The headings from block ``start`` on, in reading order."""
    contents_pages = _contents_pages(layout)
    candidates = [
        heading
        for i, block in enumerate(layout.blocks)
        if i >= start and (heading := _candidate(layout, i, block, block.page in contents_pages)) is not None
    ]
    numbered = _in_sequence([heading for heading in candidates if heading.scheme])
    accepted = [heading for heading in candidates if heading.block in numbered or known_heading(heading.title)]
    styles = Counter(heading.style for heading in accepted)
    # Unnumbered headings look like the ones that are sure, or share a look of their own among themselves.
    loose = [h for h in candidates if h not in accepted and not h.scheme]
    own = Counter(heading.style for heading in loose)
    for heading in loose:
        if styles[heading.style] or (_distinct(layout, heading) and (own[heading.style] > 1 or not accepted)):
            accepted.append(heading)
    accepted.sort(key=lambda heading: heading.block)
    return _levelled(accepted)


def _candidate(layout: Layout, index: int, block: Block, contents: bool) -> Heading | None:
    text = block.text.strip()
    if block.kind not in ("text", "item") or len(block.rows) > 3 or not 2 <= len(text) <= 160:
        return None
    if _CAPTION.match(text) or (contents and (_TOC_END.search(text) or re.search(r"[\s.]\d{1,3}$", text))):
        return None
    match = _NUMBERED.match(text)
    number, title, scheme = _numbered(match, text) if match else ("", text, "")
    letters = sum(map(str.isalpha, title))
    if letters < 2 or letters < 0.5 * len(title.replace(" ", "")) or title[0] in "=+,.;)":
        return None
    first = next(char for char in title if char.isalpha())
    if first.islower() and not scheme:
        return None
    if title.endswith((",", ";", "，", "；", "。")) or (title.endswith(".") and len(title) > 60):
        return None
    name = known_heading(title)
    row = block.rows[0]
    look = row.bold or row.largest > 1.07 * layout.body_size or _caps(title)
    other_font = row.main is not None and row.main.font != layout.body_font
    if row.size < 0.85 * layout.body_size and not name:
        return None
    alone = block.gap > 0.35 * row.size
    words = len(title.split()) + han_count(title) / 2
    if scheme:
        if not (look or row.italic or other_font or (alone and words <= 12)) or words > 22:
            return None
        if not look and (title.endswith(("。", ".", ":", "：")) or _has_sentence(title)):
            return None
    elif (
        (not name and not (look or (row.italic and alone)))
        or words > (16 if look else 9)
        or (title.endswith((".", ":")) and not name)
    ):
        return None
    return Heading(index, number, title.strip(" .:：") if name else title.strip(), 0, block.page, _style(block), scheme)


def _numbered(match: re.Match[str], text: str) -> tuple[str, str, str]:
    scheme = next(key for key in match.groupdict() if key != "word" and match[key])
    if scheme == "roman" and match["roman"] != match["roman"].upper():
        return "", text, ""
    if scheme in ("letter", "letterdeep") and not match[scheme][0].isupper():
        return "", text, ""
    title = text[match.end() :].strip(" :：.—–-")
    if scheme == "wordnum" and not title:
        return match["wordnum"], match[0].strip(), "word"
    return match[scheme].replace(" ", "").replace("．", "."), title, "word" if scheme == "wordnum" else scheme


def _caps(title: str) -> bool:
    letters = [char for char in title if char.isalpha() and char.lower() != char.upper()]
    return len(letters) > 3 and all(char.isupper() for char in letters)


def _has_sentence(title: str) -> bool:
    return bool(re.search(r"[a-z]{2}[.;] [A-Z]|，.*，", title))


def _style(block: Block) -> tuple[object, ...]:
    row = block.rows[0]
    main = row.main
    font = main.font.rsplit("+", 1)[-1] if main else ""
    return font, round(row.largest), row.bold, row.italic, _caps(block.text)


def _distinct(layout: Layout, heading: Heading) -> bool:
    row = layout.blocks[heading.block].rows[0]
    return row.largest > 1.15 * layout.body_size or (row.bold and row.largest > 0.98 * layout.body_size)


def _contents_pages(layout: Layout) -> set[int]:
    counts: Counter[int] = Counter()
    for block in layout.blocks:
        counts[block.page] += sum(bool(_TOC_END.search(row.text)) for row in block.rows)
    return {page for page, count in counts.items() if count >= 4}


def _in_sequence(headings: Sequence[Heading]) -> set[int]:
    """Blocks of the numbered headings whose numbers count on from one another.

    For each scheme the style that makes the longest run is trusted: an item of a list looks like the others of
    its list, not like a heading.
    """
    kept: set[int] = set()
    by_scheme: dict[str, list[Heading]] = {}
    for heading in headings:
        by_scheme.setdefault(heading.scheme, []).append(heading)
    for scheme, group in by_scheme.items():
        if scheme in ("deep", "letterdeep"):
            kept |= {heading.block for heading in group}
            continue
        styles = Counter(heading.style for heading in group)
        for style in styles:
            members = [heading for heading in group if heading.style == style]
            expected = 1
            for heading in members:
                value = _value(heading.number, scheme)
                restarts = value == 1 and scheme in ("letter", "han", "hanparen", "word", "arabic")
                if value is not None and (value in (expected, expected + 1) or restarts):
                    kept.add(heading.block)
                    expected = value + 1
                elif scheme == "word" or value == 0:
                    kept.add(heading.block)
    return kept


def _value(number: str, scheme: str) -> int | None:
    if number.isdigit():
        return int(number)
    if scheme == "letter" or (len(number) == 1 and number.isalpha() and number not in "IVX"):
        return ord(number.upper()) - 64 if number.isascii() and number.isalpha() else None
    if number and all(char in "IVXLC" for char in number.upper()):
        values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
        parts = [values[char] for char in number.upper()]
        return sum(-a if a < b else a for a, b in zip(parts, [*parts[1:], 0], strict=True))
    if number and all(char in _HAN_DIGITS for char in number):
        if number == "十":
            return 10
        tens, _, ones = number.rpartition("十") if "十" in number else ("", "", number)
        base = (_HAN_DIGITS.index(tens) + 1 if tens else 1) * 10 if "十" in number else 0
        return base + (_HAN_DIGITS.index(ones) + 1 if ones else 0)
    return None


def _levelled(headings: Sequence[Heading]) -> list[Heading]:
    """Levels: by the depth of the number, else as the numbered ones that look alike, else by size."""
    schemes = {heading.scheme for heading in headings}
    top = "roman" if "roman" in schemes else "han" if "han" in schemes else ""
    levels: dict[int, int] = {}
    appendix_letters = _appendix_letters(headings)
    for heading in headings:
        scheme = heading.scheme
        if scheme in ("deep", "letterdeep"):
            levels[heading.block] = heading.number.count(".") + 1
        elif scheme in ("roman", "han", "word"):
            levels[heading.block] = 1
        elif scheme == "hanparen":
            levels[heading.block] = 2 if top == "han" or "arabic" in schemes else 1
        elif scheme == "letter":
            levels[heading.block] = 1 if heading.block in appendix_letters else 2
        elif scheme == "arabic":
            levels[heading.block] = 1 if not top else 3 if "letter" in schemes or "hanparen" in schemes else 2
    by_style: dict[tuple[object, ...], int] = {}
    for heading in headings:
        if heading.block in levels:
            by_style.setdefault(heading.style, levels[heading.block])
    sizes = sorted(
        {float(str(h.style[1])) for h in headings if known_heading(h.title) or levels.get(h.block) == 1}, reverse=True
    )
    result = []
    for heading in headings:
        level = levels.get(heading.block)
        if level is None:
            if known_heading(heading.title):
                level = 1
            elif heading.style in by_style:
                level = by_style[heading.style]
            else:
                level = 1 if not sizes or float(str(heading.style[1])) > 1.05 * sizes[0] else 2
        result.append(replace(heading, level=level))
    return result


def _appendix_letters(headings: Sequence[Heading]) -> set[int]:
    """Lettered headings that are sections of an appendix: no Roman top level, or set like the numbered top level."""
    tops = {heading.style for heading in headings if heading.scheme in ("arabic", "roman")}
    roman = any(heading.scheme == "roman" for heading in headings)
    return {h.block for h in headings if h.scheme == "letter" and (not roman or h.style in tops)}
