"""Where quoted words stand on a page: what the linter finds, the site marks."""

import pymupdf
import pytest

from paper_notes.paper.quotations import boxes_of_quote, find_quote
from paper_notes.paper.reader import read_document

LEFT = (
    "Walnut trees were cut in every winter of the study.",
    "Some of them had been planted by the last farmer.",
    "We found that the trees that had been pruned before",
)
RIGHT = (
    "the frost bore more nuts [3, 4] than those that were",
    "not touched at all. Nobody had expected so much of",
    "them, and the effect lasted until the third sum-",
    "mer after the cut, in both of the orchards, where",
)
BEHIND = ("it was largest for the oldest trees of all.", "Later years were dry, and nothing was measured.")


@pytest.fixture(scope="module")
def paper():
    """Two columns, a sentence that runs on from one to the other, and one that runs over the page's end."""
    with pymupdf.open() as document:
        page = document.new_page(width=612, height=792)
        filler = [f"Row {i} of this column tells of soil and of rain." for i in range(40)]
        for x, rows in ((50, [*filler, *LEFT]), (320, [*RIGHT[:2], *filler[:39], *RIGHT[2:]])):
            for i, row in enumerate(rows):
                page.insert_text((x, 72 + 14 * i), row, fontsize=10)
        page = document.new_page(width=612, height=792)
        for i, row in enumerate((*BEHIND, *(f"Row {i} of the second page tells of the wind." for i in range(30)))):
            page.insert_text((50, 72 + 14 * i), row, fontsize=10)
        return read_document(document, "0" * 64)


def boxes(paper, quote, page=1):
    found = boxes_of_quote(quote, paper, page)
    assert bool(found) == (find_quote(quote, paper, page) is not None)
    return found


def test_a_quotation_is_boxed_row_by_row_across_a_hyphen(paper):
    first, second = boxes(paper, "the effect lasted until the third summer after the cut")
    before = pymupdf.get_text_length("them, and ", fontsize=10)
    assert first.x0 == pytest.approx(320 + before, abs=4)
    assert second.x0 == pytest.approx(320, abs=1)
    assert second.y0 > first.y0


def test_a_quotation_that_runs_on_in_the_next_column_is_boxed_in_both(paper):
    first, second = boxes(paper, "the trees that had been pruned before the frost bore more nuts")
    assert first.x0 < 300 < second.x0
    assert first.y0 > second.y0


def test_reference_marks_may_be_left_out(paper):
    first, second = boxes(paper, "the frost bore more nuts than those that were not touched")
    assert first.x0 == pytest.approx(second.x0)


def test_words_left_out_are_not_boxed(paper):
    assert len(boxes(paper, "Nobody had expected … until the third sum")) == 2


def test_what_is_not_there_has_no_box(paper):
    assert boxes(paper, "the frost bore more leaves than those that were not touched") == ()
    assert boxes(paper, "the frost bore more nuts", page=2) == ()
    assert boxes(paper, "…") == ()


def test_what_runs_over_the_pages_end_is_boxed_as_far_as_it_goes(paper):
    found = boxes(paper, "in both of the orchards, where it was largest for the oldest trees of all")
    assert found
    assert all(box.y0 > 600 for box in found)
    assert not boxes(paper, "largest for the oldest trees")  # that begins on the next page
    (last,) = boxes(paper, "where it was largest for the oldest trees")
    assert last.y0 == pytest.approx(found[-1].y0)
    (last,) = boxes(paper, "e it was largest")  # of which one letter stands on this page
    assert last.y0 == pytest.approx(found[-1].y0)
    assert boxes(paper, "largest for the oldest trees", page=2)
