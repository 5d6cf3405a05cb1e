import pytest

from paper_notes.language.sentences import sentence_spans
from paper_notes.paper.text.sentences import join, vocabulary_of


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentence_spans(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["We follow Vaswani et al. (2017) here.", "The rest is new."],
        ["See Fig. 3 and Eq. (2) for details.", "It works, i.e. it converges.", "We stop."],
        ["Models improve [12].", "[13] shows why.", "Is it so?", "Yes!"],
        ["D. P. Kingma and J. Ba proposed it.", "It is used widely, e.g. in BERT."],
        ["Fields matter in humans²⁶.", "Robust relations are found.¹²", "They hold."],
        ["Theorem 4.1. Assume that all notes are short.", "Proof. Let x1, . . . , xn be notes.", "They are short."],
        ["我们提出了一个模型。", "它有效吗？", "“是的。”"],
        ["The loss is 0.5 vs. 0.7 on CIFAR-10.", "This is the U.S. record, cf. Sec. 4."],
    ],
)
def test_sentences_end_where_they_end(sentences: list[str]) -> None:
    glue = "" if "。" in sentences[0] else " "
    assert split(glue.join(sentences)) == sentences


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
