"""A sample of falsehoods that the program lets pass, and of true statements, put to a second reader.

    ANTHROPIC_API_KEY=… python benchmarks/evidence_second_reader.py PDFS [--notes FOLDER] [--papers 6] [--each 30]
        [--seed 1] [--verify MODEL] [--kept FOLDER]

PDFS and notes are those of ``evidence.py``. Of each kind of falsehood as many are drawn as of the others, among those
in which the rules of the group "evidence" say nothing new; true statements are claims of the notes as they are, and of
``truths.md``. They are asked about in shuffled order, page by page, as ``paper-notes lint --with-claude`` asks; answers
are kept in ``--kept``, so a run that was stopped goes on. Caught is a falsehood that is called contradicted with a
quotation that stands on its page; an alarm is a true statement of which that is said.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence import OF_COLLECTION, Case, linked, load
from evidence_mutations import Falsehood, falsehoods
from paper_notes.checking.evidence.claims import Claim, claims
from paper_notes.checking.evidence.second_answers import SecondAnswer
from paper_notes.checking.evidence.verdicts import verdicts
from paper_notes.errors import WriterError
from paper_notes.note.document import Document
from paper_notes.writing.claude.budget import run_budget, spent_text
from paper_notes.writing.claude.connection import Connection
from paper_notes.writing.claude.options import ClaudeOptions
from paper_notes.writing.claude.paper_input import PaperInput
from paper_notes.writing.claude.second_reading import ask, second_model, second_options, sheets
from paper_notes.writing.claude.session import Session
from paper_notes.writing.claude.stages import StageCache

TRUE = "true"
TRIES = 4
"""Falsehoods of each kind that are made of a note."""


@dataclass
class Item:
    """A claim to be asked about: its note, its kind ("true" or the falsehood's), and what was changed."""

    case: Case
    kind: str
    claim: Claim
    language: str
    change: str
    answer: SecondAnswer | None = None


def main() -> None:
    """Draw, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", type=Path)
    parser.add_argument("--notes", type=Path)
    parser.add_argument("--extracts", type=int, default=0)
    parser.add_argument("--papers", type=int, default=6)
    parser.add_argument("--each", type=int, default=30, help="falsehoods, and true statements")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verify")
    parser.add_argument("--kept", type=Path, default=Path(".cache/evidence-second-reader"))
    given = parser.parse_args()
    rng = random.Random(given.seed)
    cases = list(load(given.pdfs, given.notes, given.extracts))[: given.papers]
    true = [item for case in cases for item in stated(case)]
    items = missed(cases, given.each, rng) + rng.sample(true, min(given.each, len(true)))
    rng.shuffle(items)
    asked(items, given)
    report(items)


def missed(cases: list[Case], wanted: int, rng: random.Random) -> list[Item]:
    """So many falsehoods of which the program says nothing new, the kinds in turn."""
    before = {case.name: case.findings(case.text) for case in cases}
    by_kind: dict[str, list[tuple[Case, Falsehood]]] = {}
    for case in cases:
        for made in falsehoods(case.text, case.paper.page_texts, rng, TRIES):
            by_kind.setdefault(made.kind, []).append((case, made))
    for left in by_kind.values():
        rng.shuffle(left)
    found: list[Item] = []
    while len(found) < wanted and any(by_kind.values()):
        for left in by_kind.values():
            if left and len(found) < wanted:
                case, made = left.pop()
                item = None if case.findings(made.text) - before[case.name] else _item(case, made)
                found += [item] if item else []
    return found


def _item(case: Case, made: Falsehood) -> Item | None:
    at = next((i for i, (a, b) in enumerate(zip(case.text, made.text, strict=False)) if a != b), 0)
    document = Document(made.text)
    claim = next((c for c in claims(document, case.paper) if c.start <= at < c.end), None)
    return Item(case, made.kind, claim, document.language, made.change) if claim is not None else None


def stated(case: Case) -> Iterator[Item]:
    """The claims of a note as it is, and the further true statements on its paper, which the program lets stand."""
    texts = [case.text, *(f"{case.text.rstrip()}\n\n{linked(truth)}\n" for _, truth in case.truths)]
    for number, text in enumerate(texts):
        document = Document(text)
        wrong = {v.statement.start for v in verdicts(document, case.paper) if v.standing == "contradicted"}
        found = [c for c in claims(document, case.paper) if not {v.statement.start for v in c.verdicts} & wrong]
        for claim in found[-1:] if number else found:
            yield Item(case, TRUE, claim, document.language, "")


def asked(items: list[Item], given: argparse.Namespace) -> None:
    """Ask about every item, those on the same pages together."""
    wished = ClaudeOptions(verify=given.verify, max_cost=None, max_cost_per_paper=None)
    model = second_model(wished, asked=True)
    options = second_options(wished, model)
    connection, budget = Connection(options), run_budget(options)
    cache = StageCache(given.kept)
    for case in {id(item.case): item.case for item in items}.values():
        pdf = given.pdfs / f"{OF_COLLECTION.get(case.name, case.name.removesuffix(' (extract)'))}.pdf"
        for language in ("zh", "en"):
            here = [item for item in items if item.case is case and item.language == language]
            session = Session(connection.wire, options, cache, (budget,), PaperInput((), "", 0))
            for sheet in sheets([item.claim for item in here], language, case.paper, pdf, options):
                try:
                    answers = ask(session, sheet, case.paper)
                except WriterError as error:
                    print(f"{case.name}: {error}")
                    continue
                for claim, answer in answers:
                    next(item for item in here if item.claim is claim).answer = answer
    print(f"{model}: {spent_text(budget)}")


def report(items: list[Item]) -> None:
    """Print what was caught, what was raised, and what came of each item."""
    for item in items:
        said = item.answer or SecondAnswer("not stated", "", why="no answer")
        what = item.change or item.claim.text[:100]
        print(f"{item.kind:13} {said.answer:12} {item.case.name}: {what} | {said.quote[:80]}")
    count = Counter((item.kind, item.answer.answer if item.answer else "no answer") for item in items)
    for kind in sorted({item.kind for item in items}):
        print(kind, {answer: n for (k, answer), n in count.items() if k == kind})
    false = [item for item in items if item.kind != TRUE]
    caught = sum(item.answer is not None and item.answer.answer == "contradicted" for item in false)
    alarms = count[TRUE, "contradicted"]
    print(f"caught {caught} of {len(false)}; false alarms {alarms} of {len(items) - len(false)}")


if __name__ == "__main__":
    main()
