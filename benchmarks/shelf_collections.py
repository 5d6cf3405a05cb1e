"""Collections to measure the shelf with: well-known papers with their citations, and texts whose order is known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from paper_notes.site.terms import NoteText

DATA = Path(__file__).parent / "data" / "known_papers.txt"


@dataclass(frozen=True, slots=True)
class KnownPaper:
    """A paper of the list; ``cites`` are slugs of the same list."""

    slug: str
    year: int
    area: str
    cites: tuple[str, ...]
    title: str
    english: str
    chinese: str


def known_papers() -> list[KnownPaper]:
    """The papers of ``data/known_papers.txt``, by slug."""
    papers = []
    for block in DATA.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if not lines:
            continue
        head, title, english, chinese = lines
        about, _, cites = head.partition("<")
        slug, year, area = about.split()
        papers.append(KnownPaper(slug, int(year), area, tuple(cites.split()), title, english, chinese))
    return sorted(papers, key=lambda paper: paper.slug)


def citations(papers: list[KnownPaper]) -> list[tuple[int, int]]:
    """Pairs of row numbers: citing, cited."""
    row = {paper.slug: number for number, paper in enumerate(papers)}
    return [(row[paper.slug], row[cited]) for paper in papers for cited in paper.cites]


def drifting_notes(n: int, background: float, seed: int, words: int = 120) -> list[NoteText]:
    """Notes whose subject drifts along a line: note i stands at i / (n - 1).

    Of its words the share ``background`` comes from 2,000 words with Zipf frequencies that all notes share, the rest
    from 400 words with places of their own on the line, chosen with a Gaussian of width 0.05 around the note.
    """
    random = np.random.default_rng(seed)
    common = 1 / np.arange(1, 2001)
    common /= common.sum()
    places = random.random(400)
    notes = []
    for at in np.linspace(0, 1, n):
        local = np.exp(-(((places - at) / 0.05) ** 2) / 2)
        of_background = int(random.binomial(words, background))
        drawn = [f"common{spelled(k)}" for k in random.choice(2000, of_background, p=common)]
        drawn += [f"local{spelled(k)}" for k in random.choice(400, words - of_background, p=local / local.sum())]
        notes.append(NoteText(body=" ".join(drawn)))
    return notes


def spelled(number: int) -> str:
    """A number in letters that no stemmer touches."""
    return "".join("bcdfghklmn"[int(digit)] for digit in str(number))
