"""The sentences of a paper that may be quoted, and runs of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from paper_notes.language.identify import is_chinese
from paper_notes.paper.model import Section, SectionRole, Sentence
from paper_notes.writing.extract.outline import QUOTED
from paper_notes.writing.extract.sentences import is_dangling, quality
from paper_notes.writing.extract.topic import terms

MOST_SENTENCES = 500
"""Sentences looked at; a section of a longer text is represented by its first ones."""
_FRAME: frozenset[SectionRole] = frozenset({"abstract", "introduction", "conclusion", "limitations"})
_STOPS = set("。！？．；：.!?;:…”’」』）)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence and where it stands: indices of its section and paragraph, its place among all sentences.

    ``quality`` is 0 for what can't be quoted at all; ``opens`` marks the first sentence of a paragraph.
    """

    sentence: Sentence
    section: int
    paragraph: int
    order: int
    role: SectionRole
    item: bool
    opens: bool
    quality: float
    dangling: bool
    terms: frozenset[str]

    @property
    def text(self) -> str:
        return self.sentence.text


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more consecutive sentences quoted as one."""

    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The sentences joined as their language joins them."""
        out = ""
        for sentence in self.sentences:
            out += (
                sentence.text if not out or (is_chinese(out[-12:]) and out[-1] in "。！？；．") else f" {sentence.text}"
            )
        return out.strip()

    @property
    def page(self) -> int:
        return self.sentences[0].page

    @property
    def end_page(self) -> int:
        return self.sentences[-1].end_page


def gather(sections: Sequence[Section], on_page: Callable[[Sentence], bool]) -> list[Candidate]:
    """Every sentence of the sections that may be quoted, in order; one that isn't on its page gets quality 0.

    Sentences that the page doesn't show one behind the other, since something between them was lost, count as
    standing in two paragraphs: they aren't quoted as one.
    """
    found: list[Candidate] = []
    most = _share(sections)
    met: set[tuple[str, int]] = set()
    number = 0
    for index, section in enumerate(sections):
        if section.role not in QUOTED:
            continue
        taken = 0
        for paragraph in section.paragraphs:
            number += 1
            for place, sentence in enumerate(paragraph.sentences):
                taken += 1
                if taken > most and section.role not in _FRAME:
                    break
                good = quality(sentence.text)
                again = (sentence.text, sentence.page) in met  # a section that was read twice
                met.add((sentence.text, sentence.page))
                if good and (again or _goes_on(found, index, sentence.text) or not on_page(sentence)):
                    good = 0.0
                if good and place and found[-1].quality and not on_page(_together(found[-1].sentence, sentence)):
                    number += 1
                found.append(
                    Candidate(
                        sentence,
                        index,
                        number,
                        len(found),
                        section.role,
                        paragraph.kind == "item",
                        place == 0,
                        good,
                        is_dangling(sentence.text),
                        terms(sentence.text) if good else frozenset(),
                    )
                )
    return found


def _together(one: Sentence, two: Sentence) -> Sentence:
    return Sentence(f"{one.text} {two.text}", one.page, two.end_page)


def joined(runs: list[list[Candidate]]) -> list[Passage]:
    """Passages, neighbours in the paper made one."""
    out: list[list[Candidate]] = []
    for run in runs:
        if out and run[0].order == out[-1][-1].order + 1 and same_paragraph(run[0], out[-1][-1]):
            out[-1] = out[-1] + run
        else:
            out.append(run)
    return [Passage(tuple(member.sentence for member in run)) for run in out]


def same_paragraph(one: Candidate, two: Candidate) -> bool:
    """Whether both stand in one paragraph."""
    return one.section == two.section and one.paragraph == two.paragraph


def _share(sections: Sequence[Section]) -> int:
    """How many sentences of a section are considered, so that those of a book stay within ``MOST_SENTENCES``."""
    lengths = [len(section.sentences) for section in sections if section.role in QUOTED]
    return 10**6 if sum(lengths) <= MOST_SENTENCES else max(6, MOST_SENTENCES // max(1, len(lengths)))


def _goes_on(before: list[Candidate], section: int, text: str) -> bool:
    """Whether a Chinese sentence is the rest of one that was cut, the text before it in its section having no stop.

    English ones give themselves away by a small letter."""
    if not before or before[-1].section != section or not is_chinese(text):
        return False
    return before[-1].text.rstrip()[-1:] not in _STOPS
