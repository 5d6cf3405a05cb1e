"""Tables as cells: what is certain is right, what had to be guessed isn't certain."""

import pymupdf
import pytest

from paper_notes.paper.figures.frames import horizontal_rules
from paper_notes.paper.figures.tables import CERTAIN, read_table
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import interpret, read_page

FULL = [
    ["", "Dev", "Test set"],
    ["Base model", "81.6", "79.9"],
    ["Large model", "86.6", "86.3"],
    ["Human", "85.0", "-"],
]
BOX = Box(70, 85, 500, 200)


def draw(rows, shift=0.0, rules=()):
    """A page with a table: columns 110 points apart, rows 14 points apart, text of 10 points; ``rules`` are
    (left, right, height)."""
    page = pymupdf.open().new_page()
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            page.insert_text((80 + 110 * j + shift * i, 100 + 14 * i), cell, fontsize=10)
    for left, right, height in rules:
        page.draw_line((left, height), (right, height), width=0.5)
    return page


def read(page, box=BOX):
    return read_table(page, box, horizontal_rules(read_page(interpret(page))))


def test_a_table_of_full_rows_is_read():
    table = read(draw(FULL))
    assert table is not None and table.certainty >= CERTAIN
    assert table.texts() == tuple(tuple(row) for row in FULL)


def test_every_cell_has_a_box_around_its_words():
    page = draw(FULL)
    table = read(page)
    for cell in table.cells:
        words = page.get_text("words", clip=pymupdf.Rect(cell.box.grown(1)))
        assert " ".join(word[4] for word in words) == cell.text
    (corner,) = [cell for cell in table.cells if cell.text == "86.3"]
    assert (corner.row, corner.column, corner.head) == (2, 2, False)
    assert abs(corner.box.x0 - 300) < 2 and abs(corner.box.y1 - 131) < 5


def test_a_head_over_two_columns_is_as_wide_as_the_rule_under_it():
    rows = [
        ["Model", "Score", "", "Time"],
        ["", "Dev", "Test", ""],
        ["Base", "81", "79", "3 h"],
        ["Large", "86", "85", "9 h"],
    ]
    lines = [(75, 480, 88), (185, 370, 103), (75, 480, 118), (75, 480, 146)]
    table = read(draw(rows, rules=lines))
    assert table.certainty >= CERTAIN and table.heads == 2
    (wide,) = [cell for cell in table.cells if cell.columns == 2]
    assert (wide.text, wide.row, wide.column, wide.head) == ("Score", 0, 1, True)
    assert table.texts()[0] == ("Model", "Score Dev", "Score Test", "Time")
    assert table.texts()[1] == ("Base", "81", "79", "3 h")


def test_notes_below_the_last_rule_are_no_cells():
    lines = [(75, 400, 88), (75, 400, 104), (75, 400, 146)]
    table = read(draw([*FULL, ["* measured by hand", "", ""]], rules=lines))
    assert table.certainty >= CERTAIN and len(table.texts()) == len(FULL)


def test_powers_keep_their_height():
    page = draw([["Size", "Time"], ["10", "7"], ["10", "8"], ["10", "9"]])
    for i, power in enumerate(("6", "7", "9"), 1):
        page.insert_text((91.4, 96 + 14 * i), power, fontsize=6)
    table = read(page)
    assert [row[0] for row in table.texts()] == ["Size", "10⁶", "10⁷", "10⁹"]


@pytest.mark.parametrize(
    "rows",
    [
        [*FULL, ["Results on two sets of very long names", "", "9.1"]],  # a cell that runs over two columns
        [*FULL, ["", "(continued)", ""], ["", "", "12"]],  # cells that stand alone
    ],
)
def test_what_had_to_be_guessed_is_not_certain(rows):
    table = read(draw(rows))
    assert table is None or table.certainty < CERTAIN


def test_too_little_is_no_table():
    assert read(draw(FULL[:2])) is None


def test_running_text_is_no_table():
    page = pymupdf.open().new_page()
    page.insert_textbox(
        (70, 85, 300, 200), "Words of a sentence that goes on over some lines of text. " * 4, fontsize=10
    )
    assert read(page) is None


def test_a_head_that_stands_over_the_first_of_its_columns_is_over_all_that_the_line_below_heads():
    rows = [
        ["Site", "Percentile", "", ""],
        ["", "10", "20", "30"],
        ["Glendhu", "0.81", "0.83", "0.85"],
        ["Redhill", "0.52", "0.57", "0.59"],
        ["Biesievlei", "0.91", "0.93", "0.96"],
    ]
    table = read(draw(rows, rules=[(75, 480, 88), (75, 480, 103), (75, 480, 118), (75, 480, 162)]))
    spans = {cell.text: (cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells if cell.head}
    assert spans["Percentile"] == (0, 1, 1, 3) and spans["Site"][:2] == (0, 0) and spans["20"] == (1, 2, 1, 1)
    assert table.certainty >= CERTAIN


def test_columns_of_prose_are_no_certain_cells():
    rows = [
        ["Included", "Left out"],
        ["Adults who were able", "Women who at the time"],
        ["to walk so far", "were nursing children"],
        ["Informed consent", "Earlier treatment"],
        ["Age above forty", "No consent at all"],
    ]
    table = read(draw(rows))
    assert table is None or table.certainty < CERTAIN
