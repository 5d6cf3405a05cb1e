"""A note in another language than its paper: terms, headings and heads of tables with their counterpart."""

from __future__ import annotations

from paper_notes.language.glossary import counterpart, terms_in
from paper_notes.note.escape import escape
from paper_notes.paper.model import Figure
from paper_notes.writing.extract.desk import Desk

MOST_TERMS = 8
FEWEST_TERMS = 2
PAGES_READ = 2
"""The pages, from the first, whose terms count besides those of title and abstract."""
TITLE_WEIGHT, ABSTRACT_WEIGHT = 6, 2
_SPELLED = 3
"""A term of several words says more: each word counts so much more often."""


def is_foreign(desk: Desk) -> bool:
    """Whether the note is in another language than the paper."""
    return desk.brief.language != desk.paper.metadata.language


def with_counterpart(desk: Desk, text: str) -> str:
    """A heading or a cell, with its counterpart in the note's language when the two differ and it is a known term."""
    if not is_foreign(desk):
        return text
    other = counterpart(" ".join(text.split()).strip(" .:："), desk.paper.metadata.language)
    return f"{text}{desk.words.open_bracket}{other}{desk.words.close_bracket}" if other else text


def figure_type(desk: Desk, figure: Figure) -> str:
    """What kind of figure it is, in the note's language, when the caption is in another; else ""."""
    if not is_foreign(desk):
        return ""
    name = desk.phrases.table if figure.kind == "table" else desk.phrases.figure_types[figure.type]
    return f"{desk.words.open_bracket}{name}{desk.words.close_bracket}"


def term_line(desk: Desk) -> str:
    """The paper's key terms with their counterparts, so that a reader and a search find them by either; "" when the
    languages agree or hardly a term is known."""
    if not is_foreign(desk):
        return ""
    paper, language = desk.paper, desk.paper.metadata.language
    counts = terms_in(" ".join(paper.page_texts[:PAGES_READ]), language)
    for text, weight in ((paper.metadata.title, TITLE_WEIGHT), (paper.metadata.abstract, ABSTRACT_WEIGHT)):
        for term, count in terms_in(text, language).items():
            counts[term] += weight * count
    if language == "en":
        for term in counts:
            counts[term] += _SPELLED * term.count(" ")
    best = [term for term, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) if count > 1]
    if len(best) < FEWEST_TERMS:
        return ""
    words = desk.words
    pairs = [
        f"{escape(term)}{words.open_bracket}{escape(counterpart(term, language))}{words.close_bracket}"
        for term in best[:MOST_TERMS]
    ]
    return f"**{desk.phrases.terms}**{words.colon}{desk.phrases.list_comma.join(pairs)}"
