"""Numbers are read in every way they are written, and borne out only by a page that holds them."""

from decimal import Decimal

import pytest

from paper_notes.checking.evidence.numbers import read_numbers
from paper_notes.checking.evidence.numbers_in_context import look_up
from paper_notes.checking.evidence.passages import PaperPassages
from paper_notes.checking.evidence.quantities import read_quantities
from paper_notes.checking.evidence.sums import read_sums
from paper_notes.checking.evidence.terms import terms_of
from paper_notes.paper.model import Metadata, Paper


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,000 and 1000 and $10{,}000$", ["1000", "1000", "10000"]),
        ("3.2k, 65M, 4.5 million, 450 万, 1.5亿", ["3200", "65000000", "4500000", "4500000", "150000000"]),
        ("2.3 · 10^19, $10^{-9}$, 10⁻⁹, 1e-8", ["2.3e19", "1e-9", "1e-9", "1e-8"]),
        ("10⁻ and 2⁻", ["10", "2"]),
        ("28 %, 0.1%, 8×, 12倍, 3x", ["28", "0.1", "8", "12", "3"]),
        ("3-5 天, 3–5, 3 到 5", ["3", "5", "3", "5", "3", "5"]),
        (
            "twenty-eight layers, three hundred, 二十八层, 三点五天, 百分之三十, 一万二千",
            ["28", "300", "28", "3.5", "30", "12000"],
        ),
        ("0.014 × 100, 3 × 1000, 0.1 × (2), 2 × 1019", ["0.014", "100", "3", "1000", "0.1", "2", "2e19"]),
        ("P100, ResNet-50, word2vec, F1, 1st, 2D, x_1, 3.2.1", []),
        ("3.5天,8张,１２层,10ms", ["3.5", "8", "12", "10"]),
    ],
)
def test_values(text, values):
    assert [number.value for number in read_numbers(text)] == [Decimal(value) for value in values]


def test_offsets_fit_the_text():
    text = "训练 ３.5 天，共 100,000 步（10⁻⁹）"
    for number in read_numbers(text):
        assert text[number.start : number.end] == number.text


def carried(said: str, printed: str) -> list[bool]:
    """Whether each quantity of what is said is one of the quantities printed."""
    paper = Paper("0" * 64, 1, Metadata("", (), "", "en"), page_texts=(printed,))
    terms, quantities = terms_of(said, chinese_paper=False), read_quantities(said)
    known = PaperPassages(paper)
    return [look_up(q, terms, quantities, (1,), known).state not in ("absent", "unit") for q in quantities]


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("28.4", "a BLEU score of 28.4 on"),
        ("100,000 步", "for 100K steps"),
        ("10 万步", "for 100,000 steps"),
        ("6 层", "a stack of six layers"),
        ("六层", "N = 6 layers"),
        ("$10^{-9}$", "epsilon = 10−9 and"),
        ("3.3 × 10^18", "3.3 · 1018 FLOPs"),
        ("65M", "params ×10 6 base 65 big 213"),
        ("90%", "probability 0.9 here"),
        ("约 28", "we got 28.4"),
        ("超过 40", "reaches 41.8"),
        ("about 41.8", "reaches 41.76"),
        ("100 000", "100 000 samples"),
    ],
)
def test_supported(said, printed):
    assert all(carried(said, printed))


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("28.5", "a BLEU score of 28.4 on"),
        ("28", "a BLEU score of 28.4 on"),
        ("约 27", "we got 28.4"),
        ("超过 50", "reaches 41.8"),
        ("65M", "we use 65 heads"),
        ("6 层", "a stack of seven layers"),
        ("10^-8", "epsilon = 10−9"),
    ],
)
def test_not_supported(said, printed):
    assert not all(carried(said, printed))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("提升 2.04（推算：28.4 − 26.36 = 2.04）", [True]),
        ("derived: (41.8 - 40.4) / 40.4 ≈ 3.5%", [True]),
        ("$512 / 8 = 64$", [True]),
        ("$\\frac{512}{8} = 64$", [True]),
        ("2 × 3 = 7", [False]),
        ("28.4 − 26.36 = 2.4", [False]),
        ("0.014 × 100 = 1.4", [True]),
        ("0.9 × 0.8 + 0.1 × (−0.2) = 0.7", [True]),
        ("−0.2 + 0.5 = 0.3, x − 0.2 + 0.5 = 0.7", [True, True]),
        ("−0.2 + 0.5 = 0.4", [False]),
        ("$N = 6$, h = 8", []),
        ("6 / 0 = 4", []),
    ],
)
def test_sums(text, holds):
    assert [found.holds for found in read_sums(text)] == holds
