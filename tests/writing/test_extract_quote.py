"""Quotations as Markdown."""

from __future__ import annotations

import pytest

from paper_notes.paper.model import Sentence
from paper_notes.writing.extract.candidates import Passage
from paper_notes.writing.extract.quote import block, spaced


@pytest.mark.parametrize(
    ("printed", "set_as"),
    [
        ("本文从A 股随机抽取3支股票的MSE 值。", "本文从 A 股随机抽取 3 支股票的 MSE 值。"),
        ("计算是循环的（ recurrent ）。 于是得名。", "计算是循环的（recurrent）。于是得名。"),
        ("降低50%的开销", "降低 50% 的开销"),
        ("设时间步𝑡的状态𝐙ₜ的值", "设时间步 𝑡 的状态 𝐙ₜ 的值"),
        ("The term 词 stands alone in English text.", "The term 词 stands alone in English text."),
    ],
)
def test_chinese_text_is_spaced_alike_on_both_sides(printed: str, set_as: str) -> None:
    assert spaced(printed) == set_as


def test_two_chinese_sentences_are_joined_without_a_space() -> None:
    passage = Passage((Sentence("循环神经网络（RNN）有隐状态。", 2, 2), Sentence("隐状态记住历史。", 2, 2)))
    assert block([passage]) == "> 循环神经网络（RNN）有隐状态。隐状态记住历史。 [p. 2](paper.pdf#page=2)"
