"""A model as the judge of a scan: the titles of the day first, a hundred at once, then the abstracts of those that may
be worth reading, in small batches. Everything a paper says of itself is data; what the model answers is taken only as
numbers, known keys and a short comment. Answers are kept, and each request passes the till."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from paper_notes.errors import WriterError
from paper_notes.finding.announcements import Announcement
from paper_notes.finding.judging import Grade
from paper_notes.finding.topics import Topics
from paper_notes.language.identify import Language
from paper_notes.writing.claude.budget import run_budget
from paper_notes.writing.claude.connection import Connection
from paper_notes.writing.claude.options import ClaudeOptions
from paper_notes.writing.claude.paper_input import PaperInput, count_text
from paper_notes.writing.claude.prompts import prompt
from paper_notes.writing.claude.request import Request
from paper_notes.writing.claude.schema import Form, json_schema
from paper_notes.writing.claude.server import at_home
from paper_notes.writing.claude.session import Session
from paper_notes.writing.claude.stages import StageCache

TITLES_A_REQUEST = 100
ABSTRACTS_A_REQUEST = 10
LONGEST_TITLE, LONGEST_ABSTRACT = 300, 3_000
"""Characters of a paper that are sent: more is no title, and no abstract."""
MOST_TOKENS = 8_000
"""Of an answer."""
ANSWER_TOKENS = 120
"""Of the answer about one paper, by rule of thumb."""


class Picked(Form, frozen=True):
    """The papers whose abstracts are worth reading, by the numbers they were given."""

    numbers: tuple[int, ...]


class Judged(Form, frozen=True):
    """What the model says of the paper with this number."""

    number: int
    comment: str
    topics: tuple[str, ...]
    relevance: int
    novelty: int


class AllJudged(Form, frozen=True):
    """The answers about all papers of a request."""

    papers: tuple[Judged, ...]


class ClaudeJudge:
    """Grades papers with the Messages API. ``cost`` is what it came to in US dollars."""

    def __init__(self, options: ClaudeOptions, cache_dir: Path, language: Language) -> None:
        self.options, self.language = options, language
        self.problems: list[str] = []
        self.session = Session(
            Connection(options).wire,
            options,
            StageCache(cache_dir / "claude" / "stages"),
            (run_budget(options, at_home=at_home(options)),),
            PaperInput((), "", 0),
        )

    @property
    def cost(self) -> float:
        return self.session.cost

    def grades(self, papers: Sequence[Announcement], topics: Topics) -> Mapping[str, Grade]:
        """See :class:`paper_notes.finding.judging.Judge`; a request that fails ends the grading, and is told."""
        found: dict[str, Grade] = {}
        try:
            promising = [paper for batch in _batches(papers, TITLES_A_REQUEST) for paper in self._picked(batch, topics)]
            for batch in _batches(promising, ABSTRACTS_A_REQUEST):
                found |= self._graded(batch, topics)
        except WriterError as error:
            self.problems.append(f"not all papers were graded: {error}")
        return found

    def _picked(self, papers: Sequence[Announcement], topics: Topics) -> list[Announcement]:
        request = titles_request(papers, topics, self.options, self.language)
        numbers = set(self.session.ask_for(Picked, request).numbers)
        return [paper for number, paper in enumerate(papers, 1) if number in numbers]

    def _graded(self, papers: Sequence[Announcement], topics: Topics) -> dict[str, Grade]:
        request = abstracts_request(papers, topics, self.options, self.language)
        answers = {each.number: each for each in self.session.ask_for(AllJudged, request).papers}
        return {
            paper.key: Grade(said.relevance, said.novelty, said.topics, said.comment)
            for number, paper in enumerate(papers, 1)
            if (said := answers.get(number))
        }


def titles_request(
    papers: Sequence[Announcement], topics: Topics, options: ClaudeOptions, language: Language
) -> Request:
    """What asks which titles are promising."""
    shown = [{"number": number, "title": paper.title[:LONGEST_TITLE]} for number, paper in enumerate(papers, 1)]
    return _request("reading titles", "titles", shown, topics, options, language, Picked)


def abstracts_request(
    papers: Sequence[Announcement], topics: Topics, options: ClaudeOptions, language: Language
) -> Request:
    """What asks for the grades of papers."""
    shown = [
        {
            "number": number,
            "title": paper.title[:LONGEST_TITLE],
            "authors": list(paper.authors[:10]),
            "abstract": paper.abstract[:LONGEST_ABSTRACT],
        }
        for number, paper in enumerate(papers, 1)
    ]
    return _request("grading papers", "grade", shown, topics, options, language, AllJudged)


def estimated(
    papers: Sequence[Announcement], topics: Topics, options: ClaudeOptions, language: Language
) -> tuple[int, int, float | None]:
    """Before anything is asked: requests, tokens that go in, and US dollars (None without a price) if every abstract
    is read."""
    requests = [titles_request(batch, topics, options, language) for batch in _batches(papers, TITLES_A_REQUEST)]
    requests += [abstracts_request(batch, topics, options, language) for batch in _batches(papers, ABSTRACTS_A_REQUEST)]
    tokens = sum(count_text(request.system) + count_text(request.content[0]["text"]) for request in requests)
    price = options.price_of(options.model)
    answers = len(papers) * ANSWER_TOKENS
    return len(requests), tokens, None if price is None else (tokens * price.input + answers * price.output) / 1e6


def _request(
    stage: str,
    name: str,
    shown: list[dict[str, object]],
    topics: Topics,
    options: ClaudeOptions,
    language: Language,
    form: type[Form],
) -> Request:
    text = "<papers>\n" + "\n".join(json.dumps(one, ensure_ascii=False) for one in shown) + "\n</papers>"
    return Request(
        stage=stage,
        model=options.model,
        system=prompt(name, language).fill(topics=_as_text(topics)),
        content=({"type": "text", "text": text},),
        identity="scan",
        max_tokens=min(options.max_tokens, MOST_TOKENS),
        effort=options.effort,
        schema=json_schema(form),
    )


def _as_text(topics: Topics) -> str:
    lines = []
    for topic in topics.topics:
        lines.append(f"{topic.number}. {topic.text}")
        lines += [f"   {sign} {said}" for sign, said in (("+", topic.relevant), ("-", topic.not_relevant)) if said]
    return "\n".join([*lines, "", topics.taste]).strip()


def _batches(papers: Sequence[Announcement], size: int) -> Iterator[Sequence[Announcement]]:
    for first in range(0, len(papers), size):
        yield papers[first : first + size]
