"""The abstract: headed, run-in, in a box or a side column, in parts with heads of their own, or the first prose below
the title that is set unlike the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from paper_notes.language.identify import is_chinese
from paper_notes.language.script import HAN, han_count
from paper_notes.paper.characters import ends_sentence
from paper_notes.paper.front.cover import Opening
from paper_notes.paper.front.zones import Zone, zones_of
from paper_notes.paper.layout.document import Layout
from paper_notes.paper.layout.rows import Row
from paper_notes.paper.model import Paragraph
from paper_notes.paper.text.sentences import Text, Vocabulary

_WORDS = (
    r"abstract|summary|synopsis|a\s?b\s?s\s?t\s?r\s?a\s?c\s?t|s\s?u\s?m\s?m\s?a\s?r\s?y|摘\s*要|内\s*容\s*提\s*要|提\s*要"
    r"|中\s*文\s*摘\s*要|résumé|zusammenfassung"
)
_OWN_LINE = re.compile(rf"\W*({_WORDS})\W*(\[\s*)?", re.I)
_LABEL = re.compile(
    rf"\W*(?:{_WORDS})\s*[】\]〕]?\s*[.:：。—–\-▪■]+\s*|\s*[【\[〔]\s*(?:摘\s*要|abstract)\s*[】\]〕]\s*|摘\s*要[\s:：]*(?=\S)",
    re.I,
)
_BARE_LABEL = re.compile(r"(abstract|summary)\s+(?=\S)", re.I)
_PART = (
    r"(?:background|introduction|context|importance|aims?|objectives?|purpose|goals?|motivation|hypothesis|design"
    r"|setting|patients|participants|subjects|interventions?|methods?|materials?|main outcome|measure\w*|outcomes?"
    r"|results?|findings?|observations?|discussion|conclusions?|interpretations?|significance|relevance|limitations?"
    r"|methodology|principal findings|author summary|trial registration|study registration|registration|ethics"
    r"|funding|availability|contact|supplementary|data|clinical|rationale|scope|novelty|keypoints?|evidence|study"
    r"|statement|problem|approach|目的|方法|结果|结论|背景)"
)
_PART_HEAD = re.compile(rf"{_PART}\b[\w\s/&,()'’-]{{0,50}}[:.]?", re.I)
_DATED = re.compile(r"^\((dated|received|submitted|published)[^)]{4,60}\)\s*", re.I)
_RIGHTS = re.compile(r"\s*(©|⃝|\(c\)|copyright|q)\s*\d{4}\b|.{0,60}all rights reserved", re.I)
_RIGHTS_WITHIN = re.compile(
    r"(?<=[.!?。])\s+((©|⃝|\(c\)|copyright|[qr])\s*\d{4}\b"
    r"|[A-Z][\w.&\s]{2,60}?,?\s\d{1,4}(\(\d+\))?\s?:\s?\d+[–-]\d+,?\s\(?(19|20)\d\d)",
    re.I,
)
"""The rights, and where the article itself is printed, at the end of an abstract's last row."""
_END = re.compile(
    r"\W*(key\s?-?words?( and phrases)?\b|key\s?terms|index terms|general terms|categories and subject|ccs concepts"
    r"|acm reference|acm ccs|pacs\b|msc\b|jel\b|mathematics subject|关\s*键\s*[词字]"
    r"|中\s*图\s*(法)?\s*分\s*类|文献标[识志]码"
    r"|received\b|accepted\b|©|copyright|permission to make|q \d{4} elsevier|abbreviations?\b|how to cite|to cite"
    r"|cite this|citation\b|correspond|\*\s?correspond|author summary|significance statement|highlights\b"
    r"|k\s?e\s?y\s?w\s?o\s?r\s?d\s?s\b|引用格式|中文引用|doi\b|基金项目|收稿日期|作者简介|electronic supplementary"
    r"|this article (is|was)|\(?continued on|table of contents|strengths and limitations)",
    re.I,
)
_KEYWORDS = re.compile(r"\W*(key\s?-?words?\b|key\s?terms\b|index terms\b|关\s*键\s*[词字])", re.I)
_INTRODUCTION = re.compile(r"\W*((1|i)\s?[.．]?\s+)?(introduction|引\s*言|前\s*言|绪\s*论)\W*", re.I)
_NUMBERED = re.compile(rf"(?:(?:1|0|I)\s?[.．、]?|一、|第\s*[一1]\s*章)\s*[A-Z{HAN}]")
_CONTINUED = re.compile(r"\(?continued (on|from)\b[^)]{0,40}\)?", re.I)
NO_NAMES = re.compile(
    r"\W*(correspond|\*?e-?mail|address|received|accepted|published|copyright|©|this (is an open|article|work)"
    r"|edited by"
    r"|academic editor|reviewed by|citation|cite|how to cite|to cite|open access|editor|keywords?|doi|http|licen[cs]e"
    r"|funding|data availability|competing|conflict|disclosure|author contributions|these authors|基金|收稿|作者"
    r"|通[信讯]"
    r"|引用|中图|关键)",
    re.I,
)
_ADDRESS = re.compile(
    r"universit|institut|department|dept\b|school of|faculty|hospital|college|laborator|centre|center\b|academy|gmbh"
    r"|\binc\b",
    re.I,
)
_LONGEST = 6000
"""Characters of an abstract at most."""
_SHORTEST = 200
"""Characters of an abstract at least that no word announces."""
_LATEST = 12
"""Page on which an abstract stands at the latest: a thesis has its declarations and contents first."""


@dataclass(frozen=True, slots=True)
class Abstract:
    """The abstract's paragraphs, and the indices of the layout's blocks that hold it. Both are empty without one.

    ``text`` is the whole of it as printed with the heads of its parts ("Methods"), which ``paragraphs`` leave out where
    they stand on lines of their own. ``label`` is the block that says "Abstract" on a line of its own.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    blocks: frozenset[int] = frozenset()
    text: str = ""
    label: int | None = None
    zones: tuple[Zone, ...] = ()


@dataclass(slots=True)
class _Found:
    """Zones that hold the abstract, and what of them is its label."""

    label: Zone | None = None
    cut: int = 0
    zones: list[Zone] = field(default_factory=list)
    heads: list[Zone] = field(default_factory=list)
    cuts: dict[int, int] = field(default_factory=dict)
    """How many rows of a zone, by its ``id``, belong to the abstract, where it doesn't own all of them."""


def abstract_of(
    layout: Layout,
    opening: Opening,
    title_page: int,
    title_zones: Sequence[Zone],
    title_bottom: float,
    vocabulary: Vocabulary,
) -> Abstract:
    """Find the abstract. ``title_zones`` are those of the page of the title, whose lowest row ends at
    ``title_bottom`` points."""
    chinese = is_chinese("".join(line.text for page in layout.pages[:_LATEST] for line in page.lines))
    found: _Found | None = None
    latest = title_page + 2 + len([page for page in opening.pages if page > title_page])
    for number in range(title_page, min(len(layout.pages), _LATEST) + 1):
        if number in opening.declarations:
            continue
        zones = title_zones if number == title_page and title_zones else _zones(layout, number)
        labelled = _labelled(layout, zones, chinese)
        if labelled is not None:
            found = labelled
            break
        if number == title_page and number not in opening.covers:
            found = _unlabelled(layout, zones, title_bottom)
            if found is not None:
                break
        if number >= latest and len(layout.pages) < 25:
            break
    if found is None:
        return Abstract()
    return _read(layout, found, vocabulary)


def _zones(layout: Layout, number: int) -> list[Zone]:
    return zones_of(layout.pages[number - 1], layout.furniture[number - 1], layout.style)


def label_of(row: Row) -> int:
    """How many characters "Abstract—" takes at the beginning of the row, 0 when it isn't there. Without a stop, the
    word must be set apart by its type: "Abstract algebra" is no label."""
    if match := _LABEL.match(row.text):
        return match.end()
    if match := _BARE_LABEL.match(row.text):
        spans = [span for span in row.spans if span.text.strip()]
        if len(spans) > 1 and re.sub(r"\W", "", spans[0].text).lower() == match[1].lower():
            return match.end()
    return 0


def _labelled(layout: Layout, zones: Sequence[Zone], chinese: bool) -> _Found | None:
    """The abstract behind its label; of two languages the one that the paper is written in."""
    best: _Found | None = None
    for zone in zones:
        found = _behind(layout, zones, zone)
        if found is None or not found.zones:
            continue
        text = " ".join(z.text for z in found.zones)
        enough = len(text) > (30 if han_count(text) > 15 else 60)
        if not enough:
            continue
        if is_chinese(text) == chinese:
            return found
        best = best or found
    return best


def _behind(layout: Layout, zones: Sequence[Zone], zone: Zone) -> _Found | None:
    """What follows the label, if the zone begins with one."""
    for k, row in enumerate(zone.rows[:4]):
        if _OWN_LINE.fullmatch(row.text):
            if k:
                return None if not _sets_off(zone.rows[k - 1]) else _collect(layout, zones, zone, k + 1, 0)
            return _collect(layout, zones, zone, k + 1, 0)
        if cut := label_of(row):
            return _collect(layout, zones, zone, k, cut)
    return None


def _sets_off(row: Row) -> bool:
    return not ends_sentence(row.text) or len(row.text) < 60


def _collect(layout: Layout, zones: Sequence[Zone], label: Zone, first: int, cut: int) -> _Found:
    """The zones of the abstract from row ``first`` of the label's zone on: down the column, on in the next one, on the
    next page while a sentence or the label of the page says that it goes on."""
    found = _Found(label, cut)
    if first < len(label.rows):
        rest = Zone(label.rows[first:])
        found.zones.append(rest)
        if _cut_at_end(found, rest, 0):
            return found
    current = label
    pool = [zone for zone in zones if zone is not label]
    size = found.zones[0].size if found.zones else 0.0
    length = sum(len(zone.text) for zone in found.zones)
    while length < _LONGEST:
        following = _below(current, pool)
        if following is not None and _CONTINUED.match(following.text):
            following = _elsewhere(layout, current, pool, found, size, label)
            if following is None:
                break
            pool = _zones(layout, following.page)
        elif following is None or not _may_hold(following, found, size):
            stop = following is not None and _stops(following, found)
            following = None if stop else _elsewhere(layout, current, pool, found, size, label)
            if following is None:
                break
            if following.page != current.page:
                pool = _zones(layout, following.page)
                following = next((z for z in pool if z.box == following.box), following)
        pool = [zone for zone in pool if zone is not following]
        current = following
        if _is_head(following, found):
            found.heads.append(following)
            found.zones.append(following)
            continue
        if not size:
            size = following.size
        found.zones.append(following)
        length += len(following.text)
        if _cut_at_end(found, following, 0):
            break
    while found.zones and found.zones[-1] in found.heads:
        found.heads.remove(found.zones.pop())
    return found


def _prose(found: _Found) -> list[Zone]:
    return [zone for zone in found.zones if zone not in found.heads]


def _below(zone: Zone, pool: Sequence[Zone]) -> Zone | None:
    """The zone next below in the same column."""
    best: Zone | None = None
    for other in pool:
        common = min(other.box.x1, zone.box.x1) - max(other.box.x0, zone.box.x0)
        if common < 0.3 * min(other.box.width, zone.box.width) or other.box.y0 < zone.box.y1 - 0.6 * zone.size:
            continue
        if sum(map(str.isalnum, other.text)) < 3:
            continue
        if best is None or (other.box.y0, other.box.x0) < (best.box.y0, best.box.x0):
            best = other
    if best is None or best.box.width < zone.box.width:
        return best
    # what is wider than the zone may have a heading at its own edge, off the zone's column
    between = [
        other for other in pool if zone.box.y1 - 1 < other.box.y0 < best.box.y0 and other.box.y1 < best.box.y0 + 2
    ]
    at_edge = (other for other in between if abs(other.box.x0 - best.box.x0) < other.size)
    return min(at_edge, key=lambda other: other.box.y0, default=best)


def _may_hold(zone: Zone, found: _Found, size: float) -> bool:
    """Whether the zone can be a part of the abstract."""
    if _is_head(zone, found):
        return True
    text = zone.text
    if _END.match(text) and not _CONTINUED.match(text):
        return False
    if not _prose(found):
        return len(text) > 40 or han_count(text) > 15 or bool(_CONTINUED.match(text))
    if _INTRODUCTION.fullmatch(zone.rows[0].text) or _NUMBERED.match(text):
        return False
    if size and abs(zone.size - size) > 0.06 * size:
        return False
    first = _prose(found)[0]
    if zone.rows[0].bold != first.rows[0].bold and not _PART_HEAD.match(text):
        return False
    if len(zone.rows) == 1 and not ends_sentence(text) and len(text) < 60 and ends_sentence(_prose(found)[-1].text):
        return False
    last = _prose(found)[-1]
    above = found.zones[-1].box.y1
    if zone.page == last.page and zone.box.y0 - above > 3.2 * zone.size and ends_sentence(last.text):
        return bool(_PART_HEAD.match(text))
    return _same_face(zone, first) or not ends_sentence(last.text)


def _same_face(zone: Zone, other: Zone) -> bool:
    def fonts(z: Zone) -> set[str]:
        return {
            re.split(r"[-,]", look.font.rsplit("+", 1)[-1])[0]
            for row in z.rows
            for line in row.lines
            for look in line.looks
        }

    return bool(fonts(zone) & fonts(other))


def _is_head(zone: Zone, found: _Found) -> bool:
    """Whether the zone heads a part of the abstract: the first thing below the label, or one that looks like it; no
    larger than the label, whose size heads the paper's chapters."""
    if len(zone.rows) > 1 or found.label is None or not 3 < len(zone.text) < 60 or ends_sentence(zone.text, ".!?;"):
        return False
    if not _PART_HEAD.fullmatch(zone.text.strip()):
        return False
    if found.cut or zone.largest > found.label.largest + 0.3:
        return False
    titles = {re.sub(r"\W", "", head.text).lower() for head in found.heads}
    if re.sub(r"\W", "", zone.text).lower() in titles:
        return False  # the paper's own chapters begin
    if found.heads:
        first = found.heads[0]
        return abs(zone.largest - first.largest) < 0.3 and zone.rows[0].font == first.rows[0].font
    return not _prose(found)


def _stops(zone: Zone, found: _Found) -> bool:
    """Whether what stands below says that the abstract is over: keywords, or anything behind a whole sentence."""
    prose = _prose(found)
    return bool(prose) and (bool(_KEYWORDS.match(zone.text)) or ends_sentence(prose[-1].text))


def _elsewhere(
    layout: Layout, current: Zone, pool: Sequence[Zone], found: _Found, size: float, label: Zone
) -> Zone | None:
    """Where an unfinished abstract goes on: the top of the next column, or the next page."""
    prose = _prose(found)
    told = any(_CONTINUED.match(zone.text) for zone in pool)
    if prose and ends_sentence(prose[-1].text) and not told:
        return None
    width = prose[0].box.width if prose else label.box.width
    if prose and not told:
        right = [
            zone
            for zone in pool
            if zone.page == current.page
            and zone.box.x0 > prose[0].box.x1 - 2
            and zone.box.y0 > label.box.y0 - 3 * label.size
            and abs(zone.size - size) < 0.06 * size
            and zone.box.width > 0.5 * width
            and not ends_sentence(prose[-1].text)
            and not _is_bulleted(zone)
        ]
        if right:
            goes_on = [zone for zone in right if _goes_on(zone)]
            return min(goes_on or right, key=lambda zone: zone.box.y0)
    if current.page >= len(layout.pages) or (not prose and not told):
        return None
    for zone in _zones(layout, current.page + 1):
        if _CONTINUED.match(zone.text):
            told = True
            if len(zone.rows) > 1:
                return Zone(zone.rows[1:])
            continue
        alike = not size or abs(zone.size - size) < 0.06 * size
        if alike and len(zone.text) > 60 and (told or _goes_on(zone)):
            return zone
        if zone.box.y0 > 0.5 * layout.pages[current.page].box.height:
            break
    return None


def _goes_on(zone: Zone) -> bool:
    first = zone.text[:1]
    return first.islower() or first.isdigit() or bool(han_count(first))


def _is_bulleted(zone: Zone) -> bool:
    return bool(re.match(r"[►•▪■●▸–]", zone.text))


def _cut_at_end(found: _Found, zone: Zone, first: int) -> bool:
    """Cut the zone before the row that ends the abstract; whether there is one."""
    for k, row in enumerate(zone.rows):
        if k <= first and len(_prose(found)) <= 1:
            continue
        text = row.text
        before = zone.rows[k - 1].text if k else ""
        if _RIGHTS.match(text) or (
            (_END.match(text) or _INTRODUCTION.fullmatch(text)) and not text[:1].islower() and ends_sentence(before)
        ):
            found.zones[-1] = Zone(zone.rows[:k]) if k else found.zones[-1]
            if not k:
                found.zones.pop()
            return True
    return False


def _unlabelled(layout: Layout, zones: Sequence[Zone], bottom: float) -> _Found | None:
    """The first prose below the title that is set unlike the paper's text: larger, smaller, bold, in a column of its
    own, with keywords below."""
    column = _column_of(layout)
    for zone in sorted(zones, key=lambda zone: (zone.box.y0, -zone.box.width)):
        text = zone.text
        if zone.box.y0 < bottom - 2 or len(text) < _SHORTEST * (0.4 if han_count(text) > 40 else 1):
            continue
        if _INTRODUCTION.match(text) or NO_NAMES.match(text) or not is_prose(zone):
            continue
        row = zone.rows[0]
        unlike = (
            abs(row.size - layout.body_size) > 0.4
            or (row.bold and len(zone.rows) > 2 and zone.rows[1].bold)
            or (row.italic and len(zone.rows) > 2 and zone.rows[1].italic)
            or (column > 0 and abs(zone.box.width - column) > 0.12 * column)
            or _above_keywords(zone, zones)
        )
        if not unlike:
            return None
        headed = [
            z
            for z in zones
            if z.box.y1 <= zone.box.y0 + 2
            and z.box.y0 > bottom
            and _INTRODUCTION.fullmatch(z.text)
            and min(z.box.x1, zone.box.x1) > max(z.box.x0, zone.box.x0)
        ]
        if headed:
            return None
        found = _collect(layout, zones, zone, 0, 0)
        found.label = None
        return found
    return None


def _above_keywords(zone: Zone, zones: Sequence[Zone]) -> bool:
    """Whether keywords stand next below the zone."""
    below = _below(zone, [other for other in zones if other is not zone])
    return below is not None and bool(_KEYWORDS.match(below.text))


def _column_of(layout: Layout) -> float:
    """The usual width in points of the paper's columns, behind its first page."""
    widths = [
        zone.box.width
        for page in layout.pages[1:5]
        for zone in _zones(layout, page.number)
        if len(zone.rows) >= 5 and abs(zone.size - layout.body_size) < 0.3
    ]
    return median(widths) if widths else 0.0


def is_prose(zone: Zone) -> bool:
    """Whether the zone is sentences rather than addresses, names or notes."""
    text = zone.text
    if len(zone.rows) < 2 and han_count(text) < 60:
        return False
    words = re.findall(r"[^\W\d_]{2,}", text)
    small = sum(word[0].islower() for word in words)
    if han_count(text) > 0.3 * len(text):
        return text.count("。") + text.count("，") >= 2
    if not words or small < 0.6 * len(words) or len(_ADDRESS.findall(text)) > 0.04 * len(words) + 1:
        return False
    return bool(re.search(r"[a-z)\]]{2}[.?!]( |$)", text)) and "@" not in text


def _read(layout: Layout, found: _Found, vocabulary: Vocabulary) -> Abstract:
    """Put the zones' rows together to paragraphs, and tell which of the layout's blocks they are."""
    entries: list[str | Text] = []
    spans: set[int] = set()
    for n, zone in enumerate(found.zones):
        rows = zone.rows
        spans.update(id(span) for row in rows for span in row.spans)
        if zone in found.heads:
            entries.append(zone.text.strip().rstrip(":.") + ":")
            continue
        for k, row in enumerate(rows):
            text = row.text
            if n == 0 and k == 0:
                text = _DATED.sub("", text[found.cut :])
            text = _CONTINUED.sub("", text).strip()
            last = entries[-1] if entries else None
            ended = isinstance(last, Text) and ends_sentence(last.text)
            if not isinstance(last, Text) or (ended and (not k or _begins(row, rows[k - 1], zone))):
                last = Text()
                entries.append(last)
            rights = _RIGHTS_WITHIN.search(text)
            if text:
                last.add(text[: rights.start()] if rights else text, row.page, vocabulary, row.box)
            if rights:
                break
    texts = [entry for entry in entries if isinstance(entry, Text) and entry.text]
    blocks = frozenset(
        i
        for i, block in enumerate(layout.blocks)
        if any(id(span) in spans for row in block.rows[:2] for span in row.spans)
        or sum(id(span) in spans for row in block.rows for span in row.spans) > 1
    )
    label = None
    if found.label is not None:
        own = {id(span) for span in found.label.rows[0].spans}
        label = next(
            (i for i, b in enumerate(layout.blocks) if any(id(span) in own for row in b.rows for span in row.spans)),
            None,
        )
    paragraphs = tuple(Paragraph(text.sentences()) for text in texts)
    return Abstract(paragraphs, blocks, _whole(entries), label, tuple(found.zones))


def _whole(entries: Sequence[str | Text]) -> str:
    whole = ""
    for entry in entries:
        text = entry if isinstance(entry, str) else entry.text
        if text:
            whole += ("" if not whole or whole[-1] in "。！？…．" or han_count(text[0]) else " ") + text
    return whole.strip()


def _begins(row: Row, above: Row, zone: Zone) -> bool:
    """Whether the row begins a paragraph within its zone: indented, or behind a row that isn't full."""
    indent = row.box.x0 - zone.box.x0
    return indent > 0.8 * row.size or above.box.x1 < zone.box.x1 - 0.25 * zone.box.width
