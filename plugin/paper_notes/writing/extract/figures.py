"""Figures, tables and equations in an extract: picture, caption, what the text says of it, and where."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from paper_notes.language.identify import is_chinese
from paper_notes.language.script import HAN
from paper_notes.language.sentences import sentence_spans, sentences_of
from paper_notes.note.escape import escape, escape_alt
from paper_notes.note.words import cite
from paper_notes.paper.model import Figure, Formula, Mention, Section, Sentence
from paper_notes.writing.extract import quote
from paper_notes.writing.extract.bilingual import figure_type, with_counterpart
from paper_notes.writing.extract.candidates import Passage
from paper_notes.writing.extract.cues import is_result, states_number
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.extract.sentences import broken_maths, is_dangling, is_glued, length
from paper_notes.writing.extract.table_facts import own_row

MOST_COLUMNS, MOST_ROWS = 9, 16
LONGEST_CAPTION = 60
LONGEST_POINT = 70
LONGEST_POINTER = 16
LONGEST_ALT = 110


def figure_block(desk: Desk, figure: Figure) -> str:
    """The figure with its description: what it shows, key points, where the text speaks of it."""
    desk.shown.append(figure)
    words = desk.words
    caption = quote.spaced(f"{figure.label}: {figure.caption}" if figure.caption else figure.label)
    table = _table(desk, figure)
    path = "" if table else desk.picture(figure.name, figure.page, figure.box)
    body = table or f"![{escape_alt(shortened_caption(caption, LONGEST_ALT))}]({path})"
    comma = ", " if desk.brief.language == "en" else "，"
    mentions = _telling(desk, figure)
    for mention in mentions:
        desk.pool.mark(mention.sentence)
    points = quote.bullets(_with_finding(desk, mention.sentence) for mention in mentions)
    if table and (row := own_row(desk, figure, _cell)):
        points = "\n".join(part for part in (row, points) if part)
    places = _places(desk, figure)
    shows = _shows(desk, figure)
    parts = [
        body,
        f"**{words.figure_content}**{words.colon}{escape(quote.spaced(figure.label))}{figure_type(desk, figure)}"
        + (f" {shows}" if shows.startswith("[") else f"{comma}{shows}"),
        f"**{words.figure_points}**{words.colon.rstrip()}\n\n{points}" if points else "",
        f"**{words.figure_text}**{words.colon}{places}" if places else "",
    ]
    return quote.paragraphs(parts)


def _shows(desk: Desk, figure: Figure) -> str:
    """The caption as a quotation, or the page alone when there is none that can be quoted."""
    whole = _shortened_sentences(figure.caption)
    if length(whole) < 2:
        return cite(figure.page)
    first = sentences_of(whole)[0]
    for text in (whole, first):
        caption = Sentence(text, figure.caption_page, figure.caption_page)
        if length(text) >= 3 and desk.is_printed(caption):
            return quote.inline(Passage((caption,)))
    # the page's text has it otherwise: no quotation then, the picture's own text has to do
    return cite(figure.caption_page)


def formula_block(desk: Desk, formula: Formula, what: str, *, explained: bool = True) -> str:
    """The equation as a picture, with the sentence that explains its symbols unless it isn't to be ``explained``."""
    desk.formulas.append(formula)
    number = re.sub(r"[^A-Za-z0-9.-]", "", formula.number)
    stem = number.replace(".", "-").lower() if number else f"p{formula.page}"
    path = desk.picture(f"eq{stem}_method_{what}", formula.page, formula.box)
    phrase = desk.phrases.equation.format(number=formula.number) if number else desk.phrases.equation_unnumbered
    picture = f"![{escape_alt(phrase)}]({path})"
    lines = [picture, f"{escape(phrase)} {cite(formula.page)}" if number else cite(formula.page)]
    explanation = formula.explanation
    if explanation and explained and quotable_explanation(desk, explanation):
        desk.pool.mark(explanation)
        lines.append(quote.block([Passage((explanation,))]))
    return quote.paragraphs(lines)


def quotable_explanation(desk: Desk, sentence: Sentence) -> bool:
    """Whether a "where …" sentence is legible: it may hold symbols, more than a sentence of prose."""
    return length(sentence.text) <= 70 and broken_maths(sentence.text) <= 0.34 and desk.is_printed(sentence)


def full_number(sections: Sequence[Section], index: int) -> str:
    """The section's number, a letter led by the Roman number that it stands under: "IV-A"."""
    number = sections[index].number
    if len(number) != 1 or not number.isalpha():
        return number
    start = next(
        (j for j in range(index - 1, -1, -1) if sections[j].number and sections[j].level < sections[index].level), None
    )
    if start is None or not re.fullmatch(r"[IVX]+", sections[start].number):
        return number
    under = itertools.takewhile(lambda s: not s.number or s.level > sections[start].level, sections[start + 1 :])
    letters = [s.number for s in under if len(s.number) == 1]
    in_order = all(one < two for one, two in itertools.pairwise(letters))  # else a heading above is lost
    return f"{sections[start].number}-{number}" if in_order else number


_NO_TITLE = re.compile(r"supplementary (?:figs?|tables?|notes?|methods|materials?)\b|(?:figs?|tables?)\b\.? \d", re.I)
"""What a bold reference within a paragraph looks like when it was read as a heading."""


def section_name(desk: Desk, index: int) -> str:
    """A section as the text calls it: "section 3.1"; "" when it has no number."""
    while index and _NO_TITLE.match(desk.sections[index].title):
        index -= 1
    whole = full_number(desk.sections, index)
    return desk.phrases.section.format(number=escape(whole)) if whole else ""


def _table(desk: Desk, figure: Figure) -> str:
    rows = figure.rows
    if figure.kind != "table" or len(rows) < 2 or len(rows) > MOST_ROWS or not 2 <= len(rows[0]) <= MOST_COLUMNS:
        return ""
    if any(len(row) != len(rows[0]) for row in rows):
        return ""
    named = (tuple(with_counterpart(desk, cell) for cell in rows[0]), *rows[1:])
    lines = ["| " + " | ".join(_cell(cell) or " " for cell in row) + " |" for row in named]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def _telling(desk: Desk, figure: Figure, most: int = 2) -> list[Mention]:
    """The mentions that say most of the figure, in the order of the text: legible, whole, the figure their subject."""
    good: dict[str, Mention] = {}
    for mention in figure.mentions:
        text = mention.sentence.text
        fits = (
            8 <= length(text) <= 60
            and broken_maths(text) < 0.12
            and not is_glued(text)
            and desk.is_printed(mention.sentence)
        )
        place = _NAMES_FIGURE.search(text)
        if place is None or not _names(text[place.start() :], figure) or _in_brackets(text, place.start()):
            continue  # another one is its subject
        if fits and re.match(rf"[\"“(]?[A-Z\d{HAN}].*[.!?。！？][\"”’)）]*$", text, re.S):
            good.setdefault(text, mention)

    def worth(mention: Mention) -> float:
        text = mention.sentence.text
        place = _NAMES_FIGURE.search(text)
        subject = place is not None and place.start() <= 12
        near = abs(mention.sentence.page - figure.page) <= 1
        return 2.0 * subject + near - is_dangling(text) - 2.0 * desk.pool.is_quoted(mention.sentence)

    telling = [
        m for m in good.values() if _says_what_is_seen(m.sentence.text) or _finding_behind(desk, m.sentence) is not None
    ]
    if not telling:
        return []
    best = sorted(telling, key=lambda mention: -worth(mention))[:most]
    if len(best) > 1 and worth(best[0]) >= worth(best[-1]) + 2.0:
        best = best[:1]
    return [mention for mention in good.values() if mention in best]


def _names(text: str, figure: Figure) -> bool:
    """Whether a text that begins with the name of a figure names this one."""
    found = re.match(r"\D{0,12}?(?P<number>\d+(?:[.-]\d+)?|[IVX]+\b)", text)
    return found is not None and found["number"] == figure.number


def _in_brackets(text: str, place: int) -> bool:
    return text.count("(", 0, place) + text.count("（", 0, place) > text.count(")", 0, place) + text.count(
        "）", 0, place
    )


def _says_what_is_seen(text: str) -> bool:
    """Whether a sentence says what the figure shows: a finding, a comparison, or how the parts in it hang together."""
    if _POINTER_ZH.search(text) and not is_result(text):
        return False
    if _POINTER.match(text) and not (is_result(text) and states_number(text)):
        return False
    return bool(is_result(text) or states_number(text) or _COMPARES.search(text) or _DESCRIBES.search(text))


_COMPARES = re.compile(
    r"\b(?:than|better|best|worse|higher|lower|faster|slower|larger|smaller|more|less|fewer|similar|increas\w+"
    r"|decreas\w+)\b|高于|低于|优于|比较|最[高低好大小]|增加|减少|上升|下降",
    re.I,
)
_DESCRIBES = re.compile(
    rf"\b(?:shows? (?:that|how)|illustrates? (?:that|how)|depicts? how|indicates?|reveals?|demonstrates?"
    rf"|consists? of|composed of|is split|are connected"
    rf"|can be seen|we see|passes? through|takes? .{{2,40}} as input|outputs?|feeds?|grows? with"
    rf"|corresponds? to|represents?)\b|可以看出|可见|表明|由[{HAN}、]+(?:组成|构成)|分为|包括",
    re.I,
)


def _cell(text: str) -> str:
    """A cell's text as Markdown; a sign that would begin a list stands for itself inside a row."""
    return text if re.fullmatch(r"[-+–—]?", text) else escape(text)


def _with_finding(desk: Desk, sentence: Sentence) -> Passage:
    """The sentence; one that only points to a figure with the next, when that says what is to be seen there."""
    following = _finding_behind(desk, sentence)
    if following is None:
        return Passage((sentence,))
    desk.pool.mark(following)
    return Passage((sentence, following))


def _finding_behind(desk: Desk, sentence: Sentence) -> Sentence | None:
    """The next sentence, when it says what is to be seen in the figure that this one only points to."""
    here = next((c for c in desk.pool.candidates if c.sentence == sentence), None)
    following = desk.pool.neighbour(here, 1) if here else None
    if (
        following is None
        or is_result(sentence.text)
        or following.quality < 0.6
        or not (is_result(following.text) or states_number(following.text))
        or _NAMES_FIGURE.search(following.text)
        or desk.pool.is_used(following)
        or length(sentence.text) + length(following.text) > LONGEST_POINT
    ):
        return None
    return following.sentence


_POINTER = re.compile(
    r"(?!.*\b(?:better|worse|faster|slower|higher|lower|more|less|than)\b)(?:see\b|.*\b(?:shows? (?:the "
    r"|our )?results?"
    r"|we (?:compare|list|report|present|summari[sz]e|give)\b"
    r"|(?:is|are) (?:shown|given|illustrated|depicted|presented|listed|summari[sz]ed|displayed)"
    r"|depicts?|illustrates?|lists|summari[sz]es)\b)",
    re.I | re.S,
)
_POINTER_ZH = re.compile(
    r"如[图表][^，。]{0,12}所示。?$|[图表][^，。]{0,16}(?:中)?(?:体现|给出|列出|展示)[^，。]{0,6}。?$"
    r"|见[图表][^，。]{0,6}。?$"
)
_NAMES_FIGURE = re.compile(r"\b(?:Fig(?:ure|s)?|Tab(?:le)?s?|Alg(?:orithm)?|Listing)\b|[图表]\s*\d|算法\s*\d", re.I)


def _places(desk: Desk, figure: Figure) -> str:
    seen: list[str] = []
    for mention in figure.mentions:
        known = mention.section is not None and mention.section < len(desk.sections)
        name = section_name(desk, mention.section) if known and mention.section is not None else ""
        place = (f"{name}, " if desk.brief.language == "en" else f"{name}，") if name else ""
        place += cite(mention.sentence.page, mention.sentence.end_page)
        if place not in seen:
            seen.append(place)
    return ("; " if desk.brief.language == "en" else "；").join(seen[:4])


_SHORTEST_CAPTION = 24  # characters; what ends before is an abbreviation or a number


def shortened_caption(text: str, most: int) -> str:
    """Text cut to at most ``most`` characters: after a sentence where one ends, else at a word, with an ellipsis."""
    if len(text) <= most:
        return text
    cut = text[:most]
    ends = [end for _, end in sentence_spans(text) if end <= most]
    if ends and ends[-1] >= (_SHORTEST_CAPTION // 2 if is_chinese(cut) else _SHORTEST_CAPTION):
        return text[: ends[-1]].rstrip()
    return (cut if is_chinese(cut) else cut.rsplit(" ", 1)[0]).rstrip(" ,;:（(") + "…"


def _shortened_sentences(caption: str) -> str:
    """The caption's first sentences up to a length that suits a note."""
    spans = sentence_spans(caption)
    parts = [caption[start:end] for start, end in spans]
    if len(parts) > 1:
        legible = next((i for i, part in enumerate(parts) if i and broken_maths(part) > 0.2), len(parts))
        parts = parts[:legible]
    if len(parts) > 1 and not re.search(r"[.!?。！？)）]$", parts[-1]):
        parts.pop()  # cut off in the middle
    kept = sum(so_far <= LONGEST_CAPTION for so_far in itertools.accumulate(map(length, parts)))
    return caption[: spans[max(kept, 1) - 1][1]] if spans else caption
