"""Sub- and superscripts as text, glyphs that PDFs name wrongly, captions that stand side by side."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from paper_notes.paper.layout.rows import text_of
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Line, Span
from paper_notes.paper.reader import read_paper

SIZE, BASELINE = 10.0, 100.0


def row(*parts: str | tuple[str, ...]) -> str:
    """The text of a line of spans: plain strings on the baseline, ``(text, how, font)`` for others, where ``how`` is
    "_" for sunk, "^" for raised, "^^" for raised within what is raised."""
    spans, x = [], 50.0
    for part in parts:
        text, how, font = (part, "", "Body") if isinstance(part, str) else (*part, "", "Body")[:3]
        size = {"": 10.0, "_": 7.0, "^": 7.0, "^^": 5.0, "caps": 8.0}[how]
        y = BASELINE + {"": 0.0, "_": 1.5, "^": -3.6, "^^": -6.0, "caps": 0.0}[how]
        width = 0.5 * size * len(text)
        font = font or "Body"
        spans.append(
            Span(text, Box(x, y - 0.8 * size, x + width, y + 0.2 * size), font, size, False, False, False, 0, (x, y))
        )
        x += width
    return text_of([Line.of(spans, Box(50, 90, x, 104), (1.0, 0.0), 0)])


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("queries of dimension d", ("k", "_"), ", and"), "queries of dimension dₖ, and"),
        (("the state h", ("t−1", "_"), " before it"), "the state hₜ₋₁ before it"),
        (("outputs of size d", ("model", "_"), " = 512"), "outputs of size d_model = 512"),
        (("outputs are d", ("model", "_"), "-dimensional"), "outputs are d_model-dimensional"),
        (("with d", ("ff", "_"), "x in it"), "with d_{ff}x in it"),
        (("the loss g", ("t,i", "_"), " of both"), "the loss g_{t,i} of both"),
        (("at a rate of 10", ("−4", "^"), " a step"), "at a rate of 10⁻⁴ a step"),
        (("vectors in R", ("d", "^"), " of reals"), "vectors in Rᵈ of reals"),
        (("bounded by e", ("−2a", "^"), ("2", "^^"), ("n", "^"), " for all"), "bounded by e^{−2a²n} for all"),
        (("about ", ("1", "^"), ("4", "_"), " of the notes"), "about 1/4 of the notes"),
        (("the square g", ("2", "^"), ("t", "_"), " of it"), "the square g²ₜ of it"),
    ],
)
def test_indices_are_told_from_their_base(parts: tuple[str | tuple[str, ...], ...], text: str) -> None:
    assert row(*parts) == text


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("on the 2", ("nd", "^"), " of May it was"), "on the 2nd of May it was"),
        (("as Anna Berg", ("a", "^"), " has written"), "as Anna Berga has written"),
        (("set in L", ("A", "^"), "T", ("E", "_"), "X by us"), "set in LATEX by us"),
        (("words of A", ("DAM", "caps"), " and others"), "words of ADAM and others"),
        (("a lonely ", ("k", "_"), " on the line"), "a lonely k on the line"),
    ],
)
def test_what_is_no_index_stays_flat(parts: tuple[str | tuple[str, ...], ...], text: str) -> None:
    assert row(*parts) == text


def test_glyphs_of_tex_fonts_that_lost_their_encoding_are_what_is_printed() -> None:
    assert row("minimising f(", ("✓", "", "ABCDEF+CMMI10"), ") by steps of ", ("↵", "", "CMMI10")) == (
        "minimising f(θ) by steps of α"
    )
    assert row("the estimate", (" b", "", "CMEX10"), ("m", "", "CMMI10"), ("t", "_", "CMMI7"), " is unbiased") == (
        "the estimate m̂ₜ is unbiased"
    )
    assert row("we take ", ("p", "", "CMSY10"), "n of them; a p and a ✓ in prose stay") == (
        "we take √n of them; a p and a ✓ in prose stay"
    )


def test_captions_side_by_side_stand_whole_in_the_pages_text(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 60), "Two plots of shelves", fontsize=18)
    for x, number, lines in (
        (72, 1, ("distance of neighbours on the", "shelf before sorting it")),
        (320, 2, ("distance of neighbours on the", "shelf after a spectral sort")),
    ):
        page.draw_rect(pymupdf.Rect(x, 120, x + 200, 240), color=(0, 0, 0), fill=(0.8, 0.8, 0.9))
        page.draw_line((x + 10, 230), (x + 180, 140), color=(0, 0, 0))
        page.insert_text((x, 260), f"Figure {number}: Mean {lines[0]}", fontsize=9)
        page.insert_text((x, 271), lines[1], fontsize=9)
    for i in range(30):
        page.insert_text(
            (72, 320 + 12 * i), f"Line {i} of a text that says what both plots of the paper show.", fontsize=10
        )
    path = tmp_path / "plots.pdf"
    document.save(path)
    paper = read_paper(path)
    captions = [figure.caption for figure in paper.figures]
    assert captions == [
        "Mean distance of neighbours on the shelf before sorting it",
        "Mean distance of neighbours on the shelf after a spectral sort",
    ]
    assert all(caption in paper.page_texts[0] for caption in captions)


def test_captions_have_their_indices(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.draw_rect(pymupdf.Rect(150, 120, 450, 300), color=(0, 0, 0), fill=(0.8, 0.8, 0.9))
    page.insert_text((150, 320), "Figure 1: The distance d", fontsize=10)
    at = 150 + pymupdf.get_text_length("Figure 1: The distance d", fontsize=10)
    page.insert_text((at, 321.5), "ij", fontsize=7)
    page.insert_text((at + 6, 320), " of two notes on the shelf.", fontsize=10)
    for i in range(25):
        page.insert_text(
            (72, 360 + 12 * i), f"Line {i} of a text that says what the plot of the paper shows.", fontsize=10
        )
    path = tmp_path / "caption.pdf"
    document.save(path)
    (figure,) = read_paper(path).figures
    assert figure.caption == "The distance dᵢⱼ of two notes on the shelf."
