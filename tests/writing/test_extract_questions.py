"""Questions made of a paper's own sentences."""

from __future__ import annotations

import pytest

from paper_notes.writing.extract.claims import defined_term
from paper_notes.writing.extract.phrases import PHRASES
from paper_notes.writing.extract.wording import asks

SMALL = frozenset({"the", "sorting", "shelves", "an", "there"})


def put(text: str, language: str = "en") -> str:
    ask = asks(text, SMALL.__contains__)
    return ask.put(PHRASES[language], "zh" if language == "zh" else "en") if ask else ""


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "Because our shelf grows every day, we sort it anew at night.",
            "",  # "it" points out of the question
        ),
        (
            "Since books are heavy, we lower our shelves by a metre.",
            "Why do the authors lower their shelves by a metre?",
        ),
        ("We chose the spectral order because it is cheap.", "Why did the authors choose the spectral order?"),
        ("We cannot sort empty shelves since they hold no books.", "Why can the authors not sort empty shelves?"),
        ("ShelfSort is slow on large shelves because the matrix is dense.", "Why is ShelfSort slow on large shelves?"),
        (
            "The small loss without titles is because abstracts repeat them.",
            "What is the reason for the small loss without titles?",
        ),
        (
            "Shelves sorted by date fall apart because topics change.",
            "Why does the paper say “Shelves sorted by date fall apart”?",
        ),
        (
            "To reduce the cost of sorting, we keep only the ten nearest notes.",
            "How do the authors reduce the cost of sorting?",
        ),
        ("To reduce the cost of sorting, ten notes were kept in [4].", ""),
        ("To simplify the discussion, we leave out the weights of pairs.", ""),
        (
            "If the graph is not connected, the second eigenvalue is zero.",
            "What happens if the graph is not connected?",
        ),
        ("If the climate signal, in terms of rain, is weak, then nothing is seen.", ""),
        ("When compared to sorting by date, the spectral order wins.", ""),
        ("由于书架每天都在增长，因此排序必须足够快。", "Why does the paper say “… 排序必须足够快”?"),
    ],
)
def test_a_sentence_is_asked_for_what_it_gives_the_reason_means_or_outcome_of(sentence: str, question: str) -> None:
    assert put(sentence) == question


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("由于书架每天都在增长，因此排序必须足够快。", "为什么排序必须足够快？"),
        ("为了降低排序的开销，我们只保留最近的十篇笔记。", "作者如何降低排序的开销？"),
        ("如果图不是连通的，第二特征值就等于零。", "如果图不是连通的，会怎样？"),
        ("To reduce the cost of sorting, we keep only ten notes.", "作者如何做到“reduce the cost of sorting”？"),
    ],
)
def test_questions_of_a_chinese_note(sentence: str, question: str) -> None:
    assert put(sentence, "zh") == question


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("A shelf order is a permutation of the notes.", "shelf order"),
        ("We refer to the change of distances between sorts as shelf drift.", "shelf drift"),
        ("This is known as the spectral relaxation, and it is cheap.", "spectral relaxation"),
        ("The result of sorting is a list of notes.", ""),
        ("It is a list of notes.", ""),
    ],
)
def test_terms_that_a_sentence_defines(sentence: str, term: str) -> None:
    assert defined_term(sentence) == term
