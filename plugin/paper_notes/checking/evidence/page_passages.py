"""A page cut into the passages that a claim can rest on: sentences, rows of tables, captions, formulas, and the other
lines that hold numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from paper_notes.checking.evidence.numbers import folded
from paper_notes.checking.evidence.passage import NUMERIC, Kind, Passage
from paper_notes.checking.evidence.printed_rows import printed_rows
from paper_notes.checking.evidence.quantities import read_quantities
from paper_notes.checking.evidence.terms import number_term
from paper_notes.language.script import HAN
from paper_notes.language.sentences import sentences_of
from paper_notes.paper.model import Paper

LOOSE_LENGTH = 400
"""Characters of a passage cut out of text that has no sentences."""
RUNNING = 3
"""Pages on which a line stands that is a running head."""
TICKS = 4
"""Evenly spaced numbers from which on they are those of an axis."""

_STOP = re.compile(rf"(?<=[{HAN}][.．;])(?!\d)|(?<=[；])|\n|(?=•)")
"""Stops that a page's text has besides those of sentences: line ends, bullets, Chinese with other full stops."""


def split_sentences(text: str) -> list[str]:
    """The sentences of a page's running text."""
    parts: list[str] = []
    for stretch in _STOP.split(text):
        parts += [sentence.strip() for sentence in sentences_of(stretch or "") if sentence.strip()]
    return parts


def running_heads(texts: tuple[str, ...]) -> set[str]:
    """Lines that stand on several pages, but for their digits: running heads and feet."""
    count = Counter(line for text in texts for line in {_bare(line) for line in text.split("\n")[1:]})
    return {line for line, number in count.items() if number >= RUNNING}


def _bare(line: str) -> str:
    return re.sub(r"\W|\d", "", line)


def page_passages(paper: Paper, number: int, chinese: bool, repeated: set[str]) -> Iterator[Passage]:
    """The passages of a page (from 1); ``repeated`` are the lines that are running heads."""
    text = folded(paper.page_texts[number - 1])
    running, _, rest = text.partition("\n")
    headings = {f"{s.number} {s.title}".strip() for s in paper.sections if s.number and s.title and s.page == number}
    sentences = [p for s in split_sentences(_without_headings(running, headings)) for p in _cut(s, number, chinese)]
    tables = {id(f): printed_rows(f, number, chinese) for f in paper.figures if f.page == number}
    rows = {" ".join(row.text.split()) for held in tables.values() for row in held}
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
        for passage in tables[id(figure)]:
            in_tables |= {number_term(o.quantity.number.value) for o in passage.occurrences}
            yield passage
        if figure.kind == "table" and not tables[id(figure)]:
            lines = [line.strip() for line in folded(figure.inside).split("\n") if line.strip()]
            for passage in _cut(" ; ".join(lines), number, chinese, "text"):
                in_tables |= {number_term(o.quantity.number.value) for o in passage.occurrences}
                yield replace(passage, beside=folded(figure.caption))
        if figure.kind == "figure":
            lines = [line.strip() for line in folded(figure.inside).split("\n") if line.strip()]
            ticks = ticks_of(lines)
            in_tables |= ticks
            said = [line for line in lines if not (NUMERIC.match(line) and _terms_of_numbers(line) & ticks)]
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
    values = sorted({q.number.value for line in lines if NUMERIC.match(line) for q in read_quantities(line)})
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
