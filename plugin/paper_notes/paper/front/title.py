"""The title as printed: the largest piece of a front page that isn't a banner, with names below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from paper_notes.language.identify import is_chinese
from paper_notes.language.script import han_count
from paper_notes.paper.front.abstract import is_prose, label_of
from paper_notes.paper.front.authors import share_of_names
from paper_notes.paper.front.cover import LATEST_COVER, Cover, Opening, is_genre
from paper_notes.paper.front.zones import Zone, largest_word, zones_of
from paper_notes.paper.layout.document import Layout
from paper_notes.paper.layout.rows import text_of
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Line, Page
from paper_notes.paper.text.heading_numbers import parted
from paper_notes.paper.text.roles import known_heading
from paper_notes.paper.text.sentences import Text, Vocabulary

_BANNER = re.compile(
    r"(original |research |review |invited |short |full |regular |brief |rapid )*(articles?|papers?|letters?"
    r"|communications?|reports?|notes?)"
    r"|reviews?|open( access)?|perspectives?|tutorials?|technical (report|note)|methodology|commentary|editorial|survey"
    r"|contents lists available.*|journal homepage.*|论\s*文|研究论文|综\s*述"
    r"|see discussions, stats.*|proceedings( of .*)?|.*lecture notes in .*|check for updates|doi:.*|https?:.*|www\..*"
    r"|.{0,12}学\s*报.{0,20}|.{0,20}(分类号|密级|学校代码|学号).{0,20}",
    re.I,
)
_PERIODICAL = re.compile(
    r"\b(journal|transactions|proceedings|annals|archives|bulletin|acta|letters|magazine)\b|学报", re.I
)
_SITE = re.compile(
    r"(journal homepage|https?:|www\.|contents lists)?[^\s@]*\.(com|org|net|ir|edu|cn|ac|info|io)\b\S*$", re.I
)
_MARKS = re.compile(r"[\s*∗†‡§¶#⋆⇤⁰¹²³⁴⁵⁶⁷⁸⁹①②③]+$")
_CITES = re.compile(r"(to cite|cite this|how to cite|please cite|citation:|引用(本文|格式))", re.I)
_ABSTRACT = re.compile(r"\W*(abstract|summary|摘\s*要)\W*", re.I)
_NEVER = re.compile(r"www\.|https?:|@|\be?issn\b|\bdoi\b", re.I)
_KEYWORDS = re.compile(r"\W*(关\s*键\s*[词字]|key\s?words\b|摘\s*要\s*[:：])", re.I)
_NOTE = re.compile(r"\s*\[[^\]]*\]?$")
_INSTITUTION = re.compile(
    r"(the )?(department|dept\.|school|faculty|institute?|university|universit\w+) (of|for|de)\b", re.I
)
_MOST_WORDS = 45
_FIRST_PAGES = 3


@dataclass(frozen=True, slots=True)
class Title:
    """The title's text and where it stands; ``size`` in points. ``zones`` are its page's, ``own`` those it fills."""

    text: str
    page: int
    box: Box
    size: float
    zones: tuple[Zone, ...] = ()
    own: tuple[Zone, ...] = ()


def title_of(layout: Layout, opening: Opening, vocabulary: Vocabulary, witness: str = "") -> Title | None:
    """Find the title on the first page that has one; on the page behind it, where a cover page of a repository or a
    journal comes first and the paper prints its title anew. A cover's own field decides; declarations have none.
    ``witness`` is what the PDF's own metadata claims: it decides only between candidates that are printed."""
    chinese = is_chinese("".join(line.text for page in layout.pages[:12] for line in page.lines))
    found: list[Title] = []
    pages = [page for page in layout.pages[:LATEST_COVER] if page.number not in opening.declarations]
    for page in pages[:_FIRST_PAGES]:
        cover = opening.covers.get(page.number)
        zones = zones_of(page, layout.furniture[page.number - 1], layout.style)
        title = _in_field(cover, zones) if cover else None
        title = title or _title_on(page, _off_fields(cover, zones), zones, vocabulary, witness, chinese)
        if title is not None:
            found.append(title)
    if not found:
        return None
    first = found[0]
    for other in found[1:]:
        if _same(first.text, other.text) and _completeness(other) > _completeness(first):
            return other
    return first


def _same(a: str, b: str) -> bool:
    return min(len(a), len(b)) > 8 and fuzz.ratio(_plain(a), _plain(b)) > 90


def repeats(title: Title, text: str) -> bool:
    """Whether the text is the title once more, as it stands above an abstract or a supplement."""
    own, other = _plain(title.text), _plain(text)
    return len(own) > 8 and (fuzz.ratio(own, other) > 90 or (own in other and len(other) < 1.5 * len(own)))


def _completeness(title: Title) -> int:
    """How much of what a paper begins with stands below the title: names, an abstract, text: a cover lacks some."""
    below = [zone for zone in title.zones if zone.box.y0 > title.box.y1 - 2]
    names = any(share_of_names(zone.lines) > 0.5 for zone in below[:6])
    headed = any(label_of(zone.rows[0]) or _ABSTRACT.fullmatch(zone.rows[0].text) for zone in below)
    text = any(len(zone.rows) > 4 and is_prose(zone) for zone in below)
    return names + 2 * headed + 2 * text


def _in_field(cover: Cover, zones: Sequence[Zone]) -> Title | None:
    """The title that a cover's field gives."""
    box = cover.title_box
    if box is None:
        return None
    own = tuple(zone for zone in zones if box.covers(zone.box))
    return Title(cover.title, cover.page, box, cover.title_size, tuple(zones), own)


def _off_fields(cover: Cover | None, zones: Sequence[Zone]) -> list[Zone]:
    """The zones that are no fields of a cover."""
    fields = cover.fields if cover else ()
    return [zone for zone in zones if not any(field.covers(row.box) for field in fields for row in zone.rows)]


def _title_on(
    page: Page, offered: Sequence[Zone], zones: Sequence[Zone], vocabulary: Vocabulary, witness: str, chinese: bool
) -> Title | None:
    candidates = [group for group in _groups(offered) if _may_be_title(group, page) and not _is_banner(group, zones)]
    if not candidates:
        return None
    best = _best(candidates, zones, page, witness, chinese)
    text = Text()
    font, size = _style(best[0])
    for zone in best:
        for row in zone.rows:
            lines = [kept for line in row.lines if (kept := _in_style(line, font, size)) is not None]
            text.add(text_of(lines), row.page, vocabulary)
    box = best[0].box
    for zone in best[1:]:
        box = box.union(zone.box)
    return Title(_MARKS.sub("", text.text).strip(), page.number, box, best[0].largest, tuple(zones), tuple(best))


def _style(zone: Zone) -> tuple[str, float]:
    return zone.rows[0].font, zone.largest


def _in_style(line: Line, font: str, size: float) -> Line | None:
    """The line without a note that follows the title's words in another face and in brackets."""
    spans = list(line.spans)
    for i, span in enumerate(spans):
        if i and span.text.lstrip().startswith("[") and span.font != font and spans[0].font == font:
            return line.with_spans(spans[:i])
    return line


def _groups(zones: Sequence[Zone]) -> list[list[Zone]]:
    """Zones, those that go on in one size below one another put together: italic names and lines in another weight
    begin zones of their own."""
    groups: list[list[Zone]] = []
    for zone in zones:
        if known_heading(parted(zone.text).title):
            continue
        host = next((group for group in groups if _follows(zone, group[-1])), None)
        if host is not None:
            host.append(zone)
        else:
            groups.append([zone])
    return groups


def _follows(zone: Zone, last: Zone) -> bool:
    a, b = last.rows[-1], zone.rows[0]
    gap = zone.box.y0 - last.box.y1
    size = max(largest_word(a), largest_word(b))
    overlap = min(zone.box.x1, last.box.x1) - max(zone.box.x0, last.box.x0)
    alike = abs(largest_word(a) - largest_word(b)) <= 0.05 * size and (
        a.bold == b.bold or _opens(b, a.font) or a.font == b.font
    )
    return alike and -0.4 * size < gap < 1.1 * size and overlap > 0.3 * min(zone.box.width, last.box.width)


def _opens(row: object, font: str) -> bool:
    spans = [span for span in getattr(row, "spans", ()) if span.text.strip()]
    return bool(spans) and spans[0].font == font


def _text(group: Sequence[Zone]) -> str:
    return " ".join(zone.text for zone in group)


def _may_be_title(group: Sequence[Zone], page: Page) -> bool:
    text = _text(group)
    letters = sum(map(str.isalpha, text))
    rows = sum(len(zone.rows) for zone in group)
    if (
        letters < 3
        or len(text) > 400
        or rows > 8
        or _BANNER.fullmatch(text.strip())
        or is_genre(text)
        or _KEYWORDS.match(text)
        or text.rstrip().endswith(("。", "；"))
        or _CITES.match(text)
        or _NEVER.search(_NOTE.sub("", text))
    ):
        return False
    return group[0].box.y0 < 0.72 * page.box.height and (letters >= 6 or han_count(text) >= 3 or rows > 1)


def _is_banner(group: Sequence[Zone], zones: Sequence[Zone]) -> bool:
    """Whether the words are the periodical's name: it stands between the publisher's own lines, or begins a line
    that goes on with volume and year."""
    text = _plain(_text(group))
    own = {id(zone) for zone in group}
    for zone in zones:
        if id(zone) in own:
            continue
        for row in zone.rows:
            other = row.text.strip()
            plain = _plain(other)
            at = plain.find(text)
            if (
                (at == 0 or (at > 0 and plain[:at].endswith("etal")))
                and re.search(r"\d", plain[at + len(text) :][:16])
                and len(text) < 70
                and row.largest < 0.9 * group[0].largest
            ):
                return True
            near = -40 < row.box.y0 - group[-1].box.y1 < 40 or -40 < group[0].box.y0 - row.box.y1 < 40
            if near and (_SITE.fullmatch(other) or re.match(r"contents lists|journal homepage", other, re.I)):
                return row.largest < group[0].largest and len(group) < 3 and _journal_like(other, row.box, group)
    return False


def _journal_like(text: str, box: Box, group: Sequence[Zone]) -> bool:
    """Whether the homepage stands below the words, or the list of contents above: the title has neither so."""
    below = box.y0 > group[0].box.y0
    return below == bool(re.search(r"homepage|\S+\.\w+", text, re.I))


def _best(
    candidates: Sequence[Sequence[Zone]], zones: Sequence[Zone], page: Page, witness: str, chinese: bool
) -> Sequence[Zone]:
    largest = max(group[0].largest for group in candidates)
    cited = _plain(" ".join(zone.text for zone in zones if _CITES.search(zone.text)))

    def score(group: Sequence[Zone]) -> float:
        text = _text(group)
        words = len(text.split()) + han_count(text) / 2
        value = group[0].largest / largest
        value -= 0.25 * (group[0].box.y0 / page.box.height)
        value += 0.05 * group[0].rows[0].bold
        value -= 0.25 * (words < 2) + 0.3 * (words > _MOST_WORDS)
        value -= 0.3 * bool(_PERIODICAL.search(text) and words < 9)
        if len(witness) > 8 and fuzz.ratio(_plain(text), _plain(witness)) > 85:
            value += 0.5
        if words > 3 and _plain(text) in cited:
            value += 0.4
        value += 0.25 * _names_follow(group, zones)
        value += 0.4 * (is_chinese(text) == chinese)
        value -= 0.4 * bool(_INSTITUTION.match(text) or text.startswith(("※", "■", "●")))
        if group[0].largest < 0.95 * largest and not text.isupper():
            value -= 0.5 * (share_of_names([line for zone in group for line in zone.lines]) > 0.6)
        return value

    return max(candidates, key=score)


def _names_follow(group: Sequence[Zone], zones: Sequence[Zone]) -> bool:
    """Whether names stand close below."""
    bottom = group[-1].box.y1
    near = [zone for zone in zones if -2 < zone.box.y0 - bottom < 6 * group[-1].size]
    return any(share_of_names(zone.lines) > 0.6 for zone in near)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
