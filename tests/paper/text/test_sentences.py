import pytest

from paper_notes.paper.text.sentences import join, vocabulary_of


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("the hidden repre-", "sentation", "the hidden representation"),
        ("a state-of-the-", "art model", "a state-of-the-art model"),
        ("the self-", "attention layer", "the self-attention layer"),
        ("on English-", "German text", "on English-German text"),
        ("an RNN Encoder–", "Decoder", "an RNN Encoder–Decoder"),
        ("at https://example.org/a-", "b/c", "at https://example.org/a-b/c"),
        ("使用几何覆盖", "图的方法", "使用几何覆盖图的方法"),
        ("two", "words", "two words"),
    ],
)
def test_lines_join_as_they_were_written(left: str, right: str, whole: str) -> None:
    vocabulary = vocabulary_of(["attention is a layer; a representation of text"])
    assert join(left, right, vocabulary) == whole
