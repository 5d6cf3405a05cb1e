from __future__ import annotations

import pymupdf
import pytest
from PIL import Image

from paper_notes.paper.reader import read_paper
from paper_notes.site import cited_pages as cited
from paper_notes.site.cited_pages import cited_pages, marked_pages
from paper_notes.site.page_pictures import draw_missing


def test_a_quotation_is_marked_line_by_line_across_a_hyphen(folder, tmp_path):
    quote = "pruned walnut trees carry more nuts in the second summer"
    page = cited_pages(folder.pdf, {1: [quote]}, tmp_path, lambda: read_paper(folder.pdf))[1]
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
    pages = cited_pages(
        folder.pdf, {1: ["words that stand nowhere in it"], 9: []}, tmp_path, lambda: read_paper(folder.pdf)
    )
    assert pages.keys() == {1}  # the paper has no page 9
    assert pages[1].marks == {}


def test_without_a_paper_there_are_pages_and_no_marks(folder, tmp_path):
    pages = cited_pages(folder.pdf, {1: ["pruned walnut trees"], 9: []}, tmp_path, lambda: None)
    assert [(page.number, page.width, page.height, page.marks) for page in pages.values()] == [(1, 720, 900, {})]


def test_marks_follow_a_rotated_page(folder, tmp_path):
    with pymupdf.open(folder.pdf) as document:
        document[1].set_rotation(90)
        document.save(tmp_path / "turned.pdf")
    paper = read_paper(tmp_path / "turned.pdf")
    (page,) = marked_pages(paper, {2: ["A young tree is cut back to four strong branches."]})
    ((left, _top, width, height),) = page.marks["A young tree is cut back to four strong branches."]
    assert height > width  # the line runs down the displayed page
    assert left > 80  # and the top of the text is at its right


def test_an_unchanged_note_does_not_open_its_pdf_again(folder, tmp_path, monkeypatch):
    first = cited_pages(folder.pdf, {1: ["pruned walnut trees"]}, tmp_path, lambda: read_paper(folder.pdf))
    assert first[1].marks
    monkeypatch.setattr(cited, "guarded", lambda *_: pytest.fail("opened"))
    again = cited_pages(folder.pdf, {1: ["pruned walnut trees"]}, tmp_path, lambda: pytest.fail("read"))
    assert again == first
