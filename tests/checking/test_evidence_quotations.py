"""A quotation is found however the text layer spells it, and not once a word of it is another."""

import pytest

from paper_notes.paper.model import Box, Figure, Metadata, Paper, Paragraph, Section, Sentence
from paper_notes.paper.quotations import find_quote, pages_of_quote

PAGE_1 = (
    "We propose a sim-\nple and efﬁcient estimator [3, 7] whose variance is bounded for every step size below 0.5, "
    "and we show that it converges. Naïve baselines do not"
)
PAGE_2 = "Header of page two\nconverge under the same conditions. “It works,” they say, — on 12 data sets."
RUN_OVER = Sentence("Naïve baselines do not converge under the same conditions.", 1, 2)
TABLE = Figure(
    page=2,
    kind="table",
    number="1",
    label="Table 1",
    caption="Accuracy",
    box=Box(0, 0, 1, 1),
    caption_box=Box(0, 0, 1, 1),
    caption_page=2,
    type="result",
    name="table1_result",
    rows=(("Method", "CIFAR", "MNIST"), ("Ours", "91.2", "99.1"), ("Baseline", "88.4", "98.7")),
)
PAPER = Paper(
    sha256="0" * 64,
    pages=2,
    metadata=Metadata("A title", (), "", "en"),
    sections=(Section("Intro", "1", 1, 1, "introduction", (Paragraph((RUN_OVER,)),)),),
    figures=(TABLE,),
    page_texts=(PAGE_1, PAGE_2),
)


@pytest.mark.parametrize(
    ("quote", "page"),
    [
        ("a simple and efficient estimator", 1),
        ("A simple and efficient estimator whose variance is bounded", 1),
        ("a simple … whose variance is bounded", 1),
        ("bounded for every step size below 0.5", 1),
        ("Naive baselines do not converge under the same conditions", 1),
        ('"It works," they say', 2),
        ("variance is boundod for every step size below 0.5, and we show that it converges", 1),
    ],
)
def test_found(quote, page):
    assert find_quote(quote, PAPER, page) is not None
    assert page in pages_of_quote(quote, PAPER)


@pytest.mark.parametrize(
    ("quote", "page"),
    [
        ("a simple and biased estimator", 1),
        ("bounded for every step size below 0.6", 1),
        ("variance is unbounded for every step size below 0.5, and we show that it converges", 1),
        ("whose variance is bounded … a simple and efficient estimator", 1),
        ("a simple and efficient estimator", 2),
        ("we show that it never converges", 1),
        ("a simple and efficient estimator", 9),
        ("…", 1),
    ],
)
def test_not_found(quote, page):
    assert find_quote(quote, PAPER, page) is None
