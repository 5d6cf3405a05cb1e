"""Pictures of cited pages: drawn side by side, a bad PDF costs its own."""

from __future__ import annotations

import contextlib

import pymupdf
import pytest
from PIL import Image

from paper_notes.site import page_pictures
from paper_notes.site.page_pictures import draw_missing


@pytest.fixture
def pdf(tmp_path):
    path = tmp_path / "walnuts" / "paper.pdf"
    path.parent.mkdir()
    with pymupdf.open() as document:
        for number in range(10):
            document.new_page(width=400, height=500).insert_text((40, 60), f"Walnuts, page {number + 1}")
        document.save(path)
    return path


def test_many_pages_are_drawn_in_processes_and_a_bad_pdf_costs_its_own(pdf, tmp_path):
    bad = tmp_path / "bad" / "paper.pdf"
    bad.parent.mkdir()
    bad.write_bytes(b"%PDF-1.7 nothing more")
    wanted = {number: tmp_path / "cache" / f"{number}.webp" for number in range(1, 11)}
    ticked = []

    @contextlib.contextmanager
    def progress(jobs, label):
        assert (jobs, label) == (2, "cited pages")
        yield ticked.append

    (problem,) = draw_missing({pdf: wanted, bad: {1: tmp_path / "cache" / "bad.webp"}}, progress)
    assert str(bad) in problem
    assert sorted(ticked) == ["bad", "walnuts"]
    for picture in wanted.values():
        with Image.open(picture) as drawn:
            assert (drawn.format, drawn.size) == ("WEBP", (720, 900))


def test_what_is_drawn_already_is_not_drawn_again_and_copies_share(pdf, tmp_path, monkeypatch):
    picture = tmp_path / "1.webp"
    assert draw_missing({pdf: {1: picture}, tmp_path / "a copy.pdf": {1: picture}}) == []
    monkeypatch.setattr(page_pictures, "_draw_side_by_side", lambda *_: pytest.fail("drawn again"))
    assert draw_missing({pdf: {1: picture}}) == []


def test_a_page_that_does_not_exist_is_a_problem_in_words(pdf, tmp_path):
    (problem,) = draw_missing({pdf: {99: tmp_path / "99.webp"}})
    assert str(pdf) in problem
    assert "no page 99" in problem
