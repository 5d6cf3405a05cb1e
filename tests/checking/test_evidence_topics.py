"""A sentence on the wrong page is told from one on the right page, in both languages and across them."""

import pytest

from paper_notes.checking.evidence.passages import passages_of
from paper_notes.checking.evidence.terms import terms_of
from paper_notes.checking.evidence.topics import better_page
from paper_notes.checking.linter import check
from paper_notes.checking.registry import rule_named
from paper_notes.note.document import Document
from paper_notes.paper.model import Metadata, Paper

ENGLISH = (
    "We study how a library arranges its shelves. Readers walk along the aisles and remember places, not call numbers.",
    "The encoder stacks residual layers and normalizes its activations. Attention weights are computed from queries "
    "and keys by a scaled dot product.",
    "We trained with momentum, a learning rate of 0.003 that decays after 9000 steps, and dropout of 0.25.",
    "On the held-out shelves the accuracy is 81.4 and the baseline, sorting by date, reaches 43.9.",
    "The convergence proof bounds the regret by induction. The bound grows with the square root of the rounds.",
)
CHINESE = (
    "图书馆怎样排列书架，读者沿着过道行走，记住的是位置而不是索书号。",
    "编码器由残差块堆叠而成，对激活做归一化，注意力由查询与键的点积得到。",
    "训练使用动量，学习率在若干步之后衰减，并使用丢弃法。",
    "在留出的书架上测量准确率，对照方法按日期排列。",
    "收敛性的证明用归纳法给出遗憾的上界。",
)


def paper_of(pages: tuple[str, ...], language: str) -> Paper:
    return Paper("0" * 64, len(pages), Metadata("Shelves", (), "", language), page_texts=pages)


def better(claim: str, paper: Paper, page: int) -> int:
    known = passages_of(paper)
    return better_page(terms_of(claim, known.chinese), (page,), known)


def findings(text: str, paper: Paper) -> list[str]:
    return [
        finding.message
        for finding in check(Document(text), paper=paper, rules=(rule_named("citation-off-topic"),)).findings
    ]


CLAIMS = (
    ("Residual layers are stacked in the encoder, which normalizes every activation.", 2),
    ("Dropout and a decaying learning rate accompany momentum.", 3),
    ("A proof by induction bounds the regret.", 5),
    ("编码器由残差层堆叠，激活经过归一化", 2),
    ("训练用动量，学习率逐渐衰减，另有丢弃", 3),
    ("遗憾的上界由归纳法证明", 5),
)


@pytest.mark.parametrize(("claim", "page"), CLAIMS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_only_the_right_page_is_left_alone(claim, page, language):
    if language == "zh" and claim.isascii():
        pytest.skip("a note on a Chinese paper is Chinese")
    paper = paper_of(ENGLISH if language == "en" else CHINESE, language)
    found = {other: better(claim, paper, other) for other in range(1, 6)}
    assert found == {other: 0 if other == page else page for other in range(1, 6)}


def test_each_citation_answers_for_its_own_part():
    text = (
        "Nothing is cited here. The encoder stacks residual layers [p. 2](paper.pdf#page=2), and the regret is "
        "bounded by induction [p. 5](paper.pdf#page=5) [p. 4](paper.pdf#page=4).\n"
    )
    paper = paper_of(ENGLISH, "en")
    assert not findings(text, paper)
    swapped = text.replace("[p. 2](paper.pdf#page=2)", "[p. 3](paper.pdf#page=3)")
    assert findings(swapped, paper) == ["p. 2 holds what this speaks of, p. 3 hardly: look whether the page is right"]


def test_a_sentence_without_telling_words_is_left_alone():
    paper = paper_of(ENGLISH, "en")
    assert not findings("It differs from that [p. 1](paper.pdf#page=1). 两者不同 [p. 1](paper.pdf#page=1)。\n", paper)
