"""Questions made of a paper's own sentences."""

from __future__ import annotations

import pytest

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
        ("To reduce the cost of sorting, we keep ten notes.", ""),  # what is done is no argument for it
        ("If the graph is not connected, the second eigenvalue is zero.", ""),
        ("由于书架每天都在增长，因此排序必须足够快。", "Why does the paper say “… 排序必须足够快”?"),
    ],
)
def test_a_sentence_is_asked_for_what_it_gives_the_reason_of(sentence: str, question: str) -> None:
    assert put(sentence) == question


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("由于书架每天都在增长，因此排序必须足够快。", "为什么排序必须足够快？"),
        (
            "ShelfSort is slow on large shelves because the matrix is dense.",
            "论文为什么说“ShelfSort is slow on large shelves”？",
        ),
    ],
)
def test_questions_of_a_chinese_note(sentence: str, question: str) -> None:
    assert put(sentence, "zh") == question
