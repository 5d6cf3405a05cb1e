from pathlib import Path

import pymupdf

from paper_notes.paper.crops import render_crop
from paper_notes.paper.reader import read_paper

SHELF = Path(__file__).parents[2] / "paper-notes" / "a-shelf-for-reading-notes" / "paper.pdf"


def test_a_formulas_picture_shows_nothing_of_the_lines_around_it():
    paper = read_paper(SHELF)
    with pymupdf.open(SHELF) as document:
        for formula in paper.formulas[:4]:
            page = document[formula.page - 1]
            lines = [line for block in page.get_text("dict")["blocks"] for line in block.get("lines", ())]
            prose = [line["bbox"] for line in lines if sum(len(s["text"]) for s in line["spans"]) > 45]
            assert prose
            for bbox in prose:
                assert (pymupdf.Rect(bbox) & pymupdf.Rect(formula.box)).is_empty, formula.number
            assert render_crop(document, formula.page, formula.box, 100).startswith(b"\x89PNG")
