import pytest

from paper_notes.language.sentences import sentence_spans


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
        ["Notes by length.", "(a) Short ones (see Fig. 2).", "(b, c) Long ones of two kinds."],
        ["我们提出了一个模型。", "它有效吗？", "“是的。”"],
        ["我们提出了一个模型．", "准确率为94．97%．", "2．其次，描述模型．"],
        ["The loss is 0.5 vs. 0.7 on CIFAR-10.", "This is the U.S. record, cf. Sec. 4."],
    ],
)
def test_sentences_end_where_they_end(sentences: list[str]) -> None:
    glue = "" if sentences[0][-1] in "。．" else " "
    assert split(glue.join(sentences)) == sentences


def test_a_semicolon_ends_what_is_read_in_one_go_only_where_that_is_asked() -> None:
    text = "It is fast; see Fig. 2 (a; b). It is small."
    assert split(text) == ["It is fast; see Fig. 2 (a; b).", "It is small."]
    spans = sentence_spans(text, semicolons=True)
    assert [text[a:b] for a, b in spans] == ["It is fast;", "see Fig. 2 (a; b).", "It is small."]
