"""Papers built by hand for tests of writers."""

from __future__ import annotations

from typing import Any

import pytest

from paper_notes.paper.model import (
    Box,
    Figure,
    Formula,
    Mention,
    Metadata,
    Paper,
    Paragraph,
    Section,
    Sentence,
)
from paper_notes.writing.model import Brief


def said(text: str, page: int = 1) -> Sentence:
    return Sentence(text, page, page)


def prose(page: int, *texts: str) -> Paragraph:
    return Paragraph(tuple(said(text, page) for text in texts))


def item(page: int, text: str) -> Paragraph:
    return Paragraph((said(text, page),), "item")


ABSTRACT = (
    "Reading lists grow faster than anyone can read them, and finding related notes remains a difficult problem.",
    "We propose ShelfSort, a method that arranges notes so that related ones stand near each other.",
    "On three collections ShelfSort reduces the average distance between related notes by 41% compared with "
    "alphabetical order.",
)
INTRODUCTION = (
    prose(
        1,
        "Libraries have traditionally arranged books by a fixed classification scheme.",
        "Existing classification schemes, however, cannot follow a collection whose topics change every month.",
        "Most previous tools sort notes by date, which ignores their content entirely.",
    ),
    prose(
        1,
        "In this section we review the structure of the paper.",
        "The main contributions of this paper are as follows.",
    ),
    item(2, "We formulate shelf order as a linear arrangement problem over a similarity graph."),
    item(2, "We give a spectral relaxation that sorts ten thousand notes in two seconds."),
    item(2, "We publish three collections of notes with judged pairs of related notes."),
)
METHOD = (
    prose(
        3,
        "A shelf order is a permutation of the notes that minimises the summed distance between related notes.",
        "The similarity of two notes is computed from the words that both of them use.",
        "Figure 1 shows how a folder of notes passes through similarity, relaxation and sorting.",
    ),
    prose(
        3,
        "We sort by the second eigenvector because its entries vary slowly along strongly connected notes.",
        "We assume that the similarity graph is connected, since otherwise the second eigenvalue is zero.",
        "= x i j w k d 2 + λ ∑ of the",
    ),
)
EXPERIMENTS = (
    prose(
        4,
        "We use three collections of 120, 800 and 10000 notes, judged by two annotators each.",
        "ShelfSort reduces the mean distance from 31.2 to 18.4 on the largest collection, outperforming sorting by "
        "date and by title.",
        "Table 1 compares the orders on all three collections.",
        "Removing the title words from the similarity increases the mean distance by 3.1 positions.",
    ),
)
CONCLUSION = (
    prose(
        5,
        "We have shown that a spectral order brings related notes close together on a shelf.",
        "ShelfSort cannot place a note that shares no words with any other note.",
        "ShelfSort is suitable for collections of more than a hundred notes in one language.",
        "In future work we plan to arrange notes on a plane instead of a line.",
    ),
)


@pytest.fixture
def brief() -> Brief:
    return Brief("shelf-sort", "en", today="2026-01-02")


@pytest.fixture
def paper() -> Paper:
    sections = (
        Section("Abstract", "", 1, 1, "abstract", (prose(1, *ABSTRACT),)),
        Section("Introduction", "1", 1, 1, "introduction", INTRODUCTION),
        Section("Spectral Shelf Order", "2", 1, 3, "method", METHOD),
        Section("Experiments", "3", 1, 4, "experiments", EXPERIMENTS),
        Section("Conclusion", "4", 1, 5, "conclusion", CONCLUSION),
        Section("References", "", 1, 6, "references", (prose(6, "A. Author wrote this in a journal of 1999."),)),
    )
    figures = (
        Figure(
            3,
            "figure",
            "1",
            "Figure 1",
            "From folder to shelf: similarity, relaxation, sorting.",
            Box(100, 100, 500, 300),
            Box(100, 310, 500, 330),
            3,
            "arch",
            "fig1_arch_folder-to-shelf",
            0.9,
            2,
            (Mention(METHOD[0].sentences[2], 2),),
        ),
        Figure(
            4,
            "table",
            "1",
            "Table 1",
            "Mean distance between related notes.",
            Box(100, 100, 500, 300),
            Box(100, 80, 500, 95),
            4,
            "result",
            "table1_result_mean-distance",
            0.8,
            3,
            (Mention(EXPERIMENTS[0].sentences[2], 3),),
            (("Order", "Distance"), ("by title", "31.2"), ("ShelfSort", "18.4")),
        ),
    )
    formulas = (
        Formula(
            3,
            "1",
            Box(150, 400, 400, 430),
            "min sum w d",
            2,
            said("where the weight of a pair is the similarity of its two notes.", 3),
        ),
    )
    return assembled(sections, figures=figures, formulas=formulas)


def assembled(sections: tuple[Section, ...], **values: Any) -> Paper:
    """A paper whose page texts hold what its sections say."""
    pages: dict[int, list[str]] = {}
    for section in sections:
        pages.setdefault(section.page, []).append(section.title)
        for sentence in section.sentences:
            pages.setdefault(sentence.page, []).append(sentence.text)
    for formula in values.get("formulas", ()):
        if formula.explanation:
            pages.setdefault(formula.page, []).append(formula.explanation.text)
    for figure in values.get("figures", ()):
        pages.setdefault(figure.caption_page, []).append(f"{figure.label}: {figure.caption}")
    last = max(pages, default=1)
    texts = tuple(" ".join(pages.get(number, [])) for number in range(1, last + 1))
    metadata = Metadata("ShelfSort: Notes in Order", ("Ada Reader", "Bo Writer"), " ".join(ABSTRACT), "en", 2026)
    settled: dict[str, Any] = {"metadata": metadata, "page_texts": texts, "pages": last, **values}
    return Paper("0" * 64, sections=sections, **settled)
