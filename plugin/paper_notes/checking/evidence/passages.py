"""The passages of a page that a claim can rest on: sentences, rows of tables under their heads, captions, formulas and
whatever else stands there, each with its terms and quantities.

A row of a table is a passage of its own: what stands in the row above belongs to another system. Numbers that are the
number of a section, a reference, a deviation or a lone mark on an axis keep their place but bear nothing out.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Literal

from paper_notes.checking.evidence.numbers import folded
from paper_notes.checking.evidence.quantities import Quantity, Role, read_quantities
from paper_notes.checking.evidence.terms import Terms, number_term, stem, terms_of
from paper_notes.language.script import HAN
from paper_notes.language.sentences import sentences_of
from paper_notes.paper.model import Figure, Paper

Kind = Literal["sentence", "row", "caption", "formula", "text"]
LOOSE_LENGTH = 400
"""Characters of a passage cut out of text that has no sentences."""
OF_CAPTION = 24
"""Terms between a table's cell and its caption."""

_STOP = re.compile(rf"(?<=[{HAN}][.．;])(?!\d)|(?<=[；])|\n|(?=•)")
"""Stops that a page's text has besides those of sentences: line ends, bullets, Chinese with other full stops."""
BESIDE = 0.5
"""What the sentences around a sentence, and a table's heads and caption, count for what a passage speaks of."""
RUNNING = 3
"""Pages on which a line stands that is a running head."""
TICKS = 4
"""Evenly spaced numbers from which on they are those of an axis."""
LABELLED = 0.75
"""Share of a table's rows that must open with a name for its rows to be told apart."""
_SPACED = re.compile(r"(?<![\d.,] )(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.]| \d)")
_FLAT_POWER = re.compile(r"(?<![\d.])10\s?[-−–]\s?(\d{1,2})(?![\d.])")
_LABEL = re.compile(r"^(?![\d.]+\s?[A-Za-z]{1,3}\b).*(?:[^\W\d_]{2,}|[A-Za-z]-?\d|\(\w\))")
_NUMERIC = re.compile(
    r"^[\s(<>≤≥~≈±+\-−–]*(?:\d[\d.,]*|\.\d+)(?:/[\d.]+)?\s?(?:%|[×x·⋅∗*]\s?10\S*|[A-Za-zµμ]{1,3}(?:/[a-z]+)?)?"
    r"(?:\s?(?:±|\+/-|\()\s?[\d.,]+\s?\)?)?\s?[%*†‡)]*(?:\s\[[\d,\s]+\])?$|^[-–—/✓✗×]$"
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A quantity of a passage and its place among the passage's terms; ``heads`` are terms that stand for it in a
    table (its row's and its column's)."""

    quantity: Quantity
    place: int
    role: Role
    heads: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Passage:
    """A stretch of a page (from 1). ``text`` is as printed; ``beside`` what stands for it elsewhere (a table's caption
    and heads)."""

    page: int
    kind: Kind
    text: str
    beside: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    chinese: bool = False
    told: frozenset[str] = frozenset()
    """Numbers that a better passage of the page holds (a cell of a table that this text repeats)."""

    @cached_property
    def terms(self) -> Terms:
        return terms_of(self.text, self.chinese)

    @cached_property
    def bag(self) -> frozenset[str]:
        """Every term of the passage and of what stands for it."""
        return frozenset(self.terms.places) | frozenset(terms_of(self.beside, self.chinese).places)

    @cached_property
    def proper(self) -> frozenset[str]:
        """The proper names in it, as terms."""
        return proper_names(self.text)

    @cached_property
    def level(self) -> dict[str, float]:
        """Its terms, those of what stands for it at half weight, wherever they stand."""
        context = dict.fromkeys(self.distant.places, BESIDE)
        context.update(dict.fromkeys(self.terms.places, 1.0))
        return context

    @cached_property
    def distant(self) -> Terms:
        return terms_of(self.beside, self.chinese)

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """The quantities in it. In a row each belongs to the row's label and its column's head."""
        if self.kind == "row":
            return tuple(self._of_cells())
        found = []
        for quantity in read_quantities(self.text):
            if number_term(quantity.number.value) not in self.told:
                found.append(Occurrence(quantity, self.terms.place_at(quantity.start), quantity.role))
        for match in _SPACED.finditer(self.text):
            (whole,) = read_quantities(match[0].replace(" ", ""))
            found.append(Occurrence(whole, self.terms.place_at(match.start()), "value"))
        for match in _FLAT_POWER.finditer(self.text):
            (power,) = read_quantities(f"10^{{-{match[1]}}}")
            found.append(Occurrence(power, self.terms.place_at(match.start()), "value"))
        return tuple(found)

    def _of_cells(self) -> Iterator[Occurrence]:
        labels = [text for head, text in self.cells if not _NUMERIC.match(text.strip())]
        label = frozenset(terms_of(" ".join(labels[:2]), self.chinese).places)
        for i, (head, text) in enumerate(self.cells):
            heads = label | frozenset(terms_of(head, self.chinese).places)
            for quantity in read_quantities(text):
                yield Occurrence(quantity, i, quantity.role, heads)


@dataclass
class PagePassages:
    """The passages of one page."""

    number: int
    passages: list[Passage] = field(default_factory=list)

    @cached_property
    def bag(self) -> dict[str, float]:
        """Every term of the page."""
        return {term: 1.0 for passage in self.passages for term in passage.terms.places}

    @cached_property
    def occurrences(self) -> list[tuple[Passage, Occurrence]]:
        return [(passage, one) for passage in self.passages for one in passage.occurrences]


class PaperPassages:
    """The passages of a paper by page, and what each term weighs: the rarer, the more."""

    def __init__(self, paper: Paper) -> None:
        self.chinese = paper.metadata.language == "zh"
        repeated = _running_heads(paper.page_texts)
        numbers = range(1, len(paper.page_texts) + 1)
        self.pages = [PagePassages(n, list(_passages(paper, n, self.chinese, repeated))) for n in numbers]
        held: Counter[str] = Counter()
        count = 1
        for page in self.pages:
            for passage in page.passages:
                held.update(passage.bag)
                count += 1
        self.count = count
        self._weights = {term: math.log(1 + count / number) for term, number in held.items()}
        self.heaviest = math.log(1 + count)
        self.names = {name for page in self.pages for passage in page.passages for name in passage.proper}

    def weight(self, term: str) -> float:
        """How much a term tells; 0 for one that the paper doesn't hold."""
        return self._weights.get(term, 0.0)

    def on(self, pages: tuple[int, ...]) -> list[Passage]:
        """The passages of some pages; those the paper doesn't have are left out."""
        return [p for number in pages if 1 <= number <= len(self.pages) for p in self.pages[number - 1].passages]

    def occurrences(self, pages: tuple[int, ...]) -> list[tuple[Passage, Occurrence]]:
        """The quantities on some pages, each with its passage."""
        return [o for number in pages if 1 <= number <= len(self.pages) for o in self.pages[number - 1].occurrences]


def passages_of(paper: Paper) -> PaperPassages:
    """The passages of a paper; kept for the papers asked for last."""
    return _kept(paper.sha256, id(paper), _Held(paper))


class _Held:
    """A paper that equals every other in a cache's key."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.paper is self.paper


@lru_cache(maxsize=8)
def _kept(sha256: str, identity: int, held: _Held) -> PaperPassages:
    return PaperPassages(held.paper)


_PROPER = re.compile(r"(?<![A-Za-z0-9_$\\])[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*(?![A-Za-z0-9_])")


def proper_names(text: str) -> frozenset[str]:
    """Names of systems, data sets and the like, as terms: words with two capitals and three letters or more."""
    return frozenset(stem(m[0].casefold()) for m in _PROPER.finditer(text) if len(m[0]) > 2)


def split_sentences(text: str) -> list[str]:
    """The sentences of a page's running text."""
    parts: list[str] = []
    for stretch in _STOP.split(text):
        parts += [sentence.strip() for sentence in sentences_of(stretch or "") if sentence.strip()]
    return parts


def _running_heads(texts: tuple[str, ...]) -> set[str]:
    """Lines that stand on several pages, but for their digits: running heads and feet."""
    count = Counter(line for text in texts for line in {_bare(line) for line in text.split("\n")[1:]})
    return {line for line, number in count.items() if number >= RUNNING}


def _bare(line: str) -> str:
    return re.sub(r"\W|\d", "", line)


def _passages(paper: Paper, number: int, chinese: bool, repeated: set[str]) -> Iterator[Passage]:
    text = folded(paper.page_texts[number - 1])
    running, _, rest = text.partition("\n")
    headings = {f"{s.number} {s.title}".strip() for s in paper.sections if s.number and s.title and s.page == number}
    sentences = [p for s in split_sentences(_without_headings(running, headings)) for p in _cut(s, number, chinese)]
    rows = {" ".join(row.text.split()) for f in paper.figures if f.page == number for row in _rows(f, number, chinese)}
    for i, sentence in enumerate(sentences):
        if any(row in sentence.text for row in rows):
            continue  # a table that the running text repeats
        around = [other.text for other in (*sentences[max(i - 1, 0) : i], *sentences[i + 1 : i + 2])]
        yield replace(sentence, beside=" ".join(around))
    in_tables: set[str] = set()
    for figure in paper.figures:
        if figure.caption and figure.caption_page == number:
            yield Passage(number, "caption", folded(f"{figure.label}: {figure.caption}"), chinese=chinese)
        if figure.page != number:
            continue
        for passage in _rows(figure, number, chinese):
            in_tables |= {number_term(o.quantity.number.value) for o in passage.occurrences}
            yield passage
        if figure.kind == "figure":
            lines = [line.strip() for line in folded(figure.inside).split("\n") if line.strip()]
            ticks = ticks_of(lines)
            in_tables |= ticks
            said = [line for line in lines if not (_NUMERIC.match(line) and _terms_of_numbers(line) & ticks)]
            for passage in _cut(" ; ".join(said), number, chinese, "text"):
                in_tables |= {number_term(o.quantity.number.value) for o in passage.occurrences}
                yield replace(passage, beside=folded(figure.caption))
    for formula in paper.formulas:
        if formula.page == number:
            yield Passage(number, "formula", folded(formula.text), chinese=chinese)
    for line in rest.split("\n"):
        if _is_page_number(line) or _bare(line) in repeated:
            continue
        for passage in _cut(line, number, chinese, "text", frozenset(in_tables)):
            if passage.occurrences or not in_tables:
                yield passage


def ticks_of(lines: list[str]) -> set[str]:
    """The numbers of axes among a figure's lines: those that stand alone and are evenly spaced."""
    values = sorted({q.number.value for line in lines if _NUMERIC.match(line) for q in read_quantities(line)})
    ticks: set[str] = set()
    for i in range(len(values)):
        for j in range(i + 1, min(i + 4, len(values))):
            step, run = values[j] - values[i], [values[i], values[j]]
            while run[-1] + step in values:
                run.append(run[-1] + step)
            if len(run) >= TICKS:
                ticks.update(map(number_term, run))
    return ticks


def _terms_of_numbers(line: str) -> set[str]:
    return {number_term(q.number.value) for q in read_quantities(line)}


def _is_page_number(line: str) -> bool:
    return bool(re.fullmatch(r"\W*\d{1,4}\W*", line))


def _without_headings(text: str, headings: set[str]) -> str:
    """The running text with the headings that it holds made sentences, their numbers taken out."""
    for heading in sorted(headings, key=len, reverse=True):
        text = text.replace(heading, f"\n{heading.split(' ', 1)[1]}\n")
    return text


def _cut(
    text: str, page: int, chinese: bool, kind: Kind = "sentence", told: frozenset[str] = frozenset()
) -> Iterator[Passage]:
    """A sentence as one passage, text without stops in pieces."""
    if len(text) <= 3 * LOOSE_LENGTH:
        if text:
            yield Passage(page, kind, text, chinese=chinese, told=told)
        return
    step = LOOSE_LENGTH - LOOSE_LENGTH // 4
    for start in range(0, len(text), step):
        yield Passage(page, kind, text[start : start + LOOSE_LENGTH], chinese=chinese, told=told)


def _rows(figure: Figure, page: int, chinese: bool) -> Iterator[Passage]:
    """The rows of a table, read whole or put together from its lines: a label opens a row, numbers follow it."""
    if figure.kind == "algorithm":
        return
    if figure.rows:
        first = figure.rows[0]
        for read in figure.rows[1:]:
            cells = tuple(
                (folded(first[i]) if i < len(first) else "", folded(cell)) for i, cell in enumerate(read) if cell
            )
            yield Passage(
                page, "row", " ".join(c for _, c in cells), f"{' '.join(first)} {figure.caption}", cells, chinese
            )
        return
    lines = [line.strip() for line in folded(figure.inside).split("\n") if line.strip()]
    header, rows = _grouped(lines)
    if figure.kind == "figure":
        if not _is_regular(rows) or sum(_count(row) >= 2 for row in rows) < LABELLED * len(rows):
            return
    elif not _is_regular(rows):
        for passage in _cut(" ; ".join(lines), page, chinese, "text"):
            yield replace(passage, beside=folded(figure.caption))
        return
    for row in rows:
        heads = _heads(header, row)
        cells = tuple(zip(heads, row, strict=True))
        yield Passage(page, "row", " ".join(row), f"{' '.join(header)} {figure.caption}", cells, chinese)


def _is_regular(rows: list[list[str]]) -> bool:
    """Whether the rows are rows: nearly all open with a name, and none holds far more numbers than the others."""
    if len(rows) < 2:
        return False
    labelled = sum(bool(_LABEL.search(row[0])) for row in rows)
    counts = sorted(sum(bool(_NUMERIC.match(cell)) for cell in row) for row in rows)
    if len(rows) < 3 and counts[-1] > 6:
        return False
    return labelled >= LABELLED * len(rows) and counts[-1] <= 1.5 * counts[len(counts) // 2] + 1


def _grouped(lines: list[str]) -> tuple[list[str], list[list[str]]]:
    """A table's lines in reading order as its head and its rows."""
    first = next((i for i, line in enumerate(lines) if _NUMERIC.match(line)), len(lines))
    label = max(first - 1, 0)
    header, rows = lines[:label], []
    row: list[str] = []
    for line in lines[label:]:
        numeric = bool(_NUMERIC.match(line))
        if not numeric and row and any(_NUMERIC.match(cell) for cell in row):
            rows.append(row)
            row = []
        row.append(line)
    if row:
        rows.append(row)
    return _mended(header, rows)


def _mended(header: list[str], rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Head and rows put right where lines came out of order: a first row of numbers alone whose "label" is the last
    head, and a row that holds the numbers of the label that follows it."""
    if not rows:
        return header, rows
    counts = sorted(_count(row) for row in rows)
    usual = counts[len(counts) // 2]
    if len(header) + 1 == len(rows[0]) > 2:
        header, rows = [*header, rows[0][0]], [rows[0][1:], *rows[1:]]
    mended: list[list[str]] = []
    for row in rows:
        above = mended[-1] if mended else []
        if above and not _count(row) and usual and _count(above) == 2 * usual:
            row = [*row, *above[-usual:]]
            mended[-1] = above[:-usual]
        mended.append(row)
    return header, mended


def _count(row: list[str]) -> int:
    return sum(bool(_NUMERIC.match(cell)) for cell in row)


def _heads(header: list[str], row: list[str]) -> list[str]:
    """The head of each cell, where the row has as many numbers as the head has names at its end."""
    numbers = [i for i, cell in enumerate(row) if _NUMERIC.match(cell)]
    heads = [""] * len(row)
    if numbers and len(header) >= len(numbers) and len(row) == len(header):
        return list(header)
    if numbers and len(header) >= len(numbers) and len(header) - len(numbers) <= 1:
        for i, head in zip(numbers, header[-len(numbers) :], strict=True):
            heads[i] = head
    return heads
