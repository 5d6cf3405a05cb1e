"""A second reader: a model that didn't write the note is shown the claims of a page with that page alone, and says of
each whether the page says so. Its quotations are looked up; an answer whose quotation isn't on the page is none.

Asked are the claims that the program doesn't find contradicted: it compares numbers and words, so what it takes for
supported may still turn the sense round. Claims of the same pages go together; what was answered is kept
(:mod:`paper_notes.checking.evidence.second_answers`) and not asked again.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec

from paper_notes.checking.evidence.claims import Claim
from paper_notes.checking.evidence.decisions import decisions
from paper_notes.checking.evidence.passages import passages_of
from paper_notes.checking.evidence.second_answers import SecondAnswer, SecondAnswers
from paper_notes.checking.evidence.terms import terms_of
from paper_notes.errors import one_line
from paper_notes.language.identify import Language, is_chinese
from paper_notes.language.match import skeleton
from paper_notes.language.script import is_han
from paper_notes.note.document import Document
from paper_notes.paper.model import Paper
from paper_notes.paper.quotations import find_quote
from paper_notes.writing.claude.options import DEFAULT_MODEL, ClaudeOptions
from paper_notes.writing.claude.page_input import page_blocks, page_pictures
from paper_notes.writing.claude.prompts import prompt
from paper_notes.writing.claude.request import Request
from paper_notes.writing.claude.schema import Form, json_schema
from paper_notes.writing.claude.server import PROVIDER, host_of
from paper_notes.writing.claude.session import Session

SECOND_MODEL = "claude-haiku-4-5"
"""Costs half of what writes by default, sees pictures and gives structured output."""
OFF = "off"
CLAIMS_A_REQUEST = 16
"""More of a page go in several requests."""
MOST_TOKENS = 12_000
"""Of an answer: 16 claims come to about 2,000, thinking comes on top."""
SHORTEST_QUOTE = 10
"""Letters of a quotation that shows something; a Chinese character says as much as two."""
LONGEST_WHY = 240
MOST_DECIDED = 4
"""Claims of one request that the same words can decide."""


class Judgement(Form, frozen=True):
    """The answer about one claim; what decides comes before the answer."""

    id: str
    quote: str
    page: int
    why: str
    answer: Literal["supported", "contradicted", "not stated"]


class Judgements(Form, frozen=True):
    """The answers about all claims of a request."""

    items: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Claims that rest on the same pages, and the request that asks about them."""

    pages: tuple[int, ...]
    claims: tuple[Claim, ...]
    request: Request


def second_model(options: ClaudeOptions, wish: str | None = None, *, asked: bool = False) -> str:
    """Who reads a note again: ``wish`` (the paper's own), else the option ``verify``, else the cheapest model that
    doesn't write; "" for nobody. A compatible server has models of its own, so there somebody must name one, unless
    the reading was ``asked`` for by name."""
    chosen = wish or options.verify
    if chosen == OFF:
        return ""
    if chosen:
        return chosen
    if not asked and host_of(options.base_url or os.environ.get("ANTHROPIC_BASE_URL")) not in ("", PROVIDER):
        return ""
    return SECOND_MODEL if options.model != SECOND_MODEL else DEFAULT_MODEL


def second_options(options: ClaudeOptions, model: str) -> ClaudeOptions:
    """The options of the second reader's requests. A price that the user gave is the writer's, unless no other is
    known."""
    price = options.price if model == options.model or options.prices.get(model) is None else None
    tokens = min(options.max_tokens, MOST_TOKENS)
    return replace(options, model=model, fallback_model=None, effort=None, max_tokens=tokens, price=price)


def open_claims(document: Document, paper: Paper, kept: SecondAnswers) -> list[Claim]:
    """The claims that a second reader hasn't answered yet and the program doesn't find contradicted."""
    if not paper.has_text:
        return []
    answers = kept.of(paper.sha256)
    return [
        decision.claim
        for decision in decisions(document, paper, answers)
        if decision.second is None and not (decision.standing == "contradicted" and decision.by == "program")
    ]


def sheets(
    claims: Sequence[Claim], language: Language, paper: Paper, pdf: Path | None, options: ClaudeOptions
) -> list[Sheet]:
    """The requests about claims of notes in a language, by pages."""
    by_pages: dict[tuple[int, ...], list[Claim]] = {}
    for claim in claims:
        by_pages.setdefault(claim.pages, []).append(claim)
    wanted = sorted({page for pages in by_pages for page in pages})
    pictures = page_pictures(pdf, wanted) if wanted and pdf is not None and options.input != "text" else {}
    found = []
    for pages, here in by_pages.items():
        blocks = page_blocks(paper, pages, pictures)
        seen = "+pictures" if any(page in pictures for page in pages) else ""
        for some in _parts(here):
            said = [
                {"id": f"c{i}", "section": claim.section, "before": claim.before, "claim": claim.text}
                for i, claim in enumerate(some, 1)
            ]
            text = "<claims>\n" + "\n".join(json.dumps(one, ensure_ascii=False) for one in said) + "\n</claims>"
            request = Request(
                stage=f"reading {'p. ' if len(pages) == 1 else 'pp. '}{', '.join(map(str, pages))} again",
                model=options.model,
                system=prompt("verify", language).text,
                content=(*blocks, {"type": "text", "text": text}),
                identity=f"second:{paper.sha256}{seen}",
                max_tokens=options.max_tokens,
                effort=options.effort,
                schema=json_schema(Judgements),
            )
            found.append(Sheet(pages, some, request))
    return found


def read_again(session: Session, document: Document, paper: Paper, pdf: Path | None, kept: SecondAnswers) -> int:
    """Ask about every claim that has no answer yet and keep the answers; returns how many claims were asked about.

    Raises WriterError when a request fails: what was answered before is kept.
    """
    asked = 0
    for sheet in sheets(open_claims(document, paper, kept), document.language, paper, pdf, session.options):
        answers = ask(session, sheet, paper)
        asked += len(sheet.claims)
        if not kept.keep(paper.sha256, {claim.key(paper): answer for claim, answer in answers}):
            session.messages.append("the second reader's answers could not be kept: another run would ask again")
    return asked


def ask(session: Session, sheet: Sheet, paper: Paper) -> list[tuple[Claim, SecondAnswer]]:
    """The answers about the claims of a sheet, as far as they are given and can be confirmed."""
    given = session.ask_for(Judgements, sheet.request)
    by_id = {item.id: item for item in _without_refrains(given.items)}
    return [
        (claim, confirmed(item, claim, paper, session.options.model))
        for i, claim in enumerate(sheet.claims, 1)
        if (item := by_id.get(f"c{i}")) is not None
    ]


def confirmed(item: Judgement, claim: Claim, paper: Paper, model: str) -> SecondAnswer:
    """The answer as far as the program can confirm it: its quotation must stand on one of the claim's pages and speak
    of something that the claim speaks of. Otherwise the page doesn't state the claim."""
    none = SecondAnswer("not stated", model)
    if item.answer == "not stated" or sum(2 if is_han(c) else 1 for c in skeleton(item.quote)) < SHORTEST_QUOTE:
        return none
    if not _speaks_of(item.quote, claim, paper):
        return none
    for page in sorted(claim.pages, key=lambda page: page != item.page):
        if find_quote(item.quote, paper, page):
            why = _plain(item.why)[:LONGEST_WHY] if item.answer == "contradicted" else ""
            return SecondAnswer(item.answer, model, _plain(item.quote), page, why)
    return none


def _without_refrains(items: Sequence[Judgement]) -> Iterator[Judgement]:
    """The answers without those whose quotation is said to decide many claims: such a line speaks of none of them. It
    may be one that a page prints for its readers to obey."""
    count = Counter(skeleton(item.quote) for item in items if item.answer != "not stated")
    for item in items:
        refrain = count[skeleton(item.quote)] > MOST_DECIDED
        yield msgspec.structs.replace(item, answer="not stated") if refrain else item


def _speaks_of(quote: str, claim: Claim, paper: Paper) -> bool:
    """Whether a quotation shares a term with a claim of its own language; across languages too few are known."""
    chinese = passages_of(paper).chinese
    if is_chinese(quote) != is_chinese(claim.text):
        return True
    return bool(set(terms_of(quote, chinese).places) & set(terms_of(claim.text, chinese).places))


def _plain(text: str) -> str:
    return one_line(" ".join(text.split()))


def _parts(claims: list[Claim]) -> Iterator[tuple[Claim, ...]]:
    for i in range(0, len(claims), CLAIMS_A_REQUEST):
        yield tuple(claims[i : i + CLAIMS_A_REQUEST])
