"""What every part of an extract works with: the paper, its sentences, the words, the pictures shown so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from paper_notes.note.words import WORDS, Words
from paper_notes.paper.model import Box, Figure, Formula, Paper, Section, Sentence
from paper_notes.paper.quotations import is_printed
from paper_notes.writing.extract.candidates import Candidate
from paper_notes.writing.extract.frame import Frame
from paper_notes.writing.extract.outline import outline
from paper_notes.writing.extract.phrases import PHRASES, Phrases
from paper_notes.writing.extract.select import Pool
from paper_notes.writing.model import Brief, Picture


@dataclass(slots=True)
class Desk:
    """The working state of one note; parts are written in the order of the note, each using up sentences.

    ``answered`` holds the indices of sections that are quoted whole as the answer to a question, ``problem`` and
    ``approach`` the sentences that the overview quotes, ``left_out`` the names of what no sentence says clearly.
    """

    paper: Paper
    brief: Brief
    sections: tuple[Section, ...]
    pool: Pool
    frame: Frame
    words: Words
    phrases: Phrases
    pictures: dict[str, Picture] = field(default_factory=dict)
    shown: list[Figure] = field(default_factory=list)
    formulas: list[Formula] = field(default_factory=list)
    answered: set[int] = field(default_factory=set)
    problem: list[Candidate] = field(default_factory=list)
    approach: list[Candidate] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @classmethod
    def lay_out(cls, paper: Paper, brief: Brief) -> Desk:
        """A desk for one paper, nothing used yet."""
        sections = outline(paper)
        pool = Pool(sections, paper.metadata.title, partial(is_printed, paper=paper))
        return cls(
            paper,
            brief,
            sections,
            pool,
            Frame.of(pool, paper.metadata.language),
            WORDS[brief.language],
            PHRASES[brief.language],
        )

    def picture(self, name: str, page: int, box: Box) -> str:
        """Note a crop and return the path that the note shows it by; a taken name gets a number."""
        free, number = name, 1
        while free in self.pictures and self.pictures[free] != Picture(free, page, box):
            number += 1
            free = f"{name}-{number}"
        self.pictures[free] = Picture(free, page, box)
        return f"images/{free}.png"

    def is_printed(self, sentence: Sentence) -> bool:
        """Whether the sentence stands as it is on its page, so that it may be quoted."""
        return is_printed(sentence, self.paper)
