"""How much of what is falsified in a note the evidence check finds, and how often it complains of what is right.

    python benchmarks/evidence.py PDFS [--notes FOLDER] [--extracts 8] [--mutations 400] [--seed 1] [--show]

PDFS holds ``<slug>.pdf``. Notes are extracts made of them here, and those in FOLDER (``<slug>/README.md``). Each
mutation changes one thing in one note: a digit of a number, the page of a citation, a word of a quotation, or which
images two figures show. It counts as found when the rules of the group "evidence" say something that they didn't say
of the unchanged note. False alarms are numbers of unchanged notes that ``number-not-in-paper`` reports, and citations
that ``citation-off-topic`` does; whoever wrote the note, they are looked at by hand before they are called false.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from paper_notes.checking.evidence.numbers import read_numbers
from paper_notes.checking.evidence.statements import statements
from paper_notes.checking.linter import check
from paper_notes.checking.registry import RULES
from paper_notes.note.document import Document
from paper_notes.note.model import Note
from paper_notes.note.store import render_note
from paper_notes.paper.model import Paper
from paper_notes.paper.reader import read_paper
from paper_notes.writing.extract import ExtractWriter
from paper_notes.writing.model import Brief

EVIDENCE = tuple(rule for rule in RULES if rule.group == "evidence")
WORD = re.compile(r"[A-Za-z]{2,}")


@dataclass
class Case:
    """A note beside its paper."""

    name: str
    text: str
    paper: Paper

    def findings(self, text: str) -> Counter[tuple[str, str]]:
        """What the evidence rules say of a text, without places."""
        report = check(Document(text), paper=self.paper, rules=EVIDENCE)
        return Counter((finding.rule, finding.message) for finding in report.findings)


Mutation = Callable[[Case, random.Random], tuple[str, str, str] | None]
"""A new text, the kind, and what was changed; None when the note has nothing of the kind."""


def change_digit(case: Case, rng: random.Random) -> tuple[str, str, str] | None:
    """Another digit in a number of a statement or of a quotation."""
    document = Document(case.text)
    spots = []
    for statement in statements(document):
        if statement.block.kind == "formula" or statement.speculative or statement.supposed:
            continue
        kind = (
            "digit, cited" if statement.cited else "digit, page further on" if statement.covering else "digit, no page"
        )
        for number in read_numbers(statement.text):
            if not number.spelled:
                spots.append((statement.start + number.start, statement.start + number.end, kind))
    for quotation in document.quotations:
        said = case.text[quotation.start : quotation.end]
        for match in re.finditer(r"\d+", said):
            if (
                not re.search(r"(?:\bpp?\. ?|page=|–|-)$", said[: match.start()])
                and said[match.end() : match.end() + 1] != ";"
            ):
                spots.append((quotation.start + match.start(), quotation.start + match.end(), "digit, in a quotation"))
    if not spots:
        return None
    start, end, kind = rng.choice(spots)
    places = [i for i in range(start, end) if case.text[i].isdigit()]
    at = rng.choice(places)
    new = rng.choice([d for d in "0123456789" if d != case.text[at]])
    text = case.text[:at] + new + case.text[at + 1 :]
    return text, kind, f"{case.text[start:end]} -> {text[start:end]}"


def change_page(case: Case, rng: random.Random) -> tuple[str, str, str] | None:
    """Another page in a citation, printed and linked alike."""
    citations = Document(case.text).citations
    if not citations or case.paper.pages < 2:
        return None
    one = rng.choice(citations)
    quoted = any(quotation.start <= one.start <= quotation.end + 40 for quotation in Document(case.text).quotations)
    page = rng.choice([p for p in range(1, case.paper.pages + 1) if p != one.first])
    new = f"[p. {page}](paper.pdf#page={page})"
    return (
        case.text[: one.start] + new + case.text[one.end :],
        f"page, {'quotation' if quoted else 'paraphrase'}",
        f"p. {one.first} -> p. {page}",
    )


def change_word(case: Case, rng: random.Random) -> tuple[str, str, str] | None:
    """Another word of the paper in a quotation."""
    spots = []
    for quotation in Document(case.text).quotations:
        said = case.text[quotation.start : quotation.end]
        said = re.sub(r"\[pp?\.[^\]]*\]\([^)]*\)|&#?\w+;", lambda m: " " * len(m[0]), said)
        spots += [(quotation.start + m.start(), quotation.start + m.end()) for m in WORD.finditer(said)]
    words = sorted({word for page in case.paper.page_texts for word in WORD.findall(page)})
    if not spots or not words:
        return None
    start, end = rng.choice(spots)
    old = case.text[start:end]
    new = rng.choice([word for word in words if word.casefold() != old.casefold()])
    return case.text[:start] + new + case.text[end:], "word of a quotation", f"{old} -> {new}"


def swap_figures(case: Case, rng: random.Random) -> tuple[str, str, str] | None:
    """The images of two figures, exchanged."""
    spans = [s for _, s in Document(case.text).spans("image") if re.search(r"images/(?:fig|table|algo)", s.target)]
    names = sorted({span.target for span in spans})
    if len(names) < 2:
        return None
    a, b = rng.sample(names, 2)
    text = case.text.replace(a, "\0").replace(b, a).replace("\0", b)
    return text, "swapped figures", f"{a} <-> {b}"


MUTATIONS: tuple[Mutation, ...] = (change_digit, change_digit, change_page, change_word, swap_figures)


def load(pdfs: Path, notes: Path | None, extracts: int) -> list[Case]:
    """Extracts of the first papers by name, and the notes given."""
    cases, papers = [], {}

    def paper_of(slug: str) -> Paper:
        if slug not in papers:
            papers[slug] = read_paper(pdfs / f"{slug}.pdf")
        return papers[slug]

    for folder in sorted(notes.iterdir()) if notes else ():
        if (folder / "README.md").is_file():
            cases.append(Case(folder.name, (folder / "README.md").read_text(encoding="utf-8"), paper_of(folder.name)))
    for pdf in sorted(pdfs.glob("*.pdf")):
        if extracts <= 0:
            break
        paper = paper_of(pdf.stem)
        if not paper.has_text or paper.pages > 40:
            continue
        draft = ExtractWriter().write(paper, Brief(pdf.stem, paper.metadata.language))
        cases.append(Case(f"{pdf.stem} (extract)", render_note(Note(draft.front, draft.body)), paper))
        extracts -= 1
    return cases


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", type=Path)
    parser.add_argument("--notes", type=Path)
    parser.add_argument("--extracts", type=int, default=8)
    parser.add_argument("--mutations", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print what was missed and what was reported unchanged")
    given = parser.parse_args()
    rng = random.Random(given.seed)
    cases = load(given.pdfs, given.notes, given.extracts)

    numbers = alarms = citations = wrong_pages = 0
    before = {}
    for case in cases:
        before[case.name] = case.findings(case.text)
        here = sum(not n.spelled for s in statements(Document(case.text)) for n in read_numbers(s.text))
        numbers += here
        reported = {k: n for k, n in before[case.name].items() if k[0] == "number-not-in-paper"}
        alarms += sum(reported.values())
        citations += len(Document(case.text).citations)
        wrong_pages += sum(n for (rule, _), n in before[case.name].items() if rule == "citation-off-topic")
        findings = sum(before[case.name].values())
        print(f"{case.name}: {here} numbers, {sum(reported.values())} reported, {findings} findings")
        if given.show:
            for (rule, message), count in before[case.name].items():
                print(f"    {rule} x{count}: {message}")

    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    while total.total() < given.mutations:
        case = rng.choice(cases)
        made = rng.choice(MUTATIONS)(case, rng)
        if made is None:
            continue
        text, kind, what = made
        total[kind] += 1
        if case.findings(text) - before[case.name]:
            found[kind] += 1
        elif given.show:
            print(f"missed in {case.name}: {kind}: {what}")
    print(f"\n{len(cases)} notes, {total.total()} mutations, seed {given.seed}")
    for kind in sorted(total):
        print(f"{kind}: {found[kind]} of {total[kind]} ({found[kind] / total[kind]:.1%})")
    print(f"all: {found.total()} of {total.total()} ({found.total() / total.total():.1%})")
    print(
        f"unchanged: {alarms} of {numbers} numbers reported ({alarms / max(numbers, 1):.1%}), "
        f"{wrong_pages} of {citations} citations ({wrong_pages / max(citations, 1):.1%})"
    )


if __name__ == "__main__":
    main()
