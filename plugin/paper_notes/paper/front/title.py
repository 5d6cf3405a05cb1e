"""The title as printed: the largest text of the first page that isn't a banner of the journal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from paper_notes.language.script import han_count
from paper_notes.paper.layout.document import Layout
from paper_notes.paper.layout.furniture import is_level
from paper_notes.paper.layout.rows import Row, rows_of, text_of
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Page
from paper_notes.paper.text.roles import known_heading
from paper_notes.paper.text.sentences import Text, Vocabulary

_BANNER = re.compile(
    r"(original |research |review |invited |short |full |regular )*(articles?|papers?|letters?|communications?"
    r"|reports?|notes?)"
    r"|reviews?|open access|perspectives?|tutorials?|technical (report|note)|methodology|commentary|editorial|survey"
    r"|contents lists available.*|journal homepage.*|论\s*文|研究论文|综\s*述|(毕业|学位|硕士|博士|本科).{0,8}论文"
    r"|see discussions, stats.*|proceedings( of .*)?|.*lecture notes in .*|check for updates|doi:.*|https?:.*",
    re.I,
)
_MARKS = re.compile(r"[\s*∗†‡§¶#⋆⇤⁰¹²³⁴⁵⁶⁷⁸⁹]+$")


@dataclass(frozen=True, slots=True)
class Title:
    """The title's text and where it stands; ``size`` in points."""

    text: str
    page: int
    box: Box
    size: float


def title_of(layout: Layout, vocabulary: Vocabulary, witness: str = "") -> Title | None:
    """Find the title on the first page that has text. ``witness`` is what the PDF's own metadata claims: it decides
    only between candidates that are printed."""
    for page, drop in zip(layout.pages[:3], layout.furniture, strict=False):
        lines = [line for i, line in enumerate(page.lines) if i not in drop and is_level(line) and line.text.strip()]
        rows = rows_of(lines, page.box, page.number)
        candidates = _candidates(rows, page, layout.body_size)
        if not candidates:
            continue
        best = _best(candidates, page, witness)
        text = Text()
        for row in best:
            text.add(text_of(row.lines), row.page, vocabulary)
        box = best[0].box
        for row in best[1:]:
            box = box.union(row.box)
        return Title(_MARKS.sub("", text.text).strip(), page.number, box, best[0].largest)
    return None


def _candidates(rows: Sequence[Row], page: Page, body: float) -> list[list[Row]]:
    """Runs of consecutive rows of one size, larger than the running text or set apart at the top."""
    groups: list[list[Row]] = []
    for row in rows:
        previous = groups[-1][-1] if groups and groups[-1] else None
        if known_heading(row.text):
            groups.append([])
            continue
        near = previous is not None and row.box.y0 - previous.box.y1 < 1.1 * row.largest
        if previous is not None and near and _alike(row, previous):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [group for group in groups if group and _may_be_title(group, page) and not _is_banner(group, rows)]


def _alike(row: Row, previous: Row) -> bool:
    same_size = abs(row.largest - previous.largest) <= 0.05 * previous.largest
    overlap = min(row.box.x1, previous.box.x1) - max(row.box.x0, previous.box.x0)
    return same_size and row.bold == previous.bold and overlap > 0.3 * min(row.box.width, previous.box.width)


def _may_be_title(group: Sequence[Row], page: Page) -> bool:
    text = " ".join(row.text for row in group)
    letters = sum(map(str.isalpha, text))
    if letters < 3 or len(text) > 400 or len(group) > 8 or _BANNER.fullmatch(text.strip()):
        return False
    return group[0].box.y0 < 0.72 * page.box.height and (letters >= 6 or han_count(text) >= 3 or len(group) > 1)


def _is_banner(group: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Whether the words are the journal's name: it stands between the publisher's own lines, or begins a line that
    goes on with volume and year."""
    text = _plain(" ".join(row.text for row in group))
    for row in rows:
        if all(row is not own for own in group):
            other = row.text.strip()
            if _plain(other).startswith(text) and re.search(r"\d", other[len(text) - 1 :]) and len(other) < 120:
                return True
            near = -40 < row.box.y0 - group[-1].box.y1 < 40 or -40 < group[0].box.y0 - row.box.y1 < 40
            if near and re.match(r"journal homepage|(www\.\S+\.(com|org|net)/)|contents lists", other, re.I):
                return row.largest < group[0].largest and len(group) < 3 and _journal_like(row, group)
    return False


def _journal_like(row: Row, group: Sequence[Row]) -> bool:
    """Whether the homepage stands below the words, or the list of contents above: the title has neither so."""
    below = row.box.y0 > group[0].box.y0
    return below == bool(re.search(r"homepage|www\.", row.text, re.I))


def _best(candidates: Sequence[Sequence[Row]], page: Page, witness: str) -> Sequence[Row]:
    largest = max(group[0].largest for group in candidates)

    def score(group: Sequence[Row]) -> float:
        text = " ".join(row.text for row in group)
        words = len(text.split()) + han_count(text) / 2
        value = group[0].largest / largest
        value -= 0.25 * (group[0].box.y0 / page.box.height)
        value += 0.05 * group[0].bold
        value -= 0.25 * (words < 2) + 0.3 * (words > 40)
        if len(witness) > 8 and fuzz.ratio(_plain(text), _plain(witness)) > 85:
            value += 0.5
        return value

    return max(candidates, key=score)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
