from __future__ import annotations

import pymupdf
import pytest
from PIL import Image

from paper_notes.site import cited_pages as cited
from paper_notes.site.cited_pages import cited_pages, find_quotes
from paper_notes.site.page_pictures import draw_missing


def test_a_quotation_is_marked_line_by_line_across_a_hyphen(folder, tmp_path):
    quote = "pruned walnut trees carry more nuts in the second summer"
    page = cited_pages(folder.pdf, {1: [quote]}, tmp_path)[1]
    marks = page.marks[quote]
    assert len(marks) == 3
    left, top, width, height = marks[0]
    # the words start at 40 pt + "We found that ", their baseline is 60 pt, the page is 400 by 500 pt
    before = pymupdf.get_text_length("We found that ", fontsize=14)
    assert left == pytest.approx((40 + before) / 4, abs=0.5)
    assert top < 60 / 5 < top + height
    assert width == pytest.approx(pymupdf.get_text_length("pruned walnut", fontsize=14) / 4, abs=0.5)
    assert draw_missing({folder.pdf: {1: page.thumbnail}}) == []
    with Image.open(page.thumbnail) as picture:
        assert picture.format == "WEBP"
        assert picture.size == (page.width, page.height) == (720, 900)


def test_what_is_not_on_the_page_is_not_marked(folder, tmp_path):
    pages = cited_pages(folder.pdf, {1: ["words that stand nowhere in it"], 9: []}, tmp_path)
    assert pages.keys() == {1}  # the paper has no page 9
    assert pages[1].marks == {}


def test_words_left_out_of_a_quotation_are_not_marked(folder):
    with pymupdf.open(folder.pdf) as document:
        marks = find_quotes(document[1], ["A young tree … four strong branches"])
    (places,) = marks.values()
    assert len(places) == 2


def test_marks_follow_a_rotated_page(folder):
    with pymupdf.open(folder.pdf) as document:
        document[1].set_rotation(90)
        (marks,) = find_quotes(document[1], ["four strong branches"]).values()
    left, _top, width, height = marks[0]
    assert height > width  # the line runs down the displayed page
    assert left > 80  # and the top of the text is at its right


def test_an_unchanged_note_does_not_open_its_pdf_again(folder, tmp_path, monkeypatch):
    first = cited_pages(folder.pdf, {1: ["pruned walnut trees"]}, tmp_path)
    monkeypatch.setattr(cited, "guarded", lambda *_: pytest.fail("opened"))
    assert cited_pages(folder.pdf, {1: ["pruned walnut trees"]}, tmp_path) == first


def test_a_quotation_is_marked_where_it_runs_on_in_another_column_and_not_on_the_next_page():
    quote = "walnut trees that were pruned in winter carry more nuts than those that were left alone"
    with pymupdf.open() as document:
        page = document.new_page(width=400, height=500)
        page.insert_text((20, 440), "walnut trees that were pruned", fontsize=9)
        page.insert_text((20, 480), "Figure 3: a tree", fontsize=9)
        page.insert_text((210, 60), "in winter carry more nuts", fontsize=9)
        document.new_page(width=400, height=500).insert_text((20, 60), "than those that were left alone", fontsize=9)
        (marks,) = find_quotes(document[0], [quote]).values()
        assert [(left < 50, top < 50) for left, top, *_ in marks] == [(True, False), (False, True)]
        assert find_quotes(document[0], [quote.replace("nuts", "leaves")]) == {}
        assert find_quotes(document[1], [quote]) == {}
