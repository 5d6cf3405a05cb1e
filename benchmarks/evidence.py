"""How much of what is falsified in notes the evidence rules find, and how often they raise what is true.

    python benchmarks/evidence.py PDFS [--notes FOLDER] [--extracts 9] [--each 6] [--seed 1]
        [--part seen|held|all] [--show KINDS]

PDFS holds ``<slug>.pdf``. The notes are those of this collection, those in FOLDER (``<slug>/README.md``, and
``<slug>/truths.md`` with further true statements, "- [kind] statement"; ``<slug>--<name>`` is another note on the same
paper), and extracts made here. Each falsehood changes
one thing (:mod:`evidence_mutations`); it counts as found when a rule of the group "evidence" says something as an error
or a warning that it didn't say of the note as it was. A true statement counts as raised when the rules give it an error
or a warning: every statement of the notes, and those of ``truths.md``, each put into its note by itself.

A third of the notes, chosen by name, is held back while the rules are worked on (``--part held``).
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence_mutations import MAKERS, falsehoods
from paper_notes.checking.evidence.statements import statements
from paper_notes.checking.linter import check
from paper_notes.checking.registry import RULES
from paper_notes.errors import PaperNotesError
from paper_notes.note.document import Document
from paper_notes.note.model import Note
from paper_notes.note.store import render_note
from paper_notes.paper.model import Paper
from paper_notes.paper.reader import read_paper
from paper_notes.writing.extract import ExtractWriter
from paper_notes.writing.model import Brief

EVIDENCE = tuple(rule for rule in RULES if rule.group == "evidence")
COLLECTION = Path(__file__).parent.parent / "paper-notes"
OF_COLLECTION = {
    "attention-is-all-you-need": "attention-is-all-you-need",
    "esmm": "esmm-sigir18",
    "word2vec": "word2vec-efficient-estimation",
}
BARS = {
    "swap": 75,
    "other number": 85,
    "number": 95,
    "exponent": 95,
    "unit": 95,
    "direction": 50,
    "subject": 50,
    "scope": 50,
    "formula": 85,
    "page": 95,
    "quotation": 95,
    "citation": 50,
    "invented": 95,
}
"""What is asked, in percent of each kind."""


@dataclass
class Case:
    """A note beside its paper, and further true statements of it by kind."""

    name: str
    text: str
    paper: Paper
    truths: tuple[tuple[str, str], ...] = ()

    @property
    def held(self) -> bool:
        """Whether it is one of the third that is held back."""
        return hashlib.sha256(self.name.encode()).digest()[0] % 3 == 0

    def findings(self, text: str) -> Counter[tuple[str, str]]:
        """The errors and warnings about evidence, without places."""
        report = check(Document(text), paper=self.paper, rules=EVIDENCE)
        return Counter((f.rule, f.message) for f in report.findings if f.severity != "suggestion")


def load(pdfs: Path, notes: Path | None, extracts: int) -> Iterator[Case]:
    """The notes of the collection, those given, and extracts of the first other papers by name."""
    taken = set()
    folders = [(COLLECTION / name, pdf) for name, pdf in OF_COLLECTION.items()]
    folders += [(folder, folder.name.split("--")[0]) for folder in sorted(notes.iterdir())] if notes else []
    further = {folder.name: folder / "truths.md" for folder, _ in folders if (folder / "truths.md").is_file()}
    for folder, slug in folders:
        if not (folder / "README.md").is_file() or not (pdfs / f"{slug}.pdf").is_file():
            continue
        taken.add(slug)
        truths = further.get(folder.name) or (notes / slug / "truths.md" if notes else None)
        yield Case(
            folder.name,
            (folder / "README.md").read_text(encoding="utf-8"),
            read_paper(pdfs / f"{slug}.pdf"),
            tuple(_truths(truths)) if truths and truths.is_file() else (),
        )
    for pdf in sorted(pdfs.glob("*.pdf")):
        if extracts <= 0:
            return
        if pdf.stem in taken:
            continue
        try:
            paper = read_paper(pdf)
        except PaperNotesError as error:
            print(f"{pdf.name}: {error}")
            continue
        if not paper.has_text or not 4 <= paper.pages <= 30:
            continue
        draft = ExtractWriter().write(paper, Brief(pdf.stem, paper.metadata.language))
        yield Case(f"{pdf.stem} (extract)", render_note(Note(draft.front, draft.body)), paper)
        extracts -= 1


def _truths(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        match = re.match(r"- \[(\w+)\] (.+)", line)
        if match:
            yield match[1], match[2]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", type=Path)
    parser.add_argument("--notes", type=Path)
    parser.add_argument("--extracts", type=int, default=9)
    parser.add_argument("--each", type=int, default=6, help="falsehoods of each kind in each note, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", choices=("seen", "held", "all"), default="all")
    parser.add_argument("--show", default="", help="print what was missed of these kinds (commas), or 'truths'")
    given = parser.parse_args()
    rng = random.Random(given.seed)
    shown = set(given.show.split(","))
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    raised: defaultdict[str, list[str]] = defaultdict(list)
    told: Counter[str] = Counter()
    notes = 0
    for case in load(given.pdfs, given.notes, given.extracts):
        if given.part != "all" and case.held != (given.part == "held"):
            continue
        notes += 1
        before = case.findings(case.text)
        told["statements of the notes"] += sum(1 for _ in statements(Document(case.text)))
        raised["statements of the notes"] += [f"{case.name}: {rule}: {m}" for rule, m in before.elements()]
        for kind, truth in case.truths:
            told[kind] += 1
            new = case.findings(f"{case.text.rstrip()}\n\n{linked(truth)}\n") - before
            raised[kind] += [f"{case.name}: {truth} {next(iter(new))}"] if new else []
        for made in falsehoods(case.text, case.paper.page_texts, rng, given.each):
            total[made.kind] += 1
            if case.findings(made.text) - before:
                found[made.kind] += 1
            elif made.kind in shown:
                print(f"missed in {case.name}: {made.kind}: {made.change}")
    print(f"\n{notes} notes ({given.part}), {total.total()} falsehoods, seed {given.seed}")
    for kind in MAKERS:
        share = 100 * found[kind] / max(total[kind], 1)
        print(f"{kind:14} {found[kind]:4} of {total[kind]:4}  {share:5.1f} %  (bar {BARS[kind]})")
    print(f"{'all':14} {found.total():4} of {total.total():4}  {100 * found.total() / max(total.total(), 1):5.1f} %")
    for kind in told:
        print(f"true, {kind:24} {len(raised[kind]):3} of {told[kind]:4} raised")
        for line in raised[kind] if "truths" in shown else ():
            print(f"    {line}")
    others = [kind for kind in told if kind != "statements of the notes"]
    if others:
        some, all_ = sum(len(raised[k]) for k in others), sum(told[k] for k in others)
        print(f"true in other words: {some} of {all_} raised ({100 * some / all_:.1f} %)")


def linked(truth: str) -> str:
    return re.sub(r"\[(\d+)\]", r"[p. \1](paper.pdf#page=\1)", truth)


if __name__ == "__main__":
    main()
