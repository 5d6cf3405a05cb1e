"""What the model is asked to say about a paper: every statement with its page and a short quotation."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from anthropic import transform_schema


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record of the model's answer: no field may be missing, none may be added."""


class Item(Form, frozen=True):
    """Something the paper says. ``quote`` are a few of its own words that show it, from ``page`` of the PDF."""

    statement: str
    page: int
    quote: str


class Symbol(Form, frozen=True):
    """A symbol as the formula writes it (LaTeX), and what it stands for."""

    symbol: str
    meaning: str


class Equation(Form, frozen=True):
    """A formula in the paper's symbols; ``quote`` are words around it."""

    latex: str
    symbols: tuple[Symbol, ...]
    page: int
    quote: str


class Module(Form, frozen=True):
    """A part of the method; ``reasons`` say why it is made so."""

    name: str
    inputs: str
    outputs: str
    steps: tuple[Item, ...]
    formulas: tuple[Equation, ...]
    reasons: tuple[Item, ...]


class Result(Form, frozen=True):
    """A measured result: ``value`` with its unit as printed, in which setting, against which baseline."""

    statement: str
    metric: str
    value: str
    setting: str
    baseline: str
    page: int
    quote: str


class FigureNote(Form, frozen=True):
    """What an extracted figure shows; ``name`` is one of those given. ``role``: why a note should show it, or not."""

    name: str
    shows: str
    points: tuple[str, ...]
    role: str
    show: bool


class Question(Form, frozen=True):
    """A question worth arguing, with what the paper offers for the answer."""

    kind: Literal["principle", "detail", "boundary", "extension"]
    question: str
    evidence: tuple[Item, ...]


class Reading(Form, frozen=True):
    """All that the model read from a paper."""

    title: str
    authors: tuple[str, ...]
    year: int | None
    venue: str | None
    description: str
    tags: tuple[str, ...]
    difficulty: int
    difficulty_reason: str
    prerequisites: tuple[str, ...]
    problem: Item
    existing: tuple[Item, ...]
    cause: Item
    approach: Item
    contributions: tuple[Item, ...]
    dataflow: tuple[Item, ...]
    modules: tuple[Module, ...]
    training: tuple[Item, ...]
    results: tuple[Result, ...]
    ablations: tuple[Item, ...]
    limits: tuple[Item, ...]
    figures: tuple[FigureNote, ...]
    questions: tuple[Question, ...]


class Correction(Form, frozen=True):
    """A second try at an item: its ``id`` as given, and the statement, page and quotation that stand in the paper.
    ``found`` is False when the paper doesn't say it after all."""

    id: str
    found: bool
    statement: str
    page: int
    quote: str


class Corrections(Form, frozen=True):
    """The second try at all items that failed."""

    items: tuple[Correction, ...]


def json_schema(form: type[Form]) -> dict[str, Any]:
    """The JSON schema of a record in the form that structured output takes: its root written out."""
    schema = msgspec.json.schema(form)
    definitions = dict(schema["$defs"])
    root = definitions.pop(form.__name__)
    return transform_schema({**root, "$defs": definitions} if definitions else root)
