import pymupdf
import pytest

from paper_notes.paper.figures.tables import read_cells
from paper_notes.paper.model import Box

FULL = [
    ["", "Dev", "Test set"],
    ["Base model", "81.6", "79.9"],
    ["Large model", "86.6", "86.3"],
    ["Human", "85.0", "-"],
]


def draw(rows, shift=0.0):
    """A page with a table without rules: columns 110 points apart, rows 14 points apart, text of 10 points."""
    page = pymupdf.open().new_page()
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            page.insert_text((80 + 110 * j + shift * i, 100 + 14 * i), cell, fontsize=10)
    return page


BOX = Box(70, 85, 500, 200)


def test_a_table_of_full_rows_is_read():
    assert read_cells(draw(FULL), BOX) == tuple(tuple(row) for row in FULL)


@pytest.mark.parametrize(
    "rows",
    [
        [["Model", "Results on two sets of very long names"], *FULL[1:]],  # a head over two columns
        [*FULL, ["(continued)", "", ""]],  # a cell of two lines, or a row without values
        FULL[:2],  # too little to be sure of columns
    ],
)
def test_in_doubt_there_are_no_cells(rows):
    assert read_cells(draw(rows), BOX) == ()


def test_running_text_is_no_table():
    page = pymupdf.open().new_page()
    page.insert_textbox(
        (70, 85, 300, 200), "Words of a sentence that goes on over some lines of text. " * 4, fontsize=10
    )
    assert read_cells(page, BOX) == ()
