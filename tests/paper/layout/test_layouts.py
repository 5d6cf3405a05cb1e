"""Figures and tables in the layouts that journals and conferences use."""

import pymupdf
import pytest

from paper_notes.paper.figures.find import find_figures
from paper_notes.paper.layout.document import find_layout
from paper_notes.paper.model import Figure
from paper_notes.paper.pdf.pages import interpret, read_page
from typeset_papers import caption, paper, prose


def found(pdf: bytes) -> dict[str, Figure]:
    document = pymupdf.open(stream=pdf)
    pages = [read_page(interpret(document[i])) for i in range(document.page_count)]
    return {figure.label: figure for figure in find_figures(document, find_layout(pages))}


def size(figure: Figure) -> tuple[int, int]:
    """Width and height to the nearest 10 points."""
    return round(figure.box.width / 10) * 10, round(figure.box.height / 10) * 10


@pytest.mark.parametrize("columns", [1, 2])
def test_a_figure_above_its_caption_between_paragraphs(columns: int):
    body = prose(6) + "#align(center)[#plot(180pt, 90pt)]\n" + caption("*Figure 1:* A plot of all that was measured.")
    figures = found(paper(body + prose(8) + "Figure 1 shows that it works." + prose(9), columns))
    assert list(figures) == ["Figure 1"] and size(figures["Figure 1"]) == (180, 90)
    assert figures["Figure 1"].caption == "A plot of all that was measured."


@pytest.mark.parametrize("columns", [1, 2])
def test_a_table_below_its_caption_stops_at_the_text(columns: int):
    body = prose(6) + caption("*Table 1:* Scores of all systems.") + "#align(center)[#rows(5)]\n" + prose(8)
    figures = found(paper(body + prose(12), columns))
    assert list(figures) == ["Table 1"]
    assert 115 < figures["Table 1"].box.width < 140 and 90 < figures["Table 1"].box.height < 130
    assert "System 4" in figures["Table 1"].inside and "Nothing is guessed" not in figures["Table 1"].inside


def test_ieee_captions_number_tables_in_roman():
    head = "#align(center)[#text(8pt)[TABLE II #linebreak() #smallcaps[Scores of All Systems]]]\n"
    figures = found(paper(prose(6) + head + "#align(center)[#rows(4)]\n" + prose(14), 2))
    assert [(f.label, f.number, f.kind) for f in figures.values()] == [("TABLE II", "II", "table")]
    assert 70 < figures["TABLE II"].box.height < 115


def test_two_figures_side_by_side_have_each_its_own_caption():
    names = ((1, "first"), (2, "second"))
    captions = ", ".join(f"[#text(9pt)[Figure {n}: The {name} of the two plots in this row.]]" for n, name in names)
    cells = f"[#plot(200pt, 90pt)], [#plot(200pt, 90pt)], {captions}"
    body = f"#grid(columns: (1fr, 1fr), gutter: 12pt, {cells})\n" + prose(20)
    figures = found(paper(body))
    assert [size(figures[label]) for label in ("Figure 1", "Figure 2")] == [(200, 90), (200, 90)]
    assert figures["Figure 1"].box.x1 < figures["Figure 2"].box.x0


def test_a_figure_across_both_columns():
    wide = (
        '#place(top, scope: "parent", float: true)[#align(center)[#plot(420pt, 100pt)]\n'
        + caption("Figure 1: A wide plot.")
        + "]\n"
    )
    figures = found(paper(wide + prose(30), 2))
    assert size(figures["Figure 1"]) == (420, 100)


def test_a_caption_beside_its_figure():
    row = (
        "#grid(columns: (130pt, 1fr), gutter: 14pt, [#text(8pt)[*Figure 1* Recordings. (a) The first of all the cells. "
        "(b) The second of the cells, seen for longer than the first one was. (c) Both of them, side by side.]], "
        "[#plot(330pt, 150pt)])\n"
    )
    figures = found(paper(row + prose(24)))
    assert size(figures["Figure 1"]) == (330, 150)


def test_subfigures_with_their_letters_stay_together():
    row = (
        "#align(center)[#grid(columns: 2, gutter: 20pt, row-gutter: 5pt, plot(150pt, 80pt), plot(150pt, 80pt), "
        "[#text(8pt)[(a) Before]], [#text(8pt)[(b) After]])]\n"
    )
    figures = found(paper(prose(5) + row + caption("Fig. 1. Two states of one system.") + prose(16)))
    assert figures["Fig. 1"].box.width > 310 and 85 < figures["Fig. 1"].box.height < 105
    assert "(b) After" in figures["Fig. 1"].inside


def test_a_tables_notes_belong_to_it():
    notes = "#block(above: 3pt)[#text(7pt)[#super[a] Mean of five runs. Best in bold.]]\n"
    body = prose(5) + caption("*Table 1:* Scores.") + "#rows(4)\n" + notes + prose(16)
    assert "Mean of five runs" in found(paper(body))["Table 1"].inside


def test_a_frame_around_program_text():
    steps = " #linebreak() ".join(f"{i}: set x to the value of y + {i}" for i in range(6))
    code = f"#rect(width: 100%)[{steps}]\n"
    body = prose(5) + "*Algorithm 1* How it is done\n" + code + prose(16)
    figures = found(paper(body))
    assert figures["Algorithm 1"].kind == "algorithm" and 75 < figures["Algorithm 1"].box.height < 125


def test_a_sentence_that_begins_with_a_label_is_no_caption():
    body = prose(4) + "Figure 4 shows that the loss falls. Table 2 and Figure 5 agree with it." + prose(8)
    assert found(paper(body + "Figure 6 ends it." + prose(8))) == {}


def test_a_figure_that_fills_the_page_before_its_caption():
    body = prose(3) + "#pagebreak()\n#plot(450pt, 600pt)\n#pagebreak()\n" + caption("Figure 1: On the page before.")
    figure = found(paper(body + prose(12)))["Figure 1"]
    assert (figure.page, figure.caption_page, size(figure)) == (2, 3, (450, 600))


def test_neighbours_in_a_column_keep_apart():
    body = (
        prose(4)
        + "#plot(180pt, 90pt)\n"
        + caption("Figure 1. One.")
        + "#plot(180pt, 70pt)\n"
        + caption("Figure 2. Two.")
    )
    figures = found(paper(body + caption("Table 1. Three.") + "#rows(4)\n" + prose(14)))
    assert [size(figures[label]) for label in ("Figure 1", "Figure 2")] == [(180, 90), (180, 70)]
    assert "ours" not in figures["Table 1"].inside


def test_a_paper_that_sets_captions_above_its_figures():
    body = "".join(caption(f"Figure {n}: Above it.") + "#plot(200pt, 90pt)\n" + prose(3) for n in (1, 2, 3))
    figures = found(paper(body + prose(3)))
    assert [size(figure) for figure in figures.values()] == [(200, 90)] * 3
    assert all(figure.box.y0 > figure.caption_box.y1 for figure in figures.values())


def test_a_page_without_size_or_with_nothing_on_it_is_no_trouble():
    document = pymupdf.open()
    document.new_page(width=3, height=3)
    document.new_page()
    assert find_figures(document, find_layout([read_page(interpret(document[i])) for i in range(2)])) == ()


def test_a_turned_page_gives_boxes_as_displayed():
    document = pymupdf.open(stream=paper(prose(4) + "#plot(200pt, 90pt)\n" + caption("Figure 1: A plot.") + prose(14)))
    upright = found(document.tobytes())["Figure 1"].box
    width = document[0].rect.width
    for page in document.pages():
        page.set_rotation(270)
    (turned,) = found(document.tobytes()).values()
    # The text runs upward now: x as displayed is y before, y is the width less x.
    assert abs(turned.box.x0 - upright.y0) < 6 and abs(turned.box.y1 - (width - upright.x0)) < 6
